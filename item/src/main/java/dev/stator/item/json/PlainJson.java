package dev.stator.item.json;

import dev.stator.item.AttributeType;
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
      out.ensure(length + 2);
      byte[] bytes = out.array();
      int n = out.length();
      bytes[n] = separator;
      System.arraycopy(in.array(), in.nameStart() - 1, bytes, n + 1, length);
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
    switch (in.type()) {
      case S, B -> {
        in.scalar();
        out.append(in.array(), in.scalarStart() - 1, in.scalarEnd() - in.scalarStart() + 2);
      }
      case N -> {
        in.scalar();
        writeNumber(in, out);
      }
      case BOOL -> append(in.bool() ? "true" : "false", out);
      case NULL -> {
        in.nullValue();
        append("null", out);
      }
      case M -> {
        in.beginMap();
        writeAttributes(in, out);
      }
      case L, SS, NS, BS -> writeMembers(in, out);
    }
  }

  private static void writeMembers(ItemReader in, Utf8Buffer out) {
    boolean list = in.type() == AttributeType.L;
    in.beginList();
    byte separator = '[';
    while (in.nextElement()) {
      out.append(separator);
      separator = ',';
      writeValue(in, out);
    }
    if (list && separator == '[') {
      out.append((byte) '[');
    }
    out.append((byte) ']');
  }

  private static void writeNumber(ItemReader in, Utf8Buffer out) {
    int start = in.scalarStart();
    int end = in.scalarEnd();
    if (!in.scalarEscaped() && JsonText.isCanonicalNumber(in.array(), start, end)) {
      out.append(in.array(), start, end - start);
    } else {
      // DynamoDB takes texts that JSON does not ("007", "+1", ".5"): the canonical one is both.
      append(
          DynamoNumber.of(JsonText.decode(in.array(), start, end, in.scalarEscaped())).toString(),
          out);
    }
  }

  private static void append(String ascii, Utf8Buffer out) {
    byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
    out.append(bytes, 0, bytes.length);
  }
}
