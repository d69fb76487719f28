package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stator.client.NoAnswerException.Reason;
import dev.stator.item.AttributeType;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Threads that wait can be interrupted, and virtual ones wait well. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class WaitingTest {
  private static final GetItemRequest GET =
      GetItemRequest.builder("orders", Key.of("id", "o-17")).build();

  private static final ScanRequest SCAN = ScanRequest.builder("orders").build();

  private static final String STREAM = "arn:aws:dynamodb:x:1:table/t/stream/1";

  private static final String PAGE =
      "{\"Items\":[{\"id\":{\"S\":\"a\"}}],\"Count\":1,\"ScannedCount\":1,"
          + "\"LastEvaluatedKey\":{\"id\":{\"S\":\"a\"}}}";

  /** The ways to wait. */
  private record Wait(String name, Function<BlockingDynamoClient, Object> call) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Wait> waits() {
    return Stream.concat(
        Stream.of(
            new Wait("data", client -> client.getItem(GET)),
            new Wait("raw", client -> client.scanRaw(SCAN)),
            new Wait("any", client -> client.execute("GetItem", "{}")),
            new Wait("control", client -> client.control().describeTable("orders")),
            new Wait("streams", client -> client.streams().describe(STREAM))),
        streams()
            .map(
                streaming ->
                    new Wait(streaming.name(), client -> streaming.of().apply(client).toList())));
  }

  /** The streams to pull. */
  private record Streaming(
      String name, boolean fails, Function<BlockingDynamoClient, Stream<?>> of) {
    Streaming(String name, Function<BlockingDynamoClient, Stream<?>> of) {
      this(name, true, of);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Streaming> streams() {
    return Stream.of(
        new Streaming("pages", client -> client.scanPages(SCAN).stream()),
        new Streaming("items", client -> client.scanPages(SCAN).items()),
        new Streaming("segments", client -> client.parallelScan(SCAN, 2, 1)),
        new Streaming(
            "outcomes",
            false,
            client ->
                client
                    .batches()
                    .with(batches -> batches.schema("orders", KeySchema.of("id", AttributeType.S)))
                    .get("orders", List.of(Key.of("id", "o-17")))),
        new Streaming(
            "records", client -> client.table("orders", Purchase.class).scanItems(options -> {})),
        new Streaming(
            "a stream's records",
            client -> client.streams().records(StreamRequest.builder(STREAM).build())));
  }

  @ParameterizedTest
  @MethodSource("waits")
  void anInterruptEndsAWaitAndKeepsTheFlag(Wait wait) throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, request) -> {
                  asked.countDown();
                  answer.await();
                  peer.write(FakeDynamo.ok("{}"));
                });
        DynamoClient client = server.clients().build()) {
      CompletableFuture<NoAnswerException> thrown = new CompletableFuture<>();
      AtomicBoolean flag = new AtomicBoolean();
      Thread thread =
          new Thread(
              () -> {
                thrown.complete(
                    catchThrowableOfType(
                        NoAnswerException.class, () -> wait.call().apply(client.blocking())));
                flag.set(Thread.currentThread().isInterrupted());
              });
      thread.start();
      asked.await();
      thread.interrupt();
      thread.join();

      assertThat(thrown.join().reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(thrown.join().maybeSent()).isTrue();
      assertThat(flag).isTrue();
      answer.countDown();
    }
  }

  @ParameterizedTest
  @MethodSource("waits")
  void aThreadThatIsInterruptedAlreadySendsNothing(Wait wait) throws Exception {
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(FakeDynamo.ok("{}")));
        DynamoClient client = server.clients().build()) {
      Thread.currentThread().interrupt();
      NoAnswerException thrown =
          catchThrowableOfType(NoAnswerException.class, () -> wait.call().apply(client.blocking()));

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown.reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(thrown.maybeSent()).isFalse();
      assertThat(server.asked()).isEmpty();
    }
  }

  @Test
  void aStreamWhoseWaitWasInterruptedReadsNoMoreAndDoesNotLookWhole() throws Exception {
    Thread waiter = Thread.currentThread();
    CountDownLatch over = new CountDownLatch(1);
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) -> {
                  if (asked.number() == 2) {
                    waiter.interrupt();
                    over.await();
                  }
                  peer.write(FakeDynamo.ok(PAGE));
                });
        DynamoClient client = server.clients().build();
        Stream<Page> pages = client.blocking().scanPages(SCAN).stream()) {
      Iterator<Page> iterator = pages.iterator();
      assertThat(iterator.next().count()).isEqualTo(1);

      NoAnswerException thrown = catchThrowableOfType(NoAnswerException.class, iterator::hasNext);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown.problem())
          .isEqualTo("Scan of table \"orders\": the thread that waits was interrupted (1 attempt)");
      over.countDown();
      assertThat(catchThrowableOfType(NoAnswerException.class, iterator::hasNext)).isSameAs(thrown);
      assertThat(server.asked()).hasSize(2);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamThatWasInterruptedSaysSoAgainWhenItIsPulledAgain(Streaming streaming)
      throws Exception {
    Thread waiter = Thread.currentThread();
    CountDownLatch over = new CountDownLatch(1);
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) -> {
                  waiter.interrupt();
                  over.await();
                  peer.write(FakeDynamo.ok("{}"));
                });
        DynamoClient client = server.clients().build();
        Stream<?> stream = streaming.of().apply(client.blocking())) {
      Iterator<?> iterator = stream.iterator();
      NoAnswerException thrown = catchThrowableOfType(NoAnswerException.class, iterator::hasNext);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(thrown.reason()).isEqualTo(Reason.INTERRUPTED);

      over.countDown();
      for (int i = 0; i < 2; i++) {
        assertThat(catchThrowableOfType(NoAnswerException.class, iterator::next)).isSameAs(thrown);
      }
      assertThat(Thread.interrupted()).isFalse();
      assertThat(server.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamThatFailedFailsAgainWhenItIsPulledAgain(Streaming streaming) throws Exception {
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) ->
                    peer.write(FakeDynamo.error(400, "AccessDeniedException", "not you")));
        DynamoClient client = server.clients().build();
        Stream<?> stream = streaming.of().apply(client.blocking())) {
      Iterator<?> iterator = stream.iterator();
      if (streaming.fails()) {
        DynamoException thrown = catchThrowableOfType(DynamoException.class, iterator::hasNext);
        assertThat(thrown).isInstanceOf(AccessDeniedException.class);
        assertThat(catchThrowableOfType(DynamoException.class, iterator::hasNext)).isSameAs(thrown);
      } else {
        assertThat(iterator.hasNext()).isTrue();
      }
    }
  }

  @Test
  void manyMoreVirtualThreadsWaitThanThereAreCarriers() throws Exception {
    ExecutorService threads = virtualThreads();
    assumeTrue(threads != null, "needs a JDK with virtual threads");
    int many = 200;
    CountDownLatch all = new CountDownLatch(many);
    // No answer comes before every one of them waits: were a carrier held, this would not end.
    try (FakeDynamo server =
            new FakeDynamo(
                (peer, asked) -> {
                  all.countDown();
                  all.await();
                  peer.write(FakeDynamo.ok("{}"));
                });
        DynamoClient client = server.clients().maxConnections(many).build()) {
      List<Future<GetItemResponse>> answers = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        answers.add(threads.submit(() -> client.blocking().getItem(GET)));
      }
      for (Future<GetItemResponse> answer : answers) {
        assertThat(answer.get().item()).isNull();
      }
    } finally {
      threads.shutdown();
    }
  }

  /** By reflection, since this is compiled for JDK 17; null there. */
  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    try {
      return (ExecutorService)
          Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    } catch (NoSuchMethodException before21) {
      return null;
    }
  }
}
