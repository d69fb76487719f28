package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Methods of strings that give strings or lists of them. On a text that is known they give what
 * Python gives; on any other, a text with a gap that says which method made it.
 */
final class TextMethods {
  /** A text is not filled up to more than this. */
  private static final int WIDEST = 255;

  private TextMethods() {}

  /** What a method of a string gives; null when it is none that gives a string. */
  static @Nullable Value call(
      Atom.Text text,
      @Nullable Trace trace,
      String name,
      Arguments arguments,
      SourceFile file,
      int at) {
    switch (name) {
      case "format" -> {
        return Formats.format(text, trace, arguments, file, at);
      }
      case "format_map" -> {
        Value given = arguments.get(0, "");
        Arguments named =
            given != null && given.only() instanceof Dict dict
                ? new Arguments(List.of(), dict.entries(), null, dict.rest())
                : Arguments.NONE;
        return Formats.format(text, trace, named, file, at);
      }
      case "join" -> {
        return joined(text, arguments.get(0, ""), trace, file, at);
      }
      case "split", "rsplit", "partition", "rpartition", "splitlines" -> {
        List<String> parts = parts(text.literal(), name, arguments);
        return Value.of(
            parts == null
                ? new Sequence(List.of(), changed(text, trace, name))
                : new Sequence(
                    parts.stream().map(part -> Value.of(text.as(part), trace)).toList(), null),
            trace);
      }
      case "encode", "decode" -> {
        String literal = text.literal();
        return literal == null || arguments.isEmpty() || Texts.isAscii(literal)
            ? Value.of(text, trace)
            : changed(text, trace, name);
      }
      case "strip",
          "lstrip",
          "rstrip",
          "lower",
          "upper",
          "casefold",
          "title",
          "capitalize",
          "swapcase",
          "replace",
          "removeprefix",
          "removesuffix",
          "center",
          "ljust",
          "rjust",
          "zfill",
          "expandtabs",
          "translate" -> {
        String literal = text.literal();
        String made = literal == null ? null : made(literal, name, arguments);
        return made != null
            ? Value.of(text.as(made), trace)
            : literal == null && name.endsWith("strip") && arguments.isEmpty()
                ? Value.of(text.as(stripped(text.parts(), name)), trace)
                : changed(text, trace, name);
      }
      default -> {
        return null;
      }
    }
  }

  /** The text that the method makes, or null where that is not known. */
  private static @Nullable String made(String text, String name, Arguments arguments) {
    Value first = arguments.get(0, name.equals("replace") ? "old" : "");
    String given = first == null ? null : first.literal();
    switch (name) {
      case "strip", "lstrip", "rstrip" -> {
        boolean none = first == null || Boolean.TRUE.equals(Truth.isNone(first));
        return none || given != null ? stripped(text, name, none ? null : given) : null;
      }
      case "lower" -> {
        return text.toLowerCase(Locale.ROOT);
      }
      case "upper" -> {
        return text.toUpperCase(Locale.ROOT);
      }
      case "casefold" -> {
        return Texts.isAscii(text) ? text.toLowerCase(Locale.ROOT) : null;
      }
      case "title", "capitalize", "swapcase" -> {
        return Texts.isAscii(text) ? cased(text, name) : null;
      }
      case "replace" -> {
        Value second = arguments.get(1, "new");
        Value third = arguments.get(2, "count");
        Integer most = third == null ? Integer.valueOf(-1) : Numbers.index(third);
        String fresh = second == null ? null : second.literal();
        return given == null || fresh == null || most == null
            ? null
            : replaced(text, given, fresh, most);
      }
      case "removeprefix" -> {
        return given == null
            ? null
            : text.startsWith(given) ? text.substring(given.length()) : text;
      }
      case "removesuffix" -> {
        return given == null
            ? null
            : text.endsWith(given) ? text.substring(0, text.length() - given.length()) : text;
      }
      case "center", "ljust", "rjust", "zfill" -> {
        Integer width = Numbers.index(first);
        Value second = arguments.get(1, "");
        String fill = second == null ? " " : second.literal();
        return width == null || width > WIDEST || fill == null || fill.length() != 1
            ? null
            : filled(text, name, width - text.codePointCount(0, text.length()), width, fill);
      }
      default -> {
        return null;
      }
    }
  }

  private static String filled(String text, String name, int missing, int width, String fill) {
    if (missing <= 0) {
      return text;
    }
    switch (name) {
      case "ljust" -> {
        return text + fill.repeat(missing);
      }
      case "rjust" -> {
        return fill.repeat(missing) + text;
      }
      case "zfill" -> {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        return signed
            ? text.charAt(0) + "0".repeat(missing) + text.substring(1)
            : "0".repeat(missing) + text;
      }
      default -> {
        int left = missing / 2 + (missing & width & 1);
        return fill.repeat(left) + text + fill.repeat(missing - left);
      }
    }
  }

  private static String replaced(String text, String old, String fresh, int most) {
    if (most < 0) {
      return text.replace(old, fresh);
    }
    StringBuilder made = new StringBuilder();
    int from = 0;
    for (int count = 0; count < most; count++) {
      int found = text.indexOf(old, from + (old.isEmpty() && count > 0 ? 1 : 0));
      if (found < 0 || (old.isEmpty() && count > text.length())) {
        break;
      }
      made.append(text, from, found).append(fresh);
      from = found + old.length();
    }
    return made.append(text.substring(from)).toString();
  }

