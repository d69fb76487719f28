package dev.stator.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reading the environment, by {@code os} and by libraries of settings. */
final class EnvironmentVariables {
  /** The context in which environs puts a prefix before every name; the prefix comes after it. */
  static final String PREFIXED = "environ.Env().prefixed ";

  private EnvironmentVariables() {}

  /** What such a function gives; null for any other. */
  static @Nullable Value call(
      Frame frame, String name, Arguments arguments, @Nullable Trace trace, int at) {
    SourceFile file = frame.file();
    switch (name) {
      case "os.getenv", "os.environ.get", "os.environ.setdefault", "os.environ.pop" -> {
        Value written = written(frame, arguments.get(0, "key"));
        if (written != null) {
          return written;
        }
        return of(arguments.get(0, "key"), arguments.get(1, "default"), file, at);
      }
      case "os.environ.items", "os.environ.keys" -> {
        return Value.of(new Atom.External(name + "()"), trace);
      }
      case "os.environ.__getitem__", "os.environb.get" -> {
        return of(arguments.get(0, "key"), null, file, at);
      }
      case "decouple.config", "environ.Env", "starlette.config.Config" -> {
        return name.equals("decouple.config")
            ? of(arguments.get(0, "option"), arguments.keyword("default"), file, at)
            : Value.of(new Atom.External(name + "()"), trace);
      }
      case "environs.Env", "environ.FileAwareEnv" -> {
        return Value.of(new Atom.External("environ.Env()"), trace);
      }
      case "environ.Env()",
          "environ.Env().str",
          "environ.Env().get_value",
          "environs.Env().str",
          "starlette.config.Config()" -> {
        Value prefix = frame.find(PREFIXED);
        Value variable = arguments.get(0, "name");
        if (prefix != null && variable != null) {
          variable = Texts.concat(List.of(prefix, variable), file, at);
        }
        return of(variable, arguments.get(1, "default"), file, at);
      }
      case "environ.Env().prefixed" -> {
        Value prefix = arguments.get(0, "prefix");
        return prefix == null || prefix.literal() == null
            ? Value.of(new Atom.External(PREFIXED), trace)
            : Value.of(new Atom.External(PREFIXED + prefix.literal()), trace);
      }
      default -> {
        return null;
      }
    }
  }

  /** Keeps what the running body gives a variable, for what it reads later. */
  static void write(Frame frame, Value name, Value value) {
    if (name.literal() != null && value.any(Atom.Text.class::isInstance)) {
      frame.variables().put(held(String.valueOf(name.literal())), value);
    }
  }

  /** What the code before, in this body or around it, gave a variable; null for nothing. */
  static @Nullable Value written(Frame frame, @Nullable Value name) {
    String literal = name == null ? null : name.literal();
    return literal == null ? null : frame.find(held(literal));
  }

  /** Enters a context that puts a prefix before names, which contexts inside of it add to. */
  static void enter(Frame frame, Value context) {
    Value before = frame.variables().get(PREFIXED);
    if (context.only() instanceof Atom.External external && external.name().startsWith(PREFIXED)) {
      String prefix = external.name().substring(PREFIXED.length());
      Value more =
          prefix.isEmpty()
              ? Value.unknown("a prefix that is not known", null)
              : Value.text((before == null ? "" : String.valueOf(before.literal())) + prefix);
      frame.variables().put(PREFIXED, more);
    }
  }

  /** Leaves such contexts for what was before names outside of them, or null. */
  static void leave(Frame frame, @Nullable Value before) {
    if (before == null) {
      frame.variables().remove(PREFIXED);
    } else {
      frame.variables().put(PREFIXED, before);
    }
  }

  private static String held(String variable) {
    return "os.environ[" + variable + "]";
  }

  /** An environment variable by its name. */
  static Value of(@Nullable Value name, @Nullable Value fallback, SourceFile file, int at) {
    if (name == null) {
      return Value.unknown("an environment variable by a name that is not known", null);
    }
    return name.flatMap(
        alternative -> {
          String variable = alternative.atom() instanceof Atom.Text text ? text.literal() : null;
          if (variable == null) {
            return Value.unknown(
                "an environment variable by a name that is not known", alternative.trace());
          }
          Trace trace = Trace.start(file, at, "environment variable " + variable);
          if (fallback == null || fallback.isNothing()) {
            return Value.of(Atom.Text.environment(variable, null), trace);
          }
          Value all = Value.NOTHING;
          for (Value.Alternative other : fallback.alternatives()) {
            String literal = other.atom() instanceof Atom.Text text ? text.literal() : null;
            all = all.join(Value.of(Atom.Text.environment(variable, literal), trace));
            if (other.atom() instanceof Atom.Text text && text.environment() != null) {
              all = all.join(Value.of(text, other.trace()));
            }
          }
          return all;
        });
  }

  /**
   * What iterating over the environment gives for the variables of known names; null for anything
   * else that is iterated over.
   */
  static @Nullable List<Value> turns(
      Value iterable, List<Value> variables, SourceFile file, int at) {
    if (!(iterable.only() instanceof Atom.External external)) {
      return null;
    }
    return switch (external.name()) {
      case "os.environ", "os.environ.keys()" -> variables;
      case "os.environ.items()" ->
          variables.stream()
              .map(name -> Value.of(new Sequence(List.of(name, of(name, null, file, at)), null)))
              .toList();
      default -> null;
    };
  }
}
