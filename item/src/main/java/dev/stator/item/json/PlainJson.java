package dev.stator.item.json;

import dev.stator.item.DynamoNumber;
import java.nio.charset.StandardCharsets;

/**
 * Renders an item as plain JSON, straight from its DynamoDB JSON: {@code
 * {"id":"o-17","total":12.5,"tags":["a","b"]}}. Numbers become JSON numbers with all their digits,
 * sets become arrays, binary stays base64 text. What is a string in both is copied, not decoded.
 *
 * <p>Plain JSON says less than DynamoDB JSON: a set reads back as a list, binary as a string. For
 * an export that can be imported again use DynamoDB JSON.
 */
public final class PlainJson {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");

  private PlainJson() {}

  /**
   * Passes the item at which {@code in} stands and appends it to {@code out}.
   *
   * @throws MalformedJsonException if it is no item; what was appended until then stays
   */
  public static void writeItem(ItemReader in, Utf8Buffer out) {
    in.beginItem();
    writeAttributes(in, out);
  }

  private static void writeAttributes(ItemReader in, Utf8Buffer out) {
    byte separator = '{';
    while (in.nextAttribute()) {
      int length = in.nameEnd() - in.nameStart() + 2;
      out.ensure(length + 2L + Utf8Buffer.SHORT);
      byte[] bytes = out.array();
      int n = out.length();
      bytes[n] = separator;
      Utf8Buffer.copy(in.array(), in.nameStart() - 1, bytes, n + 1, length);
      bytes[n + 1 + length] = ':';
      out.advance(length + 2);
      writeValue(in, out);
      separator = ',';
    }
    if (separator == '{') {
      out.append((byte) '{');
    }
    out.append((byte) '}');
  }

  private static void writeValue(ItemReader in, Utf8Buffer out) {
    switch (in.tag()) {
      case TypeTags.S, TypeTags.B -> {
        in.scalar();
        out.append(in.array(), in.scalarStart() - 1, in.scalarEnd() - in.scalarStart() + 2);
      }
      case TypeTags.N -> {
        in.scalar();
        writeNumber(in, out);
      }
      case TypeTags.BOOL -> append(in.bool() ? TRUE : FALSE, out);
      case TypeTags.NULL -> {
        in.nullValue();
        append(NULL, out);
      }
      case TypeTags.M -> {
        in.beginMap();
        writeAttributes(in, out);
      }
      case TypeTags.L, TypeTags.SS, TypeTags.NS, TypeTags.BS -> writeMembers(in, out);
      default -> throw new IllegalStateException("no value comes next");
    }
  }

  private static void writeMembers(ItemReader in, Utf8Buffer out) {
    in.beginList();
    byte separator = '[';
    while (in.nextElement()) {
      out.append(separator);
      separator = ',';
      writeValue(in, out);
    }
    if (separator == '[') {
      out.append((byte) '[');
    }
    out.append((byte) ']');
  }

  private static void writeNumber(ItemReader in, Utf8Buffer out) {
    int start = in.scalarStart();
    int end = in.scalarEnd();
    if (in.scalarIsCanonicalNumber()) {
      out.append(in.array(), start, end - start);
    } else {
      // DynamoDB takes texts that JSON does not ("007", "+1", ".5"): the canonical one is both.
      String text = JsonText.decode(in.array(), start, end, in.scalarEscaped());
      append(ascii(DynamoNumber.of(text).toString()), out);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void append(byte[] bytes, Utf8Buffer out) {
    out.append(bytes, 0, bytes.length);
  }
}
