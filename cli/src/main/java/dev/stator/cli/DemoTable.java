package dev.stator.cli;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * The table of the demo: a shop's customers, orders and products, and among them items that hold
 * what naive tools lose.
 *
 * <p>The item of an index is always the same, so whoever has an index can say what the table has to
 * hold there, without keeping the table.
 */
final class DemoTable {
  static final String NAME = "stator-demo";
  static final String PARTITION_KEY = "pk";
  static final String SORT_KEY = "sk";

  private static final long SEED = 20261121;
  private static final int ORDERS_PER_CUSTOMER = 8;
  private static final int AWKWARD_EVERY = 50;
  private static final int HUGE_EVERY = 20_000;
  private static final int HUGE_BYTES = 380_000;
  private static final String[] NAMES = {
    "Anna", "Béla", "Chloé", "Dmitri", "Eun-ji", "Fatima", "Giorgos", "Håkon", "Ines", "José"
  };
  private static final String[] CITIES = {"Zürich", "Oslo", "東京", "São Paulo", "Αθήνα", "Lagos"};
  private static final String[] STATES = {"open", "paid", "packed", "shipped", "returned"};

  private DemoTable() {}

  /** The item of an index, from 0. */
  static Item item(int index) {
    SplittableRandom random = new SplittableRandom(SEED + index);
    Item.Builder item = Item.builder();
    item.put(PARTITION_KEY, "customer#" + index / (ORDERS_PER_CUSTOMER + 1));
    item.put(SORT_KEY, "item#" + index);
    if (index % HUGE_EVERY == HUGE_EVERY - 1) {
      huge(item, random);
    } else if (index % AWKWARD_EVERY == AWKWARD_EVERY - 1) {
      awkward(item, index / AWKWARD_EVERY);
    } else if (index % (ORDERS_PER_CUSTOMER + 1) == 0) {
      customer(item, random);
    } else {
      order(item, random);
    }
    return item.build();
  }

  /** The index of an item, by its key alone; -1 if it is none of these. */
  static int indexOf(Item item) {
    if (item.get(SORT_KEY) instanceof AttributeValue.S key
        && key.value().matches("item#\\d{1,9}")) {
      return Integer.parseInt(key.value().substring("item#".length()));
    }
    return -1;
  }

  private static void customer(Item.Builder item, SplittableRandom random) {
    String name = pick(NAMES, random);
    item.put("type", "customer");
    item.put("name", name + " " + pick(NAMES, random));
    item.put("email", name + random.nextInt(1_000_000) + "@example.com");
    item.put("since", time(random));
    item.put("newsletter", random.nextBoolean());
    item.put("balance", AttributeValue.of(DynamoNumber.of(cents(random, 100_000))));
    item.put(
        "address",
        Map.of(
            "city", pick(CITIES, random),
            "zip", "" + (1000 + random.nextInt(9000)),
            "geo", List.of(degrees(random), degrees(random))));
    item.put(
        "interests",
        AttributeValue.stringSet("i" + random.nextInt(5), "i" + (5 + random.nextInt(5))));
    item.put("photo", AttributeValue.of(bytes(48, random)));
  }

  private static void order(Item.Builder item, SplittableRandom random) {
    item.put("type", "order");
    item.put("status", pick(STATES, random));
    item.put("placed", time(random));
    item.put("total", AttributeValue.of(DynamoNumber.of(cents(random, 1_000_000))));
    item.put("paid", random.nextInt(10) > 0);
    if (random.nextInt(4) == 0) {
      item.put("coupon", AttributeValue.ofNull());
    }
    AttributeValue[] lines = new AttributeValue[1 + random.nextInt(4)];
    for (int i = 0; i < lines.length; i++) {
      lines[i] =
          AttributeValue.fromJava(
              Map.of(
                  "sku", "sku-" + random.nextInt(5_000),
                  "quantity", 1 + random.nextInt(9),
                  "price", DynamoNumber.of(cents(random, 50_000))));
    }
    item.put("lines", AttributeValue.list(lines));
    item.put(
        "parcels", AttributeValue.numberSet(random.nextInt(1_000), 1_000 + random.nextInt(1_000)));
    item.put(
        "note",
        "Leave it at the door, "
            + pick(NAMES, random)
            + " is in after "
            + random.nextInt(24)
            + ":00.");
  }

