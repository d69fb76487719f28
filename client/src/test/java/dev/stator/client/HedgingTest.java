package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.internal.rate.LatencyWindow;
import dev.stator.client.internal.rate.ManualTime;
import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class HedgingTest {
  private static final GetItemRequest GET =
      GetItemRequest.builder("orders", Key.of("id", "o-1")).build();

  // ---- when, with answers that come when the test says so

  private final ManualTime time = new ManualTime();
  private final List<CompletableFuture<String>> calls = new ArrayList<>();
  private final List<Boolean> seconds = new ArrayList<>();

  private Hedge hedge(Hedging hedging) {
    return new Hedge(hedging, time::delay, time::nanoTime);
  }

  private CompletableFuture<String> call(Hedge hedge) {
    return hedge.call(
        GET,
        second -> {
          seconds.add(second);
          CompletableFuture<String> call = new CompletableFuture<>();
          calls.add(call);
          return call;
        });
  }

  /** A hedge whose budget is full. */
  private Hedge saved(Hedging hedging) {
    Hedge hedge = hedge(hedging);
    for (int i = 0; i < 1000; i++) {
      var unused = call(hedge);
      calls.remove(0).complete("warm");
    }
    time.pass(Duration.ofDays(1));
    seconds.clear();
    return hedge;
  }

  @Test
  void sendsASecondRequestAfterTheDelayAndTakesWhoeverAnswersFirst() {
    Hedge hedge = saved(Hedging.after(Duration.ofMillis(20)));
    CompletableFuture<String> answer = call(hedge);
    time.pass(Duration.ofMillis(19));
    assertThat(seconds).containsExactly(false);
    time.pass(Duration.ofMillis(1));
    assertThat(seconds).containsExactly(false, true);
    calls.get(1).complete("second");
    assertThat(answer).isCompletedWithValue("second");
    assertThat(calls.get(0)).as("it is not tried again").isCancelled();
  }

  @Test
  void sendsNoneWhenTheAnswerIsInTime() {
    Hedge hedge = saved(Hedging.after(Duration.ofMillis(20)));
    CompletableFuture<String> answer = call(hedge);
    calls.get(0).complete("first");
    time.pass(Duration.ofSeconds(1));
    assertThat(answer).isCompletedWithValue("first");
    assertThat(seconds).containsExactly(false);
  }

  @Test
  void waitsForTheOtherWhenOneFails() {
    Hedge hedge = saved(Hedging.after(Duration.ofMillis(20)));
    CompletableFuture<String> answer = call(hedge);
    time.pass(Duration.ofMillis(20));
    calls.get(0).completeExceptionally(new IllegalStateException("first"));
    assertThat(answer).isNotDone();
    calls.get(1).complete("second");
    assertThat(answer).isCompletedWithValue("second");
  }

  @Test
  void failsAsTheFirstDidWhenBothFail() {
    Hedge hedge = saved(Hedging.after(Duration.ofMillis(20)));
    CompletableFuture<String> answer = call(hedge);
    time.pass(Duration.ofMillis(20));
    calls.get(1).completeExceptionally(new IllegalStateException("the one that failed first"));
    assertThat(answer).isNotDone();
    calls.get(0).completeExceptionally(new IllegalStateException("the other"));
    assertThat(answer)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .withMessage("the one that failed first");
  }

  @Test
  void doesNotHedgeWhatHasFailed() {
    Hedge hedge = saved(Hedging.after(Duration.ofMillis(20)));
    CompletableFuture<String> answer = call(hedge);
    calls.get(0).completeExceptionally(new IllegalStateException("no such table"));
    assertThat(answer).isCompletedExceptionally();
    time.pass(Duration.ofSeconds(1));
    assertThat(seconds).containsExactly(false);
  }

  @Test
  void cancelsBothWhenItIsCancelled() {
    Hedge hedge = saved(Hedging.after(Duration.ofMillis(20)));
    CompletableFuture<String> answer = call(hedge);
    time.pass(Duration.ofMillis(20));
    answer.cancel(false);
    assertThat(calls).hasSize(2).allMatch(CompletableFuture::isCancelled);
  }

  @Test
  void staysWithinItsBudgetWhenEverythingIsSlow() {
    Hedge hedge = hedge(Hedging.after(Duration.ofMillis(20)).extra(0.02));
    for (int i = 0; i < 10_000; i++) {
      var unused = call(hedge);
      time.pass(Duration.ofMillis(20));
    }
    assertThat(seconds.stream().filter(second -> second)).hasSizeBetween(199, 200);
  }

  @Test
  void savesUpForTenHedgesAndNoMore() {
    Hedge hedge = saved(Hedging.after(Duration.ofMillis(20)).extra(0.02));
    for (int i = 0; i < 40; i++) {
      var unused = call(hedge);
    }
    time.pass(Duration.ofMillis(20));
    assertThat(seconds.stream().filter(second -> second)).hasSize(10);
  }

  @Test
  void hedgesAfterThePercentileOfTheLatestCalls() {
    Hedge hedge = hedge(Hedging.afterPercentile(0.9).extra(1));
    for (int i = 1; i <= LatencyWindow.FEWEST; i++) {
      CompletableFuture<String> answer = call(hedge);
      time.pass(Duration.ofMillis(i));
      assertThat(answer).as("not hedged before enough is known").isNotDone();
      calls.get(i - 1).complete("answer");
    }
    assertThat(seconds).doesNotContain(true);
    var unused = call(hedge);
    time.pass(Duration.ofMillis(89));
    assertThat(seconds).doesNotContain(true);
    time.pass(Duration.ofMillis(1));
    assertThat(seconds).contains(true);
  }

  @Test
  void forgetsLatenciesOfLongAgo() {
    LatencyWindow window = new LatencyWindow(0.5);
    assertThat(window.value()).isEqualTo(-1);
    for (int i = 0; i < 1000; i++) {
      window.add(1_000_000);
    }
    for (int i = 0; i < 1100; i++) {
      window.add(5);
    }
    assertThat(window.value()).isEqualTo(5);
  }

  @Test
  void hedgesOnlyReadsOfFewItems() {
    Key key = Key.of("id", "o-1");
    assertThat(
            List.of(
                GET,
                QueryRequest.builder("orders").build(),
                BatchGetItemRequest.of(Map.of("orders", KeysAndAttributes.of(List.of(key))))))
        .allMatch(Hedge::isFor);
    assertThat(
            List.<DynamoRequest>of(
                ScanRequest.builder("orders").build(),
                PutItemRequest.builder("orders", key.toItem()).build(),
                DeleteItemRequest.builder("orders", key).build()))
        .noneMatch(Hedge::isFor);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Hedging.after(Duration.ZERO)).hasMessageContaining("PT0S");
    assertThatThrownBy(() -> Hedging.afterPercentile(0.4)).hasMessageContaining("0.4");
    assertThatThrownBy(() -> Hedging.afterPercentile(1)).hasMessageContaining("1.0");
    assertThatThrownBy(() -> Hedging.afterPercentile(0.9).extra(0)).hasMessageContaining("0.0");
  }

  // ---- the whole client

  @ParameterizedTest
  @EachView
  void answersByTheFasterOfTwoRequestsAndTellsOfBothWithWhatTheyCost(View view) throws Exception {
    LinkedBlockingQueue<Attempt> told = new LinkedBlockingQueue<>();
    CountDownLatch slow = new CountDownLatch(1);
    try (FakeDynamoDb dynamo =
            FakeDynamoDb.start().createTable("orders", KeySchema.of("id", AttributeType.S));
        DynamoClient client =
            DynamoClient.builder()
                .environment(Map.of())
                .region("eu-west-1")
                .endpoint(dynamo.endpoint())
                .credentials(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("AKID", "s")))
                .listener(call -> told::add)
                .hedging(Hedging.after(Duration.ofMillis(1)).extra(1))
                .build()) {
      Item item = Item.builder().put("id", "o-1").build();
      dynamo.put("orders", item);
      dynamo.when(Operation.GET_ITEM).call(1).then(Fault.waitFor(slow));
      GetItemRequest get =
          GetItemRequest.builder("orders", Key.of("id", "o-1"))
              .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
              .build();

      assertThat(view.of(client).getItem(get).item()).isEqualTo(item);
      Attempt winner = told.take();
      assertThat(winner.capacityUnits()).isEqualTo(0.5);

      slow.countDown();
      Attempt loser = told.take();
      // The second may overtake the first on its way to the server, and be the one that waits
      // there.
      assertThat(winner.hedge()).isNotEqualTo(loser.hedge());
      assertThat(loser.capacityUnits()).isEqualTo(0.5);
      assertThat(dynamo.requests(Operation.GET_ITEM)).hasSize(2);
    }
  }
}
