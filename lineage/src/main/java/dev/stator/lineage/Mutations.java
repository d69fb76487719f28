package dev.stator.lineage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What methods and statements that change a container leave in the variable that held it. The
 * places of elements stay known only for a variable of the running body outside of loops that are
 * not run turn by turn: anywhere else the change may happen any number of times.
 */
final class Mutations {
  private static final Set<String> METHODS =
      Set.of(
          "update",
          "setdefault",
          "append",
          "appendleft",
          "extend",
          "insert",
          "add",
          "pop",
          "popleft",
          "remove",
          "discard",
          "clear",
          "sort",
          "reverse");

  private final Analysis analysis;

  Mutations(Analysis analysis) {
    this.analysis = analysis;
  }

  private static boolean isExact(Frame frame, Expr container) {
    return container instanceof Expr.Name name
        && frame.variables().containsKey(name.id())
        && frame.loops().stream().allMatch(loop -> loop.byTurns);
  }

  /**
   * After {@code container.method(…)}: the variable holds the changed container from here on. Gives
   * what the call gives, which is {@code result} but for a {@code pop} of a place that is known.
   */
  Value call(Frame frame, Expr.Attribute method, Arguments arguments, Value result) {
    Expr target = method.target();
    if (!METHODS.contains(method.name())
        || !(target instanceof Expr.Name || target instanceof Expr.Attribute)) {
      return result;
    }
    Value container = analysis.expressions().evaluate(frame, target);
    if (!container.any(atom -> atom instanceof Dict || atom instanceof Sequence)) {
      return result;
    }
    boolean exact = isExact(frame, target);
    Value changed =
        container.flatMap(
            alternative -> {
              Value after =
                  alternative.atom() instanceof Dict dict
                      ? dict(dict, method.name(), arguments, alternative.trace())
                      : alternative.atom() instanceof Sequence sequence
                          ? Value.of(
                              exact && sequence.isExact() && isFollowed(method.name(), arguments)
                                  ? exactly(sequence, method.name(), arguments)
                                  : loosely(frame, sequence, method, arguments),
                              alternative.trace())
                          : Value.of(alternative.atom(), alternative.trace());
              return after;
            });
    if (!changed.equals(container)) {
      analysis.assignments().assignTo(frame, target, changed, method.at());
    }
    Value popped =
        exact && method.name().startsWith("pop")
            ? popped(container, method.name(), arguments)
            : null;
    return popped == null ? result : popped;
  }

  private static @Nullable Value popped(Value container, String method, Arguments arguments) {
    Value at = arguments.get(0, "");
    Integer place =
        method.equals("popleft")
            ? Integer.valueOf(0)
            : at == null ? Integer.valueOf(-1) : Numbers.index(at);
    return place != null && container.only() instanceof Sequence sequence
        ? sequence.at(place)
        : null;
  }

  private static Value dict(Dict dict, String method, Arguments arguments, @Nullable Trace trace) {
    Value first = arguments.positional().isEmpty() ? null : arguments.positional().get(0);
    switch (method) {
      case "update" -> {
        Value updated = first == null ? Value.of(dict, trace) : merged(dict, first, trace);
        return updated.flatMap(
            alternative -> {
              Dict changed = (Dict) alternative.atom();
              for (Map.Entry<String, Value> entry : arguments.keywords().entrySet()) {
                changed = changed.with(Dict.EMPTY.with(entry.getKey(), entry.getValue()));
              }
              return Value.of(changed, alternative.trace());
            });
      }
      case "setdefault" -> {
        String key = first == null ? null : first.literal();
        Value fallback = arguments.get(1, "default");
        Value held = key == null ? null : dict.entries().get(key);
        if (key != null && fallback != null && (held == null || held.mayBeAbsent())) {
          return Value.of(
              dict.with(key, held == null ? fallback : held.present().join(fallback)), trace);
        }
      }
      case "pop" -> {
        String key = first == null ? null : first.literal();
        return Value.of(key == null ? dict : dict.without(key), trace);
      }
      case "clear" -> {
        return Value.of(Dict.EMPTY, trace);
      }
      default -> {}
    }
    return Value.of(dict, trace);
  }

