package dev.stator.records;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Stores an {@link Instant} as text that sorts as time does: always nine digits of fraction, {@code
 * 2026-11-21T05:51:34.000000000Z}. {@code Instant}'s own text has as many as it needs, so that
 * {@code 34Z} sorts behind {@code 34.5Z}; in a sort key that is wrong.
 *
 * <p>For the years 0 to 9999. Reads any text of an instant.
 */
public final class SortableInstant implements StringConverter<Instant> {
  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private static final DateTimeFormatter TEXT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  /** The codec makes its own. */
  public SortableInstant() {}

  @Override
  public String toText(Instant value) {
    if (value.isBefore(FIRST) || !value.isBefore(END)) {
      throw new IllegalArgumentException(
          "the instant " + value + " is not of the years 0 to 9999, so its text would not sort");
    }
    return TEXT.format(value);
  }

  @Override
  public Instant fromText(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not an instant", e);
    }
  }
}
