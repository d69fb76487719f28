package dev.stator.cli;

import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import java.util.Locale;

/** The forms in which items are read; the words are those of {@code replicate --format}. */
enum ItemForm {
  JSON,
  DYNAMODB_JSON;

  /**
   * Reads an item.
   *
   * @throws IllegalArgumentException if it is none; the message has the path and what is wrong
   */
  Item read(byte[] bytes, int offset, int length) {
    return this == JSON
        ? PlainItem.read(bytes, offset, length)
        : ItemJson.read(bytes, offset, length);
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
