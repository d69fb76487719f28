package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Strings made of strings: every combination of the alternatives, up to {@link Value#WIDEST}, with
 * a gap for what is not known.
 */
final class Texts {
  private static final Pattern BRACES =
      Pattern.compile("\\{\\{|\\}\\}|\\{([^{}:!]*)(?:![rsa])?(:[^{}]*)?\\}");
  private static final Pattern PERCENT =
      Pattern.compile("%(?:\\((\\w+)\\))?[-+ #0-9.]*([a-zA-Z%])");

  private Texts() {}

  /** The parts one after the other. */
  static Value concat(List<Value> parts, SourceFile file, int at) {
    List<Value.Alternative> made =
        List.of(new Value.Alternative(new Atom.Text(List.of(), false, false), null));
    for (Value part : parts) {
      List<Value.Alternative> next = new ArrayList<>();
      for (Value.Alternative left : made) {
        for (Value.Alternative right :
            part.isNothing()
                ? List.of(gap("a value that is never assigned"))
                : part.alternatives()) {
          if (next.size() < Value.WIDEST) {
            next.add(
                new Value.Alternative(
                    ((Atom.Text) left.atom()).concat(text(right.atom())),
                    longer(left.trace(), right)));
          }
        }
      }
      made = next;
    }
    Value joined = Value.NOTHING;
    for (Value.Alternative alternative : made) {
      joined = joined.join(Value.of(alternative.atom(), alternative.trace()));
    }
    return joined.via(file, at, "put together from parts");
  }

  private static Value.Alternative gap(String reason) {
    return new Value.Alternative(new Atom.Unknown(reason, false), null);
  }

  /** Of two ways the one that tells more: that of what is not a literal. */
  private static @Nullable Trace longer(@Nullable Trace left, Value.Alternative right) {
    boolean literal = right.atom() instanceof Atom.Text text && text.literal() != null;
    return left == null || (!literal && right.trace() != null) ? right.trace() : left;
  }

  /** An atom as {@code str()} shows it. */
  static Atom.Text text(Atom atom) {
    if (atom instanceof Atom.Text text) {
      return text;
    }
    if (atom instanceof Atom.Plain plain) {
      return plain.isNone() ? Atom.Text.gap("None") : Atom.Text.of(plain.text());
    }
    if (atom instanceof Aws.MethodName name) {
      return Atom.Text.of(name.method().name());
    }
    String reason =
        atom instanceof Atom.Unknown unknown
            ? unknown.reason()
            : atom instanceof Atom.External external ? external.name() : "not a text";
    return Atom.Text.gap(reason);
  }

  /** {@code "...{}...{name}".format(...)}. */
  static Value format(
      Atom.Text template, @Nullable Trace trace, Arguments arguments, SourceFile file, int at) {
    String literal = template.literal();
    if (literal == null) {
      return Value.unknown("formatted from a template that is not known", trace);
    }
    List<Value> parts = new ArrayList<>();
    Matcher matcher = BRACES.matcher(literal);
    int from = 0;
    int automatic = 0;
    while (matcher.find()) {
      parts.add(Value.text(literal.substring(from, matcher.start())));
      from = matcher.end();
      String field = matcher.group(1);
      if (matcher.group().equals("{{") || matcher.group().equals("}}")) {
        parts.add(Value.text(matcher.group().substring(1)));
      } else if (field == null || field.isEmpty()) {
        parts.add(orGap(arguments.get(automatic++, ""), matcher.group(2)));
      } else if (Character.isDigit(field.charAt(0))
          && field.chars().allMatch(Character::isDigit)
          && field.length() < 3) {
        parts.add(orGap(arguments.get(Integer.parseInt(field), ""), matcher.group(2)));
      } else {
        parts.add(orGap(field.matches("\\w+") ? arguments.keyword(field) : null, matcher.group(2)));
      }
    }
    parts.add(Value.text(literal.substring(from)));
    return concat(parts, file, at);
  }

  private static Value orGap(@Nullable Value value, @Nullable String specification) {
    return value == null || specification != null
        ? Value.unknown("a formatted value", value == null ? null : value.trace())
        : value;
  }

  /** {@code "...%s..." % value}. */
  static Value percent(Value left, Value right, SourceFile file, int at) {
    return left.flatMap(
        alternative -> {
          String literal = alternative.atom() instanceof Atom.Text text ? text.literal() : null;
          if (literal == null) {
            return Value.unknown(
                "formatted from a template that is not known", alternative.trace());
          }
          List<Value> given =
              right.only() instanceof Sequence tuple && tuple.rest() == null
                  ? tuple.elements()
                  : List.of(right);
          Map<String, Value> named = right.only() instanceof Dict dict ? dict.entries() : Map.of();
          List<Value> parts = new ArrayList<>();
          Matcher matcher = PERCENT.matcher(literal);
          int from = 0;
          int next = 0;
          while (matcher.find()) {
            parts.add(Value.text(literal.substring(from, matcher.start())));
            from = matcher.end();
            if (matcher.group(2).equals("%")) {
              parts.add(Value.text("%"));
            } else if (matcher.group(1) != null) {
              parts.add(orGap(named.get(matcher.group(1)), null));
            } else {
              parts.add(
                  orGap(
                      next < given.size() ? given.get(next) : null,
                      matcher.group(2).equals("s") || matcher.group(2).equals("d") ? null : "%"));
              next++;
            }
          }
          parts.add(Value.text(literal.substring(from)));
          return concat(parts, file, at);
        });
  }

  /** A method of a string; null when it is none that gives a string. */
  static @Nullable Value method(
      Atom.Text text,
      @Nullable Trace trace,
      String name,
      Arguments arguments,
      SourceFile file,
      int at) {
    String literal = text.literal();
    switch (name) {
      case "format" -> {
        return format(text, trace, arguments, file, at);
      }
      case "strip", "lstrip", "rstrip", "encode", "decode", "casefold", "title", "capitalize" -> {
        boolean plain = arguments.isEmpty() && (name.endsWith("strip") || name.endsWith("code"));
        if (literal == null && (plain || name.endsWith("code"))) {
          return Value.of(text, trace);
        }
        return literal != null && name.endsWith("strip") && arguments.isEmpty()
            ? Value.of(text.as(literal.strip()), trace)
            : literal != null && name.endsWith("code")
                ? Value.of(text, trace)
                : changed(text, trace, name);
      }
      case "lower", "upper" -> {
        if (literal == null) {
          return changed(text, trace, name);
        }
        String cased =
            name.equals("lower")
                ? literal.toLowerCase(Locale.ROOT)
                : literal.toUpperCase(Locale.ROOT);
        return Value.of(text.as(cased), trace);
      }
      case "replace" -> {
        Value from = arguments.get(0, "old");
        Value to = arguments.get(1, "new");
        String old = from == null ? null : from.literal();
        String fresh = to == null ? null : to.literal();
        return literal == null || old == null || fresh == null
            ? changed(text, trace, name)
            : Value.of(text.as(literal.replace(old, fresh)), trace);
      }
      case "removeprefix", "removesuffix" -> {
        Value affix = arguments.get(0, "");
        String cut = affix == null ? null : affix.literal();
        if (literal == null || cut == null) {
          return changed(text, trace, name);
        }
        String shorter =
            name.equals("removeprefix")
                ? literal.startsWith(cut) ? literal.substring(cut.length()) : literal
                : literal.endsWith(cut)
                    ? literal.substring(0, literal.length() - cut.length())
                    : literal;
        return Value.of(text.as(shorter), trace);
      }
      case "join" -> {
        return joined(text, arguments.get(0, ""), trace, file, at);
      }
      case "split", "rsplit", "partition", "rpartition", "splitlines" -> {
        return split(text, literal, name, arguments, trace);
      }
      default -> {
        return null;
      }
    }
  }

  private static Value joined(
      Atom.Text separator, @Nullable Value list, @Nullable Trace trace, SourceFile file, int at) {
    if (list == null || !(list.only() instanceof Sequence sequence) || sequence.rest() != null) {
      return Value.unknown("joined from a list that is not known", trace);
    }
    List<Value> parts = new ArrayList<>();
    for (Value element : sequence.elements()) {
      if (!parts.isEmpty()) {
        parts.add(Value.of(separator, trace));
      }
      parts.add(element);
    }
    return concat(parts, file, at);
  }

  private static Value split(
      Atom.Text text,
      @Nullable String literal,
      String name,
      Arguments arguments,
      @Nullable Trace trace) {
    Value by = arguments.get(0, "sep");
    String separator = by == null ? null : by.literal();
    if (literal == null
        || separator == null
        || separator.isEmpty()
        || !name.equals("split")
        || arguments.positional().size() > 1) {
      return Value.of(new Sequence(List.of(), changed(text, trace, name)), trace);
    }
    List<Value> parts = new ArrayList<>();
    for (String part : literal.split(Pattern.quote(separator), -1)) {
      parts.add(Value.of(text.as(part), trace));
    }
    return Value.of(new Sequence(List.copyOf(parts), null), trace);
  }

  private static Value changed(Atom.Text text, @Nullable Trace trace, String how) {
    return Value.of(
        text.as(
            List.of(
                new Atom.Text.Part.Gap("." + how + "() of " + Expressions.quote(text.pattern())))),
        trace);
  }
}
