package dev.stator.lineage;

import java.util.Arrays;
import java.util.BitSet;

/**
 * How large the state of the grammar's scanner may become over a file. After each token the scanner
 * writes its state into a buffer of {@value #BUFFER} bytes: one byte each for a flag and a count,
 * one for each string that is open (255 at most), two for each level of indentation. It writes past
 * the end of the buffer where the strings are an odd number, and the runtime then aborts the
 * process, so such a file must never reach it.
 *
 * <p>Which lines indent is up to the parser, which tries several readings of code that is broken.
 * In each of them every level is deeper than the one before and begins on a later line. So no
 * reading has more levels than the longest sequence of lines that are indented deeper and deeper,
 * whatever stands between them.
 *
 * @see <a
 *     href="https://github.com/tree-sitter/tree-sitter-python/blob/v0.25.0/src/scanner.c">scanner.c</a>
 */
final class ScannerState {
  static final int BUFFER = 1024;

  private static final int HEAD = 2;
  private static final int MOST_STRINGS = 255;

  private final byte[] source;

  /** The widths of the lines that are neither blank nor comments, the last line first. */
  private int[] widths = new int[256];

  private int lines;

  private ScannerState(byte[] source) {
    this.source = source;
  }

  /**
   * The most bytes that the state may take.
   *
   * @param utf8 a file, whose lines end by a newline, with or without a carriage return before it
   */
  static int largest(byte[] utf8) {
    int strings = 0;
    for (int i = 0; i < utf8.length && strings < MOST_STRINGS; i++) {
      strings += utf8[i] == '\'' || utf8[i] == '"' || utf8[i] == '`' ? 1 : 0;
    }
    ScannerState state = new ScannerState(utf8);
    state.measure();
    BitSet distinct = new BitSet();
    for (int line = 0; line < state.lines; line++) {
      distinct.set(state.widths[line]);
    }
    distinct.clear(0);
    int levels = distinct.cardinality();
    if (HEAD + strings + 2 * levels > BUFFER) {
      levels = state.deepest();
    }
    return HEAD + strings + 2 * levels;
  }

  /** Measures from the end, for a line that goes on in the next is as wide as both. */
  private void measure() {
    int next = 0;
    int end = source.length;
    while (end >= 0) {
      int start = end;
      while (start > 0 && source[start - 1] != '\n') {
        start--;
      }
      next = line(start, end, next);
      end = start - 1;
    }
  }

  /** The width of one line, which counts as that of the next where it has nothing but blanks. */
  private int line(int start, int end, int next) {
    int width = 0;
    for (int i = start; i < end; i++) {
      switch (source[i]) {
        case ' ' -> width++;
        case '\t' -> width += 8;
        case '\r', '\f' -> width = 0;
        case '\\' -> {
          boolean goesOn = i + 1 == end || (i + 2 == end && source[i + 1] == '\r');
          return goesOn ? add(width + next) : add(width);
        }
        case '#' -> {
          return 0;
        }
        default -> {
          return add(width);
        }
      }
    }
    return 0;
  }

  /** The scanner counts in 16 bits. */
  private int add(int width) {
    int counted = width & 0xFFFF;
    if (lines == widths.length) {
      widths = Arrays.copyOf(widths, lines * 2);
    }
    widths[lines++] = counted;
    return counted;
  }

  /** The longest sequence of lines that are wider and wider, the first of them wider than none. */
  private int deepest() {
    int[] least = new int[1 << 16];
    int length = 0;
    for (int line = lines - 1; line >= 0; line--) {
      int at = Arrays.binarySearch(least, 0, length, widths[line]);
      if (at < 0 && widths[line] > 0) {
        least[-at - 1] = widths[line];
        length = Math.max(length, -at);
      }
    }
    return length;
  }
}
