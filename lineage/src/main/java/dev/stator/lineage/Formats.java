package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Templates filled in: {@code str.format}, f-strings with specifications, and {@code %}. */
final class Formats {
  private static final Pattern PERCENT =
      Pattern.compile(
          "%(?:\\((?<name>[^()]*)\\))?(?<flags>[-+ #0]*)(?<width>\\d{0,3}|\\*)"
              + "(?:\\.(?<precision>\\d{0,3}|\\*))?[hlL]?(?<conversion>.)?",
          Pattern.DOTALL);
  private static final Pattern FIELD =
      Pattern.compile("(?<name>[^.\\[!:]*)(?<path>(?:\\[[^\\]]*\\])*)(?<rest>.*)", Pattern.DOTALL);
  private static final Pattern DOLLAR =
      Pattern.compile(
          "\\$(?:(?<escaped>\\$)|(?<name>[_a-zA-Z]\\w*)|\\{(?<braced>[_a-zA-Z]\\w*)\\})?");

  private static final char NO_CONVERSION = '\0';

  private Formats() {}

  /** A function outside the project that formats; null for any other. */
  static @Nullable Value call(
      String name, Arguments arguments, @Nullable Trace trace, SourceFile file, int at) {
    Value first = arguments.get(0, "template");
    Atom only = first == null ? null : first.only();
    switch (name) {
      case "string.Template" -> {
        return first == null || first.literal() == null
            ? Value.unknown("formatted from a template that is not known", trace)
            : Value.of(new Atom.Code.Template(first));
      }
      case "builtins.repr" -> {
        String shown = only == null ? null : Texts.represented(only);
        return shown == null ? Value.unknown("a formatted value", trace) : Value.text(shown);
      }
      case "builtins.format" -> {
        Value given = arguments.get(1, "");
        String specification = given == null ? "" : given.literal();
        return first == null || specification == null
            ? Value.unknown("a formatted value", trace)
            : formatted(first, NO_CONVERSION, specification);
      }
      case "builtins.chr" -> {
        Integer code = Numbers.index(first);
        return code == null || !Character.isValidCodePoint(code)
            ? Value.unknown("a character", trace)
            : Value.text(Character.toString(code));
      }
      default -> {
        return null;
      }
    }
  }

  /** {@code "...{}...{name}".format(...)}. */
  static Value format(
      Atom.Text template, @Nullable Trace trace, Arguments arguments, SourceFile file, int at) {
    String literal = template.literal();
    List<Value> parts =
        literal == null ? null : new Fields(literal, arguments).filled(template, trace);
    return parts == null
        ? Value.unknown("formatted from a template that is not known", trace)
        : Texts.concat(parts, file, at);
  }

  /** The fields of one template, numbered as they come. */
  private static final class Fields {
    private final String template;
    private final Arguments arguments;
    private int automatic;

    Fields(String template, Arguments arguments) {
      this.template = template;
      this.arguments = arguments;
    }

    /** The stretches of the template, filled in; null where it is malformed. */
    @Nullable List<Value> filled(Atom.Text hands, @Nullable Trace trace) {
      List<Value> parts = new ArrayList<>();
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < template.length(); i++) {
        char c = template.charAt(i);
        boolean doubled = i + 1 < template.length() && template.charAt(i + 1) == c;
        if ((c == '{' || c == '}') && doubled) {
          text.append(c);
          i++;
        } else if (c == '}') {
          return null;
        } else if (c == '{') {
          int end = closing(template, i);
          if (end < 0) {
            return null;
          }
          parts.add(Value.of(hands.as(text.toString()), trace));
          text.setLength(0);
          parts.add(field(template.substring(i + 1, end)));
          i = end;
        } else {
          text.append(c);
        }
      }
      parts.add(Value.of(hands.as(text.toString()), trace));
      return parts;
    }

    private static int closing(String template, int open) {
      int depth = 0;
      for (int i = open; i < template.length(); i++) {
        char c = template.charAt(i);
        depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        if (depth == 0) {
          return i;
        }
      }
      return -1;
    }

    private Value field(String written) {
      Matcher matcher = FIELD.matcher(written);
      String rest = matcher.matches() ? matcher.group("rest") : ".";
      Value value = rest.startsWith(".") ? null : named(matcher.group("name"));
      value = value == null ? null : at(value, matcher.group("path"));
      char conversion = 's';
      boolean converted = rest.startsWith("!") && rest.length() > 1;
      if (converted) {
        conversion = rest.charAt(1);
        rest = rest.substring(2);
      }
      String specification = rest.isEmpty() ? "" : specification(rest.substring(1));
      if (value == null || specification == null || (!rest.isEmpty() && rest.charAt(0) != ':')) {
        return Value.unknown("a formatted value", value == null ? null : value.trace());
      }
      return formatted(value, converted ? conversion : NO_CONVERSION, specification);
    }

    private @Nullable Value named(String name) {
      if (name.isEmpty()) {
        return arguments.get(automatic++, "");
      }
      return name.matches("\\d{1,2}")
          ? arguments.get(Integer.parseInt(name), "")
          : arguments.keyword(name);
    }

