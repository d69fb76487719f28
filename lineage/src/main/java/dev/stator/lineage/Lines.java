package dev.stator.lineage;

import java.util.Arrays;

/** Lines and columns of UTF-8 source, both from 1; a column counts characters (code points). */
final class Lines {
  private final byte[] source;
  private final int[] starts;

  Lines(byte[] source) {
    this.source = source;
    int[] found = new int[64];
    int count = 1;
    for (int i = 0; i < source.length; i++) {
      boolean end =
          source[i] == '\n'
              || (source[i] == '\r' && (i + 1 == source.length || source[i + 1] != '\n'));
      if (end) {
        if (count == found.length) {
          found = Arrays.copyOf(found, count * 2);
        }
        found[count++] = i + 1;
      }
    }
    starts = Arrays.copyOf(found, count);
  }

  int line(int offset) {
    int index = Arrays.binarySearch(starts, offset);
    return index >= 0 ? index + 1 : -index - 1;
  }

  int column(int offset) {
    int column = 1;
    for (int i = starts[line(offset) - 1]; i < offset && i < source.length; i++) {
      if ((source[i] & 0xC0) != 0x80) {
        column++;
      }
    }
    return column;
  }

  /** The text of a line without its end; empty past the last line. */
  String text(int line) {
    if (line < 1 || line > starts.length) {
      return "";
    }
    int from = starts[line - 1];
    int to = line < starts.length ? starts[line] : source.length;
    while (to > from && (source[to - 1] == '\n' || source[to - 1] == '\r')) {
      to--;
    }
    return new String(source, from, to - from, java.nio.charset.StandardCharsets.UTF_8);
  }

  int count() {
    return starts.length;
  }
}
