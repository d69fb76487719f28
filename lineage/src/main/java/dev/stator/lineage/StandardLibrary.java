package dev.stator.lineage;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The few functions outside the project whose answer is known: partial application, copies,
 * dictionaries, fields of data classes.
 */
final class StandardLibrary {
  /** Why a name is unknown when a test's mock stands in its place. */
  static final String MOCK = "a test gives a mock";

  private final Analysis analysis;
  private final Forwarding forwarding;
  private final Iteration iteration;
  private final Providers providers;

  StandardLibrary(Analysis analysis) {
    this.analysis = analysis;
    this.forwarding = new Forwarding(analysis);
    this.iteration = new Iteration(analysis);
    this.providers = new Providers(analysis);
  }

  Value call(
      Frame frame, Atom.External callee, Arguments arguments, @Nullable Trace trace, int at) {
    String name = callee.name();
    SourceFile file = frame.file();
    Value known = analysis.boto().factory(frame, name, arguments, at);
    known = known == null ? forwarding.call(frame, name, arguments, trace, at) : known;
    known = known == null ? analysis.commandLines().call(frame, name, arguments, trace, at) : known;
    known = known == null ? analysis.ambient().call(frame, name, arguments, trace, at) : known;
    known = known == null ? iteration.call(frame, name, arguments, trace, at) : known;
    known = known == null ? Formats.call(name, arguments, trace, file, at) : known;
    known = known == null ? providers.call(frame, name, arguments, trace, at) : known;
    known = known == null ? EnvironmentVariables.call(frame, name, arguments, trace, at) : known;
    if (known != null) {
      return known;
    }
    switch (name) {
      case "typing.NewType", "typing_extensions.NewType" -> {
        return Value.of(
            new Atom.Code.Partial(Value.of(new Atom.External("copy.copy")), Arguments.NONE, false),
            trace);
      }
      case "pytest.param" -> {
        return Value.of(new Sequence(arguments.positional(), arguments.more()), trace);
      }
      case "functools.partial", "functools.partialmethod" -> {
        if (arguments.positional().isEmpty()) {
          return Value.unknown("a partial application of nothing", trace);
        }
        Arguments rest =
            new Arguments(
                arguments.positional().subList(1, arguments.positional().size()),
                arguments.keywords(),
                arguments.more(),
                arguments.moreKeywords());
        return Value.of(
            new Atom.Code.Partial(
                arguments.positional().get(0), rest, name.equals("functools.partialmethod")),
            trace);
      }
      case "functools.lru_cache",
          "functools.cache",
          "functools.wraps",
          "functools.singledispatch" -> {
        Value wrapped = arguments.get(0, "");
        return wrapped != null
                && name.endsWith("cache")
                && wrapped.any(atom -> atom instanceof Atom.Code)
            ? wrapped
            : Value.of(new Atom.Code.Keep(), trace);
      }
      case "dataclasses.field", "attr.ib", "attrs.field", "pydantic.Field" -> {
        return field(frame, name, arguments, at);
      }
      case "contextlib.closing",
          "contextlib.nullcontext",
          "copy.copy",
          "copy.deepcopy",
          "asyncio.run",
          "asyncio.wait_for",
          "asyncio.shield",
          "asyncio.create_task",
          "asyncio.ensure_future",
          "typing.cast",
          "contextlib.aclosing" -> {
        Value same = arguments.get(name.equals("typing.cast") ? 1 : 0, "");
        return name.equals("typing.cast")
            ? cast(frame, arguments, same, at)
            : same == null ? Value.unknown("a copy of nothing", trace) : same;
      }
      case "contextlib.AsyncExitStack", "contextlib.ExitStack" -> {
        return Value.of(new Atom.External("contextlib.ExitStack()"), trace);
      }
      case "contextlib.ExitStack().enter_async_context", "contextlib.ExitStack().enter_context" -> {
        Value entered = arguments.get(0, "");
        return entered == null
            ? Value.unknown("nothing entered", trace)
            : analysis.calls().enter(frame, entered, at);
      }
      case "asyncio.gather" -> {
        return Value.of(new Sequence(arguments.positional(), arguments.more()), trace);
      }
      case "builtins.getattr" -> {
        return getattr(frame, arguments, trace, at);
      }
      case "builtins.setattr", "builtins.object.__setattr__" -> {
        Value field = arguments.get(1, "");
        Value object = arguments.get(0, "");
        Value set = arguments.get(2, "");
        if (object != null && set != null && field != null && field.literal() != null) {
          analysis.assignments().setField(frame, object, field.literal(), set, at);
        }
        return Value.of(Atom.Plain.NONE);
      }
      case "builtins.str" -> {
        Value shown = arguments.get(0, "");
        return shown == null ? Value.text("") : Texts.concat(List.of(shown), file, at);
      }
      case "builtins.dict",
          "collections.OrderedDict",
          "pydantic_settings.SettingsConfigDict",
          "pydantic.ConfigDict" -> {
        return dict(arguments, trace);
      }
      case "collections.ChainMap" -> {
        Value chained = Value.of(Dict.EMPTY, trace);
        for (int i = arguments.positional().size() - 1; i >= 0; i--) {
          Value next = arguments.positional().get(i);
          chained = chained.flatMap(one -> Mutations.merged((Dict) one.atom(), next, one.trace()));
        }
        return chained;
      }
      case "collections.namedtuple" -> {
        Value type = analysis.namedTuples().type(frame, arguments, trace, at);
        return type == null ? Value.unknown("a type", trace) : type;
      }
      case "dataclasses.replace", "copy.replace", "attrs.evolve", "attr.evolve" -> {
        Value object = arguments.get(0, "");
        return object != null && object.only() instanceof Atom.Code.Made made
            ? analysis.namedTuples().replaced(frame, made, arguments, at)
            : Value.unknown("a copy of something that is not followed", trace);
      }
      case "importlib.import_module" -> {
        Value module = arguments.get(0, "name");
        String path = module == null ? null : module.literal();
        return path == null || path.startsWith(".")
            ? Value.unknown("a module by a name that is not known", trace)
            : analysis.imports().module(file, 0, path, at);
      }
      case "collections.defaultdict" -> {
        return Value.of(Dict.EMPTY.open(Value.unknown("an entry of a dictionary", trace)), trace);
      }
      case "types.SimpleNamespace" -> {
        return Value.of(new Atom.Unknown("a field of a namespace", false), trace);
      }
      case "builtins.super" -> {
        return above(frame, arguments, trace);
      }
      case "builtins.type" -> {
        Value object = arguments.get(0, "");
        return object != null && object.only() instanceof Atom.Code.Made only
            ? Value.of(new Atom.Code.Type(only.instance().type()), trace)
            : Value.of(new Atom.Unknown("a type", true), trace);
      }
      case "builtins.globals", "builtins.locals", "builtins.vars" -> {
        Value object = arguments.get(0, "");
        Value fields = analysis.commandLines().fields(object);
        if (fields == null
            && object != null
            && object.only() instanceof Atom.Code.Type type
            && name.equals("builtins.vars")) {
          Dict.Builder attributes = Dict.builder();
          type.type().attributes().forEach(attributes::put);
          return Value.of(attributes.build(), trace);
        }
        return fields == null ? Value.unknown("variables by name", trace) : fields;
      }
      case "aws_lambda_env_modeler.get_environment_variables" -> {
        Value model = arguments.get(0, "model");
        return model != null && model.only() instanceof Atom.Code.Type type
            ? analysis.construction().fromEnvironment(type.type(), file, at)
            : Value.unknown("a model of the environment", trace);
      }
      case "builtins.input" -> {
        return Value.unknown("typed by a person", trace);
      }
      default -> {
        analysis.calls().passedAlong(frame, arguments, at);
        return outside(name, trace, file, at);
      }
    }
  }

