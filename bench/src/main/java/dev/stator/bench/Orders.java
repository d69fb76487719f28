package dev.stator.bench;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The table that is measured on: orders of a shop, 15 attributes of nine types and about 1 KB of
 * DynamoDB JSON each. Names, texts and numbers have the lengths and the variety of real ones; one
 * text in eight is not ASCII, and one in sixteen needs an escape. The same for the same seed.
 */
public final class Orders {
  /** Bytes of a page: where the service ends one. */
  public static final int PAGE_BYTES = 1024 * 1024;

  private static final String[] WORDS = {
    "copper", "lamp", "oak", "table", "linen", "chair", "brass", "hook", "wool", "blanket", "glass",
    "vase", "walnut", "shelf", "desk", "ceramic", "bowl", "steel", "kettle", "canvas"
  };
  private static final String[] ACCENTED = {
    "für", "Käufer", "café", "naïve", "Łódź", "東京都", "Ελλάδα", "crème brûlée"
  };
  private static final String[] STATES = {"PLACED", "PAID", "PICKED", "SHIPPED", "DELIVERED"};

  private final Random random;

  /** Orders in an order of their own for each seed. */
  public Orders(long seed) {
    random = new Random(seed);
  }

  /** The next order. */
  public Item next() {
    UUID id = new UUID(random.nextLong(), random.nextLong());
    Instant placed = Instant.ofEpochSecond(1_700_000_000L + random.nextInt(60_000_000));
    return Item.builder()
        .put("orderId", id)
        .put("customerId", "c-" + (100_000 + random.nextInt(900_000)))
        .put("placedAt", placed)
        .put("version", random.nextInt(20))
        .put("status", STATES[random.nextInt(STATES.length)])
        .put("total", price(100_000))
        .put("currency", "EUR")
        .put("paid", random.nextBoolean())
        .put("coupon", null)
        .put("tags", AttributeValue.stringSet("tag-" + random.nextInt(50), "web", word()))
        .put(
            "weights", AttributeValue.numberSet(1 + random.nextInt(500), 1_000 + random.nextInt(9)))
        .put("note", text(28))
        .put("fingerprint", bytes(32))
        .put("address", address())
        .put("lines", List.of(line(), line()))
        .build();
  }

  /** The next page of a Scan: a whole response of about {@link #PAGE_BYTES}. */
  public byte[] nextPage() {
    Utf8Buffer items = new Utf8Buffer(PAGE_BYTES + 4096);
    int count = 0;
    Item last = Item.empty();
    items.append((byte) '[');
    while (items.length() < PAGE_BYTES - 1024) {
      if (count > 0) {
        items.append((byte) ',');
      }
      last = next();
      new JsonWriter(items).item(last);
      count++;
    }
    items.append((byte) ']');
    Utf8Buffer page = new Utf8Buffer(items.length() + 4096);
    JsonWriter json = new JsonWriter(page);
    json.beginObject().name("ConsumedCapacity").beginObject();
    json.name("CapacityUnits").value(128.5).name("TableName").value("orders").endObject();
    json.name("Count").value(count).name("Items").raw(items.array(), 0, items.length());
    json.name("LastEvaluatedKey").beginObject().name("orderId");
    json.attributeValue(AttributeValue.of(last.string("orderId"))).endObject();
    json.name("ScannedCount").value(count).endObject();
    return page.toByteArray();
  }

  private Map<String, Object> address() {
    Map<String, Object> address = new LinkedHashMap<>();
    address.put("name", word() + " " + word());
    address.put("street", random.nextInt(200) + " " + text(1) + " Street");
    address.put("city", text(1));
    address.put("zip", Integer.toString(10_000 + random.nextInt(90_000)));
    return address;
  }

  private Map<String, Object> line() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sku", "SKU-" + (1_000_000 + random.nextInt(9_000_000)));
    line.put("title", text(4));
    line.put("quantity", 1 + random.nextInt(9));
    line.put("price", price(10_000));
    return line;
  }

  private DynamoNumber price(int bound) {
    return DynamoNumber.of(random.nextInt(bound) + "." + (10 + random.nextInt(90)));
  }

  private String text(int words) {
    List<String> text = new ArrayList<>();
    for (int i = 0; i < words; i++) {
      text.add(word());
    }
    if (random.nextInt(8) == 0) {
      text.set(0, ACCENTED[random.nextInt(ACCENTED.length)]);
    }
    String joined = String.join(" ", text);
    return random.nextInt(16) == 0 ? joined + " \"as seen\"\n" : joined;
  }

  private String word() {
    return WORDS[random.nextInt(WORDS.length)];
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
