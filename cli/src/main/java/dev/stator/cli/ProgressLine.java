package dev.stator.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;

/**
 * The text of progress: from snapshots to one line.
 *
 * <p>Rates and the time left are those of the last ten seconds or so: an average over the whole run
 * would go on telling of its first minute. The count of items that a table itself gives is
 * refreshed every six hours or so (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html">
 * TableDescription</a>), so the percentage stays below 100 until the work is done.
 *
 * <p>Not for several threads.
 */
final class ProgressLine {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int BAR = 20;
  private static final int LEAST_BAR = 4;

  private final ArrayDeque<ProgressSnapshot> recent = new ArrayDeque<>();

  /** The line for {@code now}, to be drawn over itself; no longer than {@code columns}. */
  String bar(ProgressSnapshot now, int columns) {
    String facts = facts(now);
    if (now.expectedItems() <= 0) {
      return cut(facts, columns);
    }
    if (room(facts, columns) < BAR) {
      facts = facts.replace("  ", " ");
    }
    int width = Math.min(BAR, room(facts, columns));
    if (width < LEAST_BAR) {
      return cut(facts, columns);
    }
    int filled = (int) Math.min(width, now.items() * width / now.expectedItems());
    return "[" + "#".repeat(filled) + "-".repeat(width - filled) + "] " + facts;
  }

  /** For the bar between its brackets, a space behind them and the last column free. */
  private static int room(String facts, int columns) {
    return columns - facts.length() - 4;
  }

  /** The line for {@code now}, to stand alone in a log. */
  String heartbeat(ProgressSnapshot now) {
    return facts(now) + " after " + Quantities.time(now.elapsed());
  }

  private String facts(ProgressSnapshot now) {
    recent.addLast(now);
    while (recent.size() > 2
        && recent.peekFirst().elapsed().compareTo(now.elapsed().minus(WINDOW)) < 0) {
      recent.removeFirst();
    }
    ProgressSnapshot from = recent.size() > 1 ? recent.getFirst() : start();
    double seconds = now.elapsed().minus(from.elapsed()).toNanos() / 1e9;
    double itemRate = rate((double) (now.items() - from.items()), seconds);
    double unitRate = rate(now.consumedReadUnits() - from.consumedReadUnits(), seconds);
    StringBuilder line = new StringBuilder();
    if (now.expectedItems() > 0) {
      line.append(String.format(Locale.ROOT, "%2d%%  ", percent(now)));
    }
    line.append(Quantities.count(now.items())).append(" items");
    if (now.bytesRead() > 0) {
      line.append("  ").append(Quantities.bytes(now.bytesRead()));
    }
    line.append("  ").append(Quantities.count(Math.round(itemRate))).append(" items/s");
    if (now.consumedReadUnits() > 0) {
      line.append("  ").append(Quantities.count(Math.round(unitRate))).append(" RCU/s");
    }
    long left = now.expectedItems() - now.items();
    if (now.expectedItems() > 0 && left > 0 && itemRate > 0) {
      Duration eta = Duration.ofSeconds(Math.round(left / itemRate));
      line.append("  ~").append(Quantities.time(eta)).append(" left");
    }
    return line.toString();
  }

  private static int percent(ProgressSnapshot now) {
    return (int) Math.min(99, now.items() * 100.0 / now.expectedItems());
  }

  private static ProgressSnapshot start() {
    return new ProgressSnapshot(0, 0, 0, 0, ProgressSnapshot.UNKNOWN, Duration.ZERO);
  }

  private static double rate(double amount, double seconds) {
    return seconds <= 0 ? 0 : amount / seconds;
  }

  static String cut(String line, int columns) {
    return line.length() < columns ? line : line.substring(0, Math.max(0, columns - 1));
  }
}
