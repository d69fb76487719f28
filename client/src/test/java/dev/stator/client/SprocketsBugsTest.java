package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What went wrong in sprockets.clients.dynamodb and sprockets-dynamodb, and must not here. Names of
 * errors by what stands behind {@code #} are {@link ErrorReplyTest}'s.
 */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class SprocketsBugsTest {
  private static final Key KEY = Key.of("id", "o-17");
  private static final Item ITEM = KEY.toItem();

  @ParameterizedTest
  @EachView
  void scanDroppedSegmentZero(View view) throws Exception {
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) -> peer.write(FakeDynamo.ok("{\"Items\":[],\"Count\":0}")));
        DynamoClient client = server.clients().build()) {
      view.of(client).scan(ScanRequest.builder("t").segment(0, 4).build());

      assertThat(server.asked().get(0).body())
          .isEqualTo("{\"TableName\":\"t\",\"Segment\":0,\"TotalSegments\":4}");
    }
  }

  @Test
  void putItemDidNotMarshalTheValuesOfItsCondition() {
    assertThat(
            PutItemRequest.builder("t", ITEM)
                .conditionExpression("n < :n")
                .expressionAttributeValues(Map.of(":n", AttributeValue.of(7)))
                .build()
                .dryRun()
                .body())
        .contains("\"ExpressionAttributeValues\":{\":n\":{\"N\":\"7\"}}");
  }

  @Test
  void putItemForcedTheSizeOfItemCollections() {
    PutItemRequest.Builder put = PutItemRequest.builder("t", ITEM);
    assertThat(put.build().dryRun().body()).doesNotContain("ReturnItemCollectionMetrics");
    assertThat(
            put.returnItemCollectionMetrics(ReturnItemCollectionMetrics.NONE)
                .build()
                .dryRun()
                .body())
        .contains("\"ReturnItemCollectionMetrics\":\"NONE\"");
  }

  @Test
  void theNumberOfAttemptsWasATextAndBrokeTheRetries() throws Exception {
    try (FakeDynamo server = failing();
        DynamoClient client = server.clients().maxAttempts(2).build()) {
      assertThatThrownBy(() -> client.blocking().getItem(GetItemRequest.builder("t", KEY).build()))
          .isInstanceOf(InternalServerException.class);
      assertThat(server.asked()).hasSize(2);
    }
    assertThatThrownBy(() -> DynamoClient.builder().maxAttempts(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("maxAttempts is 0");
  }

  @ParameterizedTest
  @EachView
  void anErrorThatTheCallbackDidNotRaiseBecameNothing(View view) throws Exception {
    List<Attempt> told = new CopyOnWriteArrayList<>();
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(FakeDynamo.error(400, "ResourceNotFoundException", "no")));
        DynamoClient client = server.clients().listener(call -> told::add).build()) {
      ResourceNotFoundException failure =
          catchThrowableOfType(
              ResourceNotFoundException.class,
              () -> view.of(client).getItem(GetItemRequest.builder("t", KEY).build()));

      assertThat(failure.call().attempts()).isEqualTo(1);
      assertThat(told).singleElement().extracting(Attempt::error).isSameAs(failure);
      assertThat(server.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET n = n + :one", "ADD n :one"})
  void anUpdateThatCountsWasRepeatedAfterATimeout(String update) throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> never.await());
        DynamoClient client = server.clients().attemptTimeout(Duration.ofMillis(200)).build()) {
      NoAnswerException timeout =
          catchThrowableOfType(
              NoAnswerException.class,
              () ->
                  client
                      .blocking()
                      .updateItem(
                          UpdateItemRequest.builder("t", KEY)
                              .updateExpression(update)
                              .expressionAttributeValues(Map.of(":one", AttributeValue.of(1)))
                              .build()));

      assertThat(timeout.reason()).isEqualTo(NoAnswerException.Reason.TIMEOUT);
      assertThat(timeout.maybeSent()).isTrue();
      assertThat(server.asked()).hasSize(1);
      never.countDown();
    }
  }

  @ParameterizedTest
  @EachView
  void anItemThatIsNotThereWasAKeyError(View view) throws Exception {
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(FakeDynamo.ok("{}")));
        DynamoClient client = server.clients().build()) {
      assertThat(view.of(client).getItem(GetItemRequest.builder("t", KEY).build()).item()).isNull();
    }
  }

  @Test
  void theEmptyStringAndTheEmptyBinaryBecameNull() {
    assertThat(written(Item.builder().put("s", "").put("b", new byte[0]).build()))
        .isEqualTo("{\"s\":{\"S\":\"\"},\"b\":{\"B\":\"\"}}");
    assertThat(written(Item.builder().put("l", List.of("")).build()))
        .isEqualTo("{\"l\":{\"L\":[{\"S\":\"\"}]}}");
  }

  @Test
  void anEmptySetWasSentAsOneOfBinaries() {
    assertThatThrownBy(() -> Item.fromJava(Map.of("tags", Set.of())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$.tags: the set is empty");
  }

  @Test
  void aSetOfTrueAndTwoWasASetOfNumbers() {
    assertThatThrownBy(() -> Item.fromJava(Map.of("odd", Set.of(true, 2))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$.odd");
  }

  @Test
  void whatIsNoNumberOrOutOfRangeWasSentUnchecked() {
    for (Object number :
        new Object[] {
          Double.NaN,
          Double.POSITIVE_INFINITY,
          new BigDecimal("1E126"),
          new BigInteger("1".repeat(51))
        }) {
      assertThatThrownBy(() -> Item.fromJava(Map.of("orders", List.of(Map.of("price", number)))))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("$.orders[0].price");
    }
  }

  @Test
  void anExponentCouldNotBeRead() {
    assertThat(DynamoNumber.of("1E+3").longValueExact()).isEqualTo(1000);
  }

  @Test
  void decimalsOf29DigitsLostSome() {
    BigDecimal long29 = new BigDecimal("1234567890123456789.0123456789");
    Item item = Item.builder().put("n", long29).build();
    assertThat(item.number("n").bigDecimal()).isEqualByComparingTo(long29);
    assertThat(written(item)).contains("1234567890123456789.0123456789");
  }

  @Test
  void keysThatAreNoStringsPassedThrough() {
    assertThatThrownBy(() -> AttributeValue.fromJava(Map.of("map", Map.of(1, "a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$.map: a map's names are strings");
  }

  @Test
  void commonValuesWereUnsupported() {
    assertThat(
            Item.fromJava(
                    Map.of(
                        "decimal",
                        new BigDecimal("1.5"),
                        "array",
                        new Object[] {1, "a"},
                        "date",
                        java.time.LocalDate.of(2026, 1, 2),
                        "buffer",
                        java.nio.ByteBuffer.wrap(new byte[] {1})))
                .names())
        .containsExactlyInAnyOrder("decimal", "array", "date", "buffer");
  }

  @Test
  void everyOperationThatWasDeclaredIsWritten() {
    assertThat(DynamoClient.class.getMethods())
        .extracting(java.lang.reflect.Method::getName)
        .contains(
            "updateItem",
            "deleteItem",
            "batchGetItem",
            "batchWriteItem",
            "query",
            "scan",
            "putItem",
            "getItem");
    assertThat(ControlPlane.class.getMethods())
        .extracting(java.lang.reflect.Method::getName)
        .contains("createTable", "updateTable", "deleteTable", "describeTable", "listTables");
  }

  @Test
  void valuesOfParametersThatDoNotExistCannotBeWritten() {
    assertThat(Arrays.stream(ReturnValues.values()).map(Enum::name))
        .containsExactlyInAnyOrder("NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW");
    assertThat(Arrays.stream(Select.values()).map(Enum::name))
        .containsExactlyInAnyOrder(
            "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES", "SPECIFIC_ATTRIBUTES", "COUNT");
  }

  private static FakeDynamo failing() {
    return new FakeDynamo(
        (peer, asked) -> peer.write(FakeDynamo.error(500, "InternalServerError", "later")));
  }

  private static String written(Item item) {
    String body = PutItemRequest.builder("t", item).build().dryRun().body();
    String start = "{\"TableName\":\"t\",\"Item\":";
    assertThat(body).startsWith(start).endsWith("}");
    return body.substring(start.length(), body.length() - 1);
  }
}
