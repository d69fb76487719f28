package dev.stator.cli;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.PlainJson;
import dev.stator.item.json.Utf8Buffer;
import java.util.Map;

/**
 * Attribute values as a screen shows them: on one line, a string as it is and everything else as
 * plain JSON. What would move the cursor or turn the line around is shown as its escape, so that no
 * item can draw on the terminal.
 */
final class CellText {
  static final String ELLIPSIS = "…";

  private CellText() {}

  /** The value; a string in quotes if it could be taken for something else. */
  static String of(AttributeValue value, boolean quoted) {
    if (value instanceof AttributeValue.S s && !quoted && !s.value().isEmpty()) {
      return visible(s.value());
    }
    if (value instanceof AttributeValue.N n) {
      return n.value().toString();
    }
    byte[] item = ItemJson.write(Item.of(Map.of("", value)));
    Utf8Buffer plain = new Utf8Buffer(64);
    PlainJson.writeItem(new ItemReader().reset(item, 0, item.length), plain);
    String text = plain.toString();
    return visible(text.substring("{\"\":".length(), text.length() - 1));
  }

  /** The text, with escapes for what is not to be seen. */
  static String visible(String text) {
    StringBuilder shown = null;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      boolean harmless = !isUnseen(c);
      if (!harmless && shown == null) {
        shown = new StringBuilder(text.length() + 16).append(text, 0, i);
      }
      if (shown != null) {
        if (harmless) {
          shown.appendCodePoint(c);
        } else {
          shown.append(escape(c));
        }
      }
      i += Character.charCount(c);
    }
    return shown == null ? text : shown.toString();
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Direction marks; joiners, which emoji and some scripts are written with, are harmless.
      case Character.FORMAT -> c != 0x200C && c != 0x200D;
      default -> false;
    };
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> String.format("\\u%04x", c);
    };
  }

  /** How many columns the text takes on a screen. */
  static int width(String text) {
    int width = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      width += width(c);
      i += Character.charCount(c);
    }
    return width;
  }

  /** The text if it fits, else as much of it as does together with an ellipsis. */
  static String cut(String text, int columns) {
    if (text.length() <= columns / 2 || width(text) <= columns) {
      return text;
    }
    int width = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      if (width + width(c) > columns - 1) {
        break;
      }
      width += width(c);
      i += Character.charCount(c);
    }
    return text.substring(0, i) + ELLIPSIS;
  }

  /** By Unicode's East Asian Width, roughly: 2 for what is wide, 0 for what stands on another. */
  private static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0xFFE0 && c <= 0xFFE6)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }
}
