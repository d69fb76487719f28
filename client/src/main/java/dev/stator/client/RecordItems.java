package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.records.ItemCodec;
import dev.stator.records.RecordMappingException;
import org.jspecify.annotations.Nullable;

/**
 * Goes between the records of a table and the bytes of requests and answers. What cannot be read or
 * written is an error with the table and, where it is known, the key.
 */
record RecordItems<T>(String tableName, ItemCodec<T> codec) {
  /** Reads the item that comes next. */
  T read(JsonReader json) {
    try {
      return json.item(codec::read);
    } catch (RecordMappingException e) {
      throw e.in(tableName, keyOf(json));
    }
  }

  /** The outcome of one of many reads. */
  RecordRead<T> outcome(
      String operation,
      long position,
      Key key,
      @Nullable Found<T> found,
      int attempts,
      @Nullable DynamoException failure) {
    if (found == null) {
      return new RecordRead<>(position, key, null, attempts, failure);
    }
    RecordMappingException none = found.failure();
    return new RecordRead<>(
        position,
        key,
        found.item(),
        attempts,
        none == null ? failure : none.in(tableName, key).during(operation));
  }

  /** The key of the item that comes next, if it has one. */
  private @Nullable Key keyOf(JsonReader json) {
    return keyIn(json.item());
  }

  /** The key of an item, if it has one. */
  @Nullable Key keyIn(Item item) {
    try {
      return codec.keySchema().keyOf(item);
    } catch (IllegalArgumentException withoutKey) {
      return null;
    }
  }

  /** Writes an item. */
  void write(T item, JsonWriter json) {
    try {
      codec.write(item, json);
    } catch (RecordMappingException e) {
      throw e.in(tableName, keyOf(item));
    }
  }

  /** The item's key. */
  Key key(T item) {
    try {
      return codec.key(item);
    } catch (RecordMappingException e) {
      throw e.in(tableName, null);
    }
  }

  /** The item's key, or null if it cannot have one. */
  @Nullable Key keyOf(T item) {
    try {
      return codec.key(item);
    } catch (RecordMappingException withoutKey) {
      return null;
    }
  }
}
