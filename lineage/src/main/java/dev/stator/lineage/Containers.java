package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      Value result = Texts.method(text, trace, method.name(), arguments, frame.file(), at);
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
        boolean certain = only != null && dict.get(only) != null;
        boolean missing = key.literal() != null && !certain && dict.unlisted() == null;
        if (missing) {
          return fallback == null ? Value.of(Atom.Plain.NONE) : fallback;
        }
        Value found = analysis.elements().entry(frame, self, key, at);
        return fallback == null || certain ? found : found.join(fallback);
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
                                      dict.entries().getOrDefault(held, Value.NOTHING)),
                                  null))));
          return Value.of(new Sequence(pairs, null), trace);
        }
        Value values = Value.join(new ArrayList<>(dict.entries().values()));
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
        return Value.of(
            new Sequence(List.of(), analysis.elements().elements(frame, self, at)), trace);
      }
      case "values" -> {
        return Value.of(new Sequence(new ArrayList<>(dict.entries().values()), dict.rest()), trace);
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

  /** A container after a method that changes it. */
  Atom changed(Frame frame, Atom container, String method, Arguments arguments, int at) {
    if (container instanceof Dict dict) {
      Dict changed = dict;
      if (method.equals("update")) {
        Value other = arguments.positional().isEmpty() ? null : arguments.positional().get(0);
        if (other != null) {
          changed = updated(changed, other);
        }
        for (Map.Entry<String, Value> entry : new HashMap<>(arguments.keywords()).entrySet()) {
          changed = changed.with(entry.getKey(), entry.getValue());
        }
      } else if (method.equals("setdefault") && arguments.positional().size() == 2) {
        String key = arguments.positional().get(0).literal();
        if (key != null && !dict.entries().containsKey(key)) {
          changed = changed.with(key, arguments.positional().get(1));
        }
      }
      return changed;
    }
    if (container instanceof Sequence sequence) {
      switch (method) {
        case "append" -> {
          Value last = arguments.get(0, "");
          if (last != null && sequence.rest() == null && frame.loops().isEmpty()) {
            List<Value> all = new ArrayList<>(sequence.elements());
            all.add(last);
            return new Sequence(all, null);
          }
        }
        case "insert", "pop", "popleft", "appendleft", "remove", "discard", "sort", "reverse" -> {
          Value any = sequence.anyElement();
          Value more = method.equals("insert") ? arguments.get(1, "") : null;
          more = method.equals("appendleft") ? arguments.get(0, "") : more;
          return new Sequence(List.of(), more == null ? any : any.join(more));
        }
        default -> {}
      }
      Value added =
          switch (method) {
            case "append", "add" -> arguments.get(0, "");
            case "extend", "update" -> {
              Value other = arguments.get(0, "");
              yield other == null ? null : analysis.elements().elements(frame, other, at);
            }
            default -> null;
          };
      if (added != null && !added.isNothing()) {
        return new Sequence(
            sequence.elements(), sequence.rest() == null ? added : sequence.rest().join(added));
      }
    }
    return container;
  }
}
