package dev.stator.lineage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The format specification mini-language of Python's {@code format()}, and what the fields of its
 * {@code %} operator share with it.
 *
 * @see <a href="https://docs.python.org/3/library/string.html#formatspec">formatspec</a>
 */
record FormatSpec(
    String fill,
    char align,
    String sign,
    boolean alternate,
    int width,
    String grouping,
    int precision,
    char type) {
  /** A wider field than this is not filled. */
  private static final int WIDEST = 255;

  private static final char NONE = '\0';

  private static final Pattern WRITTEN =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{0,3})([,_])?(?:\\.(\\d{1,3}))?([a-zA-Z%])?",
          Pattern.DOTALL);

  /** {@code format(atom, specification)}; null where Python refuses it or it is not known. */
  static @Nullable String formatted(Atom atom, String specification) {
    if (specification.isEmpty()) {
      return Texts.shown(atom);
    }
    Matcher written = WRITTEN.matcher(specification);
    if (!written.matches()) {
      return null;
    }
    boolean text = atom instanceof Atom.Text;
    boolean zeros = written.group(5) != null;
    String fill = written.group(1) != null ? written.group(1) : zeros ? "0" : " ";
    char align =
        written.group(2) != null ? written.group(2).charAt(0) : text ? '<' : zeros ? '=' : '>';
    FormatSpec spec =
        new FormatSpec(
            fill,
            align,
            written.group(3) == null ? "" : written.group(3),
            written.group(4) != null,
            written.group(6).isEmpty() ? 0 : Integer.parseInt(written.group(6)),
            written.group(7) == null ? "" : written.group(7),
            written.group(8) == null ? -1 : Integer.parseInt(written.group(8)),
            written.group(9) == null ? NONE : written.group(9).charAt(0));
    return text ? spec.text(Texts.shown(atom)) : spec.number(atom);
  }

  private @Nullable String text(@Nullable String text) {
    if (text == null
        || !sign.isEmpty()
        || alternate
        || align == '='
        || !grouping.isEmpty()
        || (type != NONE && type != 's')) {
      return null;
    }
    return padded("", cut(text, precision));
  }

  static String cut(String text, int precision) {
    return precision < 0 || precision >= text.length() ? text : text.substring(0, precision);
  }

  private @Nullable String number(Atom atom) {
    BigInteger whole = Numbers.whole(atom);
    Double floating = Numbers.floating(atom);
    boolean fixed = type == 'f' || type == 'F' || type == '%';
    BigDecimal exact =
        whole != null ? new BigDecimal(whole) : floating != null ? new BigDecimal(floating) : null;
    if (fixed && exact != null) {
      return fixed(exact, floating);
    }
    if (floating != null) {
      return type == NONE && precision < 0 && grouping.isEmpty() && !alternate
          ? signed(Numbers.shown(floating), "")
          : null;
    }
    return whole == null || precision >= 0 ? null : whole(whole);
  }

  private @Nullable String fixed(BigDecimal exact, @Nullable Double floating) {
    boolean negativeZero = floating != null && floating <= 0 && 1 / floating < 0 && floating == 0;
    BigDecimal shown = type == '%' ? exact.movePointRight(2) : exact;
    boolean large = exact.abs().compareTo(BigDecimal.valueOf(1L << 53)) > 0;
    if (negativeZero || large || alternate || (type == '%' && floating != null)) {
      return null;
    }
    String digits = Numbers.fixed(shown.abs(), precision < 0 ? 6 : precision);
    int dot = digits.indexOf('.');
    String before = dot < 0 ? digits : digits.substring(0, dot);
    String grouped = grouped(before, 3) + (dot < 0 ? "" : digits.substring(dot));
    return signed((exact.signum() < 0 ? "-" : "") + grouped + (type == '%' ? "%" : ""), "");
  }

  private @Nullable String whole(BigInteger whole) {
    int radix =
        switch (Character.toLowerCase(type)) {
          case NONE, 'd' -> 10;
          case 'x' -> 16;
          case 'o' -> 8;
          case 'b' -> 2;
          default -> 0;
        };
    if (radix == 0
        || type == 'D'
        || type == 'O'
        || type == 'B'
        || (radix != 10 && grouping.equals(","))) {
      return null;
    }
    String digits = grouped(whole.abs().toString(radix), radix == 10 ? 3 : 4);
    String prefix = alternate && radix != 10 ? "0" + Character.toLowerCase(type) : "";
    if (type == 'X') {
      digits = digits.toUpperCase(Locale.ROOT);
      prefix = prefix.toUpperCase(Locale.ROOT);
    }
    return signed((whole.signum() < 0 ? "-" : "") + digits, prefix);
  }

  private String grouped(String digits, int size) {
    if (grouping.isEmpty()) {
      return digits;
    }
    StringBuilder grouped = new StringBuilder(digits);
    for (int at = digits.length() - size; at > 0; at -= size) {
      grouped.insert(at, grouping);
    }
    return grouped.toString();
  }

  /** With its sign, and a prefix after that; null where zeros would have to be grouped too. */
  private @Nullable String signed(String number, String prefix) {
    if (!grouping.isEmpty() && align == '=' && width > number.length()) {
      return null;
    }
    boolean negative = number.startsWith("-");
    String before = negative ? "-" : sign.equals("-") ? "" : sign;
    return padded(before + prefix, negative ? number.substring(1) : number);
  }

  private @Nullable String padded(String before, String text) {
    if (width > WIDEST) {
      return null;
    }
    int missing = Math.max(0, width - before.length() - text.codePointCount(0, text.length()));
    return switch (align) {
      case '<' -> before + text + fill.repeat(missing);
      case '^' -> fill.repeat(missing / 2) + before + text + fill.repeat(missing - missing / 2);
      case '=' -> before + fill.repeat(missing) + text;
      default -> fill.repeat(missing) + before + text;
    };
  }

  /**
   * One field of the {@code %} operator; null where Python refuses it or it is not known.
   *
   * @param flags of {@code #0- +}
   * @param width 0 for none
   * @param precision -1 for none
   */
  static @Nullable String percent(
      Atom atom, String flags, int width, int precision, char conversion) {
    boolean left = flags.indexOf('-') >= 0;
    boolean zeros = flags.indexOf('0') >= 0 && !left;
    String sign = flags.indexOf('+') >= 0 ? "+" : flags.indexOf(' ') >= 0 ? " " : "";
    boolean alternate = flags.indexOf('#') >= 0;
    switch (conversion) {
      case 's', 'r', 'a' -> {
        String shown = conversion == 's' ? Texts.shown(atom) : Texts.represented(atom);
        return shown == null || (conversion == 'a' && !Texts.isAscii(shown))
            ? null
            : of(left ? '<' : '>', " ", "", false, width, NONE).padded("", cut(shown, precision));
      }
      case 'd', 'i', 'u', 'x', 'X', 'o' -> {
        BigInteger whole = Numbers.whole(atom);
        Double floating = Numbers.floating(atom);
        boolean decimal = conversion != 'x' && conversion != 'X' && conversion != 'o';
        if (whole == null && floating != null && decimal) {
          whole = new BigDecimal(floating).toBigInteger();
        }
        return whole == null || precision >= 0
            ? null
            : of(
                    left ? '<' : zeros ? '=' : '>',
                    zeros ? "0" : " ",
                    sign,
                    alternate,
                    width,
                    decimal ? 'd' : conversion)
                .whole(whole);
      }
      case 'f', 'F' -> {
        FormatSpec spec =
            new FormatSpec(
                zeros ? "0" : " ",
                left ? '<' : zeros ? '=' : '>',
                sign,
                alternate,
                width,
                "",
                precision,
                'f');
        return spec.number(atom);
      }
      default -> {
        return null;
      }
    }
  }

  private static FormatSpec of(
      char align, String fill, String sign, boolean alternate, int width, char type) {
    return new FormatSpec(fill, align, sign, alternate, width, "", -1, type);
  }
}
