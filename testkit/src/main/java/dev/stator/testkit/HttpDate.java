package dev.stator.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The Date header's value, formatted once a second. */
final class HttpDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static volatile Formatted latest = new Formatted(Long.MIN_VALUE, "");

  private record Formatted(long second, String text) {}

  private HttpDate() {}

  static String now() {
    long second = System.currentTimeMillis() / 1000;
    Formatted formatted = latest;
    if (formatted.second != second) {
      formatted = new Formatted(second, of(Instant.ofEpochSecond(second)));
      latest = formatted;
    }
    return formatted.text;
  }

  static String of(Instant instant) {
    return FORMAT.format(instant);
  }
}
