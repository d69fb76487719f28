package dev.stator.item.json;

import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A pull reader of any JSON over UTF-8 bytes: for the envelopes around items, and for whatever else
 * the service says. Items themselves are read with {@link ItemReader}.
 *
 * <pre>{@code
 * reader.reset(bytes, 0, bytes.length).beginObject();
 * while (reader.nextName()) {
 *   if (reader.nameIs(TABLE_NAME)) {
 *     table = reader.string();
 *   } else {
 *     reader.skip();
 *   }
 * }
 * reader.endDocument();
 * }</pre>
 *
 * <p>After {@link #nextName()} or {@link #nextElement()} has returned true, exactly one value is to
 * be read or skipped. Everything passed is checked to be well-formed JSON in UTF-8, nested at most
 * {@value #MAX_DEPTH} deep; a fault is a {@link MalformedJsonException} with its path. Reusable;
 * belongs to one thread at a time; keeps no copy of the bytes, which must not change meanwhile.
 */
public final class JsonReader {
  /** How deep arrays and objects may be nested: more than any request or response is. */
  public static final int MAX_DEPTH = 128;

  /** What comes next. */
  public enum Kind {
    OBJECT,
    ARRAY,
    STRING,
    NUMBER,
    BOOLEAN,
    NULL
  }

  private @Nullable ItemReader items;
  private byte[] b = new byte[0];
  private int start;
  private int end;
  private int p;
  private int depth;
  private boolean fresh;
  private int nameStart;
  private int nameEnd;
  private boolean nameEscaped;
  private int valueStart;
  private int valueEnd;

  /** Begins anew, at the slice's first byte. */
  public JsonReader reset(byte[] bytes, int offset, int length) {
    b = bytes;
    start = offset;
    p = offset;
    end = offset + length;
    depth = 0;
    fresh = false;
    return this;
  }

  /** What value comes next. */
  public Kind peek() {
    p = JsonText.whitespace(b, p, end);
    return switch (p < end ? b[p] : 0) {
      case '{' -> Kind.OBJECT;
      case '[' -> Kind.ARRAY;
      case '"' -> Kind.STRING;
      case 't', 'f' -> Kind.BOOLEAN;
      case 'n' -> Kind.NULL;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
      default -> throw malformed("a value is missing");
    };
  }

  /** Enters an object. */
  public void beginObject() {
    open('{', "an object");
  }

  /** Enters an array. */
  public void beginArray() {
    open('[', "an array");
  }

  /**
   * Goes on to the next member of the object.
   *
   * @return false at the object's end, which is passed
   */
  public boolean nextName() {
    if (!next('}')) {
      return false;
    }
    if (p >= end || b[p] != '"') {
      throw malformed("a name is missing");
    }
    nameStart = p + 1;
    int close = scanString();
    nameEscaped = close < 0;
    nameEnd = close < 0 ? ~close : close;
    p = JsonText.whitespace(b, nameEnd + 1, end);
    if (p >= end || b[p] != ':') {
      throw malformed("a colon is missing");
    }
    p++;
    return true;
  }

  /**
   * Goes on to the next element of the array.
   *
   * @return false at the array's end, which is passed
   */
  public boolean nextElement() {
    return next(']');
  }

  /** The name that {@link #nextName()} found. */
  public String name() {
    return JsonText.decode(b, nameStart, nameEnd, nameEscaped);
  }

  /** Whether that name is these UTF-8 bytes. Nothing is allocated. */
  public boolean nameIs(byte[] utf8) {
    return nameEscaped
        ? name().equals(new String(utf8, StandardCharsets.UTF_8))
        : Arrays.equals(b, nameStart, nameEnd, utf8, 0, utf8.length);
  }

  /** Reads a string. */
  public String string() {
    if (peek() != Kind.STRING) {
      throw malformed("a string is wanted here");
    }
    valueStart = p;
    int close = scanString();
    p = (close < 0 ? ~close : close) + 1;
    valueEnd = p;
    return JsonText.decode(b, valueStart + 1, valueEnd - 1, close < 0);
  }

  /** Reads an integer. */
  public long longValue() {
    String text = number();
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw malformedAt("an integer is wanted here, not " + text, valueStart);
    }
  }

  /** Reads a number; one past the range of {@code double} is a fault. */
  public double doubleValue() {
    String text = number();
    double value = Double.parseDouble(text);
    if (Double.isInfinite(value)) {
      throw malformedAt("a double is wanted here, not " + text, valueStart);
    }
    return value;
  }

  /** Reads true or false. */
  public boolean booleanValue() {
    if (peek() != Kind.BOOLEAN) {
      throw malformed("true or false is wanted here");
    }
    valueStart = p;
    p = literal(b[p] == 't' ? TRUE : FALSE);
    valueEnd = p;
    return b[valueStart] == 't';
  }

  /** Reads a null. */
  public void nullValue() {
    if (peek() != Kind.NULL) {
      throw malformed("null is wanted here");
    }
    valueStart = p;
    p = literal(NULL);
    valueEnd = p;
  }

  /** Reads an item in DynamoDB JSON, with the checks of {@link ItemReader}. */
  public Item item() {
    return item(ItemReader::item);
  }

  /**
   * Lets {@code read} read the item that comes next, with a reader that stands before it and whose
   * paths begin here; it must pass the item whole. Where it throws, this reader is still before it.
   *
   * @throws IllegalStateException if {@code read} has not passed the item, or in part
   */
  public <T> T item(Function<ItemReader, T> read) {
    int from = JsonText.whitespace(b, p, end);
    ItemReader reader = items;
    if (reader == null) {
      reader = new ItemReader();
      items = reader;
    }
    T item = read.apply(reader.resetInside(b, start, from, end));
    if (reader.position() == from || reader.isInside()) {
      throw new IllegalStateException("the item was not read to its end");
    }
    passed(from, reader.position());
    return item;
  }

  /** Passes one value of any kind, checking it. */
  public void skip() {
    Kind kind = peek();
    int from = p;
    switch (kind) {
      case OBJECT -> {
        beginObject();
        while (nextName()) {
          skip();
        }
      }
      case ARRAY -> {
        beginArray();
        while (nextElement()) {
          skip();
        }
      }
      case STRING -> {
        int close = scanString();
        p = (close < 0 ? ~close : close) + 1;
      }
      case NUMBER -> number();
      case BOOLEAN -> booleanValue();
      case NULL -> nullValue();
    }
    valueStart = from;
    valueEnd = p;
  }

  /** Where the value that was just read or skipped begins in the array. */
  public int valueStart() {
    return valueStart;
  }

  /** Where it ends: the index behind its last byte. */
  public int valueEnd() {
    return valueEnd;
  }

  /** The index in the array that is read next. */
  public int position() {
    return p;
  }

  /** Makes sure that nothing but white space follows. */
  public void endDocument() {
    p = JsonText.whitespace(b, p, end);
    if (p < end) {
      throw malformed("something stands behind the end");
    }
  }

  /** A fault at the value that comes next, found by the caller. */
  public MalformedJsonException malformed(String problem) {
    return malformedAt(problem, p);
  }

  /** Goes on behind a value that another reader has read from the same array. */
  void passed(int from, int to) {
    valueStart = from;
    valueEnd = to;
    p = to;
    fresh = false;
  }

  private void open(char bracket, String what) {
    p = JsonText.whitespace(b, p, end);
    if (p >= end || b[p] != bracket) {
      throw malformed(what + " is wanted here");
    }
    if (++depth > MAX_DEPTH) {
      throw malformed("nested more than " + MAX_DEPTH + " deep");
    }
    p++;
    fresh = true;
  }

  private boolean next(char bracket) {
    p = JsonText.whitespace(b, p, end);
    if (p < end && b[p] == bracket) {
      p++;
      depth--;
      fresh = false;
      return false;
    }
    if (!fresh) {
      if (p >= end || b[p] != ',') {
        throw malformed("a comma or " + bracket + " is missing");
      }
      p = JsonText.whitespace(b, p + 1, end);
    }
    fresh = false;
    return true;
  }

  private String number() {
    if (peek() != Kind.NUMBER) {
      throw malformed("a number is wanted here");
    }
    valueStart = p;
    try {
      p = JsonText.number(b, p, end);
    } catch (JsonText.Fault fault) {
      throw malformedAt(fault.problem(), fault.at);
    }
    valueEnd = p;
    return new String(b, valueStart, p - valueStart, StandardCharsets.US_ASCII);
  }

  private int scanString() {
    try {
      return JsonText.string(b, p + 1, end);
    } catch (JsonText.Fault fault) {
      throw malformedAt(fault.problem(), fault.at);
    }
  }

  private int literal(byte[] text) {
    int to = p + text.length;
    if (to > end || !Arrays.equals(b, p, to, text, 0, text.length)) {
      throw malformed("this is no JSON value");
    }
    return to;
  }

  private MalformedJsonException malformedAt(String problem, int at) {
    return new MalformedJsonException(problem, JsonPath.of(b, start, end, at, false), at - start);
  }

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};
}
