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
}
