package dev.stator.item.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The inner loops: strings, numbers and base64 inside a JSON text of UTF-8 bytes.
 *
 * <p>Each scan takes the text, where to begin and where the text ends, and gives back where it
 * stopped. A scan that finds a fault throws {@link Fault}, which has no stack trace and no path:
 * the reader that called makes the {@link MalformedJsonException} from it.
 *
 * <p>Strings are looked at eight bytes at a time; {@link #ends} says how.
 */
final class JsonText {
  /** A fault in the text: what, and where. Costs nothing until its message is wanted. */
  static final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final int at;

    Fault(String problem, int at) {
      super(problem, null, false, false);
      this.at = at;
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  static final VarHandle SHORTS =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;
  private static final long QUOTES = 0x2222222222222222L;
  private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;
  private static final long SPACES = 0x2020202020202020L;

  /** Value of a base64 character, or -1. */
  private static final byte[] BASE64 = base64Values();

  private JsonText() {}

  static int whitespace(byte[] b, int from, int end) {
    int p = from;
    while (p < end && (b[p] == ' ' || b[p] == '\n' || b[p] == '\r' || b[p] == '\t')) {
      p++;
    }
    return p;
  }

  /**
   * Marks where plain characters end in eight bytes of a string: the lowest bit set lies in the
   * first byte that is a quote, a backslash, a control character or not ASCII; 0 if there is none.
   *
   * <p>A byte under 0x80 gets its high bit by taking 1 from 0 or 0x20 from less, so {@code (x ^
   * 0x2222...) - 0x0101...} marks quotes. Taking borrows from the next byte, so that one may be
   * marked wrongly: but only above a true mark. Bytes from 0x80 on mark themselves.
   */
  static long ends(long x) {
    return (((x ^ QUOTES) - ONES) | ((x ^ BACKSLASHES) - ONES) | (x - SPACES) | x) & HIGHS;
  }

  /** Marks backslashes alone: the lowest bit set lies in the first of them; 0 if there is none. */
  private static long backslashes(long x) {
    long other = x ^ BACKSLASHES;
    return (other - ONES) & ~other & HIGHS;
  }

  /**
   * Scans a string from the byte behind its opening quote and checks its UTF-8 and its escapes.
   *
   * @return the index of the closing quote, or its complement ({@code ~index}) if the string has
   *     escapes
   */
  static int string(byte[] b, int from, int end) {
    int p = from;
    boolean escaped = false;
    while (true) {
      while (p + 8 <= end) {
        long ends = ends((long) LONGS.get(b, p));
        if (ends != 0) {
          p += Long.numberOfTrailingZeros(ends) >>> 3;
          break;
        }
        p += 8;
      }
      if (p >= end) {
        throw new Fault("the string is not closed", from - 1);
      }
      int c = b[p];
      if (c == '"') {
        return escaped ? ~p : p;
      } else if (c == '\\') {
        escaped = true;
        p = escape(b, p, end);
      } else if (c < 0) {
        p = utf8(b, p, end);
      } else if (c < 0x20) {
        throw new Fault("a control character stands unescaped in a string", p);
      } else {
        p++;
      }
    }
  }

  /** Checks one or more characters that are not ASCII. */
  private static int utf8(byte[] b, int from, int end) {
    int p = from;
    while (p < end && b[p] < 0) {
      int lead = b[p] & 0xFF;
      int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
      if (lead < 0xC2 || lead > 0xF4 || p + length > end) {
        throw new Fault("the text is not UTF-8", p);
      }
      int second = b[p + 1] & 0xFF;
      boolean wellFormed =
          switch (lead) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF; // else overlong
            case 0xED -> second >= 0x80 && second <= 0x9F; // else a surrogate
            case 0xF0 -> second >= 0x90 && second <= 0xBF; // else overlong
            case 0xF4 -> second >= 0x80 && second <= 0x8F; // else past U+10FFFF
            default -> second >= 0x80 && second <= 0xBF;
          };
      for (int i = 2; i < length; i++) {
        wellFormed &= (b[p + i] & 0xC0) == 0x80;
      }
      if (!wellFormed) {
        throw new Fault("the text is not UTF-8", p);
      }
      p += length;
    }
    return p;
  }

  /** Checks the escape at a backslash. */
  private static int escape(byte[] b, int at, int end) {
    if (at + 1 < end) {
      switch (b[at + 1]) {
        case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
          return at + 2;
        }
        case 'u' -> {
          int unit = hex4(b, at, end);
          if (unit < 0xD800 || unit > 0xDFFF) {
            return at + 6;
          }
          boolean pair = unit <= 0xDBFF && at + 12 <= end && b[at + 6] == '\\' && b[at + 7] == 'u';
          if (pair) {
            int low = hex4(b, at + 6, end);
            if (low >= 0xDC00 && low <= 0xDFFF) {
              return at + 12;
            }
          }
          throw new Fault("an escape is half of a surrogate pair", at);
        }
        default -> {}
      }
    }
    throw new Fault("a backslash begins no escape that JSON knows", at);
  }

  private static int hex4(byte[] b, int at, int end) {
    if (at + 6 > end) {
      throw new Fault("a \\u escape wants four hexadecimal digits", at);
    }
    int unit = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = Character.digit(b[i], 16);
      if (b[i] < 0 || digit < 0) {
        throw new Fault("a \\u escape wants four hexadecimal digits", at);
      }
      unit = (unit << 4) | digit;
    }
    return unit;
  }

  /** The content of a checked string, its escapes resolved. */
  static String decode(byte[] b, int start, int end, boolean escaped) {
    if (!escaped) {
      return new String(b, start, end - start, StandardCharsets.UTF_8);
    }
    byte[] plain = new byte[end - start];
    return new String(plain, 0, unescape(b, start, end, plain), StandardCharsets.UTF_8);
  }

  /**
   * Writes a checked string's content to {@code out}, its escapes resolved: never longer than it
   * was, so {@code out} has to have room for that.
   *
   * @return how many bytes it became
   */
  static int unescape(byte[] b, int start, int end, byte[] out) {
    int n = 0;
    int p = start;
    while (p < end) {
      while (p + 8 <= end) {
        long word = (long) LONGS.get(b, p);
        LONGS.set(out, n, word);
        long backslashes = backslashes(word);
        if (backslashes != 0) {
          int plain = Long.numberOfTrailingZeros(backslashes) >>> 3;
          p += plain;
          n += plain;
          break;
        }
        p += 8;
        n += 8;
      }
      if (p < end && b[p] != '\\') {
        out[n++] = b[p++];
      } else if (p < end) {
        int c = b[p + 1];
        if (c == 'u') {
          int point = codePoint(b, p, end);
          n = encode(point, out, n);
          p += point < 0x10000 ? 6 : 12;
        } else {
          out[n++] = unescaped(c);
          p += 2;
        }
      }
    }
    return n;
  }

  /** The code point that a checked {@code u} escape, or a pair of them, stands for. */
  private static int codePoint(byte[] b, int at, int end) {
    int unit = hex4(b, at, end);
    return Character.isHighSurrogate((char) unit)
        ? Character.toCodePoint((char) unit, (char) hex4(b, at + 6, end))
        : unit;
  }

  /** What a character behind a backslash stands for; not for u. */
  private static byte unescaped(int c) {
    return switch (c) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> (byte) c;
    };
  }

  /** Writes a code point as UTF-8. */
  static int encode(int point, byte[] out, int at) {
    int n = at;
    if (point < 0x80) {
      out[n++] = (byte) point;
    } else if (point < 0x800) {
      out[n++] = (byte) (0xC0 | (point >> 6));
      out[n++] = (byte) (0x80 | (point & 0x3F));
    } else if (point < 0x10000) {
      out[n++] = (byte) (0xE0 | (point >> 12));
      out[n++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      out[n++] = (byte) (0x80 | (point & 0x3F));
    } else {
      out[n++] = (byte) (0xF0 | (point >> 18));
      out[n++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      out[n++] = (byte) (0x80 | ((point >> 6) & 0x3F));
      out[n++] = (byte) (0x80 | (point & 0x3F));
    }
    return n;
  }

  /** Scans a JSON number (RFC 8259, section 6) and gives back the index behind it. */
  static int number(byte[] b, int from, int end) {
    int p = from < end && b[from] == '-' ? from + 1 : from;
    int digits = digits(b, p, end);
    if (digits == 0 || (digits > 1 && b[p] == '0')) {
      throw new Fault("this is no JSON number", from);
    }
    p += digits;
    if (p < end && b[p] == '.') {
      digits = digits(b, ++p, end);
      if (digits == 0) {
        throw new Fault("this is no JSON number", from);
      }
      p += digits;
    }
    if (p < end && (b[p] == 'e' || b[p] == 'E')) {
      p++;
      p += p < end && (b[p] == '-' || b[p] == '+') ? 1 : 0;
      digits = digits(b, p, end);
      if (digits == 0) {
        throw new Fault("this is no JSON number", from);
      }
      p += digits;
    }
    return p;
  }

  private static int digits(byte[] b, int from, int end) {
    int p = from;
    while (p < end && b[p] >= '0' && b[p] <= '9') {
      p++;
    }
    return p - from;
  }

  /**
   * The end of a DynamoDB number's canonical text, which is at the quote behind it: no exponent, no
   * needless zero, at most 38 digits. Almost every number of a response is one.
   *
   * @return the index of the quote, or -1 if anything else is there
   */
  static int canonicalNumber(byte[] b, int from, int end) {
    int p = from < end && b[from] == '-' ? from + 1 : from;
    int whole = p;
    while (p < end && isDigit(b[p])) {
      p++;
    }
    int digits = p - whole;
    if (digits == 0 || p >= end || (b[whole] == '0' && digits > 1)) {
      return -1;
    }
    if (b[p] == '.') {
      int fraction = ++p;
      while (p < end && isDigit(b[p])) {
        p++;
      }
      digits += p - fraction;
      if (p == fraction || p >= end || b[p - 1] == '0') {
        return -1;
      }
    } else if (b[whole] == '0' && whole > from) {
      return -1; // "-0"
    }
    return b[p] == '"' && digits <= 38 ? p : -1;
  }

  private static boolean isDigit(byte c) {
    return c >= '0' && c <= '9';
  }

  /**
   * The end of base64 with padding (RFC 4648, section 4) and its unused bits zero, which is at the
   * quote behind it.
   *
   * @return the index of the quote, or -1 if anything else is there
   */
  static int base64(byte[] b, int from, int end) {
    int p = from;
    while (p + 8 < end && isBase64((long) LONGS.get(b, p))) {
      p += 8;
    }
    while (p + 4 < end
        && (BASE64[b[p] & 0xFF]
                | BASE64[b[p + 1] & 0xFF]
                | BASE64[b[p + 2] & 0xFF]
                | BASE64[b[p + 3] & 0xFF])
            >= 0) {
      p += 4;
    }
    if (p + 4 < end && b[p] != '"') {
      // What is neither whole nor the end can only be padded.
      int unused = b[p + 2] == '=' ? 0x0F : 0x03;
      int third = b[p + 2] == '=' ? BASE64[b[p + 1] & 0xFF] : BASE64[b[p + 2] & 0xFF];
      boolean padded =
          b[p + 3] == '='
              && (BASE64[b[p] & 0xFF] | BASE64[b[p + 1] & 0xFF] | third) >= 0
              && (third & unused) == 0;
      p = padded ? p + 4 : end;
    }
    return p < end && b[p] == '"' ? p : -1;
  }

  /**
   * Whether eight bytes are characters of base64. Each of the ranges a-z (and A-Z, by a bit more),
   * /-9 and + leaves its high bits where a byte is in it: adding carries past 0x80 from its lower
   * end on, and what is taken from 0x80 and its upper end stays there up to that. No byte under
   * 0x80 carries into the next one so.
   */
  private static boolean isBase64(long x) {
    long lower = x | SPACES;
    long letters = (lower + (0x80 - 'a') * ONES) & ((0x80 + 'z') * ONES - lower);
    long digits = (x + (0x80 - '/') * ONES) & ((0x80 + '9') * ONES - x);
    long plus = HIGHS - (x ^ '+' * ONES);
    return ((letters | digits | plus) & ~x & HIGHS) == HIGHS;
  }

  /** A text in quotes for a message, cut if it is long. */
  static String shown(String text) {
    return text.length() <= 60 ? '"' + text + '"' : '"' + text.substring(0, 60) + "...\"";
  }

  private static byte[] base64Values() {
    byte[] values = new byte[256];
    java.util.Arrays.fill(values, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (int i = 0; i < alphabet.length(); i++) {
      values[alphabet.charAt(i)] = (byte) i;
    }
    return values;
  }
}
