package dev.stator.item.json;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * Writes JSON, and items as DynamoDB JSON, into a {@link Utf8Buffer}: no white space, no newline,
 * so that an item is a line. Commas are its business; names and values in the right order are the
 * caller's. Reusable with {@link #reset()}; belongs to one thread at a time.
 */
public final class JsonWriter {
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");
  private static final byte[] NULL = ascii("null");
  private static final byte[] HEX = ascii("0123456789abcdef");

  private static final byte[] S = ascii("{\"S\":");
  private static final byte[] N = ascii("{\"N\":\"");
  private static final byte[] B = ascii("{\"B\":");
  private static final byte[] BOOL_TRUE = ascii("{\"BOOL\":true}");
  private static final byte[] BOOL_FALSE = ascii("{\"BOOL\":false}");
  private static final byte[] NULL_TRUE = ascii("{\"NULL\":true}");
  private static final byte[] SS = ascii("{\"SS\":[");
  private static final byte[] NS = ascii("{\"NS\":[");
  private static final byte[] BS = ascii("{\"BS\":[");
  private static final byte[] L = ascii("{\"L\":[");
  private static final byte[] M = ascii("{\"M\":");
  private static final byte[] END_N = ascii("\"}");
  private static final byte[] END_SET = ascii("]}");

  private final Utf8Buffer out;
  private boolean comma;

  /** Appends to {@code out}. */
  public JsonWriter(Utf8Buffer out) {
    this.out = out;
  }

  /** The buffer that is written to. */
  public Utf8Buffer buffer() {
    return out;
  }

  /** Clears the buffer, to begin anew. */
  public JsonWriter reset() {
    out.clear();
    comma = false;
    return this;
  }

  /** Opens an object. */
  public JsonWriter beginObject() {
    separate();
    out.append((byte) '{');
    comma = false;
    return this;
  }

  /** Closes it. */
  public JsonWriter endObject() {
    out.append((byte) '}');
    comma = true;
    return this;
  }

  /** Opens an array. */
  public JsonWriter beginArray() {
    separate();
    out.append((byte) '[');
    comma = false;
    return this;
  }

  /** Closes it. */
  public JsonWriter endArray() {
    out.append((byte) ']');
    comma = true;
    return this;
  }

  /** A member's name. */
  public JsonWriter name(String name) {
    separate();
    quoted(name);
    out.append((byte) ':');
    comma = false;
    return this;
  }

  /** A member's name, as prepared UTF-8 that needs no escape. */
  public JsonWriter name(byte[] name) {
    separate();
    out.append((byte) '"');
    out.append(name, 0, name.length);
    out.append((byte) '"');
    out.append((byte) ':');
    comma = false;
    return this;
  }

  /**
   * A string.
   *
   * @throws IllegalArgumentException if it has half of a surrogate pair, which is no text
   */
  public JsonWriter value(String value) {
    separate();
    quoted(value);
    return this;
  }

  /** An integer. */
  public JsonWriter value(long value) {
    separate();
    plain(Long.toString(value));
    return this;
  }

