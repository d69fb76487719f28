package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.InvalidCursorException.Kind;
import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {
  private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
  private static final byte[] OTHER_SECRET = "fedcba9876543210fedcba9876543210".getBytes(UTF_8);
  private static final Item KEY = Item.builder().put("customer", "c-3").put("number", 7).build();

  private static final QueryRequest QUERY =
      QueryRequest.builder("orders")
          .indexName("by-date")
          .keyConditionExpression("#c = :c AND placed > :since")
          .filterExpression("amount > :a")
          .expressionAttributeNames(Map.of("#c", "customer", "#n", "note"))
          .expressionAttributeValues(
              Map.of(
                  ":c", AttributeValue.of("c-3"),
                  ":since", AttributeValue.of("2026"),
                  ":a", AttributeValue.of(10)))
          .build();
  private static final ScanRequest SCAN = ScanRequest.builder("orders").segment(1, 4).build();

  private static final Cursors SIGNED = Cursors.signed(SECRET);

  static Stream<Cursors> both() {
    return Stream.of(SIGNED, Cursors.unsigned());
  }

  static Stream<Item> keys() {
    return Stream.of(
        KEY,
        Item.builder().put("id", "a/b?c=d&e \"ü😀\u0000").build(),
        Item.builder().put("id", new byte[] {0, -1, 62, 63, 127, -128}).build(),
        Item.builder()
            .put("id", DynamoNumber.of("12345678901234567890123456789012345678"))
            .put("n", DynamoNumber.of("-1.2345678901234567890123456789012345678E-100"))
            .build(),
        Item.builder().put("id", "x".repeat(2048)).put("sort", new byte[1024]).build());
  }

  @ParameterizedTest
  @MethodSource("keys")
  void bringsEveryKindOfKeyBackAsItWas(Item key) {
    for (Cursors cursors : both().toList()) {
      String cursor = cursors.cursor(QUERY, key);
      assertThat(cursor).matches("[A-Za-z0-9_-]+");
      assertThat(cursors.resume(QUERY, cursor).exclusiveStartKey()).isEqualTo(StartKey.of(key));
    }
  }

  @Test
  void leavesTheRestOfTheRequestAlone() {
    QueryRequest resumed = SIGNED.resume(QUERY, SIGNED.cursor(QUERY, KEY));
    assertThat(resumed).isEqualTo(QUERY.toBuilder().exclusiveStartKey(KEY).build());
    ScanRequest scan = SIGNED.resume(SCAN, SIGNED.cursor(SCAN, KEY));
    assertThat(scan).isEqualTo(SCAN.toBuilder().exclusiveStartKey(KEY).build());
  }

  static List<UnaryOperator<QueryRequest.Builder>> otherReads() {
    return List.of(
        query -> query.indexName("by-amount"),
        query -> query.scanIndexForward(false),
        query -> query.keyConditionExpression("#c = :c AND placed >= :since"),
        query -> query.filterExpression("amount >= :a"),
        query -> query.expressionAttributeNames(Map.of("#c", "owner", "#n", "note")),
        query ->
            query.expressionAttributeValues(
                Map.of(
                    ":c", AttributeValue.of("c-4"),
                    ":since", AttributeValue.of("2026"),
                    ":a", AttributeValue.of(10))));
  }

  @ParameterizedTest
  @MethodSource("otherReads")
  void refusesTheCursorOfAnotherRead(UnaryOperator<QueryRequest.Builder> change) {
    QueryRequest other = change.apply(QUERY.toBuilder()).build();
    for (Cursors cursors : both().toList()) {
      assertThat(kind(cursors, other, cursors.cursor(QUERY, KEY))).isEqualTo(Kind.OF_ANOTHER_READ);
    }
  }

  @Test
  void refusesTheCursorOfAnotherTableSegmentOrOperation() {
    String ofScan = SIGNED.cursor(SCAN, KEY);
    assertThat(kind(SIGNED, QUERY, ofScan)).isEqualTo(Kind.OF_ANOTHER_READ);
    for (ScanRequest other :
        List.of(
            ScanRequest.builder("people").segment(1, 4).build(),
            ScanRequest.builder("orders").segment(2, 4).build(),
            ScanRequest.builder("orders").segment(1, 5).build(),
            ScanRequest.builder("orders").build())) {
      assertThatThrownBy(() -> SIGNED.resume(other, ofScan))
          .isInstanceOf(InvalidCursorException.class);
    }
  }

  @Test
  void goesOnWithOtherLimitsProjectionsAndFilterValues() {
    QueryRequest later =
        QUERY.toBuilder()
            .limit(5)
            .projectionExpression("#n")
            .consistentRead(true)
            .expressionAttributeValues(
                Map.of(
                    ":c", AttributeValue.of("c-3"),
                    ":since", AttributeValue.of("2026"),
                    ":a", AttributeValue.of(11)))
            .build();
    assertThat(SIGNED.resume(later, SIGNED.cursor(QUERY, KEY)).exclusiveStartKey())
        .isEqualTo(StartKey.of(KEY));
  }

  @Test
  void takesAKeyOfEqualNumbersForTheSameRead() {
    QueryRequest one = byNumber(AttributeValue.of(DynamoNumber.of("1")));
    QueryRequest same = byNumber(AttributeValue.of(DynamoNumber.of("1.0")));
    assertThat(SIGNED.resume(same, SIGNED.cursor(one, KEY)).exclusiveStartKey()).isNotNull();
  }

  private static QueryRequest byNumber(AttributeValue number) {
    return QueryRequest.builder("orders")
        .keyConditionExpression("n = :n")
        .expressionAttributeValues(Map.of(":n", number))
        .build();
  }

  @Test
  void refusesACursorOfWhichAnyBitWasChanged() {
    for (Cursors cursors : both().toList()) {
      byte[] bytes = Base64.getUrlDecoder().decode(cursors.cursor(QUERY, KEY));
      for (int bit = 0; bit < 8 * bytes.length; bit++) {
        byte[] changed = bytes.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
        assertThat(kind(cursors, QUERY, cursor)).isIn(Kind.GARBLED, Kind.FORGED);
      }
      for (int length = 0; length < bytes.length; length++) {
        String cursor =
            Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOf(bytes, length));
        assertThat(kind(cursors, QUERY, cursor)).isIn(Kind.GARBLED, Kind.FORGED);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "not a cursor!", "ünïcode", "AAAA", "{\"id\":{\"S\":\"a\"}}"})
  void saysWhatIsNoCursor(String text) {
    InvalidCursorException refused =
        catchThrowableOfType(InvalidCursorException.class, () -> SIGNED.resume(QUERY, text));
    assertThat(refused.kind()).isEqualTo(Kind.GARBLED);
    assertThat(refused.problem())
        .startsWith("Query of index \"by-date\" of table \"orders\": the cursor ");
  }

  @Test
  void refusesASignatureOfAnotherKeyAndNone() {
    assertThat(kind(SIGNED, QUERY, Cursors.signed(OTHER_SECRET).cursor(QUERY, KEY)))
        .isEqualTo(Kind.FORGED);
    assertThat(kind(SIGNED, QUERY, Cursors.unsigned().cursor(QUERY, KEY))).isEqualTo(Kind.FORGED);
    assertThat(kind(Cursors.unsigned(), QUERY, SIGNED.cursor(QUERY, KEY))).isEqualTo(Kind.GARBLED);
  }

  @Test
  void acceptsFormerKeysButSignsWithTheNewOne() {
    Cursors renewed = Cursors.signed(OTHER_SECRET).acceptingAlso(SECRET);
    assertThat(renewed.resume(QUERY, SIGNED.cursor(QUERY, KEY)).exclusiveStartKey()).isNotNull();
    assertThat(kind(SIGNED, QUERY, renewed.cursor(QUERY, KEY))).isEqualTo(Kind.FORGED);
  }

  @Test
  void refusesKeysThatAreTooShort() {
    assertThatThrownBy(() -> Cursors.signed(new byte[15]))
        .hasMessage("The key has 15 bytes, but must have 16 or more");
    assertThatThrownBy(() -> Cursors.unsigned().acceptingAlso(SECRET))
        .isInstanceOf(IllegalStateException.class);
  }

  private static Kind kind(Cursors cursors, QueryRequest request, String cursor) {
    return catchThrowableOfType(InvalidCursorException.class, () -> cursors.resume(request, cursor))
        .kind();
  }
}
