package dev.stator.client;

import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The answer to a {@link TransactWriteItemsRequest}, all of which was done.
 *
 * @param consumedCapacity what it cost, if asked for, one entry for each table
 * @param itemCollectionMetrics the sizes of the item collections, if asked for, by table
 */
public record TransactWriteItemsResponse(
    List<ConsumedCapacity> consumedCapacity,
    Map<String, List<ItemCollectionMetrics>> itemCollectionMetrics) {
  public TransactWriteItemsResponse {
    consumedCapacity = List.copyOf(consumedCapacity);
    itemCollectionMetrics = Map.copyOf(itemCollectionMetrics);
  }

  static TransactWriteItemsResponse read(ReplyReader reply) {
    List<ConsumedCapacity> capacity = new ArrayList<>();
    Map<String, List<ItemCollectionMetrics>> metrics = Map.of();
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        reply.consumedCapacities(capacity);
      } else if (json.nameIs(Names.ITEM_COLLECTION_METRICS)) {
        metrics = reply.itemCollectionMetricsByTable();
      } else {
        json.skip();
      }
    }
    return new TransactWriteItemsResponse(capacity, metrics);
  }
}
