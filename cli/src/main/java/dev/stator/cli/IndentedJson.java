package dev.stator.cli;

import dev.stator.item.json.Utf8Buffer;

/** Sets JSON in lines, two blanks for each level. */
final class IndentedJson {
  private IndentedJson() {}

  /**
   * Appends a value.
   *
   * @param json bytes of well-formed JSON
   * @param level how deep the value itself stands
   */
  static void write(byte[] json, int offset, int length, int level, Utf8Buffer out) {
    int depth = level;
    boolean inString = false;
    byte before = 0;
    for (int i = offset; i < offset + length; i++) {
      byte b = json[i];
      if (inString) {
        out.append(b);
        if (b == '\\') {
          out.append(json[++i]);
        } else {
          inString = b != '"';
        }
        continue;
      }
      if (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
        continue;
      }
      boolean opened = before == '{' || before == '[';
      boolean closes = b == '}' || b == ']';
      if (closes) {
        depth--;
      }
      if (opened != closes || before == ',') {
        newLine(depth, out);
      }
      out.append(b);
      switch (b) {
        case '{', '[' -> depth++;
        case ':' -> out.append((byte) ' ');
        case '"' -> inString = true;
        default -> {}
      }
      before = b;
    }
  }

  private static void newLine(int depth, Utf8Buffer out) {
    out.append((byte) '\n');
    for (int i = 0; i < depth; i++) {
      out.append((byte) ' ');
      out.append((byte) ' ');
    }
  }
}
