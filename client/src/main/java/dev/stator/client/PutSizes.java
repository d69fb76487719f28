package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import dev.stator.item.Key;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds items that are too large to be put, before they are sent. No item is larger than its JSON,
 * so a request is looked at only where its body is that long.
 */
final class PutSizes {
  private PutSizes() {}

  /**
   * @param bodyLength how long the request is, in bytes
   * @param show what is shown of values that may be those of a key
   * @throws InvalidItemException if the request puts an item of more than 400 KB
   */
  static void check(DynamoRequest request, int bodyLength, Function<AttributeValue, String> show) {
    if (bodyLength <= ItemSize.MAX_ITEM_BYTES) {
      return;
    }
    if (request instanceof PutItemRequest put) {
      check(request, put.tableName(), "$.Item", put.item(), null, show);
    } else if (request instanceof RecordPut<?> put) {
      check(request, put, "$.Item", show);
    } else if (request instanceof TransactWriteItemsRequest transaction) {
      checkActions(transaction, show);
    } else if (request instanceof BatchWriteItemRequest batch) {
      checkWrites(batch, show);
    }
  }

  private static void checkActions(
      TransactWriteItemsRequest transaction, Function<AttributeValue, String> show) {
    for (int i = 0; i < transaction.transactItems().size(); i++) {
      TransactWriteItem action = transaction.transactItems().get(i);
      String path = "$.TransactItems[" + i + "].Put.Item";
      if (action instanceof PutItemRequest put) {
        check(transaction, put.tableName(), path, put.item(), null, show);
      } else if (action instanceof RecordPut<?> put) {
        check(transaction, put, path, show);
      }
    }
  }

  private static void checkWrites(
      BatchWriteItemRequest batch, Function<AttributeValue, String> show) {
    for (Map.Entry<String, List<WriteRequest>> table : batch.requestItems().entrySet()) {
      List<WriteRequest> writes = table.getValue();
      for (int i = 0; i < writes.size(); i++) {
        if (writes.get(i) instanceof WriteRequest.Put put) {
          String path = "$.RequestItems." + table.getKey() + "[" + i + "].PutRequest.Item";
          check(batch, table.getKey(), path, put.item(), null, show);
        }
      }
    }
  }

  private static <T> void check(
      DynamoRequest request, RecordPut<T> put, String path, Function<AttributeValue, String> show) {
    JsonWriter json = new JsonWriter(new Utf8Buffer(ItemSize.MAX_ITEM_BYTES));
    put.items().write(put.item(), json);
    Item item = ItemJson.read(json.buffer().array(), 0, json.buffer().length());
    check(request, put.tableName(), path, item, put.items().keyOf(put.item()), show);
  }

  private static void check(
      DynamoRequest request,
      String table,
      String path,
      Item item,
      @Nullable Key key,
      Function<AttributeValue, String> show) {
    int size = ItemSize.of(item);
    if (size > ItemSize.MAX_ITEM_BYTES) {
      throw InvalidItemException.tooLarge(
          RequestSubject.of(request, path, show), request.operation(), table, key, path, item);
    }
  }
}
