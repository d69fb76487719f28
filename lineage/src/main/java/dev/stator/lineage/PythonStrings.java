package dev.stator.lineage;

import org.jspecify.annotations.Nullable;

/** The text that a Python string token stands for. */
final class PythonStrings {
  private PythonStrings() {}

  /** The letters before the opening quote, in lower case. */
  static String prefix(byte[] source, int start) {
    StringBuilder letters = new StringBuilder(2);
    for (int i = start; i < source.length && source[i] != '"' && source[i] != '\''; i++) {
      letters.append((char) (source[i] | 0x20));
    }
    return letters.toString();
  }

  /**
   * Replaces the escapes of a string body; an escape that Python does not know stays as it is. Null
   * where a character is meant by a name that is not known here.
   */
  static @Nullable String unescape(String body) {
    int next = body.indexOf('\\');
    if (next < 0) {
      return body;
    }
    StringBuilder text = new StringBuilder(body.length());
    int from = 0;
    while (next >= 0 && next + 1 < body.length()) {
      text.append(body, from, next);
      char escape = body.charAt(next + 1);
      from = next + 2;
      switch (escape) {
        case '\n' -> {}
        case '\\', '\'', '"' -> text.append(escape);
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'a' -> text.append('\u0007');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'v' -> text.append('\u000b');
        case '0', '1', '2', '3', '4', '5', '6', '7' -> from = octal(body, from - 1, text);
        case 'N' -> {
          int end = body.indexOf('}', from);
          int named =
              end < 0 || body.charAt(from) != '{' ? -1 : named(body.substring(from + 1, end));
          if (named < 0) {
            return null;
          }
          text.appendCodePoint(named);
          from = end + 1;
        }
        case 'x' -> from = code(body, from, 2, text);
        case 'u' -> from = code(body, from, 4, text);
        case 'U' -> from = code(body, from, 8, text);
        default -> text.append('\\').append(escape);
      }
      next = body.indexOf('\\', from);
    }
    return text.append(body, Math.min(from, body.length()), body.length()).toString();
  }

  private static int octal(String body, int from, StringBuilder text) {
    int value = 0;
    int end = from;
    while (end < body.length() && end < from + 3 && Character.digit(body.charAt(end), 8) >= 0) {
      value = value * 8 + Character.digit(body.charAt(end++), 8);
    }
    text.appendCodePoint(value);
    return end;
  }

  /** The character of a name of Unicode, or -1. */
  private static int named(String name) {
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException unknown) {
      return -1;
    }
  }

  private static int code(String body, int from, int digits, StringBuilder text) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = i < body.length() ? Character.digit(body.charAt(i), 16) : -1;
      if (digit < 0) {
        text.append(body, from - 2, from);
        return from;
      }
      value = value << 4 | digit;
    }
    if (Character.isValidCodePoint(value)) {
      text.appendCodePoint(value);
    }
    return from + digits;
  }
}
