package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.Batches.Read;
import dev.stator.client.Batches.ReadOutcome;
import dev.stator.client.Batches.Write;
import dev.stator.client.Batches.WriteOutcome;
import dev.stator.client.internal.flow.Probe;
import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Batches against a table that is made to fail. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class BatchesTest {
  private static final KeySchema BY_NUMBER = KeySchema.of("n", AttributeType.N);

  private final FakeDynamoDb dynamo =
      FakeDynamoDb.builder()
          .recordRequests(10_000)
          .start()
          .createTable("orders", BY_NUMBER)
          .createTable("people", KeySchema.of("id", AttributeType.S));
  private final DynamoClient client =
      DynamoClient.builder()
          .environment(Map.of())
          .region("eu-west-1")
          .endpoint(dynamo.endpoint())
          .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "s")))
          .maxAttempts(1)
          .build();

  /** Waits that take no time, and the time that they would have taken. */
  private final List<Duration> waits = Collections.synchronizedList(new ArrayList<>());

  private final AtomicLong nanos = new AtomicLong();

  @AfterEach
  void close() {
    client.close();
    dynamo.close();
  }

  /** Batches in whose time a wait is a second for each time in a row, and a moment in ours. */
  private Batches batches() {
    return new Batches(
            new BatchMachinery(
                client.caller(),
                new TableKeys(
                    client.blocking().control()::describeTable, ForkJoinPool.commonPool()),
                wait -> {
                  waits.add(wait);
                  nanos.addAndGet(wait.toNanos());
                  return CompletableFuture.completedFuture(null);
                },
                nanos::get,
                Duration::ofSeconds))
        .concurrency(3);
  }

  private static Item item(int n) {
    return Item.builder().put("n", n).put("v", "v" + n).build();
  }

  private static List<Write> puts(int from, int to) {
    return IntStream.range(from, to).mapToObj(n -> Write.put("orders", item(n))).toList();
  }

  private static List<Read> reads(int to) {
    return IntStream.range(0, to).mapToObj(n -> new Read("orders", Key.of("n", n))).toList();
  }

  private List<WriteOutcome> write(Batches batches, List<Write> writes) {
    List<WriteOutcome> outcomes = Probe.ofAll(batches.write(writes)).all();
    assertThat(outcomes.stream().map(WriteOutcome::position))
        .as("an outcome for each")
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, writes.size()).mapToObj(i -> (long) i).toList());
    outcomes.forEach(
        outcome -> assertThat(outcome.write()).isEqualTo(writes.get((int) outcome.position())));
    return outcomes;
  }

  private int requests(Operation operation) {
    return dynamo.requests(operation).size();
  }

  @Test
  void writesAnyNumber() {
    assertThat(write(batches(), puts(0, 260))).allMatch(WriteOutcome::done);
    assertThat(dynamo.items("orders"))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 260).mapToObj(n -> item(n)).toList());
    assertThat(requests(Operation.BATCH_WRITE_ITEM)).isEqualTo(11);
    assertThat(requests(Operation.DESCRIBE_TABLE)).isOne();
  }

  @Test
  void readsAnyNumberAndSaysWhatIsNotThere() {
    write(batches(), puts(0, 205));
    List<ReadOutcome> outcomes = Probe.ofAll(batches().read(reads(210))).all();
    assertThat(outcomes).hasSize(210).allMatch(ReadOutcome::done);
    for (ReadOutcome outcome : outcomes) {
      int n = (int) outcome.position();
      assertThat(outcome.item()).isEqualTo(n < 205 ? item(n) : null);
    }
    assertThat(requests(Operation.BATCH_GET_ITEM)).isEqualTo(3);
  }

  @Test
  void needsNoLookupWhereTheSchemaIsGiven() {
    write(batches().schema("orders", BY_NUMBER), puts(0, 30));
    assertThat(requests(Operation.DESCRIBE_TABLE)).isZero();
  }

  @Test
  void writesToSeveralTablesInOneRequest() {
    List<Write> writes =
        List.of(
            Write.put("orders", item(1)),
            Write.put("people", Item.builder().put("id", "p").build()),
            Write.delete("orders", Key.of("n", 2)));
    assertThat(write(batches(), writes)).allMatch(WriteOutcome::done);
    assertThat(dynamo.items("people")).hasSize(1);
  }

  @Test
  void foldsKeysThatAreEqualByValue() {
    Item last = Item.builder().put("n", DynamoNumber.of("1.0")).put("v", "last").build();
    List<Write> writes =
        List.of(
            Write.put("orders", Item.builder().put("n", 1).put("v", "first").build()),
            Write.delete("orders", Key.of("n", DynamoNumber.of("1E0"))),
            Write.put("orders", item(2)),
            Write.put("orders", last));
    List<WriteOutcome> outcomes = write(batches(), writes);
    assertThat(outcomes).allMatch(WriteOutcome::done);
    assertThat(outcomes.stream().filter(WriteOutcome::superseded).map(WriteOutcome::position))
        .containsExactlyInAnyOrder(0L, 1L);
    assertThat(dynamo.items("orders")).containsExactlyInAnyOrder(item(2), last);

    List<Read> twice =
        List.of(
            new Read("orders", Key.of("n", 1)),
            new Read("orders", Key.of("n", DynamoNumber.of("1.00"))));
    assertThat(Probe.ofAll(batches().read(twice)).all())
        .extracting(ReadOutcome::item)
        .containsExactly(last, last);
  }

  @Test
  void doesTheLastWriteOfAKeyLastWhateverIsLeftOver() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).randomly(0.7, 42).then(Fault.unprocessed(20));
    List<Write> writes = new ArrayList<>();
    for (int round = 0; round < 40; round++) {
      for (int n = 0; n < 30; n++) {
        writes.add(Write.put("orders", Item.builder().put("n", n).put("round", round).build()));
      }
    }
    assertThat(write(batches().maxAttempts(1_000).maxTime(Duration.ofDays(1)), writes))
        .allMatch(WriteOutcome::done);
    assertThat(dynamo.items("orders"))
        .hasSize(30)
        .allMatch(item -> item.number("round").intValueExact() == 39);
  }

  @Test
  void sendsWhatWasLeftOverAgainUntilItIsDone() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).everyNth(2).then(Fault.unprocessed(9));
    dynamo.when(Operation.BATCH_GET_ITEM).everyNth(2).then(Fault.unprocessed(30));
    assertThat(write(batches(), puts(0, 200))).allMatch(WriteOutcome::done);
    assertThat(dynamo.items("orders")).hasSize(200);
    assertThat(Probe.ofAll(batches().read(reads(200))).all())
        .hasSize(200)
        .allMatch(outcome -> outcome.item() != null);
    assertThat(waits).as("a wait before each").isNotEmpty();
  }

  @Test
  void fillsTheNextRequestUpWithNewOnes() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(1).then(Fault.unprocessed(10));
    write(batches().concurrency(1), puts(0, 75));
    assertThat(requests(Operation.BATCH_WRITE_ITEM)).isEqualTo(4);
  }

  @Test
  void failsWhatIsLeftOverEveryTimeAndSaysSo() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.unprocessed(25));
    List<WriteOutcome> outcomes = write(batches().maxAttempts(4), puts(0, 30));
    assertThat(outcomes).noneMatch(WriteOutcome::done);
    assertThat(outcomes)
        .allSatisfy(
            outcome -> {
              assertThat(outcome.failure()).isInstanceOf(ThrottlingException.class);
              assertThat(outcome.failure().problem())
                  .contains("BatchWriteItem of table \"orders\"")
                  .contains("4 requests in a row got nothing done");
              assertThat(outcome.attempts()).isEqualTo(4);
            });
    assertThat(waits).contains(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
  }

  @Test
  void failsWhatTakesTooLong() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.unprocessed(1));
    List<WriteOutcome> outcomes =
        write(batches().concurrency(1).maxTime(Duration.ofSeconds(5)), puts(0, 10));
    assertThat(outcomes.stream().filter(outcome -> !outcome.done()))
        .isNotEmpty()
        .allSatisfy(
            outcome -> assertThat(outcome.failure()).isInstanceOf(ThrottlingException.class));
    assertThat(nanos.get()).isLessThanOrEqualTo(Duration.ofSeconds(30).toNanos());
  }

  @Test
  void comesThroughThrottlingServerErrorsAndBrokenConnections() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(1).then(Fault.throttled());
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(2).then(Fault.serverError(500));
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(4).then(Fault.serverError(503));
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(5).then(Fault.wrongCrc());
    dynamo.when(Operation.BATCH_WRITE_ITEM).call(6).then(Fault.truncated(5));
    assertThat(write(batches(), puts(0, 120))).allMatch(WriteOutcome::done);
    assertThat(dynamo.items("orders")).hasSize(120);
  }

  @Test
  void endsWithTheReasonWhenTheServiceIsDown() {
    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.serverError(500));
    List<WriteOutcome> outcomes = write(batches().maxAttempts(3), puts(0, 60));
    assertThat(outcomes)
        .hasSize(60)
        .allMatch(outcome -> outcome.failure() instanceof InternalServerException);
    assertThat(requests(Operation.BATCH_WRITE_ITEM)).isEqualTo(9);
  }

  @Test
  void doesNotSendWhatCannotBeStored() {
    AttributeValue deep = AttributeValue.of("bottom");
    for (int i = 0; i < 33; i++) {
      deep = i % 2 == 0 ? AttributeValue.list(deep) : AttributeValue.map(Map.of("m", deep));
    }
    List<Write> writes =
        List.of(
            Write.put("orders", item(1)),
            Write.put("orders", Item.builder().put("id", "keyless").build()),
            Write.put("orders", Item.builder().put("n", "a string").build()),
            Write.put("orders", Item.builder().put("n", 4).put("big", "x".repeat(410_000)).build()),
            Write.put("orders", Item.builder().put("n", 5).put("deep", deep).build()),
            Write.put("people", Item.builder().put("id", "").build()),
            Write.delete("orders", Key.of("n", 7, "extra", "x")),
            Write.put("orders", item(2)));
    List<WriteOutcome> outcomes = write(batches(), writes);
    List<String> problems = new ArrayList<>(Collections.nCopies(8, "done"));
    outcomes.stream()
        .filter(outcome -> !outcome.done())
        .forEach(outcome -> problems.set((int) outcome.position(), outcome.failure().problem()));
    assertThat(problems.get(1))
        .isEqualTo(
            "BatchWriteItem of table \"orders\", $.n: this attribute of the table's key is"
                + " absent from the item");
    assertThat(problems.get(2)).contains(", $.n: it is of type S, the table's key wants N");
    assertThat(problems.get(3))
        .contains(", key {\"n\": 4}")
        .contains(", $.big: the item weighs 410006 bytes");
    assertThat(problems.get(4)).contains(", $.deep[0].m[0].m").contains("more than 32 deep");
    assertThat(problems.get(5)).contains(", $.id: ").contains("has 0 bytes");
    assertThat(problems.get(6)).contains(", $.extra: it is no attribute of the table's key");
    assertThat(List.of(problems.get(0), problems.get(7))).containsOnly("done");
    assertThat(dynamo.items("orders")).containsExactlyInAnyOrder(item(1), item(2));
  }

  @Test
  void keepsATableThatIsNotThereFromSinkingOthers() {
    List<Write> writes =
        List.of(
            Write.put("orders", item(1)),
            Write.put("nowhere", item(1)),
            Write.put("orders", item(2)));
    List<WriteOutcome> unknown = write(batches(), writes);
    assertThat(unknown.stream().filter(outcome -> !outcome.done()))
        .singleElement()
        .matches(outcome -> outcome.failure() instanceof ResourceNotFoundException);

    List<WriteOutcome> given = write(batches().schema("nowhere", BY_NUMBER), writes);
    assertThat(given.stream().filter(outcome -> !outcome.done()))
        .singleElement()
        .matches(outcome -> outcome.failure() instanceof ResourceNotFoundException)
        .matches(outcome -> outcome.position() == 1);
  }

  @Test
  void splitsByBytesToo() {
    List<Write> writes =
        IntStream.range(0, 25)
            .mapToObj(
                n ->
                    Write.put(
                        "orders",
                        Item.builder().put("n", n).put("b", "\u0001".repeat(200_000)).build()))
            .toList();
    assertThat(write(batches(), writes)).allMatch(WriteOutcome::done);
    assertThat(dynamo.requests(Operation.BATCH_WRITE_ITEM))
        .as("30 MB of JSON, for control characters are escaped")
        .hasSize(2)
        .allMatch(request -> request.body().length <= 16 << 20);
  }

  @Test
  void takesNoMoreThanItHasRoomFor() {
    AtomicInteger taken = new AtomicInteger();
    Iterable<Write> endless =
        () -> Stream.generate(() -> Write.put("orders", item(taken.getAndIncrement()))).iterator();
    CountDownLatch blocked = new CountDownLatch(1);
    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.waitFor(blocked));
    Probe<WriteOutcome> probe = Probe.of(batches().schema("orders", BY_NUMBER).write(endless));
    assertThat(taken).as("nothing before anything is asked for").hasValue(0);
    probe.request(1);
    assertThat(taken.get()).isEqualTo(2 * 25 * 3);
    probe.cancel();
    blocked.countDown();
  }

  @Test
  void bringsOutcomesAsTheyAreAskedFor() {
    Probe<WriteOutcome> probe = Probe.of(batches().write(puts(0, 500)));
    Set<Long> positions = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      probe.request(1);
      while (probe.received().size() <= i) {
        Thread.onSpinWait();
      }
      positions.add(probe.received().get(i).position());
    }
    assertThat(probe.end()).isNull();
    assertThat(positions).hasSize(500);
  }

  @Test
  void sendsNothingMoreOnceCancelled() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    dynamo.when(Operation.BATCH_WRITE_ITEM).then(Fault.waitFor(blocked));
    Probe<WriteOutcome> probe =
        Probe.ofAll(batches().schema("orders", BY_NUMBER).concurrency(1).write(puts(0, 500)));
    probe.cancel();
    blocked.countDown();
    write(batches().schema("orders", BY_NUMBER), puts(1000, 1001));
    assertThat(dynamo.items("orders").size()).isLessThanOrEqualTo(26);
    assertThat(probe.isEnded()).isFalse();
  }

  @Test
  void takesItsInputFromAPublisherWithBackPressure() {
    Probe<WriteOutcome> probe;
    try (SubmissionPublisher<Write> source = new SubmissionPublisher<>(Runnable::run, 16)) {
      probe = Probe.ofAll(batches().write(source));
      for (Write write : puts(0, 1000)) {
        source.submit(write); // blocks while nobody has asked for it
      }
    }
    assertThat(probe.all()).hasSize(1000).allMatch(WriteOutcome::done);
    assertThat(dynamo.items("orders")).hasSize(1000);
  }

  @Test
  void failsWithItsInputButOnlyAfterAllThatCameBefore() {
    Iterable<Write> failing =
        () ->
            new Iterator<>() {
              private int n;

              @Override
              public boolean hasNext() {
                return true;
              }

              @Override
              public Write next() {
                if (n == 40) {
                  throw new IllegalStateException("no more to be had");
                }
                return Write.put("orders", item(n++));
              }
            };
    Probe<WriteOutcome> probe = Probe.ofAll(batches().write(failing));
    assertThat(probe.end()).hasMessage("no more to be had");
    assertThat(probe.received()).hasSize(40).allMatch(WriteOutcome::done);
  }

  @Test
  void endsAtOnceWhenThereIsNothingToDo() {
    assertThat(Probe.ofAll(batches().write(List.of())).all()).isEmpty();
    assertThat(dynamo.requestCount()).isZero();
  }

  @Test
  void streamsOutcomesToCodeThatWaits() {
    BlockingBatches blocking = client.blocking().batches().with(b -> b.concurrency(2));
    List<Item> items = IntStream.range(0, 60).mapToObj(n -> item(n)).toList();
    try (Stream<WriteOutcome> outcomes = blocking.put("orders", items)) {
      assertThat(outcomes.filter(WriteOutcome::done)).hasSize(60);
    }
    List<Key> keys = IntStream.range(0, 60).mapToObj(n -> Key.of("n", n)).toList();
    try (Stream<ReadOutcome> outcomes = blocking.get("orders", keys)) {
      assertThat(outcomes.map(ReadOutcome::item)).containsExactlyInAnyOrderElementsOf(items);
    }
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    Batches batches = client.batches();
    assertThatThrownBy(() -> batches.concurrency(0)).hasMessageContaining("concurrency is 0");
    assertThatThrownBy(() -> batches.maxAttempts(0)).hasMessageContaining("maxAttempts is 0");
    assertThatThrownBy(() -> batches.maxTime(Duration.ZERO))
        .hasMessageContaining("maxTime is PT0S");
  }
}
