package dev.stator.testkit;

import java.util.concurrent.atomic.AtomicLong;

/** Numbers the responses of one server: {@code TESTKIT0000000000001} and so on. */
final class RequestIds {
  private static final String ZEROS = "0000000000000";

  private final AtomicLong last = new AtomicLong();

  void appendNext(StringBuilder to) {
    String number = Long.toString(last.incrementAndGet());
    to.append("TESTKIT").append(ZEROS, Math.min(ZEROS.length(), number.length()), ZEROS.length());
    to.append(number);
  }
}
