package dev.stator.client.internal.rate;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;

/*
 * What a request costs is known when its answer is there. A bucket that let a request through only
 * once its cost is in would have to know it before, and could never let one through that costs more
 * than the bucket holds. So this bucket lends: whoever comes while the balance is not negative goes,
 * and takes what requests of its kind have cost lately; when the answer says what it did cost, the
 * difference is settled. The balance may be far below zero then, and nobody goes before the rate has
 * paid the debt. Over time exactly the rate goes through, whether a request costs a tenth of it or a
 * hundred times.
 *
 * Those who wait do so in the order in which they came. Each has a timer of its own, from its own
 * client, set for when its turn should be; when it rings, or something is settled, whoever's turn it
 * is goes. A timer that rang too early is set again. So no client that is closed leaves others
 * waiting, and a refund lets the next one go at once.
 */

/**
 * Capacity units that come in at a rate and are spent by requests. Holds what a second brings at
 * most. Safe for use by many threads; never blocks them for long.
 */
public final class Bucket {
  /** How much of an average the latest request makes up. */
  private static final double WEIGHT = 0.2;

  /** As good as nothing: sums of doubles do not come out even. */
  private static final double ZERO = -1e-6;

  /** Longer than anybody waits, and still far from the end of the clock. */
  private static final double MOST_NANOS = 1e18;

  private static final double NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(1);

  private final LongSupplier nanoTime;
  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
  private final Map<String, Double> averages = new HashMap<>();
  private final double least;
  private final double most;
  private double rate;
  private double balance;
  private double wanted;
  private long refilled;
  private long adapted;

  /** Someone who waits. What may change is guarded by the bucket. */
  private static final class Waiter {
    final double units;
    final long deadline;
    final Function<Duration, CompletableFuture<Void>> delay;
    final CompletableFuture<Double> turn = new CompletableFuture<>();

    /** When the earliest of its timers rings. */
    long rings = Long.MAX_VALUE;

    Waiter(double units, long deadline, Function<Duration, CompletableFuture<Void>> delay) {
      this.units = units;
      this.deadline = deadline;
      this.delay = delay;
    }
  }

  /**
   * @param rate units a second to begin with
   * @param least what the rate adapts down to
   * @param most what the rate adapts up to
   */
  private Bucket(double rate, double least, double most, LongSupplier nanoTime) {
    this.rate = rate;
    this.least = least;
    this.most = most;
    this.nanoTime = nanoTime;
    this.refilled = nanoTime.getAsLong();
    this.adapted = refilled - (long) NANOS;
  }

  /** A bucket whose rate is what it is said to be. */
  public static Bucket of(double rate, LongSupplier nanoTime) {
    return new Bucket(rate, 0, 0, nanoTime);
  }

  /** A bucket whose rate goes down when it is too much, and up when it is not. */
  public static Bucket adapting(double least, double most, LongSupplier nanoTime) {
    return new Bucket(most, least, most, nanoTime);
  }

  /** Units a second, as of now. */
  public synchronized double rate() {
    return rate;
  }

  /** Sets the rate. */
  public void rate(double unitsPerSecond) {
    synchronized (this) {
      refill();
      rate = unitsPerSecond;
    }
    letGo();
  }

  /**
   * What requests of a kind have cost lately, or a guess if there were none.
   *
   * @param kind the kind
   * @param guess what the first is taken to cost
   */
  public synchronized double average(String kind, double guess) {
    return averages.getOrDefault(kind, guess);
  }

  /** How long the next to come would wait, as far as can be known. */
  public synchronized Duration expectedWait() {
    refill();
    return waitFor(balance - wanted);
  }

  /**
   * Completes, with what was taken, when it is the caller's turn; fails with a {@link
   * TimeoutException} when that does not come in time, or with what its timer fails with.
   *
   * @param units what it is taken to cost
   * @param maxWait how long to wait at most
   * @param delay sets a timer
   */
  public CompletableFuture<Double> take(
      double units, Duration maxWait, Function<Duration, CompletableFuture<Void>> delay) {
    Waiter waiter;
    Duration wait;
    synchronized (this) {
      refill();
      waiter = new Waiter(units, refilled + maxWait.toNanos(), delay);
      if (waiting.isEmpty() && balance >= ZERO) {
        balance -= units;
        waiter.turn.complete(units);
        return waiter.turn;
      }
      wait = waitFor(balance - wanted);
      waiting.addLast(waiter);
      wanted += units;
    }
    wakeAfter(wait, waiter);
    return waiter.turn;
  }

