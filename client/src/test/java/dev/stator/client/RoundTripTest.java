package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import dev.stator.item.Key;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.PageReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * What goes into a table comes out of it equal, by every way in and out. The AWS SDK's client reads
 * it too: what one codec gets wrong both ways would pass unseen otherwise.
 */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class RoundTripTest {
  private static final String TABLE = "things";

  private static LocalDynamo local;
  private static BlockingDynamoClient client;

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    client = local.client.blocking();
    local.createTable(TABLE);
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  static Stream<Item> items() {
    Map<String, Item.Builder> items = new LinkedHashMap<>();
    items.put("a key alone", Item.builder());
    items.put(
        "all types",
        Item.builder()
            .put("s", "text")
            .put("n", AttributeValue.of(new BigDecimal("-12.50")))
            .put("b", new byte[] {1, 2, 3})
            .put("bool", false)
            .put("null", null)
            .put("ss", AttributeValue.stringSet("b", "a"))
            .put("ns", AttributeValue.numberSet(2, 1))
            .put("bs", AttributeValue.binarySet(List.of(Binary.of(new byte[] {9}))))
            .put("l", List.of("a", 1))
            .put("m", Map.of("k", "v")));
    items.put(
        "unicode and escapes",
        Item.builder()
            .put("latin", "naïve café")
            .put("japanese", "日本語")
            .put("astral", "😀👩‍👩‍👧")
            .put("quotes", "she said \"hi\" \\ / ok")
            .put("controls", "\u0000\u0001\b\t\n\f\r\u001f\u007f")
            .put("line separators", "\u2028\u2029\u0085")
            .put("the last of two planes", "\ufeff\uffff\udbff\udfff"));
    items.put("an empty string", Item.builder().put("s", ""));
    items.put(
        "numbers at the edges",
        Item.builder()
            .put("38 digits", number("12345678901234567890123456789012345678"))
            .put("behind the point", number("-0.12345678901234567890123456789012345678"))
            .put("smallest", number("1E-130"))
            .put("smallest negative", number("-1E-130"))
            .put("largest", number("9.9999999999999999999999999999999999999E125"))
            .put("most negative", number("-9.9999999999999999999999999999999999999E125"))
            .put("past the doubles", number("9007199254740993"))
            .put("past the longs", number("9223372036854775808"))
            .put("zeros at the end", number("1230000000000000000000000000000000000000"))
            .put("zero", 0));
    items.put(
        "binary that is no text",
        Item.builder()
            .put("empty", new byte[0])
            .put("one", new byte[] {(byte) 0xFF})
            .put("two", new byte[] {(byte) 0xC3, 0x28}));
    items.put(
        "sets",
        Item.builder()
            .put("ss", AttributeValue.stringSet("", "b", "a", "日本"))
            .put("ns", AttributeValue.numberSet(List.of(number("1"), number("-1E-130"))))
            .put(
                "bs",
                AttributeValue.binarySet(
                    List.of(Binary.of(new byte[0]), Binary.of(new byte[] {(byte) 0xFF})))));
    items.put(
        "lists and maps",
        Item.builder()
            .put("mixed", List.of("a", 1, true, List.of(), Map.of(), new byte[] {1}))
            .put("empty list", List.of())
            .put("empty map", Map.of())
            .put("null in a list", AttributeValue.list(AttributeValue.ofNull()))
            .put("set in a list", AttributeValue.list(AttributeValue.stringSet("x"))));
    items.put("as deep as DynamoDB goes", Item.builder().put("deep", nested(31)));
    Item.Builder names = Item.builder();
    for (String name :
        List.of(
            "a.b",
            "a[0]",
            "a\"b",
            "back\\slash",
            " ",
            "#name",
            ":value",
            "size",
            "with\nnewline",
            "日本語",
            "😀",
            "n".repeat(255),
            "S",
            "N",
            "NULL",
            "Item",
            "Name",
            "name",
            "é",
            "e\u0301")) {
      names.put(name, Map.of(name, name));
    }
    items.put("names", names);
    items.put("380 KB", Item.builder().put("big", "0123456789abcdéf".repeat(22_400)));
    Item.Builder wide = Item.builder();
    IntStream.range(0, 1_000).forEach(i -> wide.put("attribute-" + i, i));
    items.put("a thousand attributes", wide);
    return items.entrySet().stream().map(e -> e.getValue().put("id", e.getKey()).build());
  }

  @ParameterizedTest
  @MethodSource("items")
  void anItemComesOutAsItWentIn(Item item) {
    Key key = Key.of("id", item.string("id"));
    client.putItem(PutItemRequest.builder(TABLE, item).build());
    assertThat(client.getItem(GetItemRequest.builder(TABLE, key).build()).item()).isEqualTo(item);
    assertThat(client.scan(ScanRequest.builder(TABLE).build()).items()).contains(item);
    assertThat(readBySdk(item.string("id"))).isEqualTo(item);
    assertThat(raw(item.string("id"))).isEqualTo(item);

    WriteResponse deleted =
        client.deleteItem(
            DeleteItemRequest.builder(TABLE, key).returnValues(ReturnValues.ALL_OLD).build());
    assertThat(deleted.attributes()).isEqualTo(item);

    client.batchWriteItem(BatchWriteItemRequest.of(Map.of(TABLE, List.of(WriteRequest.put(item)))));
    BatchGetItemResponse read =
        client.batchGetItem(
            BatchGetItemRequest.of(Map.of(TABLE, KeysAndAttributes.of(List.of(key)))));
    assertThat(read.responses().get(TABLE)).containsExactly(item);
    client.deleteItem(DeleteItemRequest.builder(TABLE, key).build());
  }

  @ParameterizedTest
  @MethodSource("items")
  void aValueComesOutOfAnUpdateAsItWentIn(Item item) {
    Key key = Key.of("id", "updated " + item.string("id"));
    AttributeValue whole =
        AttributeValue.list(item.asMap().values().toArray(AttributeValue[]::new));
    boolean tooDeep = item.has("deep");
    AttributeValue value = tooDeep ? item.asMap().get("deep") : whole;
    WriteResponse answer =
        client.updateItem(
            UpdateItemRequest.builder(TABLE, key)
                .updateExpression("SET #v = :v")
                .expressionAttributeNames(Map.of("#v", "a \"name\""))
                .expressionAttributeValues(Map.of(":v", value))
                .returnValues(ReturnValues.UPDATED_NEW)
                .build());
    assertThat(answer.attributes()).isEqualTo(Item.builder().put("a \"name\"", value).build());
    client.deleteItem(DeleteItemRequest.builder(TABLE, key).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"S", "N", "B"})
  void awkwardKeysFindTheirItems(String type) {
    AttributeValue key =
        switch (type) {
          case "S" -> AttributeValue.of("\"\\\n😀\u0000");
          case "N" -> AttributeValue.of(number("-9.9999999999999999999999999999999999999E125"));
          default -> AttributeValue.of(new byte[] {(byte) 0xFF, 0, (byte) 0xC3});
        };
    String table = "keyed-by-" + type;
    local
        .client
        .blocking()
        .control()
        .createTable(
            LocalDynamo.table(table)
                .keySchema(LocalDynamo.key("id"))
                .attributeDefinitions(
                    LocalDynamo.attribute("id", ScalarAttributeType.fromValue(type)))
                .build());
    for (int i = 0; i < 3; i++) {
      AttributeValue other =
          switch (type) {
            case "S" -> AttributeValue.of("other" + i);
            case "N" -> AttributeValue.of(i);
            default -> AttributeValue.of(new byte[] {(byte) i});
          };
      client.putItem(
          PutItemRequest.builder(table, Item.builder().put("id", other).build()).build());
    }
    Item item = Item.builder().put("id", key).put("n", 1).build();
    client.putItem(PutItemRequest.builder(table, item).build());
    assertThat(
            client.getItem(GetItemRequest.builder(table, new Key("id", key, null, null)).build()))
        .extracting(dev.stator.client.GetItemResponse::item)
        .isEqualTo(item);

    // Whatever the order, one page of the four begins after the awkward key.
    int items = 0;
    Page page = client.scan(ScanRequest.builder(table).limit(1).build());
    items += page.count();
    while (page.lastEvaluatedKey() != null && items < 10) {
      page =
          client.scan(
              ScanRequest.builder(table)
                  .limit(1)
                  .exclusiveStartKey(page.lastEvaluatedKey())
                  .build());
      items += page.count();
    }
    assertThat(items).isEqualTo(4);
  }

  @Test
  void theLargestItemIsTakenAndOneByteMoreIsRefused() {
    Item.Builder item = Item.builder().put("id", "big");
    int rest = ItemSize.MAX_ITEM_BYTES - ItemSize.of(item.build()) - "text".length();
    Item largest = item.put("text", "x".repeat(rest)).build();
    assertThat(ItemSize.of(largest)).isEqualTo(ItemSize.MAX_ITEM_BYTES);
    client.putItem(PutItemRequest.builder(TABLE, largest).build());

    Item larger = item.put("text", "x".repeat(rest + 1)).build();
    assertThatThrownBy(() -> client.putItem(PutItemRequest.builder(TABLE, larger).build()))
        .isInstanceOf(InvalidItemException.class)
        .hasMessageContaining("the item weighs 409601 bytes");
    // As the service does, which is asked here past that check.
    String body = "{\"TableName\":\"" + TABLE + "\",\"Item\":";
    String json = new String(ItemJson.write(larger), StandardCharsets.UTF_8);
    assertThatThrownBy(() -> client.execute("PutItem", body + json + "}"))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("size");
    client.deleteItem(DeleteItemRequest.builder(TABLE, Key.of("id", "big")).build());
  }

  private static Item raw(String id) {
    try (ResponseBody body =
        client.queryRaw(
            QueryRequest.builder(TABLE)
                .keyConditionExpression("id = :id")
                .expressionAttributeValues(Map.of(":id", AttributeValue.of(id)))
                .build())) {
      PageReader page = new PageReader().reset(body.array(), 0, body.length());
      assertThat(page.nextItem()).isTrue();
      Item item = page.item().item();
      assertThat(page.nextItem()).isFalse();
      return item;
    }
  }

  private static Item readBySdk(String id) {
    GetItemResponse answer =
        local
            .client
            .control()
            .sdk()
            .getItem(
                r ->
                    r.tableName(TABLE)
                        .key(
                            Map.of(
                                "id",
                                software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS(
                                    id))));
    return Item.of(ours(answer.item()));
  }

  private static Map<String, AttributeValue> ours(
      Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> theirs) {
    return theirs.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, e -> ours(e.getValue())));
  }

  private static AttributeValue ours(
      software.amazon.awssdk.services.dynamodb.model.AttributeValue theirs) {
    return switch (theirs.type()) {
      case S -> AttributeValue.of(theirs.s());
      case N -> AttributeValue.of(number(theirs.n()));
      case B -> AttributeValue.of(theirs.b().asByteArray());
      case BOOL -> AttributeValue.of(theirs.bool());
      case NUL -> AttributeValue.ofNull();
      case SS -> AttributeValue.stringSet(theirs.ss());
      case NS -> AttributeValue.numberSet(theirs.ns().stream().map(RoundTripTest::number).toList());
      case BS ->
          AttributeValue.binarySet(
              theirs.bs().stream().map(b -> Binary.of(b.asByteArray())).toList());
      case L ->
          AttributeValue.list(
              theirs.l().stream().map(RoundTripTest::ours).toArray(AttributeValue[]::new));
      case M -> AttributeValue.map(ours(theirs.m()));
      case UNKNOWN_TO_SDK_VERSION -> throw new AssertionError("No type: " + theirs);
    };
  }

  private static AttributeValue nested(int levels) {
    AttributeValue value = AttributeValue.of("leaf");
    for (int i = 0; i < levels; i++) {
      value = i % 2 == 0 ? AttributeValue.map(Map.of("n", value)) : AttributeValue.list(value);
    }
    return value;
  }

  private static DynamoNumber number(String text) {
    return DynamoNumber.of(text);
  }
}
