package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

/**
 * Where tokens of Python begin and end, as far as the text around them leaves no doubt; -1 where it
 * does. Not a tokenizer: it confirms what a parser has found.
 */
final class PythonTokens {
  private static final int UNKNOWN = -1;
  private static final String PREFIX_LETTERS = "bfrtu";

  private PythonTokens() {}

  /** The first byte of the next token or comment; unknown after a line that is continued. */
  static int next(byte[] source, int from) {
    if (from == UNKNOWN) {
      return UNKNOWN;
    }
    int at = blanks(source, from);
    return at == source.length || source[at] == '\\' || source[at] < 0 ? UNKNOWN : at;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The end of a name, keyword or number that begins at a place, which is the place for none. */
  static int endOfWord(byte[] source, int start) {
    if (source[start] >= '0' && source[start] <= '9') {
      return start;
    }
    int end = start;
    while (end < source.length && isWord(source[end])) {
      end++;
    }
    return end < source.length && source[end] < 0 ? UNKNOWN : end;
  }

  /** The end of plain digits that are a whole number: nothing of a number follows. */
  static int endOfInteger(byte[] source, int start) {
    int end = start;
    while (end < source.length && source[end] >= '0' && source[end] <= '9') {
      end++;
    }
    boolean more =
        end < source.length && (isWord(source[end]) || source[end] == '.' || source[end] < 0);
    return end == start || more ? UNKNOWN : end;
  }

  static boolean isWord(byte c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  static String text(byte[] source, int start, int end) {
    return new String(source, start, end - start, ISO_8859_1);
  }

  /** Whether a word is a certain one. */
  static boolean isText(byte[] source, int start, int end, String text) {
    if (end - start != text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (source[start + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a byte, seen at the start of a token, is one of those that nothing begins with. */
  static boolean closes(byte c) {
    return c == ',' || c == ')' || c == ']' || c == '}' || c == ';';
  }

  static boolean isQuote(byte[] source, int at) {
    return at < source.length && (source[at] == '"' || source[at] == '\'');
  }

  /** Whether a single {@code =} follows. */
  static boolean isAssigned(byte[] source, int from) {
    int at = from;
    while (at < source.length && source[at] == ' ') {
      at++;
    }
    return at + 1 < source.length && source[at] == '=' && source[at + 1] != '=';
  }

  /** Whether an element of a list or an argument is over: what follows separates or closes. */
  static boolean isElementEnd(byte[] source, int from) {
    int at = blanks(source, from);
    return at < source.length && closes(source[at]);
  }

  static boolean isBeforeColon(byte[] source, int from) {
    int at = blanks(source, from);
    return at + 1 < source.length && source[at] == ':' && source[at + 1] != '=';
  }

  /** Whether nothing follows in the line but a comment. */
  static boolean isLineEnd(byte[] source, int from) {
    int at = nextInLine(source, from);
    if (at < source.length && source[at] == '\r') {
      at++;
      return at == source.length || source[at] == '\n';
    }
    return at == source.length || source[at] == '\n' || source[at] == '#';
  }

  /** The next place of a line that is not blank, which may be the line's end. */
  static int nextInLine(byte[] source, int from) {
    int at = from;
    while (at < source.length && (source[at] == ' ' || source[at] == '\t')) {
      at++;
    }
    return at;
  }

  /** The next place that is neither blank nor in a comment, over the ends of lines. */
  static int nextInBrackets(byte[] source, int from) {
    int at = blanks(source, from);
    while (at < source.length && source[at] == '#') {
      at = blanks(source, endOfLine(source, at));
    }
    return at;
  }

  private static int blanks(byte[] source, int from) {
    int at = from;
    while (at < source.length && isBlank(source[at])) {
      at++;
    }
    return at;
  }

  static int endOfLine(byte[] source, int from) {
    int at = from;
    while (at < source.length && source[at] != '\n') {
      at++;
    }
    return at;
  }

  /** The end of punctuation, a keyword or a comment. */
  static int end(byte[] source, int start) {
    if (start == UNKNOWN) {
      return UNKNOWN;
    }
    byte next = start + 1 < source.length ? source[start + 1] : 0;
    return switch (source[start]) {
      case '(', ')', '[', ']', '{', '}', ',', ';', '@' -> start + 1;
      case ':', '=' -> next == '=' ? UNKNOWN : start + 1;
      case '.' -> next == '.' ? UNKNOWN : start + 1;
      case '-' -> next == '>' ? start + 2 : UNKNOWN;
      case '#' -> endOfLine(source, start);
      default -> {
        int end = endOfWord(source, start);
        yield end > start ? end : UNKNOWN;
      }
    };
  }

  /**
   * The quotes of a string without replacement fields.
   *
   * @param content where its content begins
   * @param end where its content ends
   * @param quotes how many quotes are on each side
   */
  record Quoted(int content, int end, int quotes) {
    int after() {
      return end + quotes;
    }
  }

  /** The string whose prefix begins at a place; null for one that is more than its quotes. */
  static @Nullable Quoted string(byte[] source, int start) {
    int quote = start;
    boolean formatted = false;
    boolean raw = false;
    while (quote < source.length && isWord(source[quote])) {
      int letter = source[quote++] | 0x20;
      if (PREFIX_LETTERS.indexOf(letter) < 0) {
        return null; // a keyword, which a string may follow without a blank
      }
      formatted |= letter == 'f' || letter == 't';
      raw |= letter == 'r';
    }
    if (!isQuote(source, quote)) {
      return null;
    }
    byte mark = source[quote];
    int quotes = isTriple(source, quote, mark) ? 3 : 1;
    for (int at = quote + quotes; at < source.length; at++) {
      byte c = source[at];
      if (c == '\\') {
        if (raw) {
          return null; // the grammar has content of its own for some of these
        }
        at++;
      } else if (formatted && (c == '{' || c == '}')) {
        return null;
      } else if (c == mark && (quotes == 1 || isTriple(source, at, mark))) {
        return new Quoted(quote + quotes, at, quotes);
      }
    }
    return null;
  }

  private static boolean isTriple(byte[] source, int at, byte mark) {
    return at + 2 < source.length
        && source[at] == mark
        && source[at + 1] == mark
        && source[at + 2] == mark;
  }
}
