package dev.stator.item.json;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Items of every type, nested, awkward in each way that has broken a codec, the same for the same
 * seed.
 */
final class RandomItems {
  private static final List<String> AWKWARD_NAMES =
      List.of(
          "S",
          "N",
          "B",
          "M",
          "L",
          "SS",
          "NULL",
          "BOOL",
          "a.b",
          "a[0]",
          "",
          "#n",
          ":v",
          "$",
          "Item",
          "Items",
          "size",
          "with space",
          "quote\"",
          "back\\slash",
          "tab\t",
          "naïve",
          "日本",
          "😀",
          "\u0000",
          "\u007f",
          "x".repeat(255));

  private static final List<String> AWKWARD_NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "0.1",
          "-0.1",
          "100",
          "1E-130",
          "-1E-130",
          "1E125",
          "9.9999999999999999999999999999999999999E125",
          "-9.9999999999999999999999999999999999999E125",
          "12345678901234567890123456789012345678",
          "0.12345678901234567890123456789012345678",
          "9223372036854775807",
          "-9223372036854775808",
          "9007199254740993");

  /** Characters that begin, end or break something, in JSON, in UTF-8 or in UTF-16. */
  private static final int[] CHARACTERS = {
    '"', '\\', '/', '{', '}', '[', ']', ':', ',', '\n', '\r', '\t', '\b', '\f', 0, 0x1F, ' ', 0x7F,
    0x80, 0xE9, 0x7FF, 0x800, 0x2028, 0x65E5, 0xD7FF, 0xE000, 0xFEFF, 0xFFFF, 0x10000, 0x1F600,
    0x10FFFF
  };

  private final Random random;

  RandomItems(long seed) {
    random = new Random(seed);
  }

  Item next() {
    return Item.of(attributes(random.nextInt(12), 0));
  }

  List<Item> list(int count) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(next());
    }
    return items;
  }

  private Map<String, AttributeValue> attributes(int count, int depth) {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(name(), value(depth));
    }
    return attributes;
  }

  private String name() {
    return random.nextInt(3) == 0
        ? AWKWARD_NAMES.get(random.nextInt(AWKWARD_NAMES.size()))
        : string();
  }

  private AttributeValue value(int depth) {
    int kind = random.nextInt(depth < 5 ? 12 : 8);
    return switch (kind) {
      case 0, 1 -> AttributeValue.of(string());
      case 2 -> AttributeValue.of(number());
      case 3 -> AttributeValue.of(binary());
      case 4 -> random.nextBoolean() ? AttributeValue.of(random.nextBoolean()) : nothing();
      case 5 -> new AttributeValue.SS(set(this::string));
      case 6 -> new AttributeValue.NS(set(this::number));
      case 7 -> new AttributeValue.BS(set(this::binary));
      case 8, 9 -> AttributeValue.map(attributes(random.nextInt(4), depth + 1));
      default -> {
        List<AttributeValue> members = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          members.add(value(depth + 1));
        }
        yield new AttributeValue.L(members);
      }
    };
  }

  private static AttributeValue nothing() {
    return AttributeValue.ofNull();
  }

  private <T> Set<T> set(Supplier<T> member) {
    Set<T> members = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      members.add(member.get());
    }
    return members;
  }

  /**
   * Plain text of every length around the eight bytes of a word, with at times one odd character.
   */
  private String string() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(24); i > 0; i--) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      int odd = CHARACTERS[random.nextInt(CHARACTERS.length)];
      text.insert(text.offsetByCodePoints(0, place(text)), Character.toString(odd));
    }
    return text.toString();
  }

  private int place(CharSequence text) {
    return random.nextInt((int) text.codePoints().count() + 1);
  }

  DynamoNumber number() {
    if (random.nextInt(3) == 0) {
      return DynamoNumber.of(AWKWARD_NUMBERS.get(random.nextInt(AWKWARD_NUMBERS.size())));
    }
    BigInteger digits = new BigInteger(1 + random.nextInt(126), random);
    int scale = random.nextInt(4) == 0 ? random.nextInt(200) - 85 : random.nextInt(10);
    BigDecimal value = new BigDecimal(random.nextBoolean() ? digits : digits.negate(), scale);
    return DynamoNumber.of(value);
  }

  private Binary binary() {
    byte[] bytes = new byte[random.nextInt(20)];
    random.nextBytes(bytes);
    return Binary.of(bytes);
  }
}
