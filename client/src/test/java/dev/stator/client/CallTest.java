package dev.stator.client;

import static dev.stator.client.FakeDynamo.error;
import static dev.stator.client.FakeDynamo.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.FakeDynamo.Asked;
import dev.stator.client.NoAnswerException.Reason;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.ResolveIdentityRequest;

@Timeout(60)
class CallTest {
  private static final GetItemRequest GET =
      GetItemRequest.builder("orders", Key.of("id", "o-17")).build();
  private static final UpdateItemRequest COUNT =
      UpdateItemRequest.builder("orders", Key.of("id", "o-17"))
          .updateExpression("SET n = n + :one")
          .build();
  private static final String FOUND = "{\"Item\":{\"id\":{\"S\":\"o-17\"},\"n\":{\"N\":\"7\"}}}";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

  private FakeDynamo serve(FakeDynamo.Script script) {
    FakeDynamo server = new FakeDynamo(script);
    opened.add(server);
    return server;
  }

  private BlockingDynamoClient client(DynamoClientBuilder builder) {
    DynamoClient client = builder.listener(call -> attempts::add).build();
    opened.add(client);
    return client.blocking();
  }

  @AfterEach
  void closeEverything() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @Test
  void asksAsDynamoDbWantsToBeAsked() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok(FOUND)));

    GetItemResponse answer = client(server.clients()).getItem(GET);

    assertThat(answer.item())
        .isEqualTo(Item.builder().put("id", "o-17").put("n", AttributeValue.of(7)).build());
    Asked asked = server.asked().get(0);
    assertThat(asked.body())
        .isEqualTo("{\"TableName\":\"orders\",\"Key\":{\"id\":{\"S\":\"o-17\"}}}");
    assertThat(asked.head()).startsWith("POST / HTTP/1.1\r\n");
    assertThat(asked.header("x-amz-target")).isEqualTo("DynamoDB_20120810.GetItem");
    assertThat(asked.header("content-type")).isEqualTo("application/x-amz-json-1.0");
    assertThat(asked.header("accept-encoding")).isEqualTo("identity");
    assertThat(asked.header("host")).isEqualTo(server.uri().getAuthority());
    assertThat(asked.header("authorization"))
        .contains("/eu-west-1/dynamodb/aws4_request")
        .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-target");
  }

  @Test
  void completesFuturesOnTheExecutor() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));
    AtomicInteger handedOver = new AtomicInteger();
    DynamoClient client =
        client(
                server
                    .clients()
                    .executor(
                        task -> {
                          handedOver.incrementAndGet();
                          task.run();
                        }))
            .async();

    assertThat(client.getItem(GET).join().item()).isNull();
    assertThat(handedOver).hasValue(1);
  }

  /** A CompletableFuture would, on two cores, if it were given the common pool as it is. */
  @Test
  void doesNotStartAThreadForEachAnswer() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok(FOUND)));
    List<Thread> decoding = new CopyOnWriteArrayList<>();
    DynamoClient client =
        server.clients().listener(call -> attempt -> decoding.add(Thread.currentThread())).build();
    opened.add(client);

    client.getItem(GET).join();

    assertThat(decoding).hasSize(1).hasOnlyElementsOfType(ForkJoinWorkerThread.class);
  }

  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException",
    "400, ProvisionedThroughputExceededException",
    "400, RequestLimitExceeded",
    "429, SomethingNew",
    "500, InternalServerError",
    "503, ServiceUnavailable",
    "400, ReplicatedWriteConflictException",
    "400, TransactionInProgressException",
    "400, TransactionConflictException",
  })
  void triesAgainWhatMayPass(int status, String type) {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(asked.number() < 3 ? error(status, type, "later") : ok(FOUND)));

    assertThat(client(server.clients()).getItem(GET).item()).isNotNull();

    assertThat(server.asked()).hasSize(3);
    assertThat(attempts).extracting(each -> each.call().attempts()).containsExactly(1, 2, 3);
    assertThat(attempts).extracting(Attempt::status).containsExactly(status, status, 200);
    assertThat(attempts.get(0).error()).isInstanceOf(ServiceException.class);
    assertThat(attempts.get(2).error()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ValidationException",
        "ResourceNotFoundException",
        "ConditionalCheckFailedException",
        "AccessDeniedException",
        "IdempotentParameterMismatchException",
        "DuplicateItemException",
        "ItemCollectionSizeLimitExceededException",
        "SomethingNewException"
      })
  void doesNotTryAgainWhatWillBeTheSame(String type) {
    FakeDynamo server = serve((peer, asked) -> peer.write(error(400, type, "no")));

    ServiceException refused = failureOf(ServiceException.class, client(server.clients()), GET);

    assertThat(refused.code()).isEqualTo(type);
    assertThat(refused.call().attempts()).isEqualTo(1);
    assertThat(server.asked()).hasSize(1);
    assertThat(attempts).hasSize(1);
    assertThat(attempts.get(0).error()).isSameAs(refused);
  }

  @Test
  void givesUpAfterItsLastAttempt() {
    FakeDynamo server =
        serve((peer, asked) -> peer.write(error(400, "ThrottlingException", "slow down")));

    ThrottlingException throttled =
        failureOf(ThrottlingException.class, client(server.clients().maxAttempts(3)), GET);

    assertThat(server.asked()).hasSize(3);
    assertThat(throttled.call().attempts()).isEqualTo(3);
    assertThat(throttled.problem())
        .isEqualTo(
            "GetItem of table \"orders\": ThrottlingException: slow down"
                + " (HTTP 400, request REQ-1, 3 attempts)");
  }

  @Test
  void doesNotTryAgainWhatTheEndpointDoesNotHave() {
    FakeDynamo server = serve((peer, asked) -> peer.write(error(501, "SomethingNew", "no")));

    InternalServerException failure =
        failureOf(InternalServerException.class, client(server.clients()), GET);

    assertThat(server.asked()).hasSize(1);
    assertThat(failure.hint())
        .isEqualTo("the endpoint has no GetItem: check that it is DynamoDB's");
  }

  @Test
  void endsRetriesWhenTheBudgetOfAllCallsIsSpent() {
    FakeDynamo server =
        serve((peer, asked) -> peer.write(error(500, "InternalServerError", "down")));
    BlockingDynamoClient client = client(server.clients().maxAttempts(2));

    int calls = 0;
    int tries = 2;
    while (tries == 2 && calls < 1_000) {
      tries = failureOf(InternalServerException.class, client, GET).call().attempts();
      calls++;
    }

    assertThat(tries).as("attempts of call %s", calls).isEqualTo(1);
  }

  @Test
  void triesAgainWhenTheAnswerIsNotWhatTheServiceSent() {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(asked.number() == 1 ? FakeDynamo.okWithCrc(FOUND, 123_456) : ok(FOUND)));

    assertThat(client(server.clients()).getItem(GET).item()).isNotNull();

    assertThat(attempts.get(0).error())
        .isInstanceOfSatisfying(
            NoAnswerException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CORRUPT));
  }

  @Test
  void triesAgainWhenTheAnswerIsCutOff() {
    FakeDynamo server =
        serve(
            (peer, asked) -> {
              if (asked.number() == 1) {
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{");
                peer.reset();
              } else {
                peer.write(ok(FOUND));
              }
            });

    assertThat(client(server.clients()).getItem(GET).item()).isNotNull();
    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void doesNotRepeatAnUpdateThatMayHaveBeenDone() {
    FakeDynamo server = serve((peer, asked) -> peer.reset());
    BlockingDynamoClient client = client(server.clients());

    NoAnswerException lost =
        catchThrowableOfType(NoAnswerException.class, () -> client.updateItem(COUNT));

    assertThat(server.asked()).hasSize(1);
    assertThat(lost.maybeSent()).isTrue();
    assertThat(lost.hint()).contains("not known whether the write was done");
  }

  @Test
  void repeatsAnUpdateThatIsCertainlyNotDone() {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    asked.number() == 1
                        ? error(400, "ProvisionedThroughputExceededException", "")
                        : ok("{}")));

    client(server.clients()).updateItem(COUNT);

    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void repeatsEveryUpdateWhereItsOwnerSaysSo() {
    FakeDynamo server =
        serve(
            (peer, asked) -> {
              if (asked.number() == 1) {
                peer.reset();
              } else {
                peer.write(ok("{}"));
              }
            });

    client(server.clients().repeatAllWrites()).updateItem(COUNT);

    assertThat(server.asked()).hasSize(2);
  }

  @Test
  void saysWhenAFailedConditionMayBeItsOwnDoing() {
    FakeDynamo server =
        serve(
            (peer, asked) -> {
              if (asked.number() == 1) {
                peer.reset();
              } else {
                peer.write(
                    error(
                        400,
                        "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
                        "The conditional request failed",
                        ",\"Item\":" + "{\"id\":{\"S\":\"o-17\"}}",
                        ""));
              }
            });
    BlockingDynamoClient client = client(server.clients());
    PutItemRequest put =
        PutItemRequest.builder("orders", Item.builder().put("id", "o-17").build())
            .conditionExpression("attribute_not_exists(id)")
            .build();

    ConditionalCheckFailedException failed =
        catchThrowableOfType(ConditionalCheckFailedException.class, () -> client.putItem(put));

    assertThat(failed.afterUnansweredAttempt()).isTrue();
    assertThat(failed.hint()).contains("earlier attempt");
    assertThat(failed.item()).isEqualTo(Item.builder().put("id", "o-17").build());
  }

  @Test
  void putsItsClockRightOnceAndSignsAnew() {
    Instant here = Instant.parse("2026-11-20T10:00:00Z");
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    asked.number() == 1
                        ? error(
                            400,
                            "com.amazon.coral.service#InvalidSignatureException",
                            "Signature expired: 20261120T100000Z is now earlier than"
                                + " 20261120T115500Z",
                            "",
                            "Date: Fri, 20 Nov 2026 12:00:00 GMT\r\n")
                        : ok(FOUND)));
    BlockingDynamoClient client =
        client(server.clients().clock(Clock.fixed(here, ZoneOffset.UTC)).maxAttempts(1));

    assertThat(client.getItem(GET).item()).isNotNull();
    assertThat(client.getItem(GET).item()).isNotNull();

    assertThat(server.asked())
        .extracting(asked -> asked.header("x-amz-date"))
        .containsExactly("20261120T100000Z", "20261120T120000Z", "20261120T120000Z");
  }

  @Test
  void doesNotBlameTheClockForAWrongSecret() {
    Instant here = Instant.parse("2026-11-20T10:00:00Z");
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    error(
                        400,
                        "InvalidSignatureException",
                        "The request signature we calculated does not match."
                            + " The Canonical String for this request should have been"
                            + " x-amz-security-token:t0k3n",
                        "",
                        "Date: Fri, 20 Nov 2026 10:01:00 GMT\r\n")));

    AccessDeniedException refused =
        failureOf(
            AccessDeniedException.class,
            client(server.clients().clock(Clock.fixed(here, ZoneOffset.UTC))),
            GET);

    assertThat(server.asked()).hasSize(1);
    assertThat(refused.toString()).contains("does not match").doesNotContain("t0k3n");
  }

  @Test
  void asksForNewCredentialsWhenTheServiceSaysTheyExpired() {
    AtomicInteger resolved = new AtomicInteger();
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    asked.header("x-amz-security-token").equals("token-1")
                        ? error(400, "ExpiredTokenException", "expired")
                        : ok(FOUND)));
    BlockingDynamoClient client =
        client(
            server
                .clients()
                .credentials(
                    provider(
                        () ->
                            AwsSessionCredentials.create(
                                "ASIA", "secret", "token-" + resolved.incrementAndGet()))));

    assertThat(client.getItem(GET).item()).isNotNull();
    assertThat(resolved).hasValue(2);
  }

  @Test
  void saysWhyThereAreNoCredentials() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok(FOUND)));

    ConfigurationException none =
        failureOf(
            ConfigurationException.class,
            client(
                server
                    .clients()
                    .credentials(
                        provider(
                            () -> {
                              throw new IllegalStateException("the vault is sealed");
                            }))),
            GET);

    assertThat(none.kind()).isEqualTo(ConfigurationException.Kind.NO_CREDENTIALS);
    assertThat(none.problem()).isEqualTo("No credentials: the vault is sealed");
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void endsACallThatTakesTooLongAltogether() {
    FakeDynamo server = serve((peer, asked) -> peer.awaitClose());

    NoAnswerException late =
        failureOf(
            NoAnswerException.class,
            client(server.clients().callTimeout(Duration.ofMillis(50))),
            GET);

    assertThat(late.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void failsCallsThatAreUnderWayWhenItIsClosed() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    FakeDynamo server =
        serve(
            (peer, asked) -> {
              arrived.countDown();
              peer.awaitClose();
            });
    DynamoClient client = client(server.clients()).async();
    CompletableFuture<GetItemResponse> call = client.getItem(GET);
    arrived.await();

    client.close();

    assertThat(call)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(NoAnswerException.class)
        .withMessageContaining("GetItem of table \"orders\": The client was closed");
  }

  @Test
  void failsACallThatWaitsForItsNextAttemptWhenItIsClosed() throws Exception {
    FakeDynamo server =
        serve((peer, asked) -> peer.write(error(400, "ThrottlingException", "slow down")));
    DynamoClient client = client(server.clients().maxAttempts(1_000)).async();
    CompletableFuture<GetItemResponse> call = client.getItem(GET);
    client.close();

    assertThat(call.handle((answer, failure) -> failure).get()).isInstanceOf(DynamoException.class);
  }

  @Test
  void doesNotTryAgainForACallerWhoHasCancelled() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    FakeDynamo server =
        serve(
            (peer, request) -> {
              asked.countDown();
              cancelled.await();
              peer.write(error(500, "InternalServerError", "later"));
            });
    CountDownLatch ended = new CountDownLatch(1);
    DynamoClient client =
        server.clients().listener(call -> attempt -> ended.countDown()).maxAttempts(4).build();
    opened.add(client);

    CompletableFuture<GetItemResponse> call = client.getItem(GET);
    asked.await();
    assertThat(call.cancel(false)).isTrue();
    cancelled.countDown();
    ended.await();

    // The attempts of another call, and the waits between, leave time to send this one again.
    GetItemRequest next = GetItemRequest.builder("next", Key.of("id", "n-1")).build();
    assertThat(catchThrowable(() -> client.getItem(next).join())).isNotNull();
    assertThat(server.asked()).filteredOn(one -> one.body().contains("orders")).hasSize(1);
  }

  @Test
  void tellsTheListenerOfAnAnswerThatNobodyWaitsForAnyMore() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch cancelled = new CountDownLatch(1);
    FakeDynamo server =
        serve(
            (peer, request) -> {
              asked.countDown();
              cancelled.await();
              peer.write(
                  ok("{\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":0.5}}"));
            });
    CompletableFuture<Attempt> told = new CompletableFuture<>();
    DynamoClient client = server.clients().listener(call -> told::complete).build();
    opened.add(client);

    CompletableFuture<GetItemResponse> call = client.getItem(GET);
    asked.await();
    call.cancel(false);
    cancelled.countDown();

    assertThat(told.get().capacityUnits()).isEqualTo(0.5);
  }

  @Test
  void tellsTheListenerWhatAnAttemptTook() {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    ok("{\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":0.5}}")));

    GetItemResponse answer =
        client(server.clients())
            .getItem(GET.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build());

    assertThat(answer.consumedCapacity()).isNotNull();
    Attempt attempt = attempts.get(0);
    assertThat(attempt.call()).isEqualTo(new CallFacts("GetItem", "orders", null, 1));
    assertThat(attempt.capacityUnits()).isEqualTo(0.5);
    assertThat(attempt.status()).isEqualTo(200);
    assertThat(attempt.bytesIn()).isEqualTo(63);
    assertThat(attempt.bytesOut())
        .isEqualTo(server.asked().get(0).head().length() + server.asked().get(0).body().length());
    assertThat(attempt.nanos()).isPositive();
  }

  @Test
  void survivesAListenerThatFails() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok(FOUND)));
    DynamoClient client =
        server
            .clients()
            .listener(
                call ->
                    attempt -> {
                      throw new IllegalStateException("listener");
                    })
            .build();
    opened.add(client);

    assertThat(client.blocking().getItem(GET).item()).isNotNull();
  }

  @Test
  void saysWhereAnAnswerIsMalformed() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{\"Item\":{\"id\":{\"S\":7}}}")));

    NoAnswerException malformed = failureOf(NoAnswerException.class, client(server.clients()), GET);

    assertThat(malformed.reason()).isEqualTo(Reason.CORRUPT);
    assertThat(malformed.problem()).contains("$.Item.id");
    assertThat(attempts.get(0).error()).isSameAs(malformed);
  }

  @Test
  void handsOutAPageAsItCame() {
    String page = "{\"Count\":1,\"Items\":[{\"id\":{\"S\":\"a\"}}],\"ScannedCount\":1}";
    FakeDynamo server = serve((peer, asked) -> peer.write(ok(page)));
    byte[] before = "{\"LastEvaluatedKey\":{\"id\":{\"S\":\"z\"}}}".getBytes(UTF_8);

    try (ResponseBody body =
        client(server.clients())
            .scanRaw(
                ScanRequest.builder("orders")
                    .segment(0, 4)
                    .exclusiveStartKey(StartKey.ofJson(before, 20, 16))
                    .build())) {
      assertThat(new String(body.array(), 0, body.length(), UTF_8)).isEqualTo(page);
    }
    assertThat(server.asked().get(0).body())
        .isEqualTo(
            "{\"TableName\":\"orders\",\"Segment\":0,\"TotalSegments\":4,"
                + "\"ExclusiveStartKey\":{\"id\":{\"S\":\"z\"}}}");
  }

  @Test
  void tellsTheCapacityOfARawPageIfItWasAskedFor() {
    String capacity = "\"ConsumedCapacity\":{\"TableName\":\"orders\",\"CapacityUnits\":2.5}";
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    ok(
                        asked.number() == 1
                            ? "{" + capacity + ",\"Items\":[{\"id\":{\"S\":\"a\"}}]}"
                            : "{\"Items\":[{\"id\":{\"S\":\"a\"}}]," + capacity + "}")));
    BlockingDynamoClient client = client(server.clients());
    ScanRequest.Builder scan = ScanRequest.builder("orders");

    for (ScanRequest request :
        List.of(
            scan.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL).build(),
            scan.returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build(),
            scan.returnConsumedCapacity(ReturnConsumedCapacity.NONE).build())) {
      client.scanRaw(request).close();
    }

    assertThat(attempts).extracting(Attempt::capacityUnits).containsExactly(2.5, 2.5, null);
  }

  private static <T extends DynamoException> T failureOf(
      Class<T> type, BlockingDynamoClient client, GetItemRequest request) {
    return catchThrowableOfType(type, () -> client.getItem(request));
  }

  private static IdentityProvider<AwsCredentialsIdentity> provider(
      Supplier<AwsCredentialsIdentity> identities) {
    return new IdentityProvider<>() {
      @Override
      public Class<AwsCredentialsIdentity> identityType() {
        return AwsCredentialsIdentity.class;
      }

      @Override
      public CompletableFuture<AwsCredentialsIdentity> resolveIdentity(
          ResolveIdentityRequest request) {
        return CompletableFuture.completedFuture(identities.get());
      }
    };
  }
}