    /** A specification with its own fields filled in; null where they are not known. */
    private @Nullable String specification(String written) {
      if (written.indexOf('{') < 0) {
        return written;
      }
      StringBuilder filled = new StringBuilder();
      int from = 0;
      for (int open = written.indexOf('{'); open >= 0; open = written.indexOf('{', from)) {
        int end = closing(written, open);
        if (end < 0) {
          return null;
        }
        Value value = field(written.substring(open + 1, end));
        Atom only = value.only();
        String shown = only == null ? null : Texts.shown(only);
        if (shown == null) {
          return null;
        }
        filled.append(written, from, open).append(shown);
        from = end + 1;
      }
      return filled.append(written.substring(from)).toString();
    }
  }

  /** What {@code value[key][key]} is in a template; null where that is not known. */
  private static @Nullable Value at(Value value, String path) {
    Value entry = value;
    for (String key : path.isEmpty() ? new String[0] : path.substring(1).split("\\]\\[?")) {
      Integer index = key.matches("\\d{1,4}") ? Integer.valueOf(key) : null;
      Value found =
          entry.only() instanceof Dict dict
              ? dict.get(index == null ? Atom.Text.of(key) : Atom.Plain.number(index))
              : entry.only() instanceof Sequence list && index != null ? list.at(index) : null;
      if (found == null) {
        return null;
      }
      entry = found;
    }
    return entry;
  }

  /** Each alternative as {@code format()} shows it. */
  private static Value formatted(Value value, char conversion, String specification) {
    return value.flatMap(
        alternative -> {
          Atom atom = alternative.atom();
          if (specification.isEmpty() && (conversion == NO_CONVERSION || conversion == 's')) {
            return Value.of(Texts.text(atom), alternative.trace());
          }
          return filled(
              alternative,
              conversion == NO_CONVERSION
                  ? FormatSpec.formatted(atom, specification)
                  : converted(atom, conversion, specification));
        });
  }

  private static @Nullable String converted(Atom atom, char conversion, String specification) {
    String text =
        switch (conversion) {
          case 's' -> Texts.shown(atom);
          case 'r', 'a' -> Texts.represented(atom);
          default -> null;
        };
    return text == null || (conversion == 'a' && !Texts.isAscii(text))
        ? null
        : FormatSpec.formatted(Atom.Text.of(text), specification);
  }

  private static Value filled(Value.Alternative from, @Nullable String shown) {
    if (shown == null) {
      return Value.unknown("a formatted value", from.trace());
    }
    return Value.of(
        from.atom() instanceof Atom.Text text ? text.as(shown) : Atom.Text.of(shown), from.trace());
  }

  /** {@code "...%s..." % value}. */
  static Value percent(Value left, Value right, SourceFile file, int at) {
    return left.flatMap(
        alternative -> {
          Atom.Text template = alternative.atom() instanceof Atom.Text text ? text : null;
          String literal = template == null ? null : template.literal();
          List<Value> parts =
              literal == null || template == null
                  ? null
                  : fields(template, literal, alternative.trace(), right);
          return parts == null
              ? Value.unknown("formatted from a template that is not known", alternative.trace())
              : Texts.concat(parts, file, at);
        });
  }

  private static @Nullable List<Value> fields(
      Atom.Text hands, String template, @Nullable Trace trace, Value right) {
    List<Value> given =
        right.only() instanceof Sequence tuple && tuple.rest() == null
            ? tuple.elements()
            : List.of(right);
    Map<String, Value> named = right.only() instanceof Dict dict ? dict.entries() : Map.of();
    List<Value> parts = new ArrayList<>();
    Matcher matcher = PERCENT.matcher(template);
    int from = 0;
    int next = 0;
    while (matcher.find()) {
      parts.add(Value.of(hands.as(template.substring(from, matcher.start())), trace));
      from = matcher.end();
      String conversion = matcher.group("conversion");
      String precision = matcher.group("precision");
      if (conversion == null || matcher.group("width").equals("*") || "*".equals(precision)) {
        return null;
      }
      if (conversion.equals("%")) {
        parts.add(Value.text("%"));
        continue;
      }
      Value value =
          matcher.group("name") != null
              ? named.get(matcher.group("name"))
              : next < given.size() ? given.get(next++) : null;
      parts.add(
          value == null
              ? Value.unknown("a formatted value", null)
              : field(
                  value,
                  matcher.group("flags"),
                  number(matcher.group("width"), 0),
                  precision == null ? -1 : number(precision, 0),
                  conversion.charAt(0)));
    }
    if (next < given.size() && !right.any(Dict.class::isInstance)) {
      return null;
    }
    parts.add(Value.of(hands.as(template.substring(from)), trace));
    return parts;
  }

  private static int number(String digits, int none) {
    return digits.isEmpty() ? none : Integer.parseInt(digits);
  }

  private static Value field(Value value, String flags, int width, int precision, char conversion) {
    return value.flatMap(
        alternative ->
            conversion == 's' && width == 0 && precision < 0
                ? Value.of(Texts.text(alternative.atom()), alternative.trace())
                : filled(
                    alternative,
                    FormatSpec.percent(alternative.atom(), flags, width, precision, conversion)));
  }

  /** {@code string.Template(template).substitute(...)}. */
  static Value substituted(
      Value template, Arguments arguments, @Nullable Trace trace, SourceFile file, int at) {
    String literal = template.literal();
    if (literal == null) {
      return Value.unknown("formatted from a template that is not known", trace);
    }
    List<Value> parts = new ArrayList<>();
    Matcher matcher = DOLLAR.matcher(literal);
    int from = 0;
    while (matcher.find()) {
      parts.add(Value.text(literal.substring(from, matcher.start())));
      from = matcher.end();
      String name = matcher.group("name") != null ? matcher.group("name") : matcher.group("braced");
      Value value = name == null ? null : arguments.keyword(name);
      if (value == null
          && name != null
          && !arguments.positional().isEmpty()
          && arguments.positional().get(0).only() instanceof Dict dict) {
        value = dict.get(Atom.Text.of(name));
      }
      parts.add(
          matcher.group("escaped") != null
              ? Value.text("$")
              : value == null ? Value.unknown("a formatted value", trace) : value.present());
    }
    parts.add(Value.text(literal.substring(from)));
    return Texts.concat(parts, file, at);
  }
}
