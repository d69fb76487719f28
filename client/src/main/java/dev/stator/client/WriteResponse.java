package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link PutItemRequest}, {@link UpdateItemRequest} or {@link DeleteItemRequest}.
 *
 * @param attributes those that the request wants returned, or null if it wants none or there are
 *     none
 * @param consumedCapacity what it cost, if asked for
 * @param itemCollectionMetrics the size of the item collection, if asked for and there is one
 */
public record WriteResponse(
    @Nullable Item attributes,
    @Nullable ConsumedCapacity consumedCapacity,
    @Nullable ItemCollectionMetrics itemCollectionMetrics) {
  static WriteResponse read(ReplyReader reply) {
    Item attributes = null;
    ConsumedCapacity capacity = null;
    ItemCollectionMetrics metrics = null;
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.ATTRIBUTES)) {
        attributes = json.item();
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        capacity = reply.consumedCapacity();
      } else if (json.nameIs(Names.ITEM_COLLECTION_METRICS)) {
        metrics = reply.itemCollectionMetrics();
      } else {
        json.skip();
      }
    }
    return new WriteResponse(attributes, capacity, metrics);
  }
}
