package dev.stator.records.internal;

import dev.stator.item.AttributeType;
import dev.stator.item.json.ItemReader;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Function;

/**
 * {@code java.time} from the texts of its own {@code toString}, which are those of ISO 8601 where
 * there is one. The usual instant, {@code 2026-11-21T05:51:34.5Z}, is read from its bytes.
 */
public final class Times {
  private static final int SECONDS_OF_DAY = 86_400;

  private Times() {}

  /** Reads an S that is an instant. */
  public static Instant instant(ItemReader in) {
    Fault.expect(in, AttributeType.S);
    in.scalar();
    byte[] b = in.array();
    int from = in.scalarStart();
    int to = in.scalarEnd();
    if (isDateTime(b, from, to) && b[to - 1] == 'Z') {
      int nano = nano(b, from + 19, to - 1);
      int time = secondOfDay(b, from + 11);
      if (nano >= 0 && time >= 0 && isDate(b, from)) {
        return Instant.ofEpochSecond(date(b, from).toEpochDay() * SECONDS_OF_DAY + time, nano);
      }
    }
    return parse(in, Instant::parse, "an instant, such as 2026-11-21T05:51:34.5Z");
  }

  /** Reads an S that is a date. */
  public static LocalDate localDate(ItemReader in) {
    Fault.expect(in, AttributeType.S);
    in.scalar();
    if (in.scalarEnd() - in.scalarStart() == 10 && isDate(in.array(), in.scalarStart())) {
      return date(in.array(), in.scalarStart());
    }
    return parse(in, LocalDate::parse, "a date, such as 2026-11-21");
  }

  /** Reads an S that is a time of day. */
  public static LocalTime localTime(ItemReader in) {
    return text(in, LocalTime::parse, "a time, such as 05:51:34.5");
  }

  /** Reads an S that is a date and time. */
  public static LocalDateTime localDateTime(ItemReader in) {
    return text(in, LocalDateTime::parse, "a date and time, such as 2026-11-21T05:51:34.5");
  }

  /** Reads an S that is a date and time with an offset. */
  public static OffsetDateTime offsetDateTime(ItemReader in) {
    return text(
        in, OffsetDateTime::parse, "a date and time with offset, such as 2026-11-21T05:51+01:00");
  }

  /** Reads an S that is a time of day with an offset. */
  public static OffsetTime offsetTime(ItemReader in) {
    return text(in, OffsetTime::parse, "a time with offset, such as 05:51+01:00");
  }

  /** Reads an S that is a date and time in a zone. */
  public static ZonedDateTime zonedDateTime(ItemReader in) {
    return text(
        in,
        ZonedDateTime::parse,
        "a date and time in a zone, such as 2026-11-21T05:51+01:00[Europe/Berlin]");
  }

  /** Reads an S that is a duration. */
  public static Duration duration(ItemReader in) {
    return text(in, Duration::parse, "a duration, such as PT1H30M");
  }

  /** Reads an S that is a period. */
  public static Period period(ItemReader in) {
    return text(in, Period::parse, "a period, such as P1Y2M3D");
  }

  /** Reads an S that is a year. */
  public static Year year(ItemReader in) {
    return text(in, text -> Year.of(Integer.parseInt(text)), "a year, such as 2026");
  }

  /** Reads an S that is a month of a year. */
  public static YearMonth yearMonth(ItemReader in) {
    return text(in, Times::yearMonth, "a month of a year, such as 2026-11");
  }

  /** Reads an S that is a day of every year. */
  public static MonthDay monthDay(ItemReader in) {
    return text(in, MonthDay::parse, "a day of a month, such as --11-21");
  }

  /** Reads an S that is a time zone. */
  public static ZoneId zoneId(ItemReader in) {
    return text(in, ZoneId::of, "a time zone, such as Europe/Berlin");
  }

  /** Reads an S that is an offset from UTC. */
  public static ZoneOffset zoneOffset(ItemReader in) {
    return text(in, ZoneOffset::of, "an offset, such as +01:00");
  }

  /** What YearMonth writes beyond the year 9999, without a sign, it does not read itself. */
  private static YearMonth yearMonth(String text) {
    boolean unsigned = text.length() > 7 && Character.isDigit(text.charAt(0));
    return YearMonth.parse(unsigned ? "+" + text : text);
  }

  private static <T> T text(ItemReader in, Function<String, T> parser, String wanted) {
    Fault.expect(in, AttributeType.S);
    in.scalar();
    return parse(in, parser, wanted);
  }

  private static <T> T parse(ItemReader in, Function<String, T> parser, String wanted) {
    String text = in.scalarText();
    try {
      return parser.apply(text);
    } catch (DateTimeException | NumberFormatException e) {
      throw Scalars.notA(text, wanted);
    }
  }

  /** Whether it has the length and the marks of a date and time of a year of four digits. */
  private static boolean isDateTime(byte[] b, int from, int to) {
    return to - from >= 20
        && to - from <= 30
        && b[from + 10] == 'T'
        && b[from + 13] == ':'
        && b[from + 16] == ':';
  }

  /** Whether ten bytes are a date that can be; LocalDate knows the lengths of the months. */
  private static boolean isDate(byte[] b, int from) {
    if (b[from + 4] != '-' || b[from + 7] != '-') {
      return false;
    }
    int year = two(b, from) | two(b, from + 2);
    int month = two(b, from + 5);
    int day = two(b, from + 8);
    return year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  }

  private static LocalDate date(byte[] b, int from) {
    return LocalDate.of(two(b, from) * 100 + two(b, from + 2), two(b, from + 5), two(b, from + 8));
  }

  private static int secondOfDay(byte[] b, int from) {
    int hour = two(b, from);
    int minute = two(b, from + 3);
    int second = two(b, from + 6);
    return (hour | minute | second) < 0 || hour > 23 || minute > 59 || second > 59
        ? -1
        : hour * 3600 + minute * 60 + second;
  }

  /** The nanoseconds of a fraction with its point, of nothing at all, or -1. */
  private static int nano(byte[] b, int from, int to) {
    if (from == to) {
      return 0;
    }
    if (b[from] != '.' || to - from < 2) {
      return -1;
    }
    int nano = 0;
    for (int i = 1; i <= 9; i++) {
      int digit = from + i < to ? b[from + i] - '0' : 0;
      if (digit < 0 || digit > 9) {
        return -1;
      }
      nano = nano * 10 + digit;
    }
    return nano;
  }

  /** The number of two digits, or a negative one. */
  private static int two(byte[] b, int at) {
    int tens = b[at] - '0';
    int ones = b[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}
