package dev.stator.item.json;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The items that have broken exporters and clients, by what is awkward about them. */
final class AwkwardItems {
  static final Map<String, Item> ALL = all();

  private AwkwardItems() {}

  private static Map<String, Item> all() {
    Map<String, Item> items = new LinkedHashMap<>();
    items.put("no attributes", Item.empty());
    items.put("only a key", Item.builder().put("id", "1").build());
    items.put(
        "unicode and escapes",
        Item.builder()
            .put("latin", "naïve café")
            .put("japanese", "日本語")
            .put("astral", "😀👩‍👩‍👧")
            .put("quotes", "she said \"hi\" \\ / ok")
            .put("controls", "\u0000\u0001\b\t\n\f\r\u001f\u007f")
            .put("line separators", "\u2028\u2029\u0085")
            .put("byte order mark and last ones", "\ufeff\uffff\udbff\udfff")
            .build());
    items.put("empty string", Item.builder().put("s", "").build());
    items.put(
        "numbers at the edges",
        Item.builder()
            .put("38 digits", number("12345678901234567890123456789012345678"))
            .put("38 digits behind the point", number("-0.12345678901234567890123456789012345678"))
            .put("smallest", number("1E-130"))
            .put("smallest negative", number("-1E-130"))
            .put("largest", number("9.9999999999999999999999999999999999999E125"))
            .put("most negative", number("-9.9999999999999999999999999999999999999E125"))
            .put("past the doubles", number("9007199254740993"))
            .put("past the longs", number("9223372036854775808"))
            .put("zeros at the end", number("1230000000000000000000000000000000000000"))
            .put("zero", 0)
            .build());
    items.put(
        "binary that is no text",
        Item.builder()
            .put("empty", new byte[0])
            .put("one", new byte[] {(byte) 0xFF})
            .put("two", new byte[] {(byte) 0xC3, 0x28})
            .put("three", new byte[] {0, (byte) 0x80, (byte) 0xFE})
            .put("base64 of base64", "AAEC".getBytes(java.nio.charset.StandardCharsets.US_ASCII))
            .build());
    items.put(
        "booleans and null",
        Item.builder().put("yes", true).put("no", false).put("null", null).build());
    items.put(
        "the three sets",
        Item.builder()
            .put("ss", AttributeValue.stringSet("", "b", "a", "日本"))
            .put(
                "ns",
                AttributeValue.numberSet(List.of(number("1"), number("-1"), number("1E-130"))))
            .put(
                "bs",
                AttributeValue.binarySet(
                    List.of(Binary.of(new byte[0]), Binary.of(new byte[] {(byte) 0xFF}))))
            .build());
    items.put(
        "mixed and empty lists and maps",
        Item.builder()
            .put("list", List.of("a", 1, true, List.of(), Map.of(), new byte[] {1}))
            .put("empty list", List.of())
            .put("empty map", Map.of())
            .put("list of null", AttributeValue.list(AttributeValue.ofNull()))
            .put("set in a list", AttributeValue.list(AttributeValue.stringSet("x")))
            .build());
    items.put("nested as deep as DynamoDB goes", Item.builder().put("deep", nested(31)).build());
    items.put("awkward names", awkwardNames());
    items.put("names that are type tags", tagNames());
    items.put(
        "names that differ by case, accent or space",
        Item.builder()
            .put("name", 1)
            .put("Name", 2)
            .put("name ", 3)
            .put("é", 4)
            .put("e\u0301", 5)
            .build());
    items.put("380 KB", Item.builder().put("big", "0123456789abcdéf".repeat(22_400)).build());
    items.put("a thousand attributes", wide());
    return items;
  }

  private static Item awkwardNames() {
    Item.Builder names = Item.builder();
    for (String name :
        List.of(
            "a.b",
            "a[0]",
            "a\"b",
            "back\\slash",
            "",
            " ",
            "#name",
            ":value",
            "size",
            "with\nnewline",
            "日本語",
            "😀",
            "n".repeat(255))) {
      names.put(name, name);
    }
    return names.build();
  }

  private static Item tagNames() {
    Item.Builder names = Item.builder();
    for (String tag : List.of("S", "N", "B", "BOOL", "NULL", "M", "L", "SS", "NS", "BS", "Item")) {
      names.put(tag, Map.of(tag, Map.of(tag, tag)));
    }
    return names.build();
  }

  private static Item wide() {
    Item.Builder item = Item.builder();
    for (int i = 0; i < 1_000; i++) {
      item.put("attribute-" + i, i);
    }
    return item.build();
  }

  /** A string inside so many maps and lists by turns. */
  static AttributeValue nested(int levels) {
    AttributeValue value = AttributeValue.of("leaf");
    for (int i = 0; i < levels; i++) {
      value =
          i % 2 == 0 ? AttributeValue.map(Map.of("n", value)) : new AttributeValue.L(one(value));
    }
    return value;
  }

  private static List<AttributeValue> one(AttributeValue value) {
    return new ArrayList<>(List.of(value));
  }

  private static DynamoNumber number(String text) {
    return DynamoNumber.of(text);
  }
}
