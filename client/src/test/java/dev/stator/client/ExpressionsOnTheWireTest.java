package dev.stator.client;

import static dev.stator.item.expression.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.expression.Attribute;
import dev.stator.item.expression.Condition;
import dev.stator.item.expression.Projection;
import dev.stator.item.expression.Update;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is built is what DynamoDB takes, and means what it says; errors show it. */
class ExpressionsOnTheWireTest {
  private static final String TABLE = "words";
  private static final Key KEY = Key.of("id", "w");

  private static final Attribute<Object> STATUS = attribute("status");
  private static final Attribute<Object> SIZE = attribute("size");
  private static final Attribute<Object> COUNT = attribute("count");

  /** Names that are reserved words, or have what expressions give a meaning. */
  private static final Item ITEM =
      Item.builder()
          .put("id", "w")
          .put("status", "open")
          .put("size", 7)
          .put("a.b", 1)
          .put("#x", 2)
          .put("count", 3)
          .put("list", List.of("x", 5))
          .put("map", Map.of("name", "ada"))
          .put("tags", Set.of("gift", "red"))
          .put("nothing", null)
          .build();

  private static LocalDynamo local;
  private static BlockingDynamoClient client;

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.createTable(TABLE);
    client = local.client.blocking();
    client.putItem(PutItemRequest.builder(TABLE, ITEM).build());
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  static final List<Condition> TRUE =
      List.of(
          STATUS.equalTo("open"),
          STATUS.notEqualTo("shut"),
          SIZE.lessThan(8),
          SIZE.atMost(7),
          SIZE.greaterThan(6.5),
          SIZE.atLeast(7),
          SIZE.between(7, 8),
          SIZE.in(1, 7),
          SIZE.greaterThan(COUNT),
          COUNT.lessThan(SIZE),
          COUNT.atMost(attribute("tags").size()).not(),
          COUNT.atLeast(attribute("tags").size()),
          COUNT.equalTo(3).not().not(),
          COUNT.notEqualTo(SIZE),
          attribute("a.b").equalTo(1),
          attribute("#x").equalTo(2),
          attribute("list").at(1).equalTo(5),
          attribute("map").at("name").equalTo("ada"),
          attribute("map").at("name").size().equalTo(3),
          attribute("nothing").equalTo(AttributeValue.ofNull()),
          attribute("nothing").exists(),
          attribute("none").notExists(),
          attribute("tags").hasType(AttributeType.SS),
          STATUS.beginsWith("op"),
          attribute("tags").contains("gift"),
          attribute("list").contains(5),
          Condition.parse("size = 7 AND NOT count IN (1, 2) OR `a.b` = 9"),
          STATUS.equalTo("x").or(SIZE.equalTo(7)).and(COUNT.equalTo(3)),
          STATUS.equalTo("x").and(SIZE.equalTo(7)).or(COUNT.equalTo(3)),
          STATUS.equalTo("x").or(SIZE.equalTo(8)).not());

  @ParameterizedTest
  @FieldSource("TRUE")
  void aConditionThatHoldsHoldsInDynamoDbToo(Condition condition) {
    assertThat(scan(condition)).containsExactly(ITEM);
    assertThat(scan(condition.not())).isEmpty();
  }

  private static List<Item> scan(Condition filter) {
    return client.scan(ScanRequest.builder(TABLE).filterExpression(filter).build()).items();
  }

  static Stream<Arguments> updates() {
    Attribute<Object> list = attribute("list");
    return Stream.of(
        Arguments.of(STATUS.set("paid"), "status", "paid"),
        Arguments.of(STATUS.set(SIZE), "status", 7),
        Arguments.of(STATUS.setIfAbsent("paid"), "status", "open"),
        Arguments.of(attribute("new").setIfAbsent("paid"), "new", "paid"),
        Arguments.of(COUNT.plus(2), "count", 5),
        Arguments.of(COUNT.minus(2), "count", 1),
        Arguments.of(COUNT.add(2), "count", 5),
        Arguments.of(attribute("new").add(2), "new", 2),
        Arguments.of(attribute("tags").add(Set.of("new")), "tags", Set.of("gift", "red", "new")),
        Arguments.of(attribute("tags").delete(Set.of("red")), "tags", Set.of("gift")),
        Arguments.of(list.append(List.of("y")), "list", List.of("x", 5, "y")),
        Arguments.of(list.prepend(List.of("y")), "list", List.of("y", "x", 5)),
        Arguments.of(attribute("new").append(List.of("y")), "new", List.of("y")),
        Arguments.of(attribute("new").prepend(List.of("y")), "new", List.of("y")),
        Arguments.of(list.at(0).set("z"), "list", List.of("z", 5)),
        Arguments.of(list.at(0).remove(), "list", List.of(5)),
        Arguments.of(attribute("map").at("name").set("eve"), "map", Map.of("name", "eve")),
        Arguments.of(STATUS.remove(), "status", null));
  }

