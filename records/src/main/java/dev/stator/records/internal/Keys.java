package dev.stator.records.internal;

import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** The values of key attributes, which are never empty and not long. */
public final class Keys {
  private Keys() {}

  /** A partition key's text. */
  public static String partition(String text) {
    return checked(text, Key.MAX_PARTITION_KEY_BYTES);
  }

  /** A partition key's bytes. */
  public static byte[] partition(byte[] bytes) {
    check(bytes.length, Key.MAX_PARTITION_KEY_BYTES);
    return bytes;
  }

  /** A sort key's text. */
  public static String sort(String text) {
    return checked(text, Key.MAX_SORT_KEY_BYTES);
  }

  /** A sort key's bytes. */
  public static byte[] sort(byte[] bytes) {
    check(bytes.length, Key.MAX_SORT_KEY_BYTES);
    return bytes;
  }

  /** The key that was written. */
  public static Key key(KeySchema schema, JsonWriter out) {
    return schema.keyOf(ItemJson.read(out.buffer().array(), 0, out.buffer().length()));
  }

  private static String checked(String text, int max) {
    // Three bytes of UTF-8 at most for each UTF-16 unit.
    if (text.isEmpty() || text.length() > max / 3) {
      check(text.getBytes(StandardCharsets.UTF_8).length, max);
    }
    return text;
  }

  private static void check(int bytes, int max) {
    if (bytes == 0 || bytes > max) {
      throw new Fault("a key's value has 1 to " + max + " bytes, and this one has " + bytes);
    }
  }
}
