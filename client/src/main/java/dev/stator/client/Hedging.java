package dev.stator.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A second request for a read that is slow to answer; whichever answers first is taken. It cuts the
 * longest waits, at the price of a few requests more. Off unless given to {@link
 * DynamoClientBuilder#hedging}. Immutable.
 *
 * <pre>{@code
 * DynamoClient.builder().hedging(Hedging.afterPercentile(0.99).extra(0.02)).build();
 * }</pre>
 *
 * <p>Only GetItem, Query and BatchGetItem are hedged. There is one hedge for a call at most, and
 * over all calls no more than a {@linkplain #extra share} of them: when everything is slow, more
 * requests would make it slower. The one that loses is not tried again; it is told to the listener
 * as an attempt with {@link Attempt#hedge} or without, with what it cost.
 */
public final class Hedging {
  private final @Nullable Duration delay;
  private final double percentile;
  private final double extra;

  private Hedging(@Nullable Duration delay, double percentile, double extra) {
    this.delay = delay;
    this.percentile = percentile;
    this.extra = extra;
  }

  /**
   * Sends the second request when there is no answer after so long.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public static Hedging after(Duration delay) {
    if (delay.isNegative() || delay.isZero()) {
      throw new IllegalArgumentException("The delay is " + delay + ", but must be positive");
    }
    return new Hedging(delay, 1, 0.02);
  }

  /**
   * Sends the second request when there is no answer after a time in which so many of the latest
   * calls of the same operation on the same table or index were answered. Before there were 100 of
   * them none is hedged.
   *
   * @param percentile such as 0.99; from 0.5 to below 1
   * @throws IllegalArgumentException if it is not in that range
   */
  public static Hedging afterPercentile(double percentile) {
    if (!(percentile >= 0.5 && percentile < 1)) {
      throw new IllegalArgumentException(
          "The percentile is " + percentile + ", but must be from 0.5 to below 1");
    }
    return new Hedging(null, percentile, 0.02);
  }

  /**
   * How many hedges there are at most for a call that can be hedged; 0.02 by default. Calls that
   * need none save up for ten.
   *
   * @throws IllegalArgumentException if it is not above 0 and up to 1
   */
  public Hedging extra(double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "The share is " + share + ", but must be above 0 and up to 1");
    }
    return new Hedging(delay, percentile, share);
  }

  /** The fixed delay; null if it is a percentile. */
  @Nullable Duration delay() {
    return delay;
  }

  double percentile() {
    return percentile;
  }

  double extra() {
    return extra;
  }
}
