package dev.stator.item.json;

import dev.stator.item.Item;

/** Whole items to and from DynamoDB JSON, for those who need no more than that. */
public final class ItemJson {
  private ItemJson() {}

  /**
   * Reads an item, {@code {"id":{"S":"o-17"},...}}.
   *
   * @throws MalformedJsonException if the bytes are anything else, or more
   */
  public static Item read(byte[] json) {
    return read(json, 0, json.length);
  }

  /** Reads an item from a slice; see {@link #read(byte[])}. */
  public static Item read(byte[] bytes, int offset, int length) {
    ItemReader reader = new ItemReader().reset(bytes, offset, length);
    Item item = reader.item();
    reader.endDocument();
    return item;
  }

  /** The item as DynamoDB JSON in UTF-8, on one line. */
  public static byte[] write(Item item) {
    return new JsonWriter(new Utf8Buffer(256)).item(item).buffer().toByteArray();
  }
}
