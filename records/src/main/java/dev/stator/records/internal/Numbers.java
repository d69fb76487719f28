package dev.stator.records.internal;

import dev.stator.item.AttributeType;
import dev.stator.item.DynamoNumber;
import dev.stator.item.json.ItemReader;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.Instant;

/**
 * Numbers of Java from and to those of DynamoDB, without loss: what does not fit is a fault.
 *
 * <p>The usual number, a plain decimal of at most 18 digits, goes from the bytes into a {@code
 * long} of its digits; any other takes the way over {@link DynamoNumber}. A {@code double} of at
 * most 2^53 in digits and 22 places is one exact division (Clinger, "How to read floating point
 * numbers accurately", 1990).
 */
public final class Numbers {
  /** The digits are not plain, or too many. */
  private static final long OTHER = Long.MIN_VALUE;

  private static final double[] POWERS_OF_TEN = {
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18
  };

  private Numbers() {}

  /** Reads an N that is a {@code long}. */
  public static long longValue(ItemReader in) {
    return integer(in, Long.MIN_VALUE, Long.MAX_VALUE, "long");
  }

  /** Reads an N that is an {@code int}. */
  public static int intValue(ItemReader in) {
    return (int) integer(in, Integer.MIN_VALUE, Integer.MAX_VALUE, "int");
  }

  /** Reads an N that is a {@code short}. */
  public static short shortValue(ItemReader in) {
    return (short) integer(in, Short.MIN_VALUE, Short.MAX_VALUE, "short");
  }

  /** Reads an N that is a {@code byte}. */
  public static byte byteValue(ItemReader in) {
    return (byte) integer(in, Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
  }

  /** Reads an N of seconds since 1970. */
  public static Instant epochSecond(ItemReader in) {
    return Instant.ofEpochSecond(
        integer(in, Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond(), "Instant"));
  }

  /** Reads an N that is a {@code double}. */
  public static double doubleValue(ItemReader in) {
    pass(in);
    long digits = digits(in);
    if (digits != OTHER && Math.abs(digits) <= 1L << 53) {
      return digits / POWERS_OF_TEN[places(in)];
    }
    BigDecimal number = decimal(in);
    double value = number.doubleValue();
    // What Java printed before JDK 19 is not always the shortest, and is in tables all the same.
    if (number.precision() <= 15 || new BigDecimal(Double.toString(value)).compareTo(number) == 0) {
      return value;
    }
    try {
      return DynamoNumber.of(number).doubleValueExact();
    } catch (ArithmeticException e) {
      throw doesNotFit(number, "double");
    }
  }

  /** Reads an N that is a {@code float}. */
  public static float floatValue(ItemReader in) {
    pass(in);
    BigDecimal number = decimal(in);
    float value = number.floatValue();
    if (Float.isInfinite(value)) {
      throw doesNotFit(number, "float");
    }
    boolean exact =
        (number.precision() <= 6 && Math.abs(value) >= Float.MIN_NORMAL)
            || new BigDecimal(Float.toString(value)).compareTo(number) == 0
            || (number.precision() <= 8
                && new BigDecimal(value)
                        .round(new MathContext(number.precision()))
                        .compareTo(number)
                    == 0);
    if (!exact) {
      throw doesNotFit(number, "float");
    }
    return value;
  }

  /** Reads an N. */
  public static BigDecimal bigDecimal(ItemReader in) {
    pass(in);
    return decimal(in);
  }

  /** Reads an N that is a whole number. */
  public static BigInteger bigInteger(ItemReader in) {
    pass(in);
    BigDecimal number = decimal(in);
    try {
      return number.toBigIntegerExact();
    } catch (ArithmeticException e) {
      throw doesNotFit(number, "BigInteger");
    }
  }

  /** Reads an N. */
  public static DynamoNumber dynamoNumber(ItemReader in) {
    Fault.expect(in, AttributeType.N);
    return in.number();
  }

  /** The number of a {@code double}; 0 for both zeros. */
  public static DynamoNumber of(double value) {
    long whole = (long) value;
    return whole == value && Math.abs(whole) <= 1L << 53
        ? DynamoNumber.of(whole)
        : DynamoNumber.of(value);
  }

  /** The number of a {@code float}, by its own shortest decimal; 0 for both zeros. */
  public static DynamoNumber of(float value) {
    return Float.isNaN(value) || Float.isInfinite(value)
        ? DynamoNumber.of((double) value)
        : DynamoNumber.of(new BigDecimal(Float.toString(value)));
  }

  private static long integer(ItemReader in, long min, long max, String type) {
    pass(in);
    long value = digits(in);
    if (value == OTHER || places(in) > 0) {
      try {
        value = DynamoNumber.of(in.scalarText()).longValueExact();
      } catch (ArithmeticException e) {
        throw doesNotFit(decimal(in), type);
      }
    }
    if (value < min || value > max) {
      throw doesNotFit(value, type);
    }
    return value;
  }

  private static void pass(ItemReader in) {
    Fault.expect(in, AttributeType.N);
    in.scalar();
  }

  /** The scalar's digits as one number, its point left out; or OTHER. */
  private static long digits(ItemReader in) {
    int from = in.scalarStart();
    int to = in.scalarEnd();
    byte[] b = in.array();
    boolean negative = b[from] == '-';
    if (to - from > 18) {
      return OTHER;
    }
    long digits = 0;
    for (int i = negative ? from + 1 : from; i < to; i++) {
      int digit = b[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
      } else if (b[i] != '.') {
        return OTHER;
      }
    }
    return negative ? -digits : digits;
  }

  /** How many digits of such a scalar are behind the point. */
  private static int places(ItemReader in) {
    byte[] b = in.array();
    for (int i = in.scalarEnd() - 1; i >= in.scalarStart(); i--) {
      if (b[i] == '.') {
        return in.scalarEnd() - 1 - i;
      }
    }
    return 0;
  }

  private static BigDecimal decimal(ItemReader in) {
    long digits = digits(in);
    if (digits != OTHER) {
      int places = places(in);
      if (places == 0 || digits % 10 != 0) {
        return BigDecimal.valueOf(digits, places);
      }
    }
    return DynamoNumber.of(in.scalarText()).bigDecimal();
  }

  private static Fault doesNotFit(Object number, String type) {
    return new Fault("number " + number + " does not fit " + type + " exactly");
  }
}
