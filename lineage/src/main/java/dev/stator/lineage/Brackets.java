package dev.stator.lineage;

import java.util.Arrays;

/**
 * Where the brackets of a source close, each found when it is asked for and at once for all inside
 * it, so that no text is searched twice. Right where the source has no syntax error.
 */
final class Brackets {
  /** Of a bracket with a string or another thing inside of which the end is not certain. */
  static final int OPEN = -1;

  private final byte[] source;

  /** By the offset of a bracket, the place after the one that closes it; 0 where not yet known. */
  private final int[] closings;

  private int[] around = new int[16];

  Brackets(byte[] source) {
    this.source = source;
    this.closings = new int[source.length];
  }

  static boolean opens(byte c) {
    return c == '(' || c == '[' || c == '{';
  }

  /** The place after the bracket that closes the one at a place, or {@link #OPEN}. */
  int after(int bracket) {
    if (closings[bracket] == 0) {
      match(bracket);
    }
    return closings[bracket];
  }

  /** Has a bracket be taken for one whose end is not certain. */
  void leaveOpen(int bracket) {
    closings[bracket] = OPEN;
  }

  private void match(int bracket) {
    int nested = 0;
    int at = bracket;
    do {
      byte c = at < source.length ? source[at] : 0;
      if (opens(c)) {
        if (nested == around.length) {
          around = Arrays.copyOf(around, nested * 2);
        }
        around[nested++] = at++;
      } else if (c == ')' || c == ']' || c == '}') {
        closings[around[--nested]] = ++at;
      } else {
        at = after(at, c);
      }
    } while (nested > 0 && at != OPEN);
    while (nested > 0) {
      closings[around[--nested]] = OPEN;
    }
  }

  /** The end of what begins at a place and is no bracket. */
  private int after(int at, byte c) {
    if (c == '#') {
      return PythonTokens.endOfLine(source, at);
    } else if (c == 0 || c == '\\' || c < 0) {
      return OPEN;
    } else if (!PythonTokens.isWord(c) && !PythonTokens.isQuote(source, at)) {
      return at + 1;
    }
    int end = at;
    while (end < source.length && PythonTokens.isWord(source[end])) {
      end++;
    }
    if (!PythonTokens.isQuote(source, end)) {
      return end;
    }
    PythonTokens.Quoted string = PythonTokens.string(source, at);
    return string == null ? OPEN : string.after();
  }
}
