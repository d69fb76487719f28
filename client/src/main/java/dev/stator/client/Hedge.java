package dev.stator.client;

import dev.stator.client.internal.rate.LatencyWindow;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/*
 * The budget is a count of hedges that may be sent. Each call that can be hedged adds its share to
 * it, up to ten, and each hedge takes one. So hedges follow the calls in number, also when all of
 * them are slow at once.
 *
 * What loses goes on to the end of its attempt: an answer on its way cannot be had cheaper by
 * throwing it away with its connection, and what it cost must be known. It is decoded, told to the
 * listener and to the governor, and dropped.
 *
 * The latency that counts is that of the call as a whole, from when it began to its first answer. It
 * is above the percentile whenever there was a hedge, whoever won, so hedges do not bring the
 * percentile down.
 */

/** Sends a second request for reads that are slow to answer. Safe for use by many threads. */
final class Hedge {
  private static final double MOST_SAVED = 10;

  private final Hedging hedging;
  private final Function<Duration, CompletableFuture<Void>> delay;
  private final LongSupplier nanoTime;
  private final Map<Kind, LatencyWindow> latencies = new ConcurrentHashMap<>();
  private double budget;

  /** What calls are compared with: those of the same operation on the same table or index. */
  private record Kind(String operation, @Nullable String table, @Nullable String index) {}

  Hedge(Hedging hedging, Function<Duration, CompletableFuture<Void>> delay, LongSupplier nanoTime) {
    this.hedging = hedging;
    this.delay = delay;
    this.nanoTime = nanoTime;
  }

  static boolean isFor(DynamoRequest request) {
    return request instanceof GetItemRequest
        || request instanceof QueryRequest
        || request instanceof BatchGetItemRequest;
  }

  /**
   * The first answer of one or two calls.
   *
   * @param call makes a call; given whether it is the second
   */
  <R> CompletableFuture<R> call(
      DynamoRequest request, Function<Boolean, CompletableFuture<R>> call) {
    save();
    LatencyWindow window = windowOf(request);
    Duration wait = hedging.delay();
    if (window != null) {
      wait = window.value() < 0 ? null : Duration.ofNanos(window.value());
    }
    Race<R> race = new Race<>(window, nanoTime);
    race.begin(call.apply(false));
    if (wait != null && !race.isDone()) {
      var unused =
          delay
              .apply(wait)
              .whenComplete(
                  (elapsed, closed) -> {
                    if (closed == null && !race.isDone() && spend()) {
                      race.join(call.apply(true));
                    }
                  });
    }
    return race;
  }

  private @Nullable LatencyWindow windowOf(DynamoRequest request) {
    if (hedging.delay() != null) {
      return null;
    }
    return latencies.computeIfAbsent(
        new Kind(request.operation(), request.tableName(), request.index()),
        kind -> new LatencyWindow(hedging.percentile()));
  }

  private synchronized void save() {
    budget = Math.min(MOST_SAVED, budget + hedging.extra());
  }

  private synchronized boolean spend() {
    if (budget < 1) {
      return false;
    }
    budget--;
    return true;
  }

  /** The first success of those that take part; when all have failed, the failure of the first. */
  private static final class Race<R> extends CompletableFuture<R> {
    private final @Nullable LatencyWindow window;
    private final LongSupplier nanoTime;
    private final long began;
    private @Nullable CompletableFuture<R> first;
    private @Nullable CompletableFuture<R> second;
    private @Nullable Throwable failure;
    private int underWay;

    Race(@Nullable LatencyWindow window, LongSupplier nanoTime) {
      this.window = window;
      this.nanoTime = nanoTime;
      this.began = window == null ? 0 : nanoTime.getAsLong();
    }

    void begin(CompletableFuture<R> call) {
      synchronized (this) {
        first = call;
        underWay++;
      }
      var unused = call.whenComplete(this::ended);
    }

    void join(CompletableFuture<R> call) {
      synchronized (this) {
        second = call;
        underWay++;
      }
      var unused = call.whenComplete(this::ended);
      if (isDone()) {
        call.cancel(false);
      }
    }

    private void ended(@Nullable R answer, @Nullable Throwable thrown) {
      if (thrown == null) {
        if (complete(answer)) {
          if (window != null) {
            window.add(nanoTime.getAsLong() - began);
          }
          stop();
        }
        return;
      }
      Throwable end = null;
      synchronized (this) {
        failure = failure == null ? thrown : failure;
        if (--underWay == 0) {
          end = failure;
        }
      }
      if (end != null) {
        completeExceptionally(end);
      }
    }

    /** Whoever is under way still is not tried again. */
    private void stop() {
      CompletableFuture<R> one;
      CompletableFuture<R> other;
      synchronized (this) {
        one = first;
        other = second;
      }
      if (one != null) {
        one.cancel(false);
      }
      if (other != null) {
        other.cancel(false);
      }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
      boolean cancelled = super.cancel(mayInterrupt);
      stop();
      return cancelled;
    }
  }
}