  private void wakeAfter(Duration wait, Waiter waiter) {
    Duration after;
    synchronized (this) {
      long now = nanoTime.getAsLong();
      long nanos = Math.min(wait.toNanos(), waiter.deadline - now);
      after = Duration.ofNanos(Math.max(nanos, SHORTEST_WAIT.toNanos()));
      waiter.rings = now + after.toNanos();
    }
    var unused =
        waiter
            .delay
            .apply(after)
            .whenComplete(
                (elapsed, closed) -> {
                  if (closed == null) {
                    rang(waiter);
                  } else {
                    leave(waiter);
                    waiter.turn.completeExceptionally(closed);
                    letGo();
                  }
                });
  }

  private void rang(Waiter waiter) {
    letGo();
    long now = nanoTime.getAsLong();
    if (waiter.turn.isDone()) {
      return;
    }
    if (waiter.deadline - now <= 0) {
      leave(waiter);
      waiter.turn.completeExceptionally(new TimeoutException("Its turn did not come in time"));
      letGo();
    } else if (isWithoutTimer(waiter, now)) {
      wakeAfter(waitOf(waiter), waiter);
    }
  }

  private synchronized boolean isWithoutTimer(Waiter waiter, long now) {
    return waiter.rings - now <= 0;
  }

  private synchronized Duration waitOf(Waiter waiter) {
    refill();
    double before = 0;
    for (Waiter other : waiting) {
      if (other == waiter) {
        break;
      }
      before += other.units;
    }
    return waitFor(balance - before);
  }

  private synchronized void leave(Waiter waiter) {
    if (waiting.remove(waiter)) {
      wanted -= waiter.units;
    }
  }

  /** Takes what was taken too little, or gives back what was too much, by what it did cost. */
  public void settle(String kind, double taken, double cost) {
    synchronized (this) {
      refill();
      balance += taken - cost;
      averages.merge(kind, cost, (was, now) -> was + WEIGHT * (now - was));
      grow();
    }
    letGo();
  }

  /** Gives back what was taken for what was not done. */
  public void giveBack(double taken) {
    synchronized (this) {
      refill();
      balance += taken;
    }
    letGo();
  }

  /** Takes note that the service had too much. */
  public synchronized void tooMuch() {
    refill();
    long now = refilled;
    if (most > 0 && now - adapted >= NANOS) {
      rate = Math.max(least, rate * 0.7);
      balance = Math.min(balance, rate);
      adapted = now;
    }
  }

  private void grow() {
    double seconds = (refilled - adapted) / NANOS;
    if (most > 0 && seconds >= 1) {
      rate = Math.min(most, rate + most / 20 * Math.min(seconds, 1));
      adapted = refilled;
    }
  }

  private void refill() {
    long now = nanoTime.getAsLong();
    balance = Math.min(rate, balance + rate * ((now - refilled) / NANOS));
    refilled = now;
  }

  /** How long until a balance of so much is one to go on. */
  private Duration waitFor(double then) {
    double seconds = then >= ZERO ? 0 : -then / rate;
    return Duration.ofNanos((long) Math.min(Math.ceil(seconds * NANOS), MOST_NANOS));
  }

  private void letGo() {
    List<Waiter> gone = new ArrayList<>();
    Waiter late = null;
    Duration wait = Duration.ZERO;
    synchronized (this) {
      refill();
      while (balance >= ZERO && !waiting.isEmpty()) {
        Waiter next = waiting.removeFirst();
        wanted -= next.units;
        if (!next.turn.isDone()) {
          balance -= next.units;
          gone.add(next);
        }
      }
      Waiter first = waiting.peekFirst();
      if (first != null) {
        wait = waitFor(balance);
        // Others have left, or were given back what they took: its turn is before its timer rings.
        late = first.rings - refilled > wait.plus(SHORTEST_WAIT).toNanos() ? first : null;
      }
    }
    for (Waiter waiter : gone) {
      if (!waiter.turn.complete(waiter.units)) {
        giveBack(waiter.units);
      }
    }
    if (late != null) {
      wakeAfter(wait, late);
    }
  }
}
