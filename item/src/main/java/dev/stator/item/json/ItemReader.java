package dev.stator.item.json;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A pull reader of items in DynamoDB JSON over UTF-8 bytes. It builds nothing: names and scalars
 * are slices of the array, to be compared, copied or decoded as the caller likes.
 *
 * <pre>{@code
 * reader.reset(bytes, 0, bytes.length).beginItem();
 * while (reader.nextAttribute()) {
 *   if (reader.nameIs(TOTAL)) {
 *     total = reader.number();
 *   } else {
 *     reader.skip();
 *   }
 * }
 * }</pre>
 *
 * <p>{@link #nextAttribute()} and {@link #nextElement()} stop at a value and tell its {@link
 * #type()}; then exactly one of these passes it:
 *
 * <ul>
 *   <li>for S, N and B, and for each member of a set: {@link #scalar()}, or one of {@link
 *       #string()}, {@link #number()}, {@link #binary()};
 *   <li>for BOOL {@link #bool()}, for NULL {@link #nullValue()};
 *   <li>for M {@link #beginMap()}, then {@code nextAttribute()} until it returns false; for L, SS,
 *       NS and BS {@link #beginList()}, then {@code nextElement()} until it returns false;
 *   <li>for any type {@link #skip()} or {@link #value()}.
 * </ul>
 *
 * <p>Everything passed is checked, skipped or not: structure, one known type tag for each value,
 * UTF-8 and escapes, numbers (form, 38 digits, range), base64, no name twice in a map, no empty
 * set, at most {@value #MAX_DEPTH} levels. A fault is a {@link MalformedJsonException} with the
 * attribute's path. Reusable; belongs to one thread at a time; the bytes must not change meanwhile.
 *
 * <p>Names that are escaped ({@code "caf\u00e9"}) are equal to their plain form everywhere.
 */
// Implementation. Each step looks first for what the service sends, without white space or escapes:
// a name is hashed while its end is sought, a type tag is one word, a number or base64 is checked
// while its end is sought. Whatever else is there takes the general way, which also finds the
// faults. Both ways must see the same, and the tests hold them to it.
//
// Inner steps take the position and give back the one behind what they passed; a branch, not a
// load, should say how far that is, because the processor guesses branches and waits for loads.
//
// The path of a fault is found by walking the bytes again (JsonPath).
public final class ItemReader {
  /** How deep lists, maps and sets may be nested in an attribute: as deep as in DynamoDB. */
  public static final int MAX_DEPTH = AttributeValue.MAX_DEPTH;

  private static final short COMMA_QUOTE = ',' | '"' << 8;

  private byte[] b = new byte[0];
  private int start;
  private int end;
  private int p;
  private boolean fresh;
  private boolean response;
  private int responseStart;

  private int type = TypeTags.NULL; // One of TypeTags.
  private int nameStart;
  private int nameEnd;
  private boolean nameEscaped;
  private int scalarStart;
  private int scalarEnd;
  private boolean scalarEscaped;
  private boolean canonical;

  // The innermost open container, and those around it by depth: the item is at 0.
  private int depth = -1;
  private int container = TypeTags.M;
  private final int[] containers = new int[MAX_DEPTH + 1];
  private final SeenNames names = new SeenNames(MAX_DEPTH + 1);

  /** Begins anew, at the slice's first byte. */
  public ItemReader reset(byte[] bytes, int offset, int length) {
    resetInside(bytes, offset, offset + length);
    response = false;
    return this;
  }

  /** Begins anew inside a response, whose paths then begin at the response's start. */
  ItemReader resetInside(byte[] bytes, int responseOffset, int from, int to) {
    resetInside(bytes, from, to);
    response = true;
    responseStart = responseOffset;
    return this;
  }

  private void resetInside(byte[] bytes, int from, int to) {
    b = bytes;
    start = from;
    p = from;
    end = to;
    depth = -1;
  }

  /** Enters the item. */
  public void beginItem() {
    int q = JsonText.whitespace(b, p, end);
    if (q >= end || b[q] != '{') {
      throw malformed("an item is wanted here", q);
    }
    depth = -1;
    names.clear();
    p = push(TypeTags.M, q);
  }

  /**
   * Goes on to the next attribute of the item or map.
   *
   * @return false at its end, which is passed
   */
  public boolean nextAttribute() {
    int q = p;
    if (q + 2 <= end && (short) JsonText.SHORTS.get(b, q) == COMMA_QUOTE && !fresh) {
      q++;
    } else {
      q = next(q, '}');
      if (q < 0) {
        names.leave();
        p = pop(~q);
        return false;
      }
      if (q >= end || b[q] != '"') {
        throw malformed("an attribute's name is missing", q);
      }
    }
    p = opening(attributeName(q));
    return true;
  }

  /**
   * Goes on to the next member of the list or set.
   *
   * @return false at its end, which is passed
   */
  public boolean nextElement() {
    boolean first = fresh;
    int q = next(p, ']');
    if (q < 0) {
      if (first && container != TypeTags.L) {
        throw malformed("a set is empty, which DynamoDB does not have", p - 1);
      }
      p = pop(~q);
      return false;
    }
    switch (container) {
      case TypeTags.L -> q = opening(q);
      case TypeTags.SS -> type = TypeTags.S;
      case TypeTags.NS -> type = TypeTags.N;
      case TypeTags.BS -> type = TypeTags.B;
      default -> throw new IllegalStateException("no list or set is open");
    }
    p = q;
    return true;
  }

  /** The type of the value that comes next. */
  public AttributeType type() {
    return TypeTags.type(type);
  }

  /** The attribute's name. */
  public String name() {
    return JsonText.decode(b, nameStart, nameEnd, nameEscaped);
  }

  /** Whether the attribute's name is these UTF-8 bytes. */
  public boolean nameIs(byte[] utf8) {
    return nameEscaped
        ? Arrays.equals(name().getBytes(StandardCharsets.UTF_8), utf8)
        : Arrays.equals(b, nameStart, nameEnd, utf8, 0, utf8.length);
  }

  /** Where the name begins in the array, behind its quote. */
  public int nameStart() {
    return nameStart;
  }

  /** Where the name ends: the index of its closing quote. */
  public int nameEnd() {
    return nameEnd;
  }

  /** Whether the name's bytes hold escapes. */
  public boolean nameEscaped() {
    return nameEscaped;
  }

  /** Which of the prepared names the attribute's name is: its index there, or -1. */
  public int nameIndex(AttributeNames prepared) {
    // The attribute's name is the last one added, so its hash is there already.
    long hash = names.lastHash();
    if (nameEscaped) {
      byte[] plain = name().getBytes(StandardCharsets.UTF_8);
      return prepared.indexOf(hash, plain, 0, plain.length);
    }
    return prepared.indexOf(hash, b, nameStart, nameEnd);
  }

  /**
   * Looks into the item or M that comes next for an S of this name, in UTF-8. The reader stays
   * where it is, before {@link #beginItem()} or {@link #beginMap()}, and leaves that S as its
   * scalar.
   *
   * @return whether there is one
   */
  public boolean peekString(byte[] name) {
    int outerPosition = p;
    boolean outerFresh = fresh;
    int outerType = type;
    int outerContainer = container;
    int outerNameStart = nameStart;
    int outerNameEnd = nameEnd;
    boolean outerNameEscaped = nameEscaped;
    if (depth < 0) {
      beginItem();
    } else {
      beginMap();
    }
    boolean found = false;
    while (!found && nextAttribute()) {
      if (type == TypeTags.S && nameIs(name)) {
        scalar();
        found = true;
      } else {
        skip();
      }
    }
    if (found) {
      // Left in its midst; what it opened is closed as at its end.
      names.leave();
      depth--;
    }
    p = outerPosition;
    fresh = outerFresh;
    type = outerType;
    container = outerContainer;
    nameStart = outerNameStart;
    nameEnd = outerNameEnd;
    nameEscaped = outerNameEscaped;
    return found;
  }

  /** Passes an S, N or B, or a set's member, and leaves its slice. */
  public void scalar() {
    if (type > TypeTags.B) {
      throw malformed("type S, N or B is wanted here, not " + type(), p);
    }
    int q = p;
    if (q >= end || b[q] != '"') {
      q = JsonText.whitespace(b, q, end);
      if (q >= end || b[q] != '"') {
        throw malformed("a string is wanted here", q);
      }
    }
    int from = q + 1;
    int close =
        switch (type) {
          case TypeTags.N -> JsonText.canonicalNumber(b, from, end);
          case TypeTags.B -> JsonText.base64(b, from, end);
          default -> string(from);
        };
    scalarStart = from;
    canonical = close >= 0;
    if (close < 0 && type != TypeTags.S) {
      close = anyNumberOrBinary(from);
    }
    scalarEscaped = close < 0;
    int to = close < 0 ? ~close : close;
    scalarEnd = to;
    boolean member = container != TypeTags.M && container != TypeTags.L;
    p = member ? to + 1 : endOfValue(to + 1);
  }

  /** Checks an N or B that is not written as the service writes it. */
  private int anyNumberOrBinary(int from) {
    int close = string(from);
    String text = JsonText.decode(b, from, close < 0 ? ~close : close, close < 0);
    try {
      if (type == TypeTags.N) {
        DynamoNumber.of(text);
      } else {
        Binary.ofBase64(text);
      }
    } catch (IllegalArgumentException e) {
      throw malformed(String.valueOf(e.getMessage()), from);
    }
    return close;
  }

  /** Where the scalar just passed begins in the array, behind its quote. */
  public int scalarStart() {
    return scalarStart;
  }

  /** Where it ends: the index of its closing quote. */
  public int scalarEnd() {
    return scalarEnd;
  }

  /** Whether its bytes hold escapes. */
  public boolean scalarEscaped() {
    return scalarEscaped;
  }

  /** Passes an S and decodes it. */
  public String string() {
    expect(TypeTags.S);
    scalar();
    return scalarText();
  }

  /** Passes an N and decodes it. */
  public DynamoNumber number() {
    expect(TypeTags.N);
    scalar();
    return DynamoNumber.of(scalarText());
  }

  /** Passes a B and decodes it. */
  public Binary binary() {
    expect(TypeTags.B);
    scalar();
    if (scalarEscaped) {
      return Binary.ofBase64(scalarText());
    }
    return Binary.of(Base64.getDecoder().decode(Arrays.copyOfRange(b, scalarStart, scalarEnd)));
  }

  /** Passes a BOOL. */
  public boolean bool() {
    expect(TypeTags.BOOL);
    int q = JsonText.whitespace(b, p, end);
    boolean value = literal(q);
    p = endOfValue(q + (value ? 4 : 5));
    return value;
  }

  /** Passes a NULL. */
  public void nullValue() {
    expect(TypeTags.NULL);
    int q = JsonText.whitespace(b, p, end);
    if (!literal(q)) {
      throw malformed("NULL is always true", q);
    }
    p = endOfValue(q + 4);
  }

  /** Enters an M. */
  public void beginMap() {
    expect(TypeTags.M);
    int q = JsonText.whitespace(b, p, end);
    if (q >= end || b[q] != '{') {
      throw malformed("a map is wanted here", q);
    }
    p = push(TypeTags.M, q);
  }

  /** Enters an L, SS, NS or BS. */
  public void beginList() {
    if (type != TypeTags.L && type != TypeTags.SS && type != TypeTags.NS && type != TypeTags.BS) {
      throw malformed("a list or set is wanted here, not " + type(), p);
    }
    int q = JsonText.whitespace(b, p, end);
    if (q >= end || b[q] != '[') {
      throw malformed("a list is wanted here", q);
    }
    p = push(type, q);
  }

  /** Passes the value that comes next, of any type. */
  public void skip() {
    switch (type) {
      case TypeTags.S, TypeTags.N, TypeTags.B -> scalar();
      case TypeTags.BOOL -> bool();
      case TypeTags.NULL -> nullValue();
      case TypeTags.M -> {
        beginMap();
        while (nextAttribute()) {
          skip();
        }
      }
      case TypeTags.L -> {
        beginList();
        while (nextElement()) {
          skip();
        }
      }
      case TypeTags.SS, TypeTags.NS, TypeTags.BS -> {
        beginList();
        while (nextElement()) {
          scalar();
        }
      }
      default -> throw new IllegalStateException("no value comes next");
    }
  }

  /** Passes a whole item, from {@code reset} on: what is left is its slice. */
  public void skipItem() {
    beginItem();
    while (nextAttribute()) {
      skip();
    }
  }

  /** Passes and builds the value that comes next, of any type. */
  public AttributeValue value() {
    return switch (type) {
      case TypeTags.S -> new AttributeValue.S(string());
      case TypeTags.N -> new AttributeValue.N(number());
      case TypeTags.B -> new AttributeValue.B(binary());
      case TypeTags.BOOL -> new AttributeValue.Bool(bool());
      case TypeTags.NULL -> {
        nullValue();
        yield new AttributeValue.Null();
      }
      case TypeTags.M -> {
        beginMap();
        yield new AttributeValue.M(attributes());
      }
      case TypeTags.L -> {
        List<AttributeValue> members = new ArrayList<>();
        beginList();
        while (nextElement()) {
          members.add(value());
        }
        yield new AttributeValue.L(members);
      }
      case TypeTags.SS -> new AttributeValue.SS(members(this::string));
      case TypeTags.NS -> new AttributeValue.NS(members(this::number));
      case TypeTags.BS -> new AttributeValue.BS(members(this::binary));
      default -> throw new IllegalStateException("no value comes next");
    };
  }

  /** Passes and builds a whole item, from {@code reset} on. */
  public Item item() {
    beginItem();
    return Item.of(attributes());
  }

  /** Goes back to where {@code reset} began, to read the same item once more. */
  public void rewind() {
    p = start;
  }

  /** The index in the array that is read next. */
  public int position() {
    return p;
  }

  /** Makes sure that nothing but white space follows. */
  public void endDocument() {
    p = JsonText.whitespace(b, p, end);
    if (p < end) {
      throw malformed("something stands behind the item", p);
    }
  }

  /** Whether an item was entered and not left. */
  boolean isInside() {
    return depth >= 0;
  }

  /** Whether the scalar just passed is a number whose text is canonical as it stands. */
  boolean scalarIsCanonicalNumber() {
    return type == TypeTags.N && canonical;
  }

  /** The type of the value that comes next, one of {@link TypeTags}. */
  int tag() {
    return type;
  }

  /** The array that is read, where the slices lie. */
  public byte[] array() {
    return b;
  }

  /**
   * The path of the value that the reader stands at or has just passed, as a {@link
   * MalformedJsonException} would give it. Walks the bytes again: for messages only.
   */
  public String path() {
    return JsonPath.of(b, response ? responseStart : start, end, p, !response);
  }

  private Map<String, AttributeValue> attributes() {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    while (nextAttribute()) {
      attributes.put(name(), value());
    }
    return attributes;
  }

  private <T> Set<T> members(Supplier<T> decode) {
    Set<T> members = new LinkedHashSet<>();
    beginList();
    while (nextElement()) {
      int from = p;
      if (!members.add(decode.get())) {
        throw malformed("the set holds a member twice", from);
      }
    }
    return members;
  }

  /** The scalar just passed, its escapes resolved. */
  public String scalarText() {
    return JsonText.decode(b, scalarStart, scalarEnd, scalarEscaped);
  }

  private void expect(int wanted) {
    if (type != wanted) {
      throw malformed("type " + TypeTags.type(wanted) + " is wanted here, not " + type(), p);
    }
  }

  /** Opens a container at its bracket. */
  private int push(int opened, int bracket) {
    if (depth == MAX_DEPTH) {
      throw malformed("nested more than " + MAX_DEPTH + " deep", bracket);
    }
    if (depth >= 0) {
      containers[depth] = container;
    }
    depth++;
    container = opened;
    if (opened == TypeTags.M) {
      names.enter();
    }
    fresh = true;
    return bracket + 1;
  }

  /** Closes a container behind its bracket, and the attribute value that it is. */
  private int pop(int q) {
    depth--;
    if (depth < 0) {
      return q;
    }
    container = containers[depth];
    return endOfValue(q);
  }

  /** Passes the brace that closes an attribute value. */
  private int endOfValue(int q) {
    return q < end && b[q] == '}' ? q + 1 : spacedEndOfValue(q);
  }

  private int spacedEndOfValue(int from) {
    int q = JsonText.whitespace(b, from, end);
    if (q >= end || b[q] != '}') {
      throw malformed("an attribute value has one type, and this one does not end", q);
    }
    return q + 1;
  }

  /**
   * Goes on to the next member of the container.
   *
   * @return where it begins, or the complement of the index behind the closing bracket
   */
  private int next(int from, char bracket) {
    int q = JsonText.whitespace(b, from, end);
    boolean first = fresh;
    fresh = false;
    if (q < end && b[q] == bracket) {
      return ~(q + 1);
    } else if (first) {
      return q;
    } else if (q >= end || b[q] != ',') {
      throw malformed("a comma or " + bracket + " is missing", q);
    }
    return JsonText.whitespace(b, q + 1, end);
  }

  private int colon(int from) {
    int q = JsonText.whitespace(b, from, end);
    if (q >= end || b[q] != ':') {
      throw malformed("a colon is missing", q);
    }
    return q + 1;
  }

  /** Passes the opening of an attribute value up to its type's colon, and sets the type. */
  private int opening(int q) {
    if (q + 8 <= end) {
      long word = (long) JsonText.LONGS.get(b, q);
      int found = TypeTags.opening(word);
      if (found != TypeTags.NONE) {
        type = found;
        return q + TypeTags.openingLength(word);
      }
    }
    return anyOpening(q);
  }

  /** The same with white space or escapes in it, or something else altogether. */
  private int anyOpening(int from) {
    int brace = JsonText.whitespace(b, from, end);
    if (brace >= end || b[brace] != '{') {
      throw malformed("an attribute value is wanted here", brace);
    }
    int quote = JsonText.whitespace(b, brace + 1, end);
    if (quote >= end || b[quote] != '"') {
      throw malformed("an attribute value's type is missing", quote);
    }
    int close = string(quote + 1);
    int to = close < 0 ? ~close : close;
    int behind = colon(to + 1);
    int found;
    if (close >= 0) {
      found = TypeTags.named(b, quote + 1, to);
    } else {
      byte[] tag = new byte[to - quote - 1];
      found = TypeTags.named(tag, 0, JsonText.unescape(b, quote + 1, to, tag));
    }
    if (found == TypeTags.NONE) {
      String tag = JsonText.decode(b, quote + 1, to, close < 0);
      throw malformed(JsonText.shown(tag) + " is no type of DynamoDB's", quote);
    }
    type = found;
    return behind;
  }

  private boolean literal(int q) {
    if (q + 4 <= end && b[q] == 't' && b[q + 1] == 'r' && b[q + 2] == 'u' && b[q + 3] == 'e') {
      return true;
    }
    if (q + 5 <= end
        && b[q] == 'f'
        && b[q + 1] == 'a'
        && b[q + 2] == 'l'
        && b[q + 3] == 's'
        && b[q + 4] == 'e') {
      return false;
    }
    throw malformed("true or false is wanted here", q);
  }

  private int string(int from) {
    try {
      return JsonText.string(b, from, end);
    } catch (JsonText.Fault fault) {
      throw malformed(fault.problem(), fault.at);
    }
  }

  /** Passes an attribute's name from its quote on, and its colon, and remembers it. */
  private int attributeName(int quote) {
    int from = quote + 1;
    int to = from;
    long hash = SeenNames.SEED;
    while (to + 8 <= end) {
      long word = (long) JsonText.LONGS.get(b, to);
      long ends = JsonText.ends(word);
      if (ends != 0) {
        int bits = Long.numberOfTrailingZeros(ends) & 0x38;
        to += bits >>> 3;
        if (b[to] != '"') {
          break;
        }
        long last = word & ((1L << bits) - 1);
        return named(from, to, false, SeenNames.fold(hash ^ last ^ (to - from)));
      }
      hash = SeenNames.fold(hash ^ word);
      to += 8;
    }
    return anyAttributeName(from);
  }

  private int anyAttributeName(int from) {
    int close = string(from);
    if (close >= 0) {
      return named(from, close, false, SeenNames.hash(b, from, close));
    }
    byte[] plain = new byte[~close - from];
    int length = JsonText.unescape(b, from, ~close, plain);
    return named(from, ~close, true, SeenNames.hash(plain, 0, length));
  }

  private int named(int from, int to, boolean escaped, long hash) {
    nameStart = from;
    nameEnd = to;
    nameEscaped = escaped;
    if (!names.add(b, from, to, escaped, hash)) {
      throw malformed("the attribute " + JsonText.shown(name()) + " is there twice", from);
    }
    return to + 1 < end && b[to + 1] == ':' ? to + 2 : colon(to + 1);
  }

  private MalformedJsonException malformed(String problem, int at) {
    int from = response ? responseStart : start;
    return new MalformedJsonException(problem, JsonPath.of(b, from, end, at, !response), at - from);
  }
}
