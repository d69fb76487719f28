package dev.stator.item.expression;

import dev.stator.item.expression.Token.Kind;

/** Cuts an expression into words. */
final class Lexer {
  /** Longest first, so that {@code <=} is not taken for {@code <}. */
  private static final String[] SYMBOLS = {
    "<>", "<=", ">=", "!=", "==", "<<", ">>", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ".",
    "+", "-"
  };

  private final String kind;
  private final String text;
  private int at;

  Lexer(String kind, String text) {
    this.kind = kind;
    this.text = text;
  }

  Token next() {
    skipWhitespace();
    if (at == text.length()) {
      return new Token(Kind.END, "", at, at);
    }
    char c = text.charAt(at);
    if (c == '\'' || c == '"') {
      return quoted(Kind.STRING, "string");
    }
    if (c == '`') {
      return quoted(Kind.QUOTED_NAME, "name");
    }
    if (c == '#' || c == ':') {
      int end = wordEnd(at + 1);
      if (end == at + 1) {
        throw error(at, "\"" + c + "\" needs a name after it");
      }
      return token(c == '#' ? Kind.NAME_PLACEHOLDER : Kind.VALUE_PLACEHOLDER, end);
    }
    if (isDigit(at) || ((c == '-' || c == '+') && isDigit(at + 1))) {
      return number();
    }
    if (c != '-' && isWordPart(at)) {
      return token(Kind.WORD, wordEnd(at));
    }
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, at)) {
        return token(Kind.SYMBOL, at + symbol.length());
      }
    }
    throw error(at, "unexpected \"" + Character.toString(text.codePointAt(at)) + "\"");
  }

  /** A list's index, which unlike a number has nothing but digits. */
  Token nextIndex() {
    int end = at;
    while (end < text.length() && isDigit(end)) {
      end++;
    }
    if (end == at) {
      throw error(at, "expected the number of an element, as in [0]");
    }
    return token(Kind.NUMBER, end);
  }

  /** The colon between a name and its value, which elsewhere begins a placeholder. */
  void nextColon() {
    skipWhitespace();
    if (at == text.length() || text.charAt(at) != ':') {
      throw error(at, "expected a colon, as in {\"name\": \"value\"}");
    }
    at++;
  }

  ExpressionSyntaxException error(int index, String problem) {
    return new ExpressionSyntaxException(kind, text, index, problem);
  }

  private void skipWhitespace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private Token quoted(Kind tokenKind, String what) {
    int start = at;
    char quote = text.charAt(start);
    StringBuilder content = new StringBuilder();
    for (int i = start + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != quote) {
        content.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
        content.append(c);
        i++;
      } else {
        at = i + 1;
        return new Token(tokenKind, content.toString(), start, at);
      }
    }
    throw error(start, "the " + what + " that begins here has no closing " + quote);
  }

  private Token number() {
    int end = at + 1;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean sign = (c == '-' || c == '+') && (text.charAt(end - 1) | 0x20) == 'e';
      if (!sign && c != '.' && (!isWordPart(end) || c == '-')) {
        break;
      }
      end++;
    }
    return token(Kind.NUMBER, end);
  }

  private boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  /** A hyphen is part of a word, for attributes are called so; a minus has a blank before it. */
  private boolean isWordPart(int index) {
    char c = text.charAt(index);
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || Character.isSurrogate(c);
  }

  private int wordEnd(int index) {
    int end = index;
    while (end < text.length() && isWordPart(end)) {
      end++;
    }
    return end;
  }

  private Token token(Kind tokenKind, int end) {
    int start = at;
    at = end;
    return new Token(tokenKind, text.substring(start, end), start, end);
  }
}
