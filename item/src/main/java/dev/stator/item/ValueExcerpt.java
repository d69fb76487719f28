package dev.stator.item;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * Attribute values as messages show them: on one line, and never much of them, whatever they hold.
 * A string has at most {@value #MAX_CHARACTERS} characters of its text, a binary only its length, a
 * set, list or map its first {@value #MAX_MEMBERS} members, and what is nested deeper only its
 * size:
 *
 * <pre>{@code
 * {"id": "o-17", "tags": {"gift", "express"}, "lines": [{2 attributes}], "photo": <8192 bytes>}
 * }</pre>
 */
public final class ValueExcerpt {
  /** How much of a string is shown. */
  public static final int MAX_CHARACTERS = 40;

  /** How many members of a set, list or map are shown. */
  public static final int MAX_MEMBERS = 4;

  private static final int MAX_DEPTH = 2;

  private ValueExcerpt() {}

  /** The value, shortened. */
  public static String of(AttributeValue value) {
    return of(value, 0);
  }

  /** The item, shortened; of a key, which is short, all of it. */
  public static String of(Item item) {
    return map(item.asMap(), 0);
  }

  /** The type and size of the value, and nothing of what it holds: {@code <S of 12 characters>}. */
  public static String withoutContent(AttributeValue value) {
    String size = "";
    if (value instanceof AttributeValue.S s) {
      size = " of " + s.value().length() + " characters";
    } else if (value instanceof AttributeValue.B b) {
      size = " of " + b.value().length() + " bytes";
    } else if (value instanceof AttributeValue.SS ss) {
      size = " of " + ss.values().size() + " members";
    } else if (value instanceof AttributeValue.NS ns) {
      size = " of " + ns.values().size() + " members";
    } else if (value instanceof AttributeValue.BS bs) {
      size = " of " + bs.values().size() + " members";
    } else if (value instanceof AttributeValue.L l) {
      size = " of " + l.values().size() + " members";
    } else if (value instanceof AttributeValue.M m) {
      size = " of " + m.values().size() + " attributes";
    }
    return "<" + value.type() + size + ">";
  }

  /** A text on one line, cut behind {@value #MAX_CHARACTERS} characters. */
  public static String shortened(String text) {
    int end = Math.min(text.length(), MAX_CHARACTERS);
    if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    StringBuilder shown = new StringBuilder(end + 3);
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return shown.append(end < text.length() ? "..." : "").toString();
  }

  private static String of(AttributeValue value, int depth) {
    if (value instanceof AttributeValue.S s) {
      return quoted(s.value());
    } else if (value instanceof AttributeValue.N n) {
      return n.value().toString();
    } else if (value instanceof AttributeValue.B b) {
      return bytes(b.value());
    } else if (value instanceof AttributeValue.Bool bool) {
      return Boolean.toString(bool.value());
    } else if (value instanceof AttributeValue.SS ss) {
      return members(ss.values(), '{', '}', ValueExcerpt::quoted);
    } else if (value instanceof AttributeValue.NS ns) {
      return members(ns.values(), '{', '}', DynamoNumber::toString);
    } else if (value instanceof AttributeValue.BS bs) {
      return members(bs.values(), '{', '}', ValueExcerpt::bytes);
    } else if (value instanceof AttributeValue.L l) {
      return depth == MAX_DEPTH
          ? "[" + l.values().size() + " members]"
          : members(l.values(), '[', ']', member -> of(member, depth + 1));
    } else if (value instanceof AttributeValue.M m) {
      return map(m.values(), depth);
    }
    return "null";
  }

  private static String map(Map<String, AttributeValue> attributes, int depth) {
    return depth == MAX_DEPTH
        ? "{" + attributes.size() + " attributes}"
        : members(
            attributes.entrySet(),
            '{',
            '}',
            entry -> quoted(entry.getKey()) + ": " + of(entry.getValue(), depth + 1));
  }

  private static <T> String members(
      Collection<T> members, char open, char close, Function<T, String> show) {
    StringJoiner shown = new StringJoiner(", ", "" + open, "" + close);
    Iterator<T> some = members.iterator();
    for (int i = 0; i < MAX_MEMBERS && some.hasNext(); i++) {
      shown.add(show.apply(some.next()));
    }
    if (some.hasNext()) {
      shown.add("... " + (members.size() - MAX_MEMBERS) + " more");
    }
    return shown.toString();
  }

  private static String quoted(String text) {
    return '"' + shortened(text) + '"';
  }

  private static String bytes(Binary binary) {
    return "<" + binary.length() + " bytes>";
  }
}