  /** The dictionary with the entries of another, which win; one for each that this may be. */
  static Value merged(Dict dict, Value other, @Nullable Trace trace) {
    return other.flatMap(
        alternative ->
            Value.of(
                alternative.atom() instanceof Dict more
                    ? dict.with(more)
                    : alternative.atom() instanceof Atom.Plain
                        ? dict
                        : Containers.updated(
                            dict, Value.of(alternative.atom(), alternative.trace())),
                trace));
  }

  /** Whether what is added is known one by one. */
  private static boolean isFollowed(String method, Arguments arguments) {
    Value first = arguments.get(0, "");
    boolean several = method.equals("extend") || method.equals("update");
    return !several || (first != null && Elements.known(first) != null);
  }

  private static Sequence exactly(Sequence sequence, String method, Arguments arguments) {
    List<Value> elements = new ArrayList<>(sequence.elements());
    Value first = arguments.get(0, "");
    switch (method) {
      case "append", "add" -> {
        if (first != null) {
          elements.add(first);
        }
      }
      case "appendleft" -> {
        if (first != null) {
          elements.add(0, first);
        }
      }
      case "extend", "update" -> {
        List<Value> more = first == null ? null : Elements.known(first);
        if (more == null) {
          return sequence;
        }
        elements.addAll(more);
      }
      case "insert" -> {
        Value added = arguments.get(1, "");
        Integer place = Numbers.index(first);
        if (added != null && place != null && place >= 0) {
          elements.add(Math.min(place, elements.size()), added);
        } else if (added != null) {
          elements.add(added);
          return sequence.of(elements).unordered();
        }
      }
      case "pop", "popleft" -> {
        Integer place =
            method.equals("popleft")
                ? Integer.valueOf(0)
                : first == null ? Integer.valueOf(-1) : Numbers.index(first);
        if (place == null || sequence.at(place) == null) {
          return sequence.scattered();
        }
        elements.remove(place < 0 ? place + elements.size() : place);
      }
      case "reverse" -> Collections.reverse(elements);
      case "sort" -> {
        return Iteration.sorted(sequence, arguments);
      }
      case "clear" -> elements.clear();
      default -> {
        return sequence.scattered();
      }
    }
    Sequence changed = sequence.of(elements);
    return method.equals("add") ? changed.unordered() : changed;
  }

  private Sequence loosely(
      Frame frame, Sequence sequence, Expr.Attribute method, Arguments arguments) {
    int at = method.nameAt();
    Value added =
        switch (method.name()) {
          case "append", "add", "appendleft" -> arguments.get(0, "");
          case "insert" -> arguments.get(1, "");
          case "extend", "update" -> {
            Value other = arguments.get(0, "");
            yield other == null ? null : analysis.elements().elements(frame, other, at);
          }
          default -> null;
        };
    boolean atEnd = method.name().equals("append") || method.name().equals("extend");
    boolean rearranges = method.name().equals("sort") || method.name().equals("reverse");
    Sequence kept = atEnd ? sequence : rearranges ? sequence.unordered() : sequence.scattered();
    return added == null || added.isNothing() ? kept : kept.open(added);
  }

  /** After {@code sequence[key] = value}. */
  Value entry(Frame frame, Expr container, Sequence sequence, Value key, Value value) {
    Integer place = Numbers.index(key);
    if (place != null && isExact(frame, container) && sequence.at(place) != null) {
      List<Value> elements = new ArrayList<>(sequence.elements());
      elements.set(place < 0 ? place + elements.size() : place, value);
      return Value.of(sequence.of(elements));
    }
    return Value.of(sequence.scattered().open(value));
  }

  /** After {@code del container[key]}. */
  void delete(Frame frame, Expr.Subscript target) {
    Value container = analysis.expressions().evaluate(frame, target.target());
    String key = analysis.expressions().evaluate(frame, target.index()).literal();
    if (!container.any(atom -> atom instanceof Dict || atom instanceof Sequence)) {
      return;
    }
    Value changed =
        container.flatMap(
            alternative ->
                Value.of(
                    alternative.atom() instanceof Dict dict && key != null
                        ? dict.without(key)
                        : alternative.atom() instanceof Sequence sequence
                            ? sequence.scattered()
                            : alternative.atom(),
                    alternative.trace()));
    analysis.assignments().assignTo(frame, target.target(), changed, target.at());
  }
}
