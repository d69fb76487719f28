package dev.stator.item.expression;

/** A text is not the expression it should be. The message says where in the text, and why. */
public final class ExpressionSyntaxException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN_BEFORE = 50;
  private static final int SHOWN_AFTER = 30;

  private final String text;
  private final int position;

  ExpressionSyntaxException(String kind, String text, int index, String problem) {
    super("bad " + kind + " at " + (index + 1) + ": " + problem);
    this.text = text;
    this.position = index + 1;
  }

  /** Where in the text it went wrong, in characters; the first is 1. */
  public int position() {
    return position;
  }

  /** Two lines: the text around the place, and a caret below the place. */
  public String excerpt() {
    int index = position - 1;
    int from = Math.max(0, index - SHOWN_BEFORE);
    int to = Math.min(text.length(), index + SHOWN_AFTER);
    String before = from > 0 ? "..." : "";
    String after = to < text.length() ? "..." : "";
    // One column a character, whatever the characters are.
    String line = before + text.substring(from, to).replaceAll("\\p{Cntrl}", " ") + after;
    return line + "\n" + " ".repeat(before.length() + index - from) + "^";
  }
}
