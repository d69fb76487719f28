package dev.stator.lineage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as Python writes and reads them. */
final class Numbers {
  /** Digits that are enough to tell any two doubles apart. */
  private static final int MOST_DIGITS = 17;

  private Numbers() {}

  /** The whole number that an atom is, a truth value as 0 or 1; null for any other. */
  static @Nullable BigInteger whole(Atom atom) {
    if (!(atom instanceof Atom.Plain plain)) {
      return null;
    }
    return switch (plain.kind()) {
      case TRUE -> BigInteger.ONE;
      case FALSE -> BigInteger.ZERO;
      case NUMBER -> parsed(plain.text().replace("_", "").toLowerCase(Locale.ROOT));
      default -> null;
    };
  }

  private static @Nullable BigInteger parsed(String written) {
    boolean negative = written.startsWith("-");
    String digits = negative ? written.substring(1) : written;
    int radix =
        digits.startsWith("0x")
            ? 16
            : digits.startsWith("0o") ? 8 : digits.startsWith("0b") ? 2 : 10;
    try {
      BigInteger number = new BigInteger(radix == 10 ? digits : digits.substring(2), radix);
      return negative ? number.negate() : number;
    } catch (NumberFormatException notWhole) {
      return null;
    }
  }

  /** The same as an index, or null for what is none. */
  static @Nullable Integer index(@Nullable Value value) {
    Atom only = value == null ? null : value.only();
    BigInteger whole = only == null ? null : whole(only);
    return whole == null || whole.bitLength() > 31 ? null : whole.intValue();
  }

  /** The floating number that an atom is; null for any other, and for what is not finite. */
  static @Nullable Double floating(Atom atom) {
    if (!(atom instanceof Atom.Plain plain)
        || plain.kind() != Expr.Constant.Kind.NUMBER
        || whole(atom) != null) {
      return null;
    }
    try {
      String text = plain.text().replace("_", "");
      double number = text.matches("[-+.0-9eE]+") ? Double.parseDouble(text) : Double.NaN;
      return Double.isFinite(number) ? number : null;
    } catch (NumberFormatException notFloating) {
      return null;
    }
  }

  /** {@code str(number)}: the shortest digits that mean it. */
  static String shown(double number) {
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(number);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= MOST_DIGITS; digits++) {
      shortest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
      if (shortest.doubleValue() == number) {
        break;
      }
    }
    shortest = shortest.stripTrailingZeros();
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String shown = Math.abs(exponent) < 10 ? "0" + Math.abs(exponent) : "" + Math.abs(exponent);
    return (number < 0 ? "-" : "") + mantissa + "e" + (exponent < 0 ? "-" : "+") + shown;
  }

  /** {@code "%.<digits>f" % number}. */
  static String fixed(BigDecimal exact, int digits) {
    return exact.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
  }

  /** {@code str(atom)} of a number or truth value; null where that is not known. */
  static @Nullable String shown(Atom.Plain plain) {
    if (plain.kind() != Expr.Constant.Kind.NUMBER) {
      return plain.isNone() || plain.kind() == Expr.Constant.Kind.ELLIPSIS ? null : plain.text();
    }
    BigInteger whole = whole(plain);
    Double floating = whole == null ? floating(plain) : null;
    return whole != null ? whole.toString() : floating != null ? shown(floating) : null;
  }
}