  /** A finite number; whole ones are written without fraction. */
  public JsonWriter value(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("JSON has no " + value);
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e15) {
      return value((long) value);
    }
    separate();
    plain(Double.toString(value));
    return this;
  }

  /** True or false. */
  public JsonWriter value(boolean value) {
    separate();
    append(value ? TRUE : FALSE);
    return this;
  }

  /** A null. */
  public JsonWriter nullValue() {
    separate();
    append(NULL);
    return this;
  }

  /** A value that is JSON already, copied as it is. */
  public JsonWriter raw(byte[] json, int offset, int length) {
    separate();
    out.append(json, offset, length);
    return this;
  }

  /** An item. */
  public JsonWriter item(Item item) {
    return attributes(item.asMap());
  }

  /** An attribute value with its type tag. */
  public JsonWriter attributeValue(AttributeValue value) {
    separate();
    if (value instanceof AttributeValue.S s) {
      append(S);
      quoted(s.value());
      out.append((byte) '}');
    } else if (value instanceof AttributeValue.N n) {
      append(N);
      plain(n.value().toString());
      out.append((byte) '"');
      out.append((byte) '}');
    } else if (value instanceof AttributeValue.B b) {
      append(B);
      base64(b.value());
      out.append((byte) '}');
    } else if (value instanceof AttributeValue.Bool bool) {
      append(bool.value() ? BOOL_TRUE : BOOL_FALSE);
    } else if (value instanceof AttributeValue.Null) {
      append(NULL_TRUE);
    } else if (value instanceof AttributeValue.M m) {
      append(M);
      comma = false;
      attributes(m.values());
      out.append((byte) '}');
    } else {
      members(value);
    }
    comma = true;
    return this;
  }

  /** An attribute value of type S. */
  public JsonWriter attributeValue(String value) {
    separate();
    append(S);
    quoted(value);
    out.append((byte) '}');
    return this;
  }

  /** An attribute value of type N. */
  public JsonWriter attributeValue(long value) {
    separate();
    append(N);
    digits(value);
    append(END_N);
    return this;
  }

  /** An attribute value of type N. */
  public JsonWriter attributeValue(DynamoNumber value) {
    separate();
    append(N);
    plain(value.toString());
    append(END_N);
    return this;
  }

  /** An attribute value of type BOOL. */
  public JsonWriter attributeValue(boolean value) {
    separate();
    append(value ? BOOL_TRUE : BOOL_FALSE);
    return this;
  }

  /** An attribute value of type B. */
  public JsonWriter attributeValue(byte[] value) {
    separate();
    append(B);
    base64(Base64.getEncoder().encode(value));
    out.append((byte) '}');
    return this;
  }

  /** An attribute value of type NULL. */
  public JsonWriter nullAttributeValue() {
    separate();
    append(NULL_TRUE);
    return this;
  }

  /** Opens an attribute value of type M: names and attribute values are to follow. */
  public JsonWriter beginMap() {
    separate();
    append(M);
    out.append((byte) '{');
    comma = false;
    return this;
  }

  /** Closes it. */
  public JsonWriter endMap() {
    out.append((byte) '}');
    out.append((byte) '}');
    comma = true;
    return this;
  }

  /**
   * Opens an attribute value of type L, whose attribute values are to follow, or of type SS, NS or
   * BS, whose members are to follow: {@link #member}. A set without members is the caller's fault.
   */
  public JsonWriter beginList(AttributeType type) {
    separate();
    switch (type) {
      case L -> append(L);
      case SS -> append(SS);
      case NS -> append(NS);
      case BS -> append(BS);
      default -> throw new IllegalArgumentException(type + " is no list and no set");
    }
    comma = false;
    return this;
  }

  /** Closes it. */
  public JsonWriter endList() {
    append(END_SET);
    comma = true;
    return this;
  }

  /** A member of an SS. */
  public JsonWriter member(String value) {
    return value(value);
  }

  /** A member of an NS. */
  public JsonWriter member(long value) {
    separate();
    out.append((byte) '"');
    digits(value);
    out.append((byte) '"');
    return this;
  }

  /** A member of an NS. */
  public JsonWriter member(DynamoNumber value) {
    separate();
    out.append((byte) '"');
    plain(value.toString());
    out.append((byte) '"');
    return this;
  }

  /** A member of a BS. */
  public JsonWriter member(byte[] value) {
    separate();
    base64(Base64.getEncoder().encode(value));
    return this;
  }

  /**
   * The path of the value that is being written or is the next one, inside the item whose text
   * begins at {@code itemStart} of the buffer. Walks the bytes again: for messages only.
   */
  public String path(int itemStart) {
    return path(itemStart, true);
  }

  /** The path of the value that is being written, inside the whole text, which is a request. */
  public String path() {
    return path(0, false);
  }

  private String path(int start, boolean item) {
    int length = out.length();
    if (length > start && "{[,:".indexOf(out.array()[length - 1]) < 0) {
      out.append((byte) ',');
    }
    String path = JsonPath.of(out.array(), start, out.length(), out.length(), item);
    out.truncate(length);
    return path;
  }

  private void members(AttributeValue value) {
    comma = false;
    if (value instanceof AttributeValue.L l) {
      append(L);
      l.values().forEach(this::attributeValue);
    } else if (value instanceof AttributeValue.SS ss) {
      append(SS);
      ss.values().forEach(this::value);
    } else if (value instanceof AttributeValue.NS ns) {
      append(NS);
      for (DynamoNumber number : ns.values()) {
        separate();
        out.append((byte) '"');
        plain(number.toString());
        out.append((byte) '"');
      }
    } else if (value instanceof AttributeValue.BS bs) {
      append(BS);
      for (Binary binary : bs.values()) {
        separate();
        base64(binary);
      }
    }
    append(END_SET);
  }

  private JsonWriter attributes(Map<String, AttributeValue> attributes) {
    beginObject();
    for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
      name(attribute.getKey());
      attributeValue(attribute.getValue());
    }
    return endObject();
  }

  private void separate() {
    if (comma) {
      out.append((byte) ',');
    }
    comma = true;
  }

  private void append(byte[] bytes) {
    out.append(bytes, 0, bytes.length);
  }

  private void base64(Binary binary) {
    base64(binary.toBase64Bytes());
  }

  private void base64(byte[] encoded) {
    out.append((byte) '"');
    append(encoded);
    out.append((byte) '"');
  }

  /** A whole number's decimal digits, without a String of them. */
  private void digits(long value) {
    if (value == Long.MIN_VALUE) {
      plain(Long.toString(value));
      return;
    }
    out.ensure(20);
    byte[] bytes = out.array();
    int at = out.length();
    long rest = value;
    if (value < 0) {
      bytes[at++] = '-';
      rest = -value;
    }
    int count = 1;
    for (long power = rest; power >= 10; power /= 10) {
      count++;
    }
    for (int i = at + count - 1; i >= at; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    out.advance(at + count - out.length());
  }

  /** ASCII that needs no escape. */
  private void plain(String text) {
    int length = text.length();
    out.ensure(length);
    byte[] bytes = out.array();
    int at = out.length();
    for (int i = 0; i < length; i++) {
      bytes[at + i] = (byte) text.charAt(i);
    }
    out.advance(length);
  }

  private void quoted(String text) {
    int length = text.length();
    out.ensure(length + 2L);
    byte[] bytes = out.array();
    int n = out.length();
    bytes[n++] = '"';
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < 0x20 || c >= 0x80 || c == '"' || c == '\\') {
        quotedFrom(i, text);
        return;
      }
      bytes[n++] = (byte) c;
    }
    bytes[n++] = '"';
    out.advance(length + 2);
  }

  /** Goes on at the first character that is not copied as it is; those before it are there. */
  private void quotedFrom(int odd, String text) {
    out.ensure(text.length() + 2L + growth(odd, text));
    byte[] bytes = out.array();
    int n = out.length() + 1 + odd;
    for (int i = odd; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x20 && c < 0x80 && c != '"' && c != '\\') {
        bytes[n++] = (byte) c;
      } else if (c < 0x80) {
        n = escape(c, bytes, n);
      } else if (!Character.isSurrogate(c)) {
        n = JsonText.encode(c, bytes, n);
      } else if (isPair(text, i)) {
        n = JsonText.encode(Character.toCodePoint(c, text.charAt(++i)), bytes, n);
      } else {
        throw new IllegalArgumentException(
            "a string has half of a surrogate pair at index " + i + ": it is no Unicode text");
      }
    }
    bytes[n++] = '"';
    out.advance(n - out.length());
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }

  /** How many bytes more than characters the rest of a text becomes. */
  private static long growth(int from, String text) {
    long growth = 0;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x800) {
        growth += Character.isSurrogate(c) ? 1 : 2;
      } else if (c >= 0x80 || c == '"' || c == '\\' || c == '\n' || c == '\r' || c == '\t') {
        growth++;
      } else if (c < 0x20) {
        growth += 5;
      }
    }
    return growth;
  }

  private static int escape(char c, byte[] bytes, int at) {
    int n = at;
    bytes[n++] = '\\';
    switch (c) {
      case '"', '\\' -> bytes[n++] = (byte) c;
      case '\n' -> bytes[n++] = 'n';
      case '\r' -> bytes[n++] = 'r';
      case '\t' -> bytes[n++] = 't';
      default -> {
        bytes[n++] = 'u';
        bytes[n++] = '0';
        bytes[n++] = '0';
        bytes[n++] = HEX[c >> 4];
        bytes[n++] = HEX[c & 0xF];
      }
    }
    return n;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