  private static String cased(String text, String how) {
    StringBuilder cased = new StringBuilder(text.length());
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean upper =
          how.equals("swapcase")
              ? Character.isLowerCase(c)
              : how.equals("title") ? !inWord : i == 0;
      cased.append(upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
      inWord = Character.isLetter(c);
    }
    return cased.toString();
  }

  private static boolean strips(char c, @Nullable String chars) {
    return chars == null
        ? Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085'
        : chars.indexOf(c) >= 0;
  }

  private static String stripped(String text, String name, @Nullable String chars) {
    int from = 0;
    int to = text.length();
    while (!name.equals("rstrip") && from < to && strips(text.charAt(from), chars)) {
      from++;
    }
    while (!name.equals("lstrip") && to > from && strips(text.charAt(to - 1), chars)) {
      to--;
    }
    return text.substring(from, to);
  }

  /** The parts of a text that is partly known, without the blanks at its ends. */
  private static List<Atom.Text.Part> stripped(List<Atom.Text.Part> parts, String name) {
    List<Atom.Text.Part> stripped = new ArrayList<>(parts);
    int last = stripped.size() - 1;
    if (!name.equals("rstrip") && stripped.get(0) instanceof Atom.Text.Part.Literal first) {
      stripped.set(0, new Atom.Text.Part.Literal(first.text().stripLeading()));
    }
    if (!name.equals("lstrip") && stripped.get(last) instanceof Atom.Text.Part.Literal end) {
      stripped.set(last, new Atom.Text.Part.Literal(end.text().stripTrailing()));
    }
    return List.copyOf(stripped);
  }

  private static Value joined(
      Atom.Text separator, @Nullable Value list, @Nullable Trace trace, SourceFile file, int at) {
    List<Value> elements = list == null ? null : Elements.known(list);
    if (list == null
        || elements == null
        || (elements.size() > 1
            && list.any(atom -> atom instanceof Sequence set && !set.ordered()))) {
      return Value.unknown("joined from a list that is not known", trace);
    }
    List<Value> parts = new ArrayList<>();
    for (Value element : elements) {
      if (!parts.isEmpty()) {
        parts.add(Value.of(separator, trace));
      }
      parts.add(element);
    }
    return Texts.concat(parts, file, at);
  }

  /** What the text is cut into, or null where that is not known. */
  private static @Nullable List<String> parts(
      @Nullable String text, String name, Arguments arguments) {
    if (text == null) {
      return null;
    }
    if (name.equals("splitlines")) {
      boolean exotic =
          text.chars()
              .anyMatch(
                  c -> c == 0x0b || c == 0x0c || c == 0x85 || c > 0x7f || (c >= 0x1c && c <= 0x1e));
      return exotic || !arguments.isEmpty() ? null : text.lines().toList();
    }
    boolean fromRight = name.startsWith("r");
    Value by = arguments.get(0, "sep");
    String separator = by == null ? null : by.literal();
    boolean blanks = by == null || Boolean.TRUE.equals(Truth.isNone(by));
    if (name.endsWith("partition")) {
      return separator == null || separator.isEmpty()
          ? null
          : partitioned(text, separator, fromRight);
    }
    Value limit = arguments.get(1, "maxsplit");
    Integer most = limit == null ? Integer.valueOf(-1) : Numbers.index(limit);
    if (most == null || (!blanks && (separator == null || separator.isEmpty()))) {
      return null;
    }
    int cuts = most < 0 ? Integer.MAX_VALUE : most;
    if (separator == null) {
      String all = stripped(text, "strip", null);
      return cuts < Integer.MAX_VALUE
          ? null
          : all.isEmpty() ? List.of() : List.of(all.split("[\\s\\x1c-\\x1f\\x85\\xa0]+"));
    }
    return fromRight ? fromRight(text, separator, cuts) : fromLeft(text, separator, cuts);
  }

  private static List<String> partitioned(String text, String separator, boolean fromRight) {
    int at = fromRight ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return fromRight ? List.of("", "", text) : List.of(text, "", "");
    }
    return List.of(text.substring(0, at), separator, text.substring(at + separator.length()));
  }

  private static List<String> fromLeft(String text, String separator, int cuts) {
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int at = text.indexOf(separator);
        at >= 0 && parts.size() < cuts;
        at = text.indexOf(separator, from)) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static List<String> fromRight(String text, String separator, int cuts) {
    List<String> parts = new ArrayList<>();
    int to = text.length();
    for (int at = text.lastIndexOf(separator);
        at >= 0 && parts.size() < cuts;
        at = text.lastIndexOf(separator, to - separator.length())) {
      parts.add(0, text.substring(at + separator.length(), to));
      to = at;
      if (to < separator.length()) {
        break;
      }
    }
    parts.add(0, text.substring(0, to));
    return parts;
  }

  private static Value changed(Atom.Text text, @Nullable Trace trace, String how) {
    return Value.of(
        text.as(
            List.of(
                new Atom.Text.Part.Gap("." + how + "() of " + Expressions.quote(text.pattern())))),
        trace);
  }
}