  @ParameterizedTest
  @MethodSource("updates")
  void anUpdateDoesWhatItSays(Update update, String name, @Nullable Object expected) {
    Map<String, AttributeValue> attributes = new HashMap<>(ITEM.asMap());
    attributes.put("id", AttributeValue.of("w-2"));
    client.putItem(PutItemRequest.builder(TABLE, Item.of(attributes)).build());
    try {
      Item updated =
          Objects.requireNonNull(
              client
                  .updateItem(
                      UpdateItemRequest.builder(TABLE, Key.of("id", "w-2"))
                          .updateExpression(update.and(attribute("beside").set(1)))
                          .conditionExpression(STATUS.equalTo("open"))
                          .returnValues(ReturnValues.ALL_NEW)
                          .build())
                  .attributes());

      assertThat(updated.get(name))
          .isEqualTo(expected == null ? null : AttributeValue.fromJava(expected));
      assertThat(updated.number("beside").longValueExact()).isEqualTo(1);
    } finally {
      client.deleteItem(DeleteItemRequest.builder(TABLE, Key.of("id", "w-2")).build());
    }
  }

  @Test
  void theExpressionsOfOneRequestDoNotClash() {
    QueryRequest request =
        QueryRequest.builder(TABLE)
            .keyConditionExpression("#n0 = :v0")
            .expressionAttributeNames(Map.of("#n0", "id"))
            .expressionAttributeValues(Map.of(":v0", AttributeValue.of("w")))
            .filterExpression(STATUS.equalTo("open").and(SIZE.equalTo(7)))
            .projectionExpression(Projection.of(attribute("id"), SIZE, attribute("list").at(0)))
            .build();

    assertThat(client.query(request).items())
        .containsExactly(
            Item.builder().put("id", "w").put("size", 7).put("list", List.of("x")).build());
    assertThat(
            client
                .query(request.toBuilder().filterExpression(STATUS.equalTo("shut")).build())
                .items())
        .isEmpty();
    assertThat(
            client
                .getItem(
                    GetItemRequest.builder(TABLE, KEY)
                        .projectionExpression(Projection.of("status"))
                        .build())
                .item())
        .isEqualTo(Item.builder().put("status", "open").build());
  }

  @Test
  void anErrorShowsTheExpressionsWithTheirValues() {
    assertThatThrownBy(
            () ->
                client.putItem(
                    PutItemRequest.builder(TABLE, ITEM)
                        .conditionExpression("#s = :s AND size(tags) > :n")
                        .expressionAttributeNames(Map.of("#s", "status"))
                        .expressionAttributeValues(
                            Map.of(":s", AttributeValue.of("paid"), ":n", AttributeValue.of(9)))
                        .build()))
        .isInstanceOfSatisfying(
            ConditionalCheckFailedException.class,
            e ->
                assertThat(e.problem())
                    .contains("; condition: status = \"paid\" AND size(tags) > 9 (HTTP 400"));
    assertThatThrownBy(
            () ->
                client.query(
                    QueryRequest.builder(TABLE)
                        .keyConditionExpression(SIZE.equalTo(7))
                        .filterExpression(STATUS.equalTo("open"))
                        .build()))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("key condition: size = 7")
        .hasMessageContaining("filter: status = \"open\"");
    assertThatThrownBy(
            () ->
                client.updateItem(
                    UpdateItemRequest.builder(TABLE, KEY).updateExpression(STATUS.plus(1)).build()))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("update: SET status = status + 1");
  }

  @Test
  void anErrorShowsLittleOfAValue() {
    String secret = "s".repeat(100);

    assertThatThrownBy(() -> put(client, secret))
        .hasMessageContaining("condition: status = \"" + "s".repeat(40) + "...\"")
        .hasMessageNotContainingAny("s".repeat(41));
  }

  @Test
  void anErrorShowsNothingOfValuesIfToldSo() {
    try (DynamoClient silent =
        LocalDynamo.builder(local.client.endpoint().uri()).withoutValuesInErrors().build()) {
      assertThatThrownBy(() -> put(silent.blocking(), "secret"))
          .hasMessageContaining("condition: status = <S of 6 characters>")
          .hasMessageNotContainingAny("secret");
    }
  }

  @Test
  void anErrorShowsAnExpressionUpToALength() {
    Condition many = STATUS.equalTo("a");
    for (int i = 0; i < 40; i++) {
      many = many.and(STATUS.equalTo("a" + i));
    }
    Condition condition = many;

    assertThatThrownBy(
            () ->
                client.putItem(
                    PutItemRequest.builder(TABLE, ITEM).conditionExpression(condition).build()))
        .isInstanceOf(ConditionalCheckFailedException.class)
        .message()
        .contains("condition: ", "... (HTTP 400")
        .hasSizeLessThan(800);
  }

  private static void put(BlockingDynamoClient into, String expected) {
    into.putItem(
        PutItemRequest.builder(TABLE, ITEM).conditionExpression(STATUS.equalTo(expected)).build());
  }

  @Test
  void anErrorThatIsNotAboutExpressionsDoesNotShowThem() {
    assertThatThrownBy(
            () ->
                client.scan(
                    ScanRequest.builder("no-such-table")
                        .filterExpression(STATUS.equalTo("open"))
                        .build()))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageNotContainingAny("open");
  }
}
