package dev.stator.lineage;

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

  /** Replaces the escapes of a string body; an escape that Python does not know stays as it is. */
  static String unescape(String body) {
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
        case 'x' -> from = code(body, from, 2, text);
        case 'u' -> from = code(body, from, 4, text);
        case 'U' -> from = code(body, from, 8, text);
        default -> text.append('\\').append(escape);
      }
      next = body.indexOf('\\', from);
    }
    return text.append(body, Math.min(from, body.length()), body.length()).toString();
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