  /** Close to the 400 KB that an item may have. */
  private static void huge(Item.Builder item, SplittableRandom random) {
    item.put("type", "scan");
    item.put("pages", AttributeValue.of(bytes(HUGE_BYTES, random)));
  }

  /** One of the things that get lost, in turn. */
  private static void awkward(Item.Builder item, int turn) {
    item.put("type", "awkward");
    switch (turn % 10) {
      case 0 -> {
        item.put("digits", number("12345678901234567890123456789012345678"));
        item.put("largest", number("9.9999999999999999999999999999999999999E+125"));
        item.put("smallest", number("-1E-130"));
        item.put("beyondDouble", number("9007199254740993"));
      }
      case 1 -> {
        item.put("emptyText", "");
        item.put("emptyBinary", AttributeValue.of(Binary.of(new byte[0])));
        item.put("emptyList", List.of());
        item.put("emptyMap", Map.of());
        item.put("nothing", AttributeValue.ofNull());
      }
      case 2 -> {
        item.put("a.b", "dotted");
        item.put("a", Map.of("b", "nested"));
        item.put("select", "reserved");
        item.put("#x :y", "punctuated");
        item.put("名前 \"q\" \\ \n\t", "escaped");
        item.put(" ", "blank");
      }
      case 3 ->
          item.put(
              "text",
              "\u0000\u0001\u001F\u007F\u2028\u2029\uFEFF \uD83D\uDC69\u200D\uD83D\uDE80 e\u0301 <&>'\"/");
      case 4 -> item.put("deep", nested(30));
      case 5 -> {
        item.put("strings", AttributeValue.stringSet("", " ", "a", "A", "é", "e\u0301"));
        item.put(
            "binaries",
            AttributeValue.binarySet(
                List.of(
                    Binary.of(new byte[] {0}),
                    Binary.of(new byte[] {0, 0}),
                    Binary.of(new byte[] {-1}))));
        item.put(
            "numbers",
            AttributeValue.numberSet(
                List.of(number("0"), number("-0.5"), number("1E+100"), number("3"))));
      }
      case 6 -> item.put("everyByte", AttributeValue.of(everyByte()));
      case 7 -> {
        Map<String, AttributeValue> many = new LinkedHashMap<>();
        for (int i = 0; i < 500; i++) {
          many.put("k" + i, AttributeValue.of(i));
        }
        item.put("wide", AttributeValue.map(many));
      }
      case 8 -> {
        item.put("looksLikeJson", "{\"S\":\"no\"}");
        item.put("looksLikeANumber", "007");
        item.put("S", Map.of("S", "S", "M", Map.of("NULL", true)));
      }
      default -> {
        // The key alone: an item needs no more.
      }
    }
  }

  private static AttributeValue nested(int depth) {
    AttributeValue value = AttributeValue.of("bottom");
    for (int i = 0; i < depth; i++) {
      value = i % 2 == 0 ? AttributeValue.list(value) : AttributeValue.map(Map.of("down", value));
    }
    return value;
  }

  private static byte[] everyByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static DynamoNumber number(String text) {
    return DynamoNumber.of(text);
  }

  private static String cents(SplittableRandom random, int most) {
    int amount = random.nextInt(most);
    return amount / 100 + "." + (amount / 10 % 10) + amount % 10;
  }

  private static double degrees(SplittableRandom random) {
    return random.nextInt(1_800_000) / 10_000.0;
  }

  private static String time(SplittableRandom random) {
    return Instant.ofEpochSecond(1_700_000_000L + random.nextInt(60_000_000)).toString();
  }

  private static byte[] bytes(int length, SplittableRandom random) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private static String pick(String[] choices, SplittableRandom random) {
    return choices[random.nextInt(choices.length)];
  }
}
