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
import org.jspecify.annotations.Nullable;

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
// Implementation. The state is one position and, for each open map, the names seen in it: their
// slices lie in one growing array (`names`), each map owning the stretch from its `firstName`. To
// find a name twice, a 64-bit hash of each is kept (`hashes`) with a filter of one bit for a hash
// (`filters`): nearly every name is new by the filter alone, the others are compared hash by hash.
// A map of more than LINEAR names gets an index (NameIndex), so that an item of 60,000 attributes
// costs as much for each as one of ten. The path of a fault is found by walking the bytes again
// (JsonPath).
public final class ItemReader {
  /** How deep lists, maps and sets may be nested in an attribute: as deep as in DynamoDB. */
  public static final int MAX_DEPTH = AttributeValue.MAX_DEPTH;

  private static final int LINEAR = 32;

  private byte[] b = new byte[0];
  private int start;
  private int end;
  private int p;
  private boolean fresh;
  private boolean response;
  private int responseStart;

  private AttributeType type = AttributeType.NULL;
  private int nameStart;
  private int nameEnd;
  private boolean nameEscaped;
  private int scalarStart;
  private int scalarEnd;
  private boolean scalarEscaped;

  // Open containers: index 0 is the item.
  private int depth = -1;
  private final AttributeType[] containers = new AttributeType[MAX_DEPTH + 1];
  private final int[] firstName = new int[MAX_DEPTH + 1];
  private final long[] filters = new long[MAX_DEPTH + 1];
  private int nameCount;
  private int[] names = new int[128];
  private long[] hashes = new long[64];
  private final NameIndex[] indexes = new NameIndex[MAX_DEPTH + 1];

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
    nameCount = 0;
  }

  /** Enters the item. */
  public void beginItem() {
    p = JsonText.whitespace(b, p, end);
    if (p >= end || b[p] != '{') {
      throw malformed("an item is wanted here", p);
    }
    p++;
    depth = -1;
    nameCount = 0;
    push(AttributeType.M);
  }

  /**
   * Goes on to the next attribute of the item or map.
   *
   * @return false at its end, which is passed
   */
  public boolean nextAttribute() {
    if (!next('}')) {
      closeMap();
      return false;
    }
    if (p >= end || b[p] != '"') {
      throw malformed("an attribute's name is missing", p);
    }
    nameStart = p + 1;
    int close = string(p + 1);
    nameEscaped = close < 0;
    nameEnd = close < 0 ? ~close : close;
    p = nameEnd + 1;
    colon();
    addName();
    tag();
    return true;
  }

  /**
   * Goes on to the next member of the list or set.
   *
   * @return false at its end, which is passed
   */
  public boolean nextElement() {
    boolean first = fresh;
    int from = p;
    if (!next(']')) {
      AttributeType container = containers[depth];
      if (first && container != AttributeType.L) {
        throw malformed("a set is empty, which DynamoDB does not have", from - 1);
      }
      depth--;
      closeValue();
      return false;
    }
    switch (containers[depth]) {
      case L -> tag();
      case SS -> type = AttributeType.S;
      case NS -> type = AttributeType.N;
      case BS -> type = AttributeType.B;
      default -> throw new IllegalStateException("no list or set is open");
    }
    return true;
  }

  /** The type of the value that comes next. */
  public AttributeType type() {
    return type;
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
    long hash = hashes[nameCount - 1];
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
    int from = p;
    int outerDepth = depth;
    int outerNames = nameCount;
    AttributeType outerType = type;
    boolean outerFresh = fresh;
    if (depth < 0) {
      beginItem();
    } else {
      beginMap();
    }
    boolean found = false;
    while (!found && nextAttribute()) {
      if (type == AttributeType.S && nameIs(name)) {
        scalar();
        found = true;
      } else {
        skip();
      }
    }
    p = from;
    depth = outerDepth;
    nameCount = outerNames;
    type = outerType;
    fresh = outerFresh;
    return found;
  }

  /** Passes an S, N or B, or a set's member, and leaves its slice. */
  public void scalar() {
    if (type.compareTo(AttributeType.B) > 0) {
      throw malformed("type S, N or B is wanted here, not " + type, p);
    }
    p = JsonText.whitespace(b, p, end);
    if (p >= end || b[p] != '"') {
      throw malformed("a string is wanted here", p);
    }
    scalarStart = p + 1;
    int close = string(p + 1);
    scalarEscaped = close < 0;
    scalarEnd = close < 0 ? ~close : close;
    p = scalarEnd + 1;
    if (type == AttributeType.N) {
      checkNumber();
    } else if (type == AttributeType.B) {
      checkBase64();
    }
    AttributeType container = containers[depth];
    if (container == AttributeType.M || container == AttributeType.L) {
      closeValue();
    }
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
    expect(AttributeType.S);
    scalar();
    return scalarText();
  }

  /** Passes an N and decodes it. */
  public DynamoNumber number() {
    expect(AttributeType.N);
    scalar();
    return DynamoNumber.of(scalarText());
  }

  /** Passes a B and decodes it. */
  public Binary binary() {
    expect(AttributeType.B);
    scalar();
    if (scalarEscaped) {
      return Binary.ofBase64(scalarText());
    }
    return Binary.of(Base64.getDecoder().decode(Arrays.copyOfRange(b, scalarStart, scalarEnd)));
  }

  /** Passes a BOOL. */
  public boolean bool() {
    expect(AttributeType.BOOL);
    boolean value = literal();
    closeValue();
    return value;
  }

  /** Passes a NULL. */
  public void nullValue() {
    expect(AttributeType.NULL);
    int from = p;
    if (!literal()) {
      throw malformed("NULL is always true", from);
    }
    closeValue();
  }

  /** Enters an M. */
  public void beginMap() {
    expect(AttributeType.M);
    p = JsonText.whitespace(b, p, end);
    if (p >= end || b[p] != '{') {
      throw malformed("a map is wanted here", p);
    }
    p++;
    push(AttributeType.M);
  }

  /** Enters an L, SS, NS or BS. */
  public void beginList() {
    if (type != AttributeType.L
        && type != AttributeType.SS
        && type != AttributeType.NS
        && type != AttributeType.BS) {
      throw malformed("a list or set is wanted here, not " + type, p);
    }
    p = JsonText.whitespace(b, p, end);
    if (p >= end || b[p] != '[') {
      throw malformed("a list is wanted here", p);
    }
    p++;
    push(type);
  }

  /** Passes the value that comes next, of any type. */
  public void skip() {
    switch (type) {
      case S, N, B -> scalar();
      case BOOL -> bool();
      case NULL -> nullValue();
      case M -> {
        beginMap();
        while (nextAttribute()) {
          skip();
        }
      }
      case L -> {
        beginList();
        while (nextElement()) {
          skip();
        }
      }
      case SS, NS, BS -> {
        beginList();
        while (nextElement()) {
          scalar();
        }
      }
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
      case S -> new AttributeValue.S(string());
      case N -> new AttributeValue.N(number());
      case B -> new AttributeValue.B(binary());
      case BOOL -> new AttributeValue.Bool(bool());
      case NULL -> {
        nullValue();
        yield new AttributeValue.Null();
      }
      case M -> {
        beginMap();
        yield new AttributeValue.M(attributes());
      }
      case L -> {
        List<AttributeValue> members = new ArrayList<>();
        beginList();
        while (nextElement()) {
          members.add(value());
        }
        yield new AttributeValue.L(members);
      }
      case SS -> new AttributeValue.SS(members(this::string));
      case NS -> new AttributeValue.NS(members(this::number));
      case BS -> new AttributeValue.BS(members(this::binary));
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

  private void expect(AttributeType wanted) {
    if (type != wanted) {
      throw malformed("type " + wanted + " is wanted here, not " + type, p);
    }
  }

  private void push(AttributeType container) {
    if (depth == MAX_DEPTH) {
      throw malformed("nested more than " + MAX_DEPTH + " deep", p - 1);
    }
    depth++;
    containers[depth] = container;
    firstName[depth] = nameCount;
    filters[depth] = 0;
    fresh = true;
  }

  private void closeMap() {
    nameCount = firstName[depth];
    depth--;
    if (depth >= 0) {
      closeValue();
    }
  }

  /** Passes the brace that closes an attribute value. */
  private void closeValue() {
    if (p < end && b[p] == '}') {
      p++;
    } else {
      p = JsonText.whitespace(b, p, end);
      if (p >= end || b[p] != '}') {
        throw malformed("an attribute value has one type, and this one does not end", p);
      }
      p++;
    }
    fresh = false;
  }

  private boolean next(char bracket) {
    if (p < end && b[p] <= ' ') {
      p = JsonText.whitespace(b, p, end);
    }
    if (p < end && b[p] == bracket) {
      p++;
      fresh = false;
      return false;
    }
    if (!fresh) {
      if (p >= end || b[p] != ',') {
        throw malformed("a comma or " + bracket + " is missing", p);
      }
      p++;
      if (p < end && b[p] <= ' ') {
        p = JsonText.whitespace(b, p, end);
      }
    }
    fresh = false;
    return true;
  }

  private void colon() {
    p = JsonText.whitespace(b, p, end);
    if (p >= end || b[p] != ':') {
      throw malformed("a colon is missing", p);
    }
    p++;
  }

  /** Passes the opening of an attribute value up to its type's colon, and sets the type. */
  private void tag() {
    int q = p;
    if (q + 5 < end && b[q] == '{' && b[q + 1] == '"') {
      if (b[q + 3] == '"' && b[q + 4] == ':') {
        AttributeType one = ofLetter(b[q + 2]);
        if (one != null) {
          type = one;
          p = q + 5;
          return;
        }
      } else if (b[q + 4] == '"' && b[q + 5] == ':' && b[q + 3] == 'S') {
        AttributeType set = ofSetLetter(b[q + 2]);
        if (set != null) {
          type = set;
          p = q + 6;
          return;
        }
      }
    }
    anyTag();
  }

  private static @Nullable AttributeType ofLetter(byte letter) {
    return switch (letter) {
      case 'S' -> AttributeType.S;
      case 'N' -> AttributeType.N;
      case 'B' -> AttributeType.B;
      case 'M' -> AttributeType.M;
      case 'L' -> AttributeType.L;
      default -> null;
    };
  }

  private static @Nullable AttributeType ofSetLetter(byte letter) {
    return switch (letter) {
      case 'S' -> AttributeType.SS;
      case 'N' -> AttributeType.NS;
      case 'B' -> AttributeType.BS;
      default -> null;
    };
  }

  /** The tag with white space around it, or one of the longer ones, or none at all. */
  private void anyTag() {
    p = JsonText.whitespace(b, p, end);
    if (p >= end || b[p] != '{') {
      throw malformed("an attribute value is wanted here", p);
    }
    p = JsonText.whitespace(b, p + 1, end);
    int from = p;
    if (p >= end || b[p] != '"') {
      throw malformed("an attribute value's type is missing", p);
    }
    int close = string(p + 1);
    String tag = JsonText.decode(b, from + 1, close < 0 ? ~close : close, close < 0);
    p = (close < 0 ? ~close : close) + 1;
    colon();
    for (AttributeType known : TYPES) {
      if (known.name().equals(tag)) {
        type = known;
        return;
      }
    }
    throw malformed(JsonText.shown(tag) + " is no type of DynamoDB's", from);
  }

  private boolean literal() {
    p = JsonText.whitespace(b, p, end);
    if (p + 4 <= end && b[p] == 't' && b[p + 1] == 'r' && b[p + 2] == 'u' && b[p + 3] == 'e') {
      p += 4;
      return true;
    }
    if (p + 5 <= end
        && b[p] == 'f'
        && b[p + 1] == 'a'
        && b[p + 2] == 'l'
        && b[p + 3] == 's'
        && b[p + 4] == 'e') {
      p += 5;
      return false;
    }
    throw malformed("true or false is wanted here", p);
  }

  private int string(int from) {
    try {
      return JsonText.string(b, from, end);
    } catch (JsonText.Fault fault) {
      throw malformed(fault.problem(), fault.at);
    }
  }

  private void checkNumber() {
    if (scalarEscaped || !JsonText.isCanonicalNumber(b, scalarStart, scalarEnd)) {
      try {
        DynamoNumber.of(scalarText());
      } catch (IllegalArgumentException e) {
        throw malformed(String.valueOf(e.getMessage()), scalarStart);
      }
    }
  }

  private void checkBase64() {
    try {
      if (scalarEscaped) {
        byte[] plain = scalarText().getBytes(StandardCharsets.UTF_8);
        JsonText.base64(plain, 0, plain.length);
      } else {
        JsonText.base64(b, scalarStart, scalarEnd);
      }
    } catch (JsonText.Fault fault) {
      throw malformed(fault.problem(), scalarStart);
    }
  }

  private void addName() {
    long hash = nameEscaped ? hashEscaped(nameStart, nameEnd) : hash(b, nameStart, nameEnd);
    long bit = 1L << (hash >>> 58);
    int first = firstName[depth];
    int count = nameCount - first;
    if (count < LINEAR) {
      if ((filters[depth] & bit) != 0) {
        for (int i = first; i < nameCount; i++) {
          if (hashes[i] == hash) {
            checkDistinct(i);
          }
        }
      }
      filters[depth] |= bit;
    } else {
      NameIndex index = indexes[depth];
      if (index == null) {
        index = new NameIndex();
        indexes[depth] = index;
      }
      if (count == LINEAR) {
        index.clear();
        for (int i = first; i < nameCount; i++) {
          index.add(hashes[i], i);
        }
      }
      for (int i = index.first(hash); i >= 0; i = index.next(hash)) {
        checkDistinct(i);
      }
      index.add(hash, nameCount);
    }
    if (nameCount == hashes.length) {
      hashes = Arrays.copyOf(hashes, nameCount * 2);
      names = Arrays.copyOf(names, nameCount * 4);
    }
    hashes[nameCount] = hash;
    names[2 * nameCount] = nameStart;
    names[2 * nameCount + 1] = nameEscaped ? ~nameEnd : nameEnd;
    nameCount++;
  }

  private void checkDistinct(int other) {
    int from = names[2 * other];
    int to = names[2 * other + 1];
    boolean same =
        (!nameEscaped && to >= 0)
            ? Arrays.equals(b, from, to, b, nameStart, nameEnd)
            : JsonText.decode(b, from, to < 0 ? ~to : to, to < 0).equals(name());
    if (same) {
      throw malformed("the attribute " + JsonText.shown(name()) + " is there twice", nameStart);
    }
  }

  private long hashEscaped(int from, int to) {
    byte[] plain = new byte[to - from];
    return hash(plain, 0, JsonText.unescape(b, from, to, plain));
  }

  static long hash(byte[] bytes, int from, int to) {
    int length = to - from;
    long head;
    long tail;
    if (length >= 8) {
      head = (long) JsonText.LONGS.get(bytes, from);
      tail = (long) JsonText.LONGS.get(bytes, to - 8);
      for (int i = from + 8; i < to - 8; i += 8) {
        head =
            Long.rotateLeft(head * 0x9E3779B97F4A7C15L, 31) ^ (long) JsonText.LONGS.get(bytes, i);
      }
    } else if (length > 0 && from + 8 <= bytes.length) {
      head = (long) JsonText.LONGS.get(bytes, from) << (64 - 8 * length);
      tail = head;
    } else {
      head = 0;
      for (int i = to - 1; i >= from; i--) {
        head = (head << 8) | (bytes[i] & 0xFF);
      }
      head = length == 0 ? 0 : head << (64 - 8 * length);
      tail = head;
    }
    long hash =
        ((head * 0x9E3779B97F4A7C15L) ^ Long.rotateLeft(tail, 29) ^ length) * 0xC2B2AE3D27D4EB4FL;
    return hash ^ (hash >>> 32);
  }

  private MalformedJsonException malformed(String problem, int at) {
    int from = response ? responseStart : start;
    return new MalformedJsonException(problem, JsonPath.of(b, from, end, at, !response), at - from);
  }

  private static final AttributeType[] TYPES = AttributeType.values();

  /** The names of one large map, by hash: open addressing over entry numbers. */
  private static final class NameIndex {
    private long[] hashes = new long[256];
    private int[] entries = new int[256];
    private int count;
    private int cursor;

    void clear() {
      Arrays.fill(entries, 0);
      count = 0;
    }

    void add(long hash, int entry) {
      if (2 * ++count > entries.length) {
        grow();
      }
      insert(hash, entry + 1);
    }

    /** The first entry with this hash, or -1. */
    int first(long hash) {
      cursor = (int) hash & (entries.length - 1);
      return find(hash);
    }

    /** The next one, or -1. */
    int next(long hash) {
      cursor = (cursor + 1) & (entries.length - 1);
      return find(hash);
    }

    private int find(long hash) {
      while (entries[cursor] != 0) {
        if (hashes[cursor] == hash) {
          return entries[cursor] - 1;
        }
        cursor = (cursor + 1) & (entries.length - 1);
      }
      return -1;
    }

    private void insert(long hash, int entry) {
      int at = (int) hash & (entries.length - 1);
      while (entries[at] != 0) {
        at = (at + 1) & (entries.length - 1);
      }
      hashes[at] = hash;
      entries[at] = entry;
    }

    private void grow() {
      long[] oldHashes = hashes;
      int[] oldEntries = entries;
      hashes = new long[oldHashes.length * 2];
      entries = new int[oldEntries.length * 2];
      for (int i = 0; i < oldEntries.length; i++) {
        if (oldEntries[i] != 0) {
          insert(oldHashes[i], oldEntries[i]);
        }
      }
    }
  }
}
