package dev.stator.client.internal.rate;

import java.util.Arrays;

/**
 * A percentile of the latest 1,024 latencies. It is worked out anew after every 64th, so that
 * asking for it costs nothing. Safe for use by many threads.
 */
public final class LatencyWindow {
  /** How many latencies there must be before anything is said of them. */
  public static final int FEWEST = 100;

  private static final int SIZE = 1024;
  private static final int EVERY = 64;

  private final double percentile;
  private final long[] latest = new long[SIZE];
  private long count;
  private long workedOutAt;
  private volatile long value = -1;

  /**
   * @param percentile from 0 to 1
   */
  public LatencyWindow(double percentile) {
    this.percentile = percentile;
  }

  /** Adds a latency. */
  public synchronized void add(long nanos) {
    latest[(int) (count++ % SIZE)] = nanos;
    if (count >= FEWEST && (value < 0 || count - workedOutAt >= EVERY)) {
      int known = (int) Math.min(count, SIZE);
      long[] sorted = Arrays.copyOf(latest, known);
      Arrays.sort(sorted);
      value = sorted[Math.min(known - 1, (int) Math.ceil(percentile * known) - 1)];
      workedOutAt = count;
    }
  }

  /** The percentile in nanoseconds, or -1 while there are too few latencies. */
  public long value() {
    return value;
  }
}