  private static Value outside(String name, @Nullable Trace trace, SourceFile file, int at) {
    if (name.startsWith("argparse.") || name.startsWith("click.") || name.startsWith("typer.")) {
      return Value.unknown("an argument of the command line", Trace.step(trace, file, at, name));
    }
    if (name.startsWith("unittest.mock.") || name.startsWith("mock.")) {
      return Value.unknown(MOCK, Trace.start(file, at, "call of " + name));
    }
    String shown = name.startsWith("builtins.") ? name.substring("builtins.".length()) : name;
    return Value.of(
        new Atom.Unknown(
            "the answer of " + shown + ", which is outside the analysed code",
            ForeignLibraries.isForeign(name)),
        Trace.step(trace, file, at, "call of " + shown));
  }

  private Value field(Frame frame, String name, Arguments arguments, int at) {
    Value fallback = arguments.keyword("default");
    if (fallback == null && name.equals("pydantic.Field")) {
      fallback = arguments.get(0, "default");
    }
    for (String keyword : List.of("env", "validation_alias", "alias")) {
      Value variable = name.equals("pydantic.Field") ? arguments.keyword(keyword) : null;
      if (variable != null && variable.literal() != null) {
        String literal = fallback == null ? null : fallback.literal();
        return Value.of(
            Atom.Text.environment(
                String.valueOf(variable.literal()).toUpperCase(Locale.ROOT), literal),
            variable.trace());
      }
    }
    if (fallback != null) {
      return fallback;
    }
    Value factory = arguments.keyword("default_factory");
    factory = factory == null ? arguments.keyword("factory") : factory;
    return factory == null
        ? Value.NOTHING
        : analysis.calls().call(frame, factory, Arguments.NONE, at).join(Value.NOTHING);
  }

