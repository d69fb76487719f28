package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Options of the command line: what they are where nobody gives them. A parser of {@code argparse}
 * is the object that its {@code parse_args} returns, whose fields are the options' defaults; a
 * parser of a subcommand has those of the parser above it too. Without a default, an option is
 * unknown.
 */
final class CommandLines {
  private static final Stmt.ClassDef NAMESPACE =
      new Stmt.ClassDef("Namespace", "argparse.Namespace", List.of(), List.of(), List.of(), 0);

  private static final Set<String> OPTIONS = Set.of("option", "argument");

  /** Where a parser is made. */
  private record Place(SourceFile file, int at, boolean ofAll) {}

  /** A parser by the fields of its result, and those of its subcommands. */
  private static final class Parser {
    final Instance namespace;
    final Set<Parser> subcommands = new LinkedHashSet<>();

    Parser(Instance namespace) {
      this.namespace = namespace;
    }
  }

  private final Analysis analysis;
  private final Map<Place, Instance> made = new LinkedHashMap<>();
  private final Map<Instance, Parser> parsers = new LinkedHashMap<>();

  CommandLines(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Ends a pass. Says whether another pass would read other defaults than this one read. */
  boolean turn() {
    boolean changed = false;
    for (Instance instance : made.values()) {
      changed |= instance.turn();
    }
    return changed;
  }

  private Parser parser(Frame frame, int at, boolean ofAll) {
    Instance namespace =
        made.computeIfAbsent(
            new Place(frame.file(), at, ofAll),
            place ->
                new Instance(
                    new Instance.Key(
                        new PythonClass(NAMESPACE, frame.scope()),
                        frame.file(),
                        at,
                        List.of(),
                        List.of())));
    return parsers.computeIfAbsent(namespace, Parser::new);
  }

  /** What a function of argparse, click or typer gives; null for any other. */
  @Nullable Value call(
      Frame frame, String name, Arguments arguments, @Nullable Trace trace, int at) {
    switch (name) {
      case "argparse.ArgumentParser" -> {
        Parser parser = parser(frame, at, false);
        Value parents = arguments.keyword("parents");
        if (parents != null) {
          for (Value.Alternative parent :
              analysis.elements().elements(frame, parents, at).alternatives()) {
            if (parent.atom() instanceof Atom.Code.CommandLine above) {
              copy(parsers.get(above.namespace()), parser);
            }
          }
        }
        return Value.of(new Atom.Code.CommandLine(parser.namespace), trace);
      }
      case "typer.Option", "typer.Argument" -> {
        return option(
            arguments.get(0, "default"), arguments.keywords().get("envvar"), frame.file(), at);
      }
      default -> {
        return null;
      }
    }
  }

  private static void copy(@Nullable Parser from, Parser to) {
    if (from != null) {
      from.namespace.names().forEach(name -> write(to, name, from.namespace));
    }
  }

  private static void write(Parser to, String name, Instance from) {
    Value value = from.read(name);
    if (value != null) {
      write(to, name, value);
    }
  }

  private static void write(Parser to, String name, Value value) {
    to.namespace.write(name, value, false);
    to.subcommands.forEach(below -> write(below, name, value));
  }

  /** A method of a parser, or of a group or the subcommands of one. */
  Value method(Frame frame, Atom.Code.CommandLine line, String name, Arguments arguments, int at) {
    Parser parser = parsers.get(line.namespace());
    if (parser == null) {
      return Value.unknown("a parser of the command line", null);
    }
    switch (name) {
      case "add_argument" -> {
        add(frame, parser, arguments, at);
        return Value.unknown("an option of the command line", null);
      }
      case "add_argument_group", "add_mutually_exclusive_group", "add_subparsers" -> {
        return Value.of(line);
      }
      case "add_parser" -> {
        Parser below = parser(frame, at, false);
        if (below != parser && parser.subcommands.add(below)) {
          copy(parser, below);
        }
        return Value.of(new Atom.Code.CommandLine(below.namespace));
      }
      case "set_defaults" -> {
        arguments.keywords().forEach((key, value) -> preset(frame, parser, key, value, at));
        return Value.of(Atom.Plain.NONE);
      }
      case "parse_args", "parse_intermixed_args" -> {
        return parsed(frame, parser, at);
      }
      case "parse_known_args" -> {
        return Value.of(
            new Sequence(
                List.of(
                    parsed(frame, parser, at),
                    Value.unknown("arguments of the command line", null)),
                null));
      }
      default -> {
        return Value.unknown("." + name + "() of a parser of the command line", null);
      }
    }
  }

  /**
   * A function that a subcommand presets is what the code calls for it, with what the subcommand's
   * parser gives: {@code args.func(args)}.
   */
  private void preset(Frame frame, Parser parser, String name, Value value, int at) {
    if (value.any(Atom.Code.class::isInstance)) {
      Value namespace = Value.of(new Atom.Code.Made(parser.namespace));
      analysis
          .calls()
          .call(
              frame,
              value.filter(Atom.Code.class::isInstance),
              new Arguments(List.of(namespace), Map.of(), null, null),
              at);
    } else {
      write(parser, name, value.asDefault());
    }
  }

  private void add(Frame frame, Parser parser, Arguments arguments, int at) {
    String name = destination(arguments);
    if (name == null) {
      return;
    }
    Value written = arguments.keywords().get("required");
    boolean required = written != null && Boolean.TRUE.equals(analysis.truth().of(written));
    Value fallback = required ? null : arguments.keywords().get("default");
    write(parser, name, option(fallback, null, frame.file(), at));
  }

  /** The field that an option goes to: {@code dest}, or its first long flag, or its first name. */
  private static @Nullable String destination(Arguments arguments) {
    Value given = arguments.keywords().get("dest");
    if (given != null) {
      return given.literal();
    }
    List<String> names = new ArrayList<>();
    for (Value flag : arguments.positional()) {
      String literal = flag.literal();
      if (literal == null) {
        return null;
      }
      names.add(literal);
    }
    String chosen =
        names.stream()
            .filter(name -> name.startsWith("--"))
            .findFirst()
            .orElse(names.isEmpty() ? "" : names.get(0));
    String field = chosen.replaceFirst("^-+", "").replace('-', '_');
    return field.isEmpty() ? null : field;
  }

  /** What {@code parse_args} returns: with subcommands, what all that set a field agree on. */
  private Value parsed(Frame frame, Parser parser, int at) {
    Trace trace = Trace.start(frame.file(), at, "the command line");
    if (parser.subcommands.isEmpty()) {
      return Value.of(new Atom.Code.Made(parser.namespace), trace);
    }
    Map<String, Value> all = new LinkedHashMap<>();
    collect(parser, all);
    Parser joined = parser(frame, at, true);
    all.forEach((name, value) -> joined.namespace.write(name, Merged.certain(value), false));
    return Value.of(new Atom.Code.Made(joined.namespace), trace);
  }

  private static void collect(Parser parser, Map<String, Value> all) {
    for (String name : parser.namespace.names()) {
      Value value = parser.namespace.read(name);
      if (value != null) {
        all.merge(name, value, Value::join);
      }
    }
    parser.subcommands.forEach(below -> collect(below, all));
  }

  /** {@code vars(namespace)}; null for what is no namespace. */
  @Nullable Value fields(@Nullable Value object) {
    if (object == null
        || !(object.only() instanceof Atom.Code.Made namespace)
        || !parsers.containsKey(namespace.instance())) {
      return null;
    }
    Dict.Builder fields = Dict.builder();
    for (String name : namespace.instance().names()) {
      Value value = namespace.instance().read(name);
      fields.put(name, value == null ? Value.NOTHING : value);
    }
    return Value.of(fields.build(), object.trace());
  }

  /** What an option of click, written above a function, gives a parameter; null without any. */
  @Nullable Value ofDecorator(Frame frame, Stmt.@Nullable Function definition, String parameter) {
    if (definition == null) {
      return null;
    }
    for (Expr decorator : definition.decorators()) {
      if (decorator instanceof Expr.Call call
          && call.callee() instanceof Expr.Attribute callee
          && OPTIONS.contains(callee.name())
          && analysis.expressions().evaluate(frame, callee).only() instanceof Atom.External external
          && external.name().startsWith("click.")) {
        Arguments arguments = analysis.expressions().arguments(frame, call.arguments());
        if (parameter.equals(clickName(arguments))) {
          return option(
              arguments.keywords().get("default"),
              arguments.keywords().get("envvar"),
              frame.file(),
              call.at());
        }
      }
    }
    return null;
  }

  /** The name without dashes, or else as argparse's, in lower case. */
  private static @Nullable String clickName(Arguments arguments) {
    for (Value flag : arguments.positional()) {
      String literal = flag.literal();
      if (literal != null && !literal.startsWith("-")) {
        return literal.replace('-', '_').toLowerCase(Locale.ROOT);
      }
    }
    String flag = destination(arguments);
    return flag == null ? null : flag.toLowerCase(Locale.ROOT);
  }

  private static Value option(
      @Nullable Value fallback, @Nullable Value variable, SourceFile file, int at) {
    Trace trace = Trace.start(file, at, "an option of the command line");
    String name = variable == null ? null : variable.literal();
    if (name != null) {
      return Value.of(
          Atom.Text.environment(name, fallback == null ? null : fallback.literal()), trace);
    }
    boolean none =
        fallback == null
            || fallback.isNothing()
            || fallback.only() instanceof Atom.Plain
            || fallback.any(
                atom ->
                    atom instanceof Atom.External outside && outside.name().contains("llipsis"));
    return none || fallback == null
        ? Value.unknown("an argument of the command line", trace)
        : fallback.asDefault().via(file, at, "default of an option of the command line");
  }
}
