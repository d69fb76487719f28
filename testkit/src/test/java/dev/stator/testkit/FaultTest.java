package dev.stator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.InternalServerErrorException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Each fault as a client sees it. */
class FaultTest {
  private static final String SCAN = "{\"TableName\":\"orders\"}";

  private final FakeDynamoDb dynamo = FakeDynamoDb.start();
  private final DynamoDbClient client = Clients.dynamoDb(dynamo);
  private RawClient raw;

  @BeforeEach
  void connect() throws IOException {
    dynamo.createTable("orders", KeySchema.of("id", AttributeType.S));
    dynamo.put("orders", Item.builder().put("id", "o-1").build());
    raw = new RawClient(dynamo.port());
  }

  @AfterEach
  void close() throws IOException {
    raw.close();
    client.close();
    dynamo.close();
  }

  private ScanResponse scan() {
    return client.scan(r -> r.tableName("orders"));
  }

  private static long crcOf(byte[] bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes);
    return crc.getValue();
  }

  @Test
  void withoutAFaultTheAnswerIsWholeAndKeepsTheConnection() throws IOException {
    for (int i = 0; i < 3; i++) {
      RawClient.Answer answer = raw.dynamoDb("Scan", SCAN);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("x-amz-crc32")).isEqualTo(Long.toString(crcOf(answer.body())));
      assertThat(answer.header("x-amzn-requestid")).isNotEmpty();
      assertThat(answer.header("connection")).isEqualTo("keep-alive");
    }
    assertThat(dynamo.connectionsAccepted()).isEqualTo(1);
  }

  @Test
  void throttlingHasItsThreeKindsAndItsReasons() {
    dynamo.when(Operation.SCAN).call(1).then(Fault.throttled());
    dynamo
        .when(Operation.SCAN)
        .call(2)
        .then(Fault.throttlingException("TableReadMaxOnDemandThroughputExceeded"));
    dynamo.when(Operation.SCAN).call(3).then(Fault.requestLimitExceeded());

    assertThatExceptionOfType(ProvisionedThroughputExceededException.class).isThrownBy(this::scan);
    assertThatExceptionOfType(ThrottlingException.class)
        .isThrownBy(this::scan)
        .satisfies(
            e ->
                assertThat(e.throttlingReasons())
                    .singleElement()
                    .satisfies(
                        reason ->
                            assertThat(reason.reason())
                                .isEqualTo("TableReadMaxOnDemandThroughputExceeded")));
    assertThatExceptionOfType(RequestLimitExceededException.class).isThrownBy(this::scan);
    assertThat(scan().count()).isEqualTo(1);
  }

  @Test
  void errorsOfTheServiceHaveTheirStatusAndType() {
    dynamo.when(Operation.SCAN).call(1).then(Fault.serverError(500));
    dynamo.when(Operation.SCAN).call(2).then(Fault.serverError(503));
    dynamo.when(Operation.SCAN).call(3).then(Fault.error(400, "Whatever", "no \"reason\""));
    dynamo.when(Operation.SCAN).call(4).then(Fault.rawResponse(502, "text/html", "<html>"));
    dynamo.when(Operation.SCAN).call(5).then(Fault.expiredCredentials());
    dynamo.when(Operation.SCAN).call(6).then(Fault.accessDenied());
    dynamo.when(Operation.SCAN).call(7).then(Fault.unknownCredentials());

    assertThatExceptionOfType(InternalServerErrorException.class).isThrownBy(this::scan);
    assertError(503, "ServiceUnavailable");
    assertError(400, "Whatever");
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(this::scan)
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(502));
    assertError(400, "ExpiredTokenException");
    assertError(400, "AccessDeniedException");
    assertError(400, "UnrecognizedClientException");
    assertThat(scan().count()).isEqualTo(1);
  }

  private void assertError(int status, String code) {
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(this::scan)
        .satisfies(
            e -> {
              assertThat(e.statusCode()).isEqualTo(status);
              assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
            });
  }

  @Test
  void aSkewedClockShowsInTheDateHeader() throws IOException {
    dynamo.when(Operation.SCAN).then(Fault.clockSkew(Duration.ofHours(2)));

    RawClient.Answer answer = raw.dynamoDb("Scan", SCAN);

    assertThat(answer.text()).contains("InvalidSignatureException").contains("Signature expired");
    Instant date =
        ZonedDateTime.parse(answer.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
            .toInstant();
    assertThat(date).isAfter(Instant.now().plus(Duration.ofMinutes(115)));
  }

  @Test
  void aResetIsAResetAndNoOrderlyEnd() throws IOException {
    dynamo.when(Operation.SCAN).then(Fault.reset());
    raw.sendDynamoDb("Scan", SCAN);

    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> raw.in().read())
        .withMessageContaining("reset");
  }

  @Test
  void aHangUpIsAnOrderlyEnd() throws IOException {
    dynamo.when(Operation.SCAN).then(Fault.hangUp());
    raw.sendDynamoDb("Scan", SCAN);

    assertThat(raw.in().read()).isEqualTo(-1);
  }

  @Test
  void aBrokenConnectionHidesWhetherTheWriteHappened() {
    dynamo.when(Operation.PUT_ITEM).call(1).then(Fault.reset());
    dynamo.when(Operation.PUT_ITEM).call(2).then(Fault.reset().afterTheOperation());

    assertThatExceptionOfType(SdkException.class).isThrownBy(() -> put("not-written"));
    assertThatExceptionOfType(SdkException.class).isThrownBy(() -> put("written"));

    assertThat(dynamo.items("orders"))
        .extracting(item -> item.string("id"))
        .containsExactlyInAnyOrder("o-1", "written");
  }

  private void put(String id) {
    client.putItem(r -> r.tableName("orders").item(Map.of("id", AttributeValue.fromS(id))));
  }

  @Test
  void aTruncatedBodyEndsEarlyInGoodOrder() throws IOException {
    dynamo.when(Operation.SCAN).then(Fault.truncated(10));
    raw.sendDynamoDb("Scan", SCAN);

    int length = Integer.parseInt(raw.head().header("content-length"));
    assertThat(raw.in().readAllBytes()).hasSize(10);
    assertThat(length).isGreaterThan(10);
  }

  @Test
  void aResetCanComeInsideTheBody() throws IOException {
    dynamo.when(Operation.SCAN).then(Fault.resetAfter(10));
    raw.sendDynamoDb("Scan", SCAN);

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> raw.answer());
  }

  @Test
  void aWrongCrcIsOnlyThat() throws IOException {
    String good = raw.dynamoDb("Scan", SCAN).text();
    dynamo.when(Operation.SCAN).then(Fault.wrongCrc());

    RawClient.Answer answer = raw.dynamoDb("Scan", SCAN);

    assertThat(answer.text()).isEqualTo(good);
    assertThat(answer.header("x-amz-crc32")).isNotEqualTo(Long.toString(crcOf(answer.body())));
  }

  @Test
  void aCorruptedBodyDoesNotFitItsCrc() throws IOException {
    String good = raw.dynamoDb("Scan", SCAN).text();
    dynamo.when(Operation.SCAN).then(Fault.corrupted());

    RawClient.Answer answer = raw.dynamoDb("Scan", SCAN);

    assertThat(answer.text()).isNotEqualTo(good).hasSameSizeAs(good);
    assertThat(answer.header("x-amz-crc32"))
        .isEqualTo(Long.toString(crcOf(good.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void garbageAndRewrittenBodiesHaveGoodChecksums() throws IOException {
    dynamo.when(Operation.SCAN).call(1).then(Fault.garbage());
    dynamo.when(Operation.SCAN).call(2).then(Fault.rewritten(body -> new byte[] {'{', '}'}));

    RawClient.Answer garbage = raw.dynamoDb("Scan", SCAN);
    RawClient.Answer rewritten = raw.dynamoDb("Scan", SCAN);

    assertThat(garbage.text()).contains("no document");
    assertThat(garbage.header("x-amz-crc32")).isEqualTo(Long.toString(crcOf(garbage.body())));
    assertThat(rewritten.text()).isEqualTo("{}");
    assertThat(rewritten.header("x-amz-crc32")).isEqualTo(Long.toString(crcOf(rewritten.body())));
  }

  @Test
  void aDripComesWhole() throws IOException {
    String good = raw.dynamoDb("Scan", SCAN).text();
    dynamo.when(Operation.SCAN).then(Fault.drip(7, Duration.ofMillis(1)));

    assertThat(raw.dynamoDb("Scan", SCAN).text()).isEqualTo(good);
  }

  @Test
  void aHalfOpenConnectionNeverAnswersAndOthersAreServed() throws IOException {
    dynamo.when(Operation.SCAN).call(1).then(Fault.neverAnswer());
    raw.sendDynamoDb("Scan", SCAN);
    raw.socket().setSoTimeout(50);

    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> raw.in().read());
    assertThat(scan().count()).isEqualTo(1);
  }

  @Test
  void aRequestThatIsNeverReadBlocksItsWriter() throws Exception {
    dynamo.when(Operation.PUT_ITEM).then(Fault.neverRead());
    int size = 15_000_000;
    raw.send(
        "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.PutItem\r\nContent-Length: "
            + size
            + "\r\n\r\n");
    CompletableFuture<Void> written =
        CompletableFuture.runAsync(
            () -> {
              try {
                raw.send(new byte[size]);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });

    assertThat(written)
        .failsWithin(200, TimeUnit.MILLISECONDS)
        .withThrowableOfType(TimeoutException.class);
    dynamo.close();
    assertThat(written)
        .failsWithin(20, TimeUnit.SECONDS)
        .withThrowableOfType(ExecutionException.class);
  }

  @Test
  void aConnectionCanBeBrokenBeforeItsFirstByte() throws IOException {
    raw.dynamoDb("Scan", SCAN);
    dynamo.when(Operation.CONNECT).call(1).then(Fault.hangUp());

    try (RawClient broken = new RawClient(dynamo.port());
        RawClient good = new RawClient(dynamo.port())) {
      assertThat(broken.in().read()).isEqualTo(-1);
      assertThat(good.dynamoDb("Scan", SCAN).status()).isEqualTo(200);
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dynamo.when(Operation.CONNECT).then(Fault.throttled()));
  }

  @Test
  void latencyComesBeforeTheAnswer() {
    dynamo.when(Operation.SCAN).then(Fault.latency(Duration.ofMillis(40)));
    dynamo.when().then(Fault.latency(Duration.ofMillis(40)));

    long start = System.nanoTime();
    scan();

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(80));
  }

  @Test
  void aRequestCanBeHeldUntilTheTestLetsGo() {
    CountDownLatch latch = new CountDownLatch(1);
    ScriptedFault held = dynamo.when(Operation.SCAN).call(1).then(Fault.waitFor(latch));
    CompletableFuture<ScanResponse> scan = CompletableFuture.supplyAsync(this::scan);

    put("while-held");
    assertThat(scan).isNotDone();
    latch.countDown();

    assertThat(scan).succeedsWithin(20, TimeUnit.SECONDS);
    assertThat(held.applied()).isEqualTo(1);
  }

  @Test
  void theLastOfABatchStayUnprocessed() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(1).then(Fault.unprocessed(2));
    dynamo.when(Operation.BATCH_GET_ITEM).call(1).then(Fault.unprocessed(100));

    BatchWriteItemResponse written =
        client.batchWriteItem(
            r -> r.requestItems(Map.of("orders", List.of(write("a"), write("b"), write("c")))));
    var read =
        client.batchGetItem(
            r ->
                r.requestItems(
                    Map.of(
                        "orders",
                        KeysAndAttributes.builder()
                            .consistentRead(true)
                            .keys(List.of(Map.of("id", AttributeValue.fromS("a"))))
                            .build())));

    assertThat(written.unprocessedItems().get("orders")).containsExactly(write("b"), write("c"));
    assertThat(dynamo.items("orders")).hasSize(2);
    assertThat(Clients.get(read.unprocessedKeys(), "orders").keys()).hasSize(1);
    assertThat(Clients.get(read.unprocessedKeys(), "orders").consistentRead()).isTrue();
    client.batchWriteItem(r -> r.requestItems(written.unprocessedItems()));
    assertThat(dynamo.items("orders")).hasSize(4);
  }

  private static WriteRequest write(String id) {
    return WriteRequest.builder()
        .putRequest(p -> p.item(Map.of("id", AttributeValue.fromS(id))))
        .build();
  }

  @Test
  void anEmptyPageStillLeadsOn() {
    put("o-2");
    dynamo.when(Operation.SCAN).call(1).then(Fault.emptyPage());

    ScanResponse empty = client.scan(r -> r.tableName("orders").limit(1));
    ScanResponse next =
        client.scan(r -> r.tableName("orders").exclusiveStartKey(empty.lastEvaluatedKey()));

    assertThat(empty.items()).isEmpty();
    assertThat(empty.scannedCount()).isEqualTo(1);
    assertThat(next.items()).hasSize(1);
  }

  @Test
  void rulesAskForTableSegmentAndCall() {
    dynamo.createTable("other", KeySchema.of("id", AttributeType.S));
    ScriptedFault rule =
        dynamo.when(Operation.SCAN).on("orders").segment(1).calls(2, 3).then(Fault.throttled());

    client.scan(r -> r.tableName("other").segment(1).totalSegments(2));
    client.scan(r -> r.tableName("orders").segment(0).totalSegments(2));
    for (int call = 1; call <= 4; call++) {
      int each = call;
      boolean throttled = false;
      try {
        client.scan(r -> r.tableName("orders").segment(1).totalSegments(2));
      } catch (ProvisionedThroughputExceededException e) {
        throttled = true;
      }
      assertThat(throttled).as("call %d", each).isEqualTo(each == 2 || each == 3);
    }
    assertThat(rule.matched()).isEqualTo(4);
    assertThat(rule.applied()).isEqualTo(2);
  }

  @Test
  void aShareOfTheCallsIsChosenByTheSeed() {
    ScriptedFault rule =
        dynamo.when(Operation.LIST_TABLES).randomly(0.5, 42).then(Fault.throttled());
    for (int i = 0; i < 60; i++) {
      try {
        client.listTables();
      } catch (ProvisionedThroughputExceededException e) {
        assertThat(rule.applied()).isPositive();
      }
    }

    assertThat(rule.matched()).isEqualTo(60);
    assertThat(rule.applied()).isBetween(15, 45);
    rule.remove();
    client.listTables();
    assertThat(rule.matched()).isEqualTo(60);
  }

  @Test
  void theFirstRuleWinsAndTheOthersCountOn() {
    ScriptedFault first = dynamo.when(Operation.SCAN).call(1).then(Fault.serverError(500));
    ScriptedFault second = dynamo.when().everyNth(1).then(Fault.throttled());

    assertThatExceptionOfType(InternalServerErrorException.class).isThrownBy(this::scan);
    assertThatExceptionOfType(ProvisionedThroughputExceededException.class).isThrownBy(this::scan);
    assertThat(first.applied()).isEqualTo(1);
    assertThat(second.matched()).isEqualTo(2);
    assertThat(second.applied()).isEqualTo(1);
  }

  @Test
  void aFaultOfTheOtherServiceIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dynamo.when().then(Fault.slowDown()))
        .withMessageContaining("DynamoDB cannot have this fault");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> dynamo.when().on("orders").then(Fault.neverRead()));
  }

  @Test
  void anyOperationCanBeGivenAnAnswer() {
    dynamo.when(Operation.TRANSACT_WRITE_ITEMS).answer("{}");
    dynamo.when(Operation.GET_ITEM).on("load").answerItem(Item.builder().put("id", "x").build());

    client.transactWriteItems(
        r ->
            r.transactItems(
                TransactWriteItem.builder()
                    .put(p -> p.tableName("t").item(Map.of("id", AttributeValue.fromS("1"))))
                    .build()));

    assertThat(
            client
                .getItem(r -> r.tableName("load").key(Map.of("id", AttributeValue.fromS("any"))))
                .item())
        .containsEntry("id", AttributeValue.fromS("x"));
  }

  @Test
  void closingEndsEveryConnection() throws IOException {
    raw.dynamoDb("Scan", SCAN);
    dynamo.close();

    try {
      assertThat(raw.in().read()).isEqualTo(-1);
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> new RawClient(dynamo.port()));
  }

  @Test
  void whatIsNotHttpIsAnsweredAndEnded() throws IOException {
    raw.send("NONSENSE\r\n\r\n");

    assertThat(raw.answer().text()).contains("SerializationException");
    assertThat(raw.in().read()).isEqualTo(-1);
  }

  @Test
  void brokenJsonIsASerializationError() throws IOException {
    assertThat(raw.dynamoDb("Scan", "{\"TableName\":").text()).contains("SerializationException");
    assertThat(raw.dynamoDb("Scan", SCAN).status()).isEqualTo(200);
  }
}
