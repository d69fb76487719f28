package dev.stator.lineage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Functions outside the project that iterate: builtins and those of itertools. */
final class Iteration {
  private final Analysis analysis;

  Iteration(Analysis analysis) {
    this.analysis = analysis;
  }

  /** What such a function gives; null for any other. */
  @Nullable Value call(
      Frame frame, String name, Arguments arguments, @Nullable Trace trace, int at) {
    switch (name) {
      case "builtins.iter",
          "builtins.list",
          "builtins.tuple",
          "builtins.set",
          "builtins.frozenset",
          "builtins.aiter" -> {
        Value same = arguments.get(0, "");
        return same == null ? Value.of(new Sequence(List.of(), null)) : same;
      }
      case "builtins.sorted", "builtins.reversed" -> {
        Value all = arguments.get(0, "");
        return all == null
            ? Value.of(new Sequence(List.of(), null))
            : ordered(frame, all, name.endsWith("sorted"), arguments, at);
      }
      case "itertools.islice",
          "itertools.cycle",
          "itertools.takewhile",
          "itertools.dropwhile",
          "itertools.filterfalse" -> {
        boolean second = name.endsWith("while") || name.endsWith("filterfalse");
        Value iterable = arguments.get(second ? 1 : 0, "");
        return iterable == null
            ? Value.unknown("an iterator over nothing", trace)
            : any(analysis.elements().elements(frame, iterable, at), trace);
      }
      case "itertools.chain" -> {
        Value all = Value.NOTHING;
        for (Value part : arguments.all()) {
          all = all.join(analysis.elements().elements(frame, part, at));
        }
        return any(all, trace);
      }
      case "itertools.chain.from_iterable" -> {
        Value parts = arguments.get(0, "");
        Value part = parts == null ? null : analysis.elements().elements(frame, parts, at);
        return part == null
            ? Value.unknown("an iterator over nothing", trace)
            : any(analysis.elements().elements(frame, part, at), trace);
      }
      case "builtins.map", "builtins.filter" -> {
        return mapped(frame, name, arguments, at);
      }
      case "builtins.next", "builtins.anext" -> {
        Value iterator = arguments.get(0, "");
        return iterator == null
            ? Value.unknown("next", trace)
            : analysis.elements().elements(frame, iterator, at);
      }
      case "builtins.enumerate" -> {
        Value counted = arguments.get(0, "");
        List<Value> columns = counted == null ? List.of() : List.of(counted);
        boolean fromZero = arguments.positional().size() == 1 && arguments.keywords().isEmpty();
        return rows(frame, columns, turn -> counter(turn, fromZero), trace, at);
      }
      case "builtins.zip" -> {
        return rows(frame, arguments.positional(), null, trace, at);
      }
      default -> {
        return null;
      }
    }
  }

  /** Known elements in their new order; of any others only that they are among them. */
  private Value ordered(Frame frame, Value all, boolean sorts, Arguments arguments, int at) {
    if (all.only() instanceof Sequence sequence && sequence.rest() == null) {
      List<Value> elements = new ArrayList<>(sequence.elements());
      if (!sorts) {
        Collections.reverse(elements);
        return Value.of(new Sequence(elements, null), all.trace());
      }
      if (arguments.keywords().isEmpty()
          && elements.stream().allMatch(element -> element.literal() != null)) {
        elements.sort(Comparator.comparing(element -> String.valueOf(element.literal())));
        return Value.of(new Sequence(elements, null), all.trace());
      }
    }
    return any(analysis.elements().elements(frame, all, at), all.trace());
  }

  private static Value any(Value element, @Nullable Trace trace) {
    return Value.of(new Sequence(List.of(), element), trace);
  }

  /** The number of a turn; -1 for one that is not told apart. */
  private static Value counter(int turn, boolean fromZero) {
    return turn < 0 || !fromZero
        ? Value.unknown("a counter", null)
        : Value.of(new Atom.Plain(Expr.Constant.Kind.NUMBER, String.valueOf(turn)));
  }

  /**
   * Tuples of a counter, if any, and one element of each column, by turns where those of each can
   * be told apart.
   */
  private Value rows(
      Frame frame,
      List<Value> columns,
      @Nullable IntFunction<Value> counter,
      @Nullable Trace trace,
      int at) {
    int length = Integer.MAX_VALUE;
    List<List<Value>> turns = new ArrayList<>();
    for (Value column : columns) {
      List<Value> known = Elements.turns(column);
      if (known == null) {
        length = -1;
        break;
      }
      turns.add(known);
      length = Math.min(length, known.size());
    }
    if (length < 0 || columns.isEmpty()) {
      List<Value> row = new ArrayList<>();
      if (counter != null) {
        row.add(counter.apply(-1));
      }
      columns.forEach(column -> row.add(analysis.elements().elements(frame, column, at)));
      return any(Value.of(new Sequence(row, null)), trace);
    }
    List<Value> rows = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      List<Value> row = new ArrayList<>();
      if (counter != null) {
        row.add(counter.apply(i));
      }
      for (List<Value> column : turns) {
        row.add(column.get(i));
      }
      rows.add(Value.of(new Sequence(row, null)));
    }
    return Value.of(new Sequence(rows, null), trace);
  }

  private Value mapped(Frame frame, String name, Arguments arguments, int at) {
    if (arguments.positional().size() < 2) {
      return Value.unknown("a map over nothing", null);
    }
    Value element = analysis.elements().elements(frame, arguments.positional().get(1), at);
    Value result =
        analysis
            .calls()
            .call(
                frame,
                arguments.positional().get(0),
                new Arguments(List.of(element), Map.of(), null, null),
                at);
    return Value.of(new Sequence(List.of(), name.endsWith("map") ? result : element));
  }
}
