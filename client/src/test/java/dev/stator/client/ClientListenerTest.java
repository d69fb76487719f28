package dev.stator.client;

import static dev.stator.client.FakeDynamo.error;
import static dev.stator.client.FakeDynamo.ok;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the listener is told what, and on whose behalf. Its attempts are in {@link CallTest}. */
@Timeout(60)
class ClientListenerTest {
  private static final GetItemRequest GET =
      GetItemRequest.builder("orders", Key.of("id", "o-17")).build();
  private static final String PAGE =
      "{\"Items\":[{\"id\":{\"S\":\"a\"}}],\"Count\":1,\"ScannedCount\":3";

  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Told> calls = new CopyOnWriteArrayList<>();

  /** What was told of one call. */
  private static final class Told implements CallObserver {
    final CallStart start;
    final Thread thread = Thread.currentThread();
    final String caller;
    final List<Object> events = new CopyOnWriteArrayList<>();

    Told(CallStart start, String caller) {
      this.start = start;
      this.caller = caller;
    }

    @Override
    public void attempted(Attempt attempt) {
      events.add(attempt);
    }

    @Override
    public void ended(@Nullable Throwable failure) {
      events.add(failure == null ? "succeeded" : failure);
    }
  }

  /** Knows for whom a call is made: for the thread that made it, or was there when it was begun. */
  private final class Listener implements ClientListener {
    private final @Nullable Thread caller;
    private final boolean capacity;

    Listener(@Nullable Thread caller, boolean capacity) {
      this.caller = caller;
      this.capacity = capacity;
    }

    @Override
    public CallObserver started(CallStart call) {
      Told told = new Told(call, (caller == null ? Thread.currentThread() : caller).getName());
      calls.add(told);
      return told;
    }

    @Override
    public ClientListener here() {
      return new Listener(Thread.currentThread(), capacity);
    }

    @Override
    public boolean wantsCapacity() {
      return capacity;
    }
  }

  private FakeDynamo serve(FakeDynamo.Script script) {
    FakeDynamo server = new FakeDynamo(script);
    opened.add(server);
    return server;
  }

  private DynamoClient client(DynamoClientBuilder builder) {
    DynamoClient client = builder.listener(new Listener(null, false)).build();
    opened.add(client);
    return client;
  }

