package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link TransactGetItemsRequest} or an {@link ExecuteTransactionRequest}.
 *
 * @param items for each action, in their order, the item, or null if there is none; nothing for
 *     statements that write
 * @param consumedCapacity what it cost, if asked for, one entry for each table
 */
public record TransactGetItemsResponse(
    List<@Nullable Item> items, List<ConsumedCapacity> consumedCapacity) {
  public TransactGetItemsResponse {
    items = Collections.unmodifiableList(new ArrayList<>(items));
    consumedCapacity = List.copyOf(consumedCapacity);
  }

  static TransactGetItemsResponse read(ReplyReader reply) {
    List<@Nullable Item> items = new ArrayList<>();
    List<ConsumedCapacity> capacity = new ArrayList<>();
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.RESPONSES)) {
        json.beginArray();
        while (json.nextElement()) {
          json.beginObject();
          items.add(reply.onlyItem(Names.ITEM));
        }
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        reply.consumedCapacities(capacity);
      } else {
        json.skip();
      }
    }
    return new TransactGetItemsResponse(items, capacity);
  }
}
