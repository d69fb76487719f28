package dev.stator.client;

import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a {@link BatchWriteItemRequest}.
 *
 * @param unprocessedItems what was not written, to be sent again, after a while
 * @param itemCollectionMetrics the sizes of the item collections, if asked for, by table
 * @param consumedCapacity what it cost, if asked for, one entry for each table
 */
public record BatchWriteItemResponse(
    Map<String, List<WriteRequest>> unprocessedItems,
    Map<String, List<ItemCollectionMetrics>> itemCollectionMetrics,
    List<ConsumedCapacity> consumedCapacity) {
  public BatchWriteItemResponse {
    unprocessedItems = Map.copyOf(unprocessedItems);
    itemCollectionMetrics = Map.copyOf(itemCollectionMetrics);
    consumedCapacity = List.copyOf(consumedCapacity);
  }

  static BatchWriteItemResponse read(ReplyReader reply) {
    Map<String, List<WriteRequest>> unprocessed = new HashMap<>();
    Map<String, List<ItemCollectionMetrics>> metrics = Map.of();
    List<ConsumedCapacity> capacity = new ArrayList<>();
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.UNPROCESSED_ITEMS)) {
        json.beginObject();
        while (json.nextName()) {
          String table = json.name();
          unprocessed.put(table, reply.unprocessedWrites(table));
        }
      } else if (json.nameIs(Names.ITEM_COLLECTION_METRICS)) {
        metrics = reply.itemCollectionMetricsByTable();
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        reply.consumedCapacities(capacity);
      } else {
        json.skip();
      }
    }
    return new BatchWriteItemResponse(unprocessed, metrics, capacity);
  }
}