  private Value cast(Frame frame, Arguments arguments, @Nullable Value value, int at) {
    if (value == null) {
      return Value.unknown("a cast", null);
    }
    Value type = arguments.get(0, "typ");
    String quoted = type == null ? null : type.literal();
    if (quoted != null) {
      return analysis.hints().refine(frame, value, new Expr.Text(quoted, at), at);
    }
    return value;
  }

  private Value getattr(Frame frame, Arguments arguments, @Nullable Trace trace, int at) {
    Value object = arguments.get(0, "");
    Value name = arguments.get(1, "");
    String literal =
        name == null
            ? null
            : name.only() instanceof Aws.MethodName method
                ? method.method().name()
                : name.literal();
    if (object == null || literal == null) {
      return Value.unknown("an attribute by a name that is not known", trace);
    }
    Value found = analysis.attributes().get(frame, object, literal, at);
    Value fallback = arguments.get(2, "");
    boolean mayLack =
        found.any(atom -> atom instanceof Atom.Unknown || atom instanceof Atom.External);
    return fallback == null || !mayLack ? found : found.join(fallback);
  }

  private static Value dict(Arguments arguments, @Nullable Trace trace) {
    Value first = arguments.positional().isEmpty() ? null : arguments.positional().get(0);
    Value copied =
        first == null
            ? Value.of(Dict.EMPTY, trace)
            : first.flatMap(
                one ->
                    one.atom() instanceof Dict
                        ? Value.of(one.atom(), trace)
                        : one.atom() instanceof Sequence pairs && pairs.rest() == null
                            ? Value.of(ofPairs(pairs), trace)
                            : Value.of(
                                Dict.EMPTY.open(Value.unknown("an entry of a dictionary", trace)),
                                trace));
    Value made = Value.NOTHING;
    for (Map<String, Value> way :
        arguments.ways().isEmpty() ? List.of(arguments.keywords()) : arguments.ways()) {
      Dict.Builder keywords = Dict.builder();
      way.forEach(keywords::put);
      made = made.join(Value.of(keywords.open(arguments.moreKeywords()).build(), trace));
    }
    Value keywords = made;
    return copied.flatMap(one -> Mutations.merged((Dict) one.atom(), keywords, trace));
  }

  private static Dict ofPairs(Sequence pairs) {
    Dict.Builder dict = Dict.builder();
    for (Value pair : pairs.elements()) {
      if (pair.only() instanceof Sequence entry
          && entry.rest() == null
          && entry.elements().size() == 2) {
        Value value = entry.elements().get(1);
        entry.elements().get(0).alternatives().forEach(key -> dict.put(key, value));
      } else {
        dict.open(Value.unknown("an entry of a dictionary", pair.trace()));
      }
    }
    return dict.build();
  }

  private static Value above(Frame frame, Arguments arguments, @Nullable Trace trace) {
    Atom self = frame.self();
    PythonClass owner = frame.owner();
    if (arguments.positional().size() == 2
        && arguments.positional().get(0).only() instanceof Atom.Code.Type type
        && arguments.positional().get(1).only() instanceof Atom.Code object) {
      owner = type.type();
      self = object;
    }
    return self == null || owner == null
        ? Value.unknown("super() outside a method", trace)
        : Value.of(new Atom.Code.Super(owner, self), trace);
  }
}
