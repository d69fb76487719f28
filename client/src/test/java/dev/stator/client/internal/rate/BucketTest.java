package dev.stator.client.internal.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {
  private final ManualTime time = new ManualTime();

  private CompletableFuture<Double> take(Bucket bucket, double units) {
    return bucket.take(units, Duration.ofDays(1), time::delay);
  }

  @Test
  void letsTheFirstGoAtOnceWhateverItCosts() {
    Bucket bucket = Bucket.of(0.5, time::nanoTime);
    assertThat(take(bucket, 100)).isCompletedWithValue(100.0);
  }

  @Test
  void makesTheNextWaitUntilTheDebtIsPaid() {
    Bucket bucket = Bucket.of(0.5, time::nanoTime);
    var unused = take(bucket, 10);
    CompletableFuture<Double> next = take(bucket, 10);
    time.pass(Duration.ofMillis(19_999));
    assertThat(next).isNotDone();
    time.pass(Duration.ofMillis(1));
    assertThat(next).isCompletedWithValue(10.0);
  }

  @Test
  void makesWhoComesLaterWaitForWhatAnAnswerSaidItCost() {
    Bucket bucket = Bucket.of(10, time::nanoTime);
    var unused = take(bucket, 1);
    bucket.settle("Scan", 1, 128);
    assertThat(bucket.expectedWait()).isEqualTo(Duration.ofMillis(12_800));
    assertThat(bucket.average("Scan", 1)).isEqualTo(128);
    assertThat(bucket.average("Query", 1)).isEqualTo(1);
  }

  @Test
  void letsTheNextGoAtOnceWhenItCostLessThanWasTaken() {
    Bucket bucket = Bucket.of(1, time::nanoTime);
    var unused = take(bucket, 100);
    CompletableFuture<Double> next = take(bucket, 1);
    assertThat(next).isNotDone();
    bucket.settle("Scan", 100, 0);
    assertThat(next).isDone();
  }

  @Test
  void letsThoseWhoWaitGoInTheirOrder() {
    Bucket bucket = Bucket.of(1, time::nanoTime);
    var unused = take(bucket, 1);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      int number = i;
      var unusedTurn = take(bucket, i + 1).thenRun(() -> order.add(number));
    }
    time.pass(Duration.ofSeconds(1));
    assertThat(order).containsExactly(0);
    time.pass(Duration.ofSeconds(1));
    assertThat(order).containsExactly(0, 1);
    time.pass(Duration.ofSeconds(2));
    assertThat(order).containsExactly(0, 1, 2);
    time.pass(Duration.ofSeconds(20));
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
    assertThat(time.timers()).isZero();
  }

  /** Whatever a request costs and however wrong it was guessed. */
  @ParameterizedTest
  @CsvSource({"0.5, 0.1, 1", "0.5, 30, 1", "100, 128, 1", "100, 0.5, 10", "40000, 128, 50"})
  void holdsTheRateOverTime(double rate, double cost, int atOnce) {
    Bucket bucket = Bucket.of(rate, time::nanoTime);
    double[] spent = {0};
    for (int i = 0; i < atOnce; i++) {
      spend(bucket, cost, spent);
    }
    Duration whole = Duration.ofSeconds((long) Math.ceil(1000 * cost / rate) + 10);
    time.pass(whole);
    assertThat(spent[0] / (rate * whole.toSeconds()))
        .isCloseTo(1, within(0.02 + (atOnce + 1) * cost / (rate * whole.toSeconds())));
  }

  private void spend(Bucket bucket, double cost, double[] spent) {
    var unused =
        take(bucket, bucket.average("Scan", 1))
            .thenCompose(taken -> time.delay(Duration.ofMillis(1)).thenApply(answer -> taken))
            .thenAccept(
                taken -> {
                  spent[0] += cost;
                  bucket.settle("Scan", taken, cost);
                  spend(bucket, cost, spent);
                });
  }

  @Test
  void keepsWhatIsNotUsedForASecondOnly() {
    Bucket bucket = Bucket.of(10, time::nanoTime);
    time.pass(Duration.ofHours(1));
    for (int i = 0; i < 11; i++) {
      assertThat(take(bucket, 1)).as("the " + i + "th").isDone();
    }
    assertThat(take(bucket, 1)).isNotDone();
  }

  @Test
  void failsOnlyTheOneWhoseTimerFails() {
    Bucket bucket = Bucket.of(1, time::nanoTime);
    var unused = take(bucket, 2);
    CompletableFuture<Void> closed = new CompletableFuture<>();
    CompletableFuture<Double> ofClosed = bucket.take(1, Duration.ofDays(1), wait -> closed);
    CompletableFuture<Double> ofOther = take(bucket, 1);
    closed.completeExceptionally(new IllegalStateException("closed"));
    assertThat(ofClosed).isCompletedExceptionally();
    time.pass(Duration.ofSeconds(2));
    assertThat(ofOther).as("no longer behind the one that left").isDone();
  }

  @Test
  void letsNobodyWaitForLongerThanTheyWould() {
    Bucket bucket = Bucket.of(1, time::nanoTime);
    var unused = take(bucket, 1);
    CompletableFuture<Double> patient = take(bucket, 1);
    CompletableFuture<Double> hasty = bucket.take(1, Duration.ofSeconds(3), time::delay);
    bucket.settle("Scan", 1, 128);
    time.pass(Duration.ofSeconds(3));
    assertThat(hasty)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
    assertThat(patient).isNotDone();
    time.pass(Duration.ofSeconds(125));
    assertThat(patient).isDone();
  }

  @Test
  void forgetsThoseWhoGaveUpWaiting() {
    Bucket bucket = Bucket.of(1, time::nanoTime);
    var unused = take(bucket, 1);
    take(bucket, 1000).cancel(false);
    CompletableFuture<Double> next = take(bucket, 1);
    time.pass(Duration.ofSeconds(1));
    assertThat(next).isDone();
  }

  @Test
  void goesDownWhenItIsTooMuchAndUpWhenItIsNot() {
    Bucket bucket = Bucket.adapting(10, 100, time::nanoTime);
    assertThat(bucket.rate()).isEqualTo(100);
    bucket.tooMuch();
    bucket.tooMuch();
    assertThat(bucket.rate()).as("once a second").isCloseTo(70, within(1e-9));
    time.pass(Duration.ofSeconds(1));
    bucket.tooMuch();
    assertThat(bucket.rate()).isCloseTo(49, within(1e-9));
    for (int i = 0; i < 20; i++) {
      time.pass(Duration.ofSeconds(1));
      bucket.tooMuch();
    }
    assertThat(bucket.rate()).isEqualTo(10);
    time.pass(Duration.ofSeconds(1));
    bucket.settle("Scan", 1, 1);
    bucket.settle("Scan", 1, 1);
    assertThat(bucket.rate()).as("once a second").isCloseTo(15, within(1e-9));
    for (int i = 0; i < 30; i++) {
      time.pass(Duration.ofSeconds(1));
      bucket.settle("Scan", 1, 1);
    }
    assertThat(bucket.rate()).isEqualTo(100);
  }

  @Test
  void staysAsItIsWhenItIsNotSaidToAdapt() {
    Bucket bucket = Bucket.of(100, time::nanoTime);
    time.pass(Duration.ofSeconds(5));
    bucket.tooMuch();
    bucket.settle("Scan", 1, 1);
    assertThat(bucket.rate()).isEqualTo(100);
  }
}
