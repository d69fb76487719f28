package dev.stator.lineage;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes nested maps, collections, texts, numbers and truth values as JSON, two spaces a level or
 * none at all. Only ASCII leaves it: the rest is escaped, so that a report reads the same in
 * whatever encoding it is stored.
 */
final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private final boolean indented;

  private JsonText(boolean indented) {
    this.indented = indented;
  }

  static String of(Map<String, ? extends @Nullable Object> document) {
    JsonText text = new JsonText(true);
    text.value(document, 0);
    return text.out.append('\n').toString();
  }

  /** On one line and without spaces, for programs alone. */
  static String compact(Map<String, ? extends @Nullable Object> document) {
    JsonText text = new JsonText(false);
    text.value(document, 0);
    return text.out.toString();
  }

  /** A text as a string of JSON. */
  static String quoted(String text) {
    JsonText quoted = new JsonText(false);
    quoted.string(text);
    return quoted.out.toString();
  }

  private void value(@Nullable Object value, int level) {
    if (value instanceof Map<?, ?> map) {
      object(map, level);
    } else if (value instanceof Collection<?> list) {
      array(list, level);
    } else if (value instanceof CharSequence text) {
      string(text);
    } else {
      out.append(value);
    }
  }

  private void object(Map<?, ?> map, int level) {
    if (map.isEmpty()) {
      out.append("{}");
      return;
    }
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      line(level + 1);
      string(String.valueOf(entry.getKey()));
      out.append(indented ? ": " : ":");
      value(entry.getValue(), level + 1);
      separator = ',';
    }
    line(level);
    out.append('}');
  }

  private void array(Collection<?> list, int level) {
    if (list.isEmpty()) {
      out.append("[]");
      return;
    }
    boolean flat = list.stream().allMatch(CharSequence.class::isInstance);
    char separator = '[';
    for (Object element : list) {
      out.append(separator);
      if (flat) {
        out.append(separator == '[' || !indented ? "" : " ");
      } else {
        line(level + 1);
      }
      value(element, level + 1);
      separator = ',';
    }
    if (!flat) {
      line(level);
    }
    out.append(']');
  }

  private void line(int level) {
    if (indented) {
      out.append('\n').append("  ".repeat(level));
    }
  }

  private void string(CharSequence text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || c > 0x7E) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
