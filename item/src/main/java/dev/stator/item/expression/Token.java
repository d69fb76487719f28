package dev.stator.item.expression;

/**
 * A word of an expression.
 *
 * @param text the word as typed; of a quoted one, what is between the quotes
 * @param start where it begins
 * @param end where it ends
 */
record Token(Kind kind, String text, int start, int end) {

  enum Kind {
    /** A bare word: an attribute, a function or a keyword, as its place decides. */
    WORD,
    /** An attribute's name in backticks. */
    QUOTED_NAME,
    STRING,
    NUMBER,
    /** {@code #name}. */
    NAME_PLACEHOLDER,
    /** {@code :value}. */
    VALUE_PLACEHOLDER,
    /** Punctuation and comparators. */
    SYMBOL,
    END
  }

  boolean is(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String keyword) {
    return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
  }

  /** As an error names it. */
  String described() {
    return kind == Kind.END ? "the end" : "\"" + text + "\"";
  }
}
