package dev.stator.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The service's time, as well as it is known: this machine's, until the service refuses a signature
 * for being too old or too new and says in its answer what time it is there. Safe for use by many
 * threads.
 */
final class ServiceClock {
  /** The service tolerates five minutes; less than this is not why it refused. */
  private static final Duration TOLERANCE = Duration.ofMinutes(4);

  private final Clock machine;
  private volatile Duration offset = Duration.ZERO;

  ServiceClock(Clock machine) {
    this.machine = machine;
  }

  Instant instant() {
    Duration ahead = offset;
    Instant now = machine.instant();
    return ahead.isZero() ? now : now.plus(ahead);
  }

  /**
   * Learns from the Date header of an answer that refused a signature of {@code signedAt}. Returns
   * whether the clock was off by so much that signing anew is worth it.
   */
  boolean correct(@Nullable Instant signedAt, @Nullable String date) {
    if (signedAt == null || date == null) {
      return false;
    }
    try {
      Instant theirs = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
      if (Duration.between(signedAt, theirs).abs().compareTo(TOLERANCE) < 0) {
        return false;
      }
      offset = Duration.between(machine.instant(), theirs);
      return true;
    } catch (DateTimeParseException noDate) {
      return false;
    }
  }
}
