package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Methods of strings, dictionaries and lists. */
final class Containers {
  private final Analysis analysis;

  Containers(Analysis analysis) {
    this.analysis = analysis;
  }

  Value call(Frame frame, Atom.Code.ValueMethod method, Arguments arguments, int at) {
    Trace trace = method.trace();
    if (method.receiver() instanceof Atom.Text text) {
      Value result = TextMethods.call(text, trace, method.name(), arguments, frame.file(), at);
      return result == null
          ? Value.of(new Atom.Unknown("." + method.name() + "() of a text", true), trace)
          : result;
    }
    if (method.receiver() instanceof Dict dict) {
      return dictMethod(frame, dict, method.name(), arguments, trace, at);
    }
    if (method.receiver() instanceof Sequence sequence) {
      return switch (method.name()) {
        case "pop", "popleft" -> sequence.anyElement();
        case "copy" -> Value.of(sequence, trace);
        case "intersection", "difference" ->
            Value.of(new Sequence(List.of(), sequence.anyElement()), trace);
        case "union", "symmetric_difference" -> {
          Value all = sequence.anyElement();
          for (Value other : arguments.all()) {
            all = all.join(analysis.elements().elements(frame, other, at));
          }
          yield Value.of(new Sequence(List.of(), all), trace);
        }
        default -> Value.of(new Atom.Unknown("." + method.name() + "() of a list", true), trace);
      };
    }
    if (method.receiver() instanceof Atom.Code.Made object) {
      return analysis.namedTuples().replaced(frame, object, arguments, at);
    }
    if (method.receiver() instanceof Atom.Code.Template template) {
      return method.name().endsWith("substitute")
          ? Formats.substituted(template.text(), arguments, trace, frame.file(), at)
          : Value.unknown("." + method.name() + "() of a template", trace);
    }
    if (method.receiver() instanceof Atom.Code.Generator generator) {
      return switch (method.name()) {
        case "__enter__", "__aenter__", "__next__", "__anext__", "asend", "send" ->
            generator.yields();
        default -> Value.of(new Atom.Unknown("." + method.name() + "() of a generator", true));
      };
    }
    if (method.receiver() instanceof Atom.Code.CommandLine line) {
      return analysis.commandLines().method(frame, line, method.name(), arguments, at);
    }
    if (method.receiver() instanceof Atom.Code.FixtureRequest request
        && method.name().equals("getfixturevalue")) {
      Value name = arguments.get(0, "argname");
      return name == null
          ? Value.unknown("a fixture by no name", trace)
          : analysis.fixtures().byName(request, name);
    }
    return Value.unknown("." + method.name() + "() of something that is not followed", trace);
  }

  private Value dictMethod(
      Frame frame, Dict dict, String name, Arguments arguments, @Nullable Trace trace, int at) {
    Value self = Value.of(dict, trace);
    Value key = arguments.get(0, "key");
    switch (name) {
      case "get", "pop", "setdefault" -> {
        if (key == null) {
          return Value.unknown("an entry of a dictionary", trace);
        }
        Value fallback = arguments.get(1, "default");
        Atom only = key.only();
        Value held = only == null ? null : dict.get(only);
        boolean certain = held != null && !held.mayBeAbsent();
        boolean missing = key.literal() != null && held == null && dict.unlisted() == null;
        if (missing) {
          return fallback == null ? Value.of(Atom.Plain.NONE) : fallback;
        }
        Value found = analysis.elements().entry(frame, self, key, at);
        if (certain) {
          return found;
        }
        if (fallback == null) {
          return name.equals("pop") ? found : found.join(Value.of(Atom.Plain.NONE));
        }
        return found.join(fallback);
      }
      case "items" -> {
        if (dict.rest() == null) {
          List<Value> pairs = new ArrayList<>();
          dict.keys()
              .forEach(
                  (held, own) ->
                      pairs.add(
                          Value.of(
                              new Sequence(
                                  List.of(
                                      Value.of(own.atom(), own.trace()),
                                      dict.entries().getOrDefault(held, Value.NOTHING).present()),
                                  null))));
          return Value.of(new Sequence(pairs, null), trace);
        }
        Value values = Value.join(new ArrayList<>(dict.entries().values())).present();
        values = dict.rest() == null ? values : values.join(dict.rest());
        return Value.of(
            new Sequence(
                List.of(),
                Value.of(
                    new Sequence(
                        List.of(analysis.elements().elements(frame, self, at), values), null))),
            trace);
      }
      case "keys" -> {
        List<Value> known = Elements.known(self);
        return Value.of(
            known == null
                ? new Sequence(List.of(), analysis.elements().elements(frame, self, at))
                : new Sequence(known, null),
            trace);
      }
      case "values" -> {
        List<Value> values = dict.entries().values().stream().map(Value::present).toList();
        return Value.of(new Sequence(values, dict.rest()), trace);
      }
      case "copy" -> {
        return self;
      }
      default -> {
        return Value.of(new Atom.Unknown("." + name + "() of a dictionary", true), trace);
      }
    }
  }

  /**
   * A dictionary after another was put into it. One that is read from elsewhere, as a file of
   * settings is, may have any of its keys; one that some caller gives is taken to add to it.
   */
  static Dict updated(Dict dict, Value other) {
    if (other.only() instanceof Dict merged) {
      return dict.with(merged);
    }
    Value entry = Value.unknown("an entry of a dictionary that is not known", other.trace());
    boolean read = other.any(atom -> atom instanceof Atom.Unknown unknown && unknown.foreign());
    return read ? dict.orAny(entry) : dict.open(entry);
  }
}
