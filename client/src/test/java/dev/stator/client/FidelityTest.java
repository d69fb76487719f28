package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.View.Operations;
import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * The traps that clients of DynamoDB have fallen into with values, each by its name, through the
 * whole client and DynamoDB Local. That a stream's images have the same values is {@link
 * StreamsTest}'s, that everything else comes back is {@link RoundTripTest}'s, and what the value
 * model and its codec do alone is tested beside them; a number into a component that cannot hold
 * it, beside the records' codecs.
 */
@Timeout(60)
@ParameterizedClass
@EachView
@NullUnmarked // What an answer lacks fails the test by itself.
class FidelityTest {
  private static final String TABLE = "values";

  private static LocalDynamo local;

  private final Operations client;
  private final Key key = Key.of("id", UUID.randomUUID().toString());

  FidelityTest(View view) {
    client = view.of(local.client);
  }

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.createTable(TABLE);
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  /** What a value comes back as that was written and read again. */
  private AttributeValue through(Object value) {
    Item item = Item.builder().put("id", key.partitionValue()).put("v", value).build();
    client.putItem(PutItemRequest.builder(TABLE, item).build());
    return client
        .getItem(GetItemRequest.builder(TABLE, key).consistentRead(true).build())
        .item()
        .get("v");
  }

  private static AttributeValue number(String text) {
    return new AttributeValue.N(DynamoNumber.of(text));
  }

  @Test
  void aNumbersScaleIsNotKeptAndItsValueIs() {
    for (String[] pair :
        new String[][] {{"00042", "42"}, {"-0", "0"}, {"1.5E2", "150"}, {"1.0", "1"}}) {
      assertThat(through(number(pair[0]))).isEqualTo(number(pair[1])).isEqualTo(number(pair[0]));
      assertThat(through(number(pair[0]))).hasToString(number(pair[1]).toString());
    }
  }

  @Test
  void aLargeNumberIsNotAFloat() {
    assertThat(through(number("1.23e+40")))
        .isEqualTo(number("12300000000000000000000000000000000000000"));
  }

  @Test
  void anIntegerOf40CharactersWithZerosAtItsEndIsReadNotRounded() {
    AttributeValue long40 = number("1234567890123456789012345678901234567800");
    assertThat(through(long40)).isEqualTo(long40);
  }

  @Test
  void thirtyEightDigitsAreMoreThanADotNetDecimalHolds() {
    BigDecimal most = new BigDecimal("9.9999999999999999999999999999999999999");
    assertThat(((AttributeValue.N) through(most)).value().bigDecimal()).isEqualTo(most);
  }

  @Test
  void zeroIsNotNotANumber() {
    assertThat(through(0.0)).isEqualTo(number("0"));
  }

