package dev.stator.otel;

import dev.stator.client.NoAnswerException;
import dev.stator.client.ServiceException;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Locale;

/** What is told of a failure: its kind, and none of its text. */
final class Failures {
  private Failures() {}

  /**
   * The service's code, such as {@code ThrottlingException}; for a call without an answer the
   * reason, such as {@code timeout}; else the exception's class.
   */
  static String type(Throwable failure) {
    if (failure instanceof ServiceException refused) {
      return refused.code();
    } else if (failure instanceof NoAnswerException lost) {
      return lost.reason().name().toLowerCase(Locale.ROOT);
    }
    return failure.getClass().getName();
  }

  static void put(AttributesBuilder attributes, Throwable failure) {
    attributes.put(Keys.ERROR_TYPE, type(failure));
    if (failure instanceof ServiceException refused) {
      attributes.put(Keys.RESPONSE_STATUS, refused.code());
    }
  }
}