  private Told only() {
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  @AfterEach
  void closeEverything() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = View.class,
      names = {"ASYNCHRONOUS", "BLOCKING"})
  void isToldOfTheBeginningOnTheThreadThatCalls(View view) {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));
    DynamoClient client = client(server.clients());

    var unused = view.of(client).getItem(GET);

    assertThat(only().thread).isSameAs(Thread.currentThread());
    assertThat(only().start)
        .isEqualTo(new CallStart("GetItem", "orders", null, client.endpoint(), GET));
  }

  @ParameterizedTest
  @EachView
  void isToldOfTheEndAfterTheAttemptsAndBeforeTheCallerHasTheAnswer(View view) {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(asked.number() == 1 ? error(503, "Unavailable", "") : ok("{}")));

    var unused = view.of(client(server.clients())).getItem(GET);

    assertThat(only().events).hasSize(3);
    assertThat(((Attempt) only().events.get(0)).status()).isEqualTo(503);
    assertThat(((Attempt) only().events.get(1)).requestId()).isEqualTo("REQ-1");
    assertThat(only().events.get(2)).isEqualTo("succeeded");
  }

  @ParameterizedTest
  @EachView
  void isToldOfTheFailureThatTheCallerGets(View view) {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{\"Item\":7}")));

    Throwable thrown =
        catchThrowable(() -> view.of(client(server.clients().maxAttempts(1))).getItem(GET));

    assertThat(thrown).isInstanceOf(NoAnswerException.class);
    assertThat(((Attempt) only().events.get(0)).error()).isSameAs(thrown);
    assertThat(only().events.get(1)).isSameAs(thrown);
  }

  @Test
  void theCallersFutureFailsWithTheSameAsWithoutAListener() {
    FakeDynamo server = serve((peer, asked) -> peer.write(error(400, "ValidationException", "no")));

    Throwable given =
        client(server.clients()).getItem(GET).handle((answer, failure) -> failure).join();

    assertThat(given).isInstanceOf(ValidationException.class);
  }

  @ParameterizedTest
  @EachView
  void isToldOfACallThatCannotBeWritten(View view) {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));
    Key surrogate = Key.of("id", "\ud800");
    DynamoClient client = client(server.clients());

    Throwable thrown =
        catchThrowable(
            () -> view.of(client).getItem(GetItemRequest.builder("orders", surrogate).build()));

    assertThat(thrown).isInstanceOf(InvalidRequestException.class);
    assertThat(only().events).containsExactly(thrown);
  }

  @Test
  void isToldOfACancelledCallAtOnceAndOfItsAttemptWhenThatEnds() throws Exception {
    CountDownLatch cancelled = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch attempted = new CountDownLatch(1);
    FakeDynamo server =
        serve(
            (peer, request) -> {
              asked.countDown();
              cancelled.await();
              peer.write(ok("{}"));
            });
    List<String> told = new CopyOnWriteArrayList<>();
    DynamoClient client =
        server
            .clients()
            .listener(
                call ->
                    new CallObserver() {
                      @Override
                      public void attempted(Attempt attempt) {
                        told.add("attempted");
                        attempted.countDown();
                      }

                      @Override
                      public void ended(@Nullable Throwable failure) {
                        told.add(String.valueOf(failure));
                      }
                    })
            .build();
    opened.add(client);

    CompletableFuture<GetItemResponse> call = client.getItem(GET);
    asked.await();
    call.cancel(false);

    assertThat(told).containsExactly(CancellationException.class.getName());
    cancelled.countDown();
    attempted.await();
    assertThat(told).hasSize(2);
  }

  @Test
  void isToldOfTheInterruptThatEndsAWait() {
    CountDownLatch over = new CountDownLatch(1);
    Thread waiter = Thread.currentThread();
    FakeDynamo server =
        serve(
            (peer, asked) -> {
              waiter.interrupt();
              over.await();
              peer.write(ok("{}"));
            });

    Throwable thrown = catchThrowable(() -> client(server.clients()).blocking().getItem(GET));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(only().events).containsExactly(thrown);
    assertThat(((NoAnswerException) thrown).reason()).isEqualTo(Reason.INTERRUPTED);
    over.countDown();
  }

  @Test
  void aPageAfterTheFirstIsReadForWhoSubscribed() {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    ok(
                        asked.number() < 3
                            ? PAGE + ",\"LastEvaluatedKey\":{\"id\":{\"S\":\"a\"}}}"
                            : PAGE + "}")));

    try (var items =
        client(server.clients())
            .blocking()
            .scanPages(ScanRequest.builder("orders").build())
            .items()) {
      assertThat(items).hasSize(3);
    }

    assertThat(calls).hasSize(3);
    assertThat(calls)
        .extracting(told -> told.caller)
        .containsOnly(Thread.currentThread().getName());
    Attempt last = (Attempt) calls.get(2).events.get(0);
    assertThat(last.count()).isEqualTo(1);
    assertThat(last.scannedCount()).isEqualTo(3);
  }

  @Test
  void aSegmentIsReadForWhoSubscribed() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok(PAGE + "}")));

    try (var pages =
        client(server.clients())
            .blocking()
            .parallelScan(ScanRequest.builder("orders").build(), 4, 2)) {
      assertThat(pages).hasSize(4);
    }

    assertThat(calls).hasSize(4);
    assertThat(calls)
        .extracting(told -> told.caller)
        .containsOnly(Thread.currentThread().getName());
  }

  @Test
  void aBatchIsWrittenForWhoSubscribed() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));
    List<Item> items =
        IntStream.range(0, 60).mapToObj(n -> Item.builder().put("id", "i" + n).build()).toList();

    try (var outcomes =
        client(server.clients())
            .blocking()
            .batches()
            .with(batches -> batches.schema("orders", KeySchema.of("id", AttributeType.S)))
            .put("orders", items)) {
      assertThat(outcomes).hasSize(60).allMatch(Batches.WriteOutcome::done);
    }

    assertThat(calls).hasSizeGreaterThanOrEqualTo(3);
    assertThat(calls).extracting(told -> told.start.tables()).containsOnly(List.of("orders"));
    assertThat(calls.stream().mapToInt(told -> told.start.operations()).sum()).isEqualTo(60);
    assertThat(calls)
        .extracting(told -> told.caller)
        .containsOnly(Thread.currentThread().getName());
  }

  @Test
  void requestsAskWhatTheyTakeIfTheListenerWantsToKnowAndTheySayNothing() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));
    DynamoClient client = server.clients().listener(new Listener(null, true)).build();
    opened.add(client);

    client.getItem(GET).join();
    client
        .getItem(GET.toBuilder().returnConsumedCapacity(ReturnConsumedCapacity.NONE).build())
        .join();
    client.executeStatement(ExecuteStatementRequest.of("SELECT * FROM orders")).join();

    assertThat(server.asked().get(0).body()).contains("\"ReturnConsumedCapacity\":\"INDEXES\"");
    assertThat(server.asked().get(1).body()).contains("\"ReturnConsumedCapacity\":\"NONE\"");
    assertThat(server.asked().get(2).body()).contains("\"ReturnConsumedCapacity\":\"INDEXES\"");
  }

  @Test
  void isToldOfCallsThatTheSdkMakes() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{\"TableNames\":[\"orders\"]}")));

    assertThat(client(server.clients()).blocking().control().listTables())
        .containsExactly("orders");

    assertThat(only().start.operation()).isEqualTo("ListTables");
    assertThat(only().start.tables()).isEmpty();
    assertThat(only().events).containsExactly("succeeded");
  }

  @Test
  void knowsWhetherACallWritesAsFarAsItsRequestSays() {
    assertThat(writes(GET)).isFalse();
    assertThat(writes(DeleteItemRequest.builder("orders", Key.of("id", "a")).build())).isTrue();
    assertThat(writes(ExecuteStatementRequest.of(" select * FROM orders"))).isFalse();
    assertThat(writes(ExecuteStatementRequest.of("DELETE FROM orders WHERE id = 'a'"))).isTrue();
    assertThat(writes(BatchExecuteStatementRequest.of(Statement.of("UPDATE orders SET a = 1"))))
        .isTrue();
    assertThat(writes(RawRequest.of("SearchVectors", "{}".getBytes(UTF_8)))).isNull();
  }

  private static @Nullable Boolean writes(DynamoRequest request) {
    return new CallStart(
            request.operation(),
            request.tableName(),
            null,
            new DynamoClient.Endpoint("eu-west-1", URI.create("http://localhost")),
            request)
        .writes();
  }
}
