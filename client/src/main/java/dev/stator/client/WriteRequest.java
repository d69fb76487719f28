package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.json.JsonWriter;

/** One write in a batch. */
public sealed interface WriteRequest {
  /**
   * Writes an item, in place of the one with its key if there is one.
   *
   * @param item the item, with its key
   */
  record Put(Item item) implements WriteRequest {}

  /**
   * Deletes the item of a key, if there is one.
   *
   * @param key the key's attributes; in an answer, in any order
   */
  record Delete(Item key) implements WriteRequest {}

  /** Writes an item. */
  static WriteRequest put(Item item) {
    return new Put(item);
  }

  /** Deletes the item of a key. */
  static WriteRequest delete(Key key) {
    return new Delete(key.toItem());
  }

  /** Writes the request as the JSON that goes out. */
  default void write(JsonWriter json) {
    json.beginObject();
    if (this instanceof Put put) {
      json.name(Names.PUT_REQUEST).beginObject().name(Names.ITEM).item(put.item);
    } else if (this instanceof Delete delete) {
      json.name(Names.DELETE_REQUEST).beginObject().name(Names.KEY).item(delete.key);
    }
    json.endObject().endObject();
  }
}
