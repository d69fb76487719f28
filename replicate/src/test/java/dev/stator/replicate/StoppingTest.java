package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import dev.stator.testkit.S3Operation;
import dev.stator.testkit.ScriptedFault;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** However and wherever a run is stopped, it ends at once and leaves nothing in progress. */
@Timeout(60)
final class StoppingTest {
  private static final CountDownLatch NEVER = new CountDownLatch(1);
  private static final ReplicationOptions OPTIONS = Fakes.options().segments(1).build();

  private final Fakes fakes = new Fakes(FakeDynamoDb.builder().pageBytes(1_000_000));
  private final Replication replication = new Replication(fakes.client, fakes.s3Access, OPTIONS);
  private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
  private final AtomicReference<@Nullable ReplicationSummary> done = new AtomicReference<>();
  private final AtomicBoolean interruptedAfterwards = new AtomicBoolean();

  @AfterEach
  void close() {
    fakes.close();
  }

  static Stream<Arguments> whileAndHow() {
    Stream.Builder<Arguments> all = Stream.builder();
    for (While during : While.values()) {
      for (How how : How.values()) {
        all.add(Arguments.of(during, how));
      }
    }
    return all.build();
  }

  @ParameterizedTest(name = "while {0}: {1}")
  @MethodSource("whileAndHow")
  void aStoppedRunEndsWithNothingInProgress(While during, How how) throws Exception {
    fakes.put(Fakes.items(60, 300_000));
    ScriptedFault fault = during.fault.apply(fakes);
    Thread runner = start();

    await(fault);
    how.stop.accept(replication, runner);
    runner.join();

    assertThat(thrown.get()).isInstanceOf(ReplicationStoppedException.class);
    assertThat(fakes.isFinished()).isFalse();
    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).isZero();
    assertThat(interruptedAfterwards.get()).isEqualTo(how == How.THE_CALLER_IS_INTERRUPTED);
  }

  @Test
  void whatWasDoneUntilThenIsTold() throws Exception {
    fakes.put(Fakes.items(60, 300_000));
    ScriptedFault fault = While.SCANNING_A_LATER_PAGE.fault.apply(fakes);
    Thread runner = start();
    await(fault);

    replication.cancel();
    runner.join();

    assertThat(thrown.get())
        .isInstanceOfSatisfying(
            ReplicationStoppedException.class,
            stopped -> {
              assertThat(stopped.progress().items()).isPositive();
              assertThat(stopped.progress().segmentsDone()).isZero();
            });
  }

  @ParameterizedTest
  @EnumSource(How.class)
  void aStopThatComesWithTheLastRequestComesTooLate(How how) throws Exception {
    fakes.put(Fakes.items(10, 100));
    CountDownLatch answer = new CountDownLatch(1);
    ScriptedFault last =
        fakes
            .s3
            .when(S3Operation.PUT_OBJECT)
            .keyContaining("manifest-summary.json")
            .then(Fault.waitFor(answer));
    Thread runner = start();
    await(last);

    how.stop.accept(replication, runner);
    answer.countDown();
    runner.join();

    assertThat(thrown.get()).isNull();
    assertThat(fakes.readBack(Objects.requireNonNull(done.get()).manifest())).hasSize(10);
    assertThat(interruptedAfterwards.get()).isEqualTo(how == How.THE_CALLER_IS_INTERRUPTED);
  }

  @Test
  void whatIsCancelledBeforeItRunsReadsNothing() {
    replication.cancel();

    assertThatThrownBy(replication::run).isInstanceOf(ReplicationStoppedException.class);
    assertThat(fakes.dynamo.requests(Operation.SCAN)).isEmpty();
  }

  @Test
  void itRunsOnce() {
    replication.run();

    assertThatThrownBy(replication::run)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a replication runs once");
  }

  @Test
  void aWorkerThatFailsStopsThoseThatWait() {
    fakes.put(Fakes.items(60, 300_000));
    fakes.dynamo.when(Operation.SCAN).segment(0).then(Fault.accessDenied());
    fakes.s3.when(S3Operation.PUT_OBJECT).keyContaining("/data/").then(Fault.waitFor(NEVER));
    fakes.s3.when(S3Operation.UPLOAD_PART).then(Fault.waitFor(NEVER));

    assertThatThrownBy(() -> fakes.replicate(Fakes.options().segments(2).workers(2).build()))
        .isInstanceOf(dev.stator.client.AccessDeniedException.class);
    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).isZero();
  }

  private Thread start() {
    Thread runner =
        new Thread(
            () -> {
              try {
                done.set(replication.run());
              } catch (RuntimeException | Error e) {
                thrown.set(e);
              }
              interruptedAfterwards.set(Thread.interrupted());
            });
    runner.setDaemon(true);
    runner.start();
    return runner;
  }

  private static void await(ScriptedFault fault) {
    while (fault.applied() == 0) {
      Thread.onSpinWait();
    }
  }

  /** Where the run stands when it is stopped. */
  @SuppressWarnings("ImmutableEnumChecker") // The lambdas keep nothing.
  enum While {
    DESCRIBING(f -> f.dynamo.when(Operation.DESCRIBE_TABLE).then(Fault.waitFor(NEVER))),
    LOOKING_FOR_AN_EXPORT(f -> f.s3.when(S3Operation.LIST_OBJECTS_V2).then(Fault.waitFor(NEVER))),
    SCANNING(f -> f.dynamo.when(Operation.SCAN).then(Fault.waitFor(NEVER))),
    SCANNING_A_LATER_PAGE(f -> f.dynamo.when(Operation.SCAN).call(14).then(Fault.waitFor(NEVER))),
    WAITING_TO_SCAN_AGAIN(f -> f.dynamo.when(Operation.SCAN).then(Fault.throttled())),
    BEGINNING_AN_UPLOAD(
        f -> f.s3.when(S3Operation.CREATE_MULTIPART_UPLOAD).then(Fault.waitFor(NEVER))),
    SENDING_A_PART(f -> f.s3.when(S3Operation.UPLOAD_PART).part(2).then(Fault.waitFor(NEVER))),
    S3_READS_NO_MORE(f -> f.s3.when(S3Operation.UPLOAD_PART).part(2).then(Fault.neverRead())),
    WAITING_TO_SEND_AGAIN(f -> f.s3.when(S3Operation.UPLOAD_PART).part(2).then(Fault.slowDown())),
    FINISHING_AN_UPLOAD(
        f -> f.s3.when(S3Operation.COMPLETE_MULTIPART_UPLOAD).then(Fault.waitFor(NEVER))),
    WRITING_THE_MANIFEST(
        f ->
            f.s3
                .when(S3Operation.PUT_OBJECT)
                .keyContaining("manifest-files")
                .then(Fault.waitFor(NEVER)));

    final Function<Fakes, ScriptedFault> fault;

    While(Function<Fakes, ScriptedFault> fault) {
      this.fault = fault;
    }
  }

  /** Who stops it. */
  @SuppressWarnings("ImmutableEnumChecker") // The lambdas keep nothing.
  enum How {
    IT_IS_CANCELLED((replication, runner) -> replication.cancel()),
    THE_CALLER_IS_INTERRUPTED((replication, runner) -> runner.interrupt());

    final BiConsumer<Replication, Thread> stop;

    How(BiConsumer<Replication, Thread> stop) {
      this.stop = stop;
    }
  }
}
