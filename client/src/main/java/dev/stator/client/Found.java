package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import dev.stator.records.RecordMappingException;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one item of an answer to many reads: its record, or why it is none, which does
 * not keep others from being read.
 *
 * @param item the record; null if the item is none of the record's
 * @param failure why the item is none of the record's, without its table and key
 */
record Found<T>(@Nullable T item, @Nullable RecordMappingException failure) {
  /** Reads the item that comes next, which is passed in any case. */
  static <T> Found<T> read(JsonReader json, RecordItems<T> items) {
    try {
      return new Found<>(json.item(items.codec()::read), null);
    } catch (RecordMappingException inTheAnswer) {
      return readAlone(json.item(), items);
    }
  }

  /** The same of the item alone, so that a path begins at it and not at the answer. */
  private static <T> Found<T> readAlone(Item item, RecordItems<T> items) {
    try {
      return new Found<>(items.codec().fromItem(item), null);
    } catch (RecordMappingException e) {
      return new Found<>(null, e);
    }
  }
}
