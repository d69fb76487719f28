package dev.stator.records.internal;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.Item;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;

/** Values that are neither numbers nor times. */
public final class Scalars {
  private static final byte[] M = "M".getBytes(StandardCharsets.US_ASCII);

  private Scalars() {}

  /** Reads an S. */
  public static String string(ItemReader in) {
    Fault.expect(in, AttributeType.S);
    return in.string();
  }

  /** Reads an S of one UTF-16 unit. */
  public static char character(ItemReader in) {
    String text = string(in);
    if (text.length() != 1) {
      throw new Fault("one character is wanted here, not " + text.length());
    }
    return text.charAt(0);
  }

  /** Reads an S that is a UUID's text of 36 characters. */
  public static UUID uuid(ItemReader in) {
    String text = string(in);
    if (text.length() == 36) {
      try {
        return UUID.fromString(text);
      } catch (IllegalArgumentException e) {
        // Falls through to the one message for both.
      }
    }
    throw notA(text, "a UUID");
  }

  /** Reads a BOOL. */
  public static boolean bool(ItemReader in) {
    Fault.expect(in, AttributeType.BOOL);
    return in.bool();
  }

  /** Reads a B. */
  public static Binary binary(ItemReader in) {
    Fault.expect(in, AttributeType.B);
    return in.binary();
  }

  /** Reads a B. */
  public static byte[] bytes(ItemReader in) {
    Fault.expect(in, AttributeType.B);
    in.scalar();
    if (in.scalarEscaped()) {
      return Base64.getDecoder().decode(in.scalarText());
    }
    int length = in.scalarEnd() - in.scalarStart();
    ByteBuffer decoded =
        Base64.getDecoder().decode(ByteBuffer.wrap(in.array(), in.scalarStart(), length));
    byte[] bytes = decoded.array();
    if (bytes.length != decoded.remaining()) {
      bytes = new byte[decoded.remaining()];
      decoded.get(bytes);
    }
    return bytes;
  }

  /** Reads an M as an item. */
  public static Item item(ItemReader in) {
    Fault.expect(in, AttributeType.M);
    return Item.of(((AttributeValue.M) in.value()).values());
  }

  /** Writes an item as an M. */
  public static void write(Item item, JsonWriter out) {
    out.beginObject().name(M).item(item).endObject();
  }

  static Fault notA(String text, String wanted) {
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "...";
    return new Fault("\"" + shown + "\" is not " + wanted);
  }
}
