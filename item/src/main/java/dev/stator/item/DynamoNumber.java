package dev.stator.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * A DynamoDB number: up to 38 significant decimal digits, held exactly.
 *
 * <p>Zero, or a magnitude from 1E-130 to 9.9999999999999999999999999999999999999E+125 (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number">Number</a>).
 * DynamoDB does not keep a number's scale: {@code 1}, {@code 1.0} and {@code 1E0} are one value. So
 * they are equal here too, and share one canonical text: plain notation without leading or trailing
 * zeros and without exponent, as the service itself writes it.
 *
 * <p>There are no silent conversions: {@link #longValueExact()} and its kin throw where a value
 * does not fit. Immutable and safe to share between threads.
 */
public final class DynamoNumber implements Comparable<DynamoNumber> {
  /** The most significant digits that a number may have. */
  public static final int MAX_DIGITS = 38;

  /** The largest decimal exponent of a number's first digit. */
  public static final int MAX_EXPONENT = 125;

  /** The smallest decimal exponent of a number's first digit. */
  public static final int MIN_EXPONENT = -130;

  // Longest text worth looking at: padded with zeros a legal number can be long, but not endless.
  private static final int MAX_TEXT = 1024;

  private final String text;

  private DynamoNumber(String text) {
    this.text = text;
  }

  /** The number of an integer. */
  public static DynamoNumber of(long value) {
    return new DynamoNumber(Long.toString(value));
  }

  /**
   * The number of a {@code double}, by the shortest decimal that reads back as the same double:
   * {@code of(0.1)} is 0.1.
   *
   * @throws IllegalArgumentException for NaN, an infinity, or a magnitude out of range
   */
  public static DynamoNumber of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "number " + value + " cannot be stored: DynamoDB has no NaN and no infinity");
    }
    return of(shortest(value));
  }

  /**
   * The number of an integer of any length.
   *
   * @throws IllegalArgumentException if it has more than 38 digits or is out of range
   */
  public static DynamoNumber of(BigInteger value) {
    return of(new BigDecimal(value));
  }

  /**
   * The number of a decimal; its scale is not kept.
   *
   * @throws IllegalArgumentException if it has more than 38 digits or is out of range
   */
  public static DynamoNumber of(BigDecimal value) {
    return new DynamoNumber(canonical(value));
  }

  /**
   * Reads decimal text, with or without sign, fraction and exponent: {@code 12}, {@code -0.5},
   * {@code 1E-130}.
   *
   * @throws IllegalArgumentException if it is not a number, has more than 38 significant digits or
   *     is out of range; the message says which
   */
  public static DynamoNumber of(String text) {
    if (isShortInteger(text)) {
      return new DynamoNumber(text);
    }
    if (!isDecimal(text)) {
      throw new IllegalArgumentException("\"" + shortened(text) + "\" is not a number");
    }
    return new DynamoNumber(canonical(parse(text)));
  }

  /** The value as a {@code long}. */
  public long longValueExact() {
    try {
      return text.length() < 19 && text.indexOf('.') < 0
          ? Long.parseLong(text)
          : bigDecimal().longValueExact();
    } catch (ArithmeticException e) {
      throw (ArithmeticException) doesNotFit("long").initCause(e);
    }
  }

  /** The value as an {@code int}. */
  public int intValueExact() {
    long value = longValueExact();
    if (value != (int) value) {
      throw doesNotFit("int");
    }
    return (int) value;
  }

  /**
   * The value as a {@code double} of the same value: what {@code of(double)} was given comes back.
   *
   * @throws ArithmeticException if the nearest double is not the same number by its shortest
   *     decimal, so that digits would be lost
   */
  public double doubleValueExact() {
    double value = Double.parseDouble(text);
    if (shortest(value).compareTo(bigDecimal()) != 0) {
      throw doesNotFit("double");
    }
    return value;
  }

  /** The value, exactly. Its scale is that of the canonical text. */
  public BigDecimal bigDecimal() {
    return new BigDecimal(text);
  }

  /** By numeric value. */
  @Override
  public int compareTo(DynamoNumber other) {
    return bigDecimal().compareTo(other.bigDecimal());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DynamoNumber that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The canonical text: plain notation, no needless zero, {@code 0} for every zero. */
  @Override
  public String toString() {
    return text;
  }

  private ArithmeticException doesNotFit(String type) {
    return new ArithmeticException("number " + text + " does not fit " + type + " exactly");
  }

  /**
   * The shortest decimal that reads back as {@code value}. {@link Double#toString} finds it from
   * JDK 19 on; before, it now and then prints a longer one, such as 1.9999999999999998E23 for 2E23.
   * Decimals of up to 15 digits each have a double of their own, so only longer ones can be too
   * long.
   */
  private static BigDecimal shortest(double value) {
    BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    while (shortest.precision() > 15) {
      BigDecimal shorter =
          new BigDecimal(value)
              .round(new MathContext(shortest.precision() - 1))
              .stripTrailingZeros();
      if (shorter.doubleValue() != value) {
        break;
      }
      shortest = shorter;
    }
    return shortest;
  }

  private static String canonical(BigDecimal value) {
    if (value.signum() == 0) {
      return "0";
    }
    // The range first: stripping the zeros of a far larger number overflows its scale.
    long exponent = (long) value.precision() - 1 - value.scale();
    if (exponent > MAX_EXPONENT || exponent < MIN_EXPONENT) {
      throw new IllegalArgumentException(
          "number "
              + shortened(value.toString())
              + " is out of DynamoDB's range, 1E-130 to 9.99...E+125");
    }
    BigDecimal stripped = value.stripTrailingZeros();
    if (stripped.precision() > MAX_DIGITS) {
      throw new IllegalArgumentException(
          "number "
              + shortened(value.toString())
              + " has "
              + stripped.precision()
              + " significant digits; DynamoDB holds "
              + MAX_DIGITS);
    }
    return stripped.toPlainString();
  }

  /** Whether the text is canonical and needs no further look: an integer of at most 18 digits. */
  private static boolean isShortInteger(String text) {
    int length = text.length();
    int i = length > 1 && text.charAt(0) == '-' ? 1 : 0;
    if (length == 0 || length - i > 18 || (text.charAt(i) == '0' && length > 1)) {
      return false;
    }
    for (; i < length; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isDecimal(String text) {
    if (text.length() > MAX_TEXT) {
      return false;
    }
    int i = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
    int whole = digits(text, i);
    i += whole;
    int fraction = 0;
    if (i < text.length() && text.charAt(i) == '.') {
      fraction = digits(text, ++i);
      i += fraction;
    }
    if (whole + fraction == 0) {
      return false;
    }
    if (i < text.length() && (text.charAt(i) == 'e' || text.charAt(i) == 'E')) {
      i++;
      i += i < text.length() && (text.charAt(i) == '-' || text.charAt(i) == '+') ? 1 : 0;
      int exponent = digits(text, i);
      if (exponent == 0) {
        return false;
      }
      i += exponent;
    }
    return i == text.length();
  }

  private static int digits(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
      i++;
    }
    return i - from;
  }

  private static BigDecimal parse(String text) {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      // The form was checked, so only the exponent can be too much for BigDecimal.
      throw new IllegalArgumentException(
          "number " + shortened(text) + " is out of DynamoDB's range, 1E-130 to 9.99...E+125", e);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
