package dev.stator.item.json;

import dev.stator.item.AttributeType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The type tags and the openings of attribute values that they stand in, <code>{"S":</code> and so
 * on: all ten fit into eight bytes, so one word tells which it is.
 *
 * <p>Types are ints here. A reader sets its type at each value; were it an enum constant, a
 * reference, the garbage collector would have to be told each time.
 */
final class TypeTags {
  static final int S = 0;
  static final int N = 1;
  static final int B = 2;
  static final int BOOL = 3;
  static final int NULL = 4;
  static final int SS = 5;
  static final int NS = 6;
  static final int BS = 7;
  static final int L = 8;
  static final int M = 9;

  /** No type of DynamoDB's. */
  static final int NONE = -1;

  private static final AttributeType[] TYPES = {
    AttributeType.S,
    AttributeType.N,
    AttributeType.B,
    AttributeType.BOOL,
    AttributeType.NULL,
    AttributeType.SS,
    AttributeType.NS,
    AttributeType.BS,
    AttributeType.L,
    AttributeType.M
  };

  private static final byte[][] NAMES = new byte[TYPES.length][];

  private static final long ONE_LETTER_OPENING = word("{\"\0\":\0\0\0");
  private static final long ONE_LETTER_MASK = 0xFFFF00FFFFL;
  private static final long SET_OPENING = word("{\"\0S\":\0\0");
  private static final long SET_MASK = 0xFFFFFF00FFFFL;
  private static final long BOOL_OPENING = word("{\"BOOL\":");
  private static final long NULL_OPENING = word("{\"NULL\":");

  /** The types by their one letter, and sets by the letter before the S. */
  private static final byte[] LETTERS = new byte[256];

  private static final byte[] SET_LETTERS = new byte[256];

  static {
    Arrays.fill(LETTERS, (byte) NONE);
    Arrays.fill(SET_LETTERS, (byte) NONE);
    for (int i = 0; i < TYPES.length; i++) {
      String name = TYPES[i].name();
      NAMES[i] = name.getBytes(StandardCharsets.US_ASCII);
      if (name.length() <= 2) {
        byte[] letters = name.length() == 1 ? LETTERS : SET_LETTERS;
        letters[name.charAt(0)] = (byte) i;
      }
    }
  }

  private TypeTags() {}

  static AttributeType type(int type) {
    return TYPES[type];
  }

  /** The type of an attribute value that begins with these eight bytes, if they are an opening. */
  static int opening(long word) {
    if ((word & ONE_LETTER_MASK) == ONE_LETTER_OPENING) {
      return LETTERS[(int) (word >>> 16) & 0xFF];
    } else if ((word & SET_MASK) == SET_OPENING) {
      return SET_LETTERS[(int) (word >>> 16) & 0xFF];
    } else if (word == BOOL_OPENING) {
      return BOOL;
    }
    return word == NULL_OPENING ? NULL : NONE;
  }

  /** The length of that opening: the tag, two quotes, a brace and a colon. */
  static int openingLength(long word) {
    return (word & ONE_LETTER_MASK) == ONE_LETTER_OPENING
        ? 5
        : (word & SET_MASK) == SET_OPENING ? 6 : 8;
  }

  /** The type of this name. */
  static int named(byte[] b, int from, int to) {
    for (int i = 0; i < TYPES.length; i++) {
      if (Arrays.equals(b, from, to, NAMES[i], 0, NAMES[i].length)) {
        return i;
      }
    }
    return NONE;
  }

  private static long word(String eightBytes) {
    return (long) JsonText.LONGS.get(eightBytes.getBytes(StandardCharsets.US_ASCII), 0);
  }
}
