package dev.stator.client;

import dev.stator.item.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call on an item of a {@link DynamoTable}.
 *
 * @param item the item as it is after the call, as far as that is known: the one that was read,
 *     that was put, or that an update returned; null if there is none
 * @param old the item as it was before a write, if that was asked for with {@link
 *     ReturnValues#ALL_OLD} and there was one
 * @param consumedCapacity what it cost, if asked for
 * @param itemCollectionMetrics the size of the item collection, if asked for and there is one
 * @param <T> the record
 */
public record RecordResponse<T>(
    @Nullable T item,
    @Nullable T old,
    @Nullable ConsumedCapacity consumedCapacity,
    @Nullable ItemCollectionMetrics itemCollectionMetrics) {
  /** Reads the answer to a GetItem. */
  static <T> RecordResponse<T> readItem(ReplyReader reply, RecordItems<T> items) {
    T item = null;
    ConsumedCapacity capacity = null;
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.ITEM)) {
        item = items.read(json);
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        capacity = reply.consumedCapacity();
      } else {
        json.skip();
      }
    }
    return new RecordResponse<>(item, null, capacity, null);
  }

  /**
   * Reads the answer to a write.
   *
   * @param written the item as it was written, if that is known
   * @param returned which item its attributes are; null for neither
   */
  static <T> RecordResponse<T> readWrite(
      ReplyReader reply,
      RecordItems<T> items,
      @Nullable T written,
      @Nullable ReturnValues returned) {
    T item = written;
    T old = null;
    ConsumedCapacity capacity = null;
    ItemCollectionMetrics metrics = null;
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.ATTRIBUTES)) {
        T attributes = items.read(json);
        if (returned == ReturnValues.ALL_NEW) {
          item = attributes;
        } else {
          old = attributes;
        }
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        capacity = reply.consumedCapacity();
      } else if (json.nameIs(Names.ITEM_COLLECTION_METRICS)) {
        metrics = reply.itemCollectionMetrics();
      } else {
        json.skip();
      }
    }
    return new RecordResponse<>(item, old, capacity, metrics);
  }
}
