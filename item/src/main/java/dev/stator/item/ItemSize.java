package dev.stator.item;

import java.util.Map;

/**
 * What an item weighs, in bytes, as DynamoDB bills it (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">
 * item sizes</a>): names and strings by their UTF-8 bytes, binaries by their raw bytes, BOOL and
 * NULL 1, a list or map 3 and 1 for each member, a number about one byte for two digits and one
 * more.
 *
 * <p>AWS publishes the number's size as approximate. Taken here: 1 byte for each two significant
 * digits, counted from an even power of ten as the service packs them, 1 byte for the exponent and
 * 1 more for a negative sign.
 */
public final class ItemSize {
  /** The most that an item may weigh: 400 KB. */
  public static final int MAX_ITEM_BYTES = 400 * 1024;

  private static final int CONTAINER_OVERHEAD = 3;
  private static final int MEMBER_OVERHEAD = 1;

  private ItemSize() {}

  /** The item's size in bytes: names and values. */
  public static int of(Item item) {
    int bytes = 0;
    for (Map.Entry<String, AttributeValue> attribute : item.asMap().entrySet()) {
      bytes += utf8Length(attribute.getKey()) + of(attribute.getValue());
    }
    return bytes;
  }

  /** A value's size in bytes, without the attribute's name. */
  public static int of(AttributeValue value) {
    if (value instanceof AttributeValue.S s) {
      return utf8Length(s.value());
    } else if (value instanceof AttributeValue.N n) {
      return of(n.value());
    } else if (value instanceof AttributeValue.B b) {
      return b.value().length();
    } else if (value instanceof AttributeValue.SS ss) {
      return ss.values().stream().mapToInt(ItemSize::utf8Length).sum();
    } else if (value instanceof AttributeValue.NS ns) {
      return ns.values().stream().mapToInt(ItemSize::of).sum();
    } else if (value instanceof AttributeValue.BS bs) {
      return bs.values().stream().mapToInt(Binary::length).sum();
    } else if (value instanceof AttributeValue.L l) {
      return CONTAINER_OVERHEAD
          + l.values().stream().mapToInt(member -> MEMBER_OVERHEAD + of(member)).sum();
    } else if (value instanceof AttributeValue.M m) {
      int bytes = CONTAINER_OVERHEAD;
      for (Map.Entry<String, AttributeValue> entry : m.values().entrySet()) {
        bytes += MEMBER_OVERHEAD + utf8Length(entry.getKey()) + of(entry.getValue());
      }
      return bytes;
    }
    return 1;
  }

  private static int of(DynamoNumber number) {
    String text = number.toString();
    int first = -1;
    int last = -1;
    int point = text.indexOf('.') < 0 ? text.length() : text.indexOf('.');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '1' && c <= '9') {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < 0) {
      return 1;
    }
    // Digits are packed in pairs that never straddle the decimal point.
    int leading = pair(first, point);
    int trailing = pair(last, point);
    return trailing - leading + 2 + (text.charAt(0) == '-' ? 1 : 0);
  }

  /** The number of the digit pair, counted to the right from the decimal point. */
  private static int pair(int index, int point) {
    return index < point ? -((point - index + 1) / 2) : Math.floorDiv(index - point - 1, 2);
  }

  /** The bytes of a string in UTF-8; a lone surrogate counts as the replacement it would become. */
  static int utf8Length(String text) {
    int bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        bytes += c < 0x800 ? 1 : 2;
        if (Character.isHighSurrogate(c)
            && i + 1 < text.length()
            && Character.isLowSurrogate(text.charAt(i + 1))) {
          i++; // The pair is 4 bytes: 2 for its chars, and the 2 that were just added.
        }
      }
    }
    return bytes;
  }
}
