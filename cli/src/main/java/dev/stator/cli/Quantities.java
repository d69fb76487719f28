package dev.stator.cli;

import java.time.Duration;
import java.util.Locale;

/**
 * Numbers as they are told, the same in every locale: for a person grouped and in the unit that
 * fits.
 */
final class Quantities {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  private Quantities() {}

  /** {@code 1,234,567}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code 12.3 MB}: decimal units, as AWS bills them and disks are sold. */
  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    // What would be printed as 1000.0 belongs to the next unit.
    while (value >= 999.95 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
  }

  /** {@code 7.3 s}, {@code 4 min 05 s}, {@code 2 h 13 min}. */
  static String time(Duration time) {
    if (time.toMillis() < 10_000) {
      return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }
    long seconds = time.plusMillis(500).toSeconds();
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  /** Seconds with three decimals, as JSON has them. */
  static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  static long perSecond(long amount, Duration time) {
    return Math.round(amount * 1000.0 / Math.max(1, time.toMillis()));
  }
}
