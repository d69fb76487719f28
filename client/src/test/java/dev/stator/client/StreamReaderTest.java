package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams are read in order, over everything that can happen to their shards. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class StreamReaderTest {
  private final FakeStream stream = new FakeStream();
  private final FakeDynamo server = new FakeDynamo(stream::answer);
  private final DynamoClient client = server.clients().build();

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  private static StreamRequest.Builder untilQuiet() {
    return StreamRequest.builder(FakeStream.ARN)
        .pollInterval(Duration.ofMillis(1))
        .endAfterEmptyPolls(2);
  }

  /** What was read, as {@code shard:number}. */
  private List<String> read(StreamRequest request) {
    try (Stream<StreamRecord> records = client.blocking().streams().records(request)) {
      return records.map(record -> record.shardId() + ':' + record.sequenceNumber()).toList();
    }
  }

  @Test
  void shardsAreReadAfterTheShardsTheyFollow() {
    stream
        .shard("child", "root", 2, false)
        .shard("grandchild", "child", 2, true)
        .shard("root", "trimmed-long-ago", 2, false);

    assertThat(read(untilQuiet().build()))
        .containsExactly("root:1", "root:2", "child:1", "child:2", "grandchild:1", "grandchild:2");
  }

  @Test
  void shardsThatShareNothingTakeTurns() {
    stream.shard("a", null, 3, true).shard("b", null, 3, true);

    List<String> read = read(untilQuiet().concurrency(1).build());
    assertThat(read).containsExactly("a:1", "b:1", "a:2", "b:2", "a:3", "b:3");
  }

  @Test
  void whatFollowsAShardThatEndedIsFoundEvenIfItComesLater() {
    stream.shard("a", null, 2, false).shard("b", "a", 2, true).hiddenAtFirst("b");

    assertThat(read(untilQuiet().build())).containsExactly("a:1", "a:2", "b:1", "b:2");
    assertThat(stream.log()).filteredOn("DescribeStream"::equals).hasSizeGreaterThan(1);
  }

  @Test
  void aStreamThatWasTurnedOffIsReadToItsEnd() {
    stream.shard("a", null, 2, false).shard("b", "a", 1, false).turnedOff();

    assertThat(read(StreamRequest.builder(FakeStream.ARN).build()))
        .containsExactly("a:1", "a:2", "b:1");
  }

  @Test
  void aReadingGoesOnAfterTheLastRecordOfEachShard() {
    stream
        .shard("root", null, 2, false)
        .shard("left", "root", 3, true)
        .shard("right", "root", 1, true);

    assertThat(read(untilQuiet().after(Map.of("left", "2")).build()))
        .containsExactlyInAnyOrder("left:3", "right:1");
    assertThat(stream.log())
        .contains("GetShardIterator left AFTER_SEQUENCE_NUMBER 2")
        .noneMatch(asked -> asked.endsWith(" root"));
  }

  @Test
  void fromNowOnMeansWhatComesAndTheWholeOfShardsThatComeLater() {
    stream
        .shard("old", null, 2, false)
        .shard("now", "old", 2, false)
        .shard("later", "now", 2, true)
        .hiddenAtFirst("later");
    // "now" is described as ended, and so is over; "later" is new.
    assertThat(read(untilQuiet().start(StreamRequest.Start.LATEST).build()))
        .containsExactly("later:1", "later:2");
  }

  @Test
  void anIteratorThatIsTooOldIsMadeAnewFromTheLastRecord() {
    stream.shard("a", null, 2, true).expireOnceAfter(1);

    assertThat(read(untilQuiet().build())).containsExactly("a:1", "a:2");
    assertThat(stream.log()).contains("GetShardIterator a AFTER_SEQUENCE_NUMBER 1");
  }

  @Test
  void iteratorsThatAreAlwaysTooOldEndInAnError() {
    stream.shard("a", null, 2, true).expire(100);
    StreamReader reader = client.streams().read(untilQuiet().build());

    assertThatThrownBy(() -> reader.next().join())
        .hasCauseInstanceOf(OtherServiceException.class)
        .hasMessageContaining("ExpiredIteratorException");
  }

  @Test
  void recordsThatAreGoneAreAnErrorThatSaysFromWhere() {
    stream.shard("a", null, 9, true).trim("a", 5);

    StreamGapException gap =
        catchThrowableOfType(
            StreamGapException.class, () -> read(untilQuiet().after("a", "2").build()));
    assertThat(gap.gap()).isEqualTo(new StreamGap(FakeStream.ARN, "a", "2"));
    assertThat(gap.problem()).contains("shard a", "after 2", FakeStream.ARN);
  }

  @Test
  void oneWhoWantsToReadOnBehindAGapIsToldOfIt() {
    stream.shard("a", null, 7, true).trim("a", 5);
    List<StreamGap> gaps = new ArrayList<>();

    assertThat(read(untilQuiet().after("a", "2").after("gone", "8").onGap(gaps::add).build()))
        .containsExactly("a:6", "a:7");
    assertThat(gaps)
        .containsExactlyInAnyOrder(
            new StreamGap(FakeStream.ARN, "a", "2"), new StreamGap(FakeStream.ARN, "gone", "8"));
  }

  @Test
  void fromTheOldestThereIsNothingToMiss() {
    stream.shard("a", null, 7, true).trim("a", 5);
    assertThat(read(untilQuiet().build())).containsExactly("a:6", "a:7");
  }

  @Test
  void askingTooOftenIsTriedAgainLater() {
    stream.shard("a", null, 1, true).limit(2);
    assertThat(read(untilQuiet().build())).containsExactly("a:1");
  }

  @Test
  void nothingIsAskedForThatIsNotWanted() {
    stream.shard("a", null, 100, true);
    StreamReader reader = client.streams().read(untilQuiet().build());
    assertThat(stream.log()).isEmpty();

    reader.next().join();
    reader.next().join();
    assertThat(stream.log()).filteredOn("GetRecords a"::equals).hasSizeBetween(2, 3);
  }

  @Test
  void aSubscriberGetsAsManyAsItAsksFor() throws Exception {
    stream.shard("a", null, 3, true);
    List<String> read = new CopyOnWriteArrayList<>();
    CountDownLatch ended = new CountDownLatch(1);
    client
        .streams()
        .records(untilQuiet().build())
        .subscribe(
            new Flow.Subscriber<>() {
              private Flow.Subscription subscription;

              @Override
              public void onSubscribe(Flow.Subscription to) {
                subscription = to;
                to.request(1);
              }

              @Override
              public void onNext(StreamRecord record) {
                read.add(record.sequenceNumber());
                subscription.request(1);
              }

              @Override
              public void onError(Throwable failure) {
                read.add(failure.toString());
                ended.countDown();
              }

              @Override
              public void onComplete() {
                ended.countDown();
              }
            });
    ended.await();
    assertThat(read).containsExactly("1", "2", "3");
  }

  @Test
  void aReadingThatNobodyWaitsForAnyMoreEnds() {
    stream.shard("a", null, 0, true);
    StreamReader reader =
        client
            .streams()
            .read(StreamRequest.builder(FakeStream.ARN).pollInterval(Duration.ofDays(1)).build());

    reader.next().cancel(false);

    assertThat(reader.isFinished()).isTrue();
    assertThat(reader.next().join()).isEmpty();
  }

  @Test
  void oneCallAtATimeMayWait() {
    stream.shard("a", null, 0, true);
    StreamReader reader =
        client
            .streams()
            .read(StreamRequest.builder(FakeStream.ARN).pollInterval(Duration.ofDays(1)).build());
    CompletableFuture<List<StreamRecord>> waiting = reader.next();

    assertThatThrownBy(reader::next).isInstanceOf(IllegalStateException.class);
    reader.close();
    assertThat(waiting.join()).isEmpty();
    assertThat(reader.next().join()).isEmpty();
  }

  @Test
  void aClientThatIsClosedFailsTheReading() {
    stream.shard("a", null, 1, true);
    StreamReader reader =
        client
            .streams()
            .read(StreamRequest.builder(FakeStream.ARN).pollInterval(Duration.ofDays(1)).build());
    assertThat(reader.next().join()).hasSize(1);
    CompletableFuture<List<StreamRecord>> waiting = reader.next();
    client.close();

    assertThatThrownBy(waiting::join)
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            NoAnswerException.class,
            failure -> assertThat(failure.reason()).isEqualTo(NoAnswerException.Reason.CLOSED));
  }

  @Test
  void whatOneIsToldOfAGapMayFailTheReading() {
    stream.shard("a", null, 7, true).trim("a", 5);
    StreamRequest request =
        untilQuiet()
            .after("a", "2")
            .onGap(
                gap -> {
                  throw new IllegalArgumentException("no");
                })
            .build();
    assertThatThrownBy(() -> read(request)).hasMessageContaining("no");
  }

  @Test
  void figuresThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> untilQuiet().limit(1001).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(FakeStream.ARN);
    assertThatThrownBy(() -> untilQuiet().concurrency(0).build())
        .isInstanceOf(IllegalArgumentException.class);
  }
}
