package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Where a page begins: the key that the page before ended with, as DynamoDB JSON. Immutable. Two
 * are equal if their bytes are.
 */
public final class StartKey {
  private final byte[] json;

  private StartKey(byte[] json) {
    this.json = json;
  }

  /** The key as an item: the table's key, and the index's too where an index is read. */
  public static StartKey of(Item key) {
    return new StartKey(ItemJson.write(key));
  }

  /** The key as it stands in the previous answer; the slice is copied, and sent as it is. */
  public static StartKey ofJson(byte[] bytes, int offset, int length) {
    return new StartKey(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** The key as DynamoDB JSON in UTF-8. */
  public byte[] toJson() {
    return json.clone();
  }

  void write(JsonWriter out) {
    out.raw(json, 0, json.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StartKey that && Arrays.equals(json, that.json);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(json);
  }

  @Override
  public String toString() {
    return new String(json, StandardCharsets.UTF_8);
  }
}