  @Test
  void moreThan38DigitsOrOutOfRangeIsRefusedBeforeItIsSentWithItsPath() {
    for (String text : List.of("1".repeat(39), "1E126", "1E-131")) {
      assertThatThrownBy(
              () ->
                  Item.fromJava(
                      Map.of("orders", List.of(Map.of(), Map.of("price", new BigDecimal(text))))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("$.orders[1].price");
    }
  }

  @Test
  void minusZeroIsZero() {
    assertThat(through(-0.0)).isEqualTo(number("0"));
  }

  @Test
  void aLongPastTheDoublesKeepsItsLastDigit() {
    AttributeValue past = through(9007199254740993L);
    assertThat(((AttributeValue.N) past).value().longValueExact()).isEqualTo(9007199254740993L);
    assertThatThrownBy(() -> ((AttributeValue.N) past).value().doubleValueExact())
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void aFractionIsNoLong() {
    DynamoNumber fraction = ((AttributeValue.N) through(number("3.7"))).value();
    assertThatThrownBy(fraction::longValueExact)
        .isInstanceOf(ArithmeticException.class)
        .hasMessageContaining("3.7");
    assertThat(((AttributeValue.N) through(number("1E2"))).value().longValueExact()).isEqualTo(100);
  }

  @Test
  void oneAndOnePointZeroAreOneMemberOfASet() {
    Set<BigDecimal> twice = new LinkedHashSet<>();
    twice.add(new BigDecimal("1"));
    twice.add(new BigDecimal("1.0"));
    assertThatThrownBy(() -> Item.fromJava(Map.of("n", twice)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$.n");
  }

  @Test
  void numbersAreEqualByValueAndSetsWithoutOrder() {
    assertThat(number("1")).isEqualTo(number("1.0"));
    assertThat(through(AttributeValue.stringSet("b", "a")))
        .isEqualTo(AttributeValue.stringSet("a", "b"));
    assertThat(through(AttributeValue.numberSet(3, 1, 2)))
        .isEqualTo(AttributeValue.numberSet(1, 2, 3));
  }

  @Test
  void anEmptySetIsAnErrorAndNotNothing() {
    assertThatThrownBy(() -> Item.builder().put("tags", new HashSet<>()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"tags\"")
        .hasMessageContaining("leave it out");
  }

  @Test
  void aSetWithNullSaysWhere() {
    Set<String> withNull = new HashSet<>(Arrays.asList("a", null));
    assertThatThrownBy(() -> Item.fromJava(Map.of("tags", withNull)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$.tags: no attribute value for null in a set");
  }

  @Test
  void theEmptyStringIsAMemberOfASet() {
    assertThat(through(AttributeValue.stringSet("", "a")))
        .isEqualTo(AttributeValue.stringSet("a", ""));
  }

  @Test
  void emptyStringsAndBinariesStayWhatTheyAre() {
    assertThat(through("")).isEqualTo(AttributeValue.of(""));
    assertThat(through(new byte[0])).isEqualTo(new AttributeValue.B(Binary.of(new byte[0])));
    assertThat(through(List.of(""))).isEqualTo(AttributeValue.list(AttributeValue.of("")));
  }

  @Test
  void aFilterFindsTheEmptyStringAsAString() {
    through("");
    assertThat(
            client
                .query(
                    QueryRequest.builder(TABLE)
                        .keyConditionExpression("id = :id")
                        .filterExpression("attribute_type(v, :s) AND begins_with(v, :empty)")
                        .expressionAttributeValues(
                            Map.of(
                                ":id", key.partitionValue(),
                                ":s", AttributeValue.of("S"),
                                ":empty", AttributeValue.of("")))
                        .build())
                .items())
        .hasSize(1);
  }

  @Test
  void anEmptyMapIsNotNull() {
    assertThat(through(Map.of())).isEqualTo(new AttributeValue.M(Map.of()));
  }

  @Test
  void nullIsNotAbsentAndNeitherIsWrittenForTheOther() {
    Map<String, Object> nested = new HashMap<>();
    nested.put("there", null);
    Item item =
        Item.builder().put("id", key.partitionValue()).put("v", null).put("m", nested).build();
    client.putItem(PutItemRequest.builder(TABLE, item).build());
    Item read = client.getItem(GetItemRequest.builder(TABLE, key).build()).item();

    assertThat(read).isEqualTo(item);
    assertThat(read.has("v")).isTrue();
    assertThat(read.get("v")).isEqualTo(new AttributeValue.Null());
    assertThat(read.has("absent")).isFalse();
    assertThat(read.get("absent")).isNull();
  }

  @Test
  void anAttributeThatIsAbsentMatchesNotExists() {
    through("a");
    client.updateItem(
        UpdateItemRequest.builder(TABLE, key)
            .updateExpression("SET extra = :x")
            .conditionExpression("attribute_not_exists(extra)")
            .expressionAttributeValues(Map.of(":x", AttributeValue.of(1)))
            .build());
  }

  @Test
  void aListIsNoSetAndASetNoList() {
    assertThat(through(List.of("a", "b"))).isInstanceOf(AttributeValue.L.class);
    assertThat(through(Set.of("a", "b"))).isInstanceOf(AttributeValue.SS.class);
  }

  @Test
  void aValueIsOfOneTypeOnly() {
    assertThat(AttributeValue.class.isSealed()).isTrue();
    assertThat(AttributeValue.class.getPermittedSubclasses()).hasSize(10);
  }

  @Test
  void binaryIsEncodedOnceAtTheTopAndInside() {
    byte[] bytes = {0, (byte) 0xff, 'a', 'b'};
    Binary binary = Binary.of(bytes);
    assertThat(through(bytes)).isEqualTo(new AttributeValue.B(binary));
    assertThat(through(List.of(Map.of("deep", bytes))))
        .isEqualTo(AttributeValue.fromJava(List.of(Map.of("deep", binary))));
    assertThat(through(AttributeValue.binarySet(List.of(binary))))
        .isEqualTo(AttributeValue.binarySet(List.of(binary)));
    String body =
        PutItemRequest.builder(TABLE, Item.builder().put("b", bytes).build())
            .build()
            .dryRun()
            .body();
    assertThat(body).contains("{\"B\":\"AP9hYg==\"}");
  }

  @Test
  void aTextThatLooksLikeBase64IsAText() {
    assertThat(through("AP9hYg==")).isEqualTo(AttributeValue.of("AP9hYg=="));
  }

  @Test
  void aBuffersRestIsTheBinaryAndTheBufferStaysWhereItWas() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4});
    buffer.position(1).limit(3);
    assertThat(through(buffer)).isEqualTo(new AttributeValue.B(Binary.of(new byte[] {2, 3})));
    assertThat(buffer.remaining()).isEqualTo(2);
  }

  @Test
  void aTimeKeepsItsNanoseconds() {
    Instant time = Instant.parse("2026-01-02T03:04:05.123456789Z");
    assertThat(through(time)).isEqualTo(AttributeValue.of("2026-01-02T03:04:05.123456789Z"));
  }

  @Test
  void keysOfTwoTextsOfOneNumberAreOneKey() {
    assertThat(Key.of("id", "a", "n", new BigDecimal("1.0"))).isEqualTo(Key.of("id", "a", "n", 1));
  }

  @Test
  void anyNameOfAnAttributeIsKept() {
    Map<String, Object> odd =
        Map.of("S", 1, "a.b", 2, "#x", 3, ":y", 4, "size", 5, "with \"quotes\"", 6, "", 7);
    Map<String, Object> named = new HashMap<>(odd);
    named.remove("");
    assertThat(through(named)).isEqualTo(AttributeValue.fromJava(named));
  }
}
