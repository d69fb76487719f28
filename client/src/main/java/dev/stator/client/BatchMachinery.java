package dev.stator.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * What batches run on.
 *
 * @param caller what sends them
 * @param keys the tables' key schemas
 * @param delay completes after a time, or fails when the client is closed
 * @param nanoTime the time, as {@link System#nanoTime} tells it
 * @param backoff how long to wait the n-th time
 */
record BatchMachinery(
    Caller caller,
    TableKeys keys,
    Function<Duration, CompletableFuture<Void>> delay,
    LongSupplier nanoTime,
    BackoffStrategy backoff) {
  static final BackoffStrategy FULL_JITTER =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(50), Duration.ofSeconds(20));
}
