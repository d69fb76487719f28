package dev.stator.lineage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
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
      case "builtins.iter", "builtins.list", "builtins.tuple", "builtins.aiter" -> {
        Value same = arguments.get(0, "");
        return same == null
            ? Value.of(new Sequence(List.of(), null))
            : same.flatMap(one -> listed(one, Function.identity()));
      }
      case "builtins.set", "builtins.frozenset" -> {
        Value same = arguments.get(0, "");
        return same == null
            ? Value.of(new Sequence(List.of(), null))
            : same.flatMap(one -> listed(one, Sequence::unordered));
      }
      case "builtins.sorted" -> {
        Value same = arguments.get(0, "");
        return same == null
            ? Value.unknown("an iterator over nothing", trace)
            : same.flatMap(one -> listed(one, all -> sorted(all, arguments)));
      }
      case "builtins.reversed" -> {
        Value same = arguments.get(0, "");
        return same == null
            ? Value.unknown("an iterator over nothing", trace)
            : same.flatMap(one -> listed(one, Iteration::reversed));
      }
      case "builtins.min", "builtins.max" -> {
        return extreme(name.equals("builtins.max"), arguments);
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
        List<Value> known = new ArrayList<>();
        boolean exact = arguments.more() == null;
        Value all = Value.NOTHING;
        for (Value part : arguments.all()) {
          List<Value> elements = Elements.known(part);
          exact &=
              elements != null && !part.any(atom -> atom instanceof Sequence set && !set.ordered());
          known.addAll(elements == null ? List.of() : elements);
          all = all.join(analysis.elements().elements(frame, part, at));
        }
        return exact && known.size() <= Elements.TURNS
            ? Value.of(new Sequence(known, null), trace)
            : any(all, trace);
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

  /** A value as a list, rearranged; what is no list stays as it is. */
  private static Value listed(Value.Alternative alternative, Function<Sequence, Sequence> how) {
    if (alternative.atom() instanceof Sequence sequence) {
      return Value.of(how.apply(sequence), alternative.trace());
    }
    List<Value> known = Elements.known(Value.of(alternative.atom(), alternative.trace()));
    return known == null
        ? Value.of(alternative.atom(), alternative.trace())
        : Value.of(how.apply(new Sequence(known, null)), alternative.trace());
  }

  private static Sequence reversed(Sequence sequence) {
    if (!sequence.isExact()) {
      return sequence.unordered();
    }
    List<Value> elements = new ArrayList<>(sequence.elements());
    Collections.reverse(elements);
    return sequence.of(elements);
  }

  /** The elements as {@code sorted} has them, where all are texts that are known. */
  static Sequence sorted(Sequence sequence, Arguments arguments) {
    Value reverse = arguments.keyword("reverse");
    Atom order = reverse == null ? Atom.Plain.FALSE : reverse.only();
    boolean told = Atom.Plain.TRUE.equals(order) || Atom.Plain.FALSE.equals(order);
    if (sequence.rest() != null
        || !told
        || arguments.keywords().containsKey("key")
        || sequence.elements().stream().anyMatch(element -> element.literal() == null)) {
      return sequence.unordered();
    }
    List<Value> elements = new ArrayList<>(sequence.elements());
    elements.sort(
        (a, b) ->
            Arrays.compare(
                String.valueOf(a.literal()).codePoints().toArray(),
                String.valueOf(b.literal()).codePoints().toArray()));
    if (Atom.Plain.TRUE.equals(order)) {
      Collections.reverse(elements);
    }
    return new Sequence(elements, null);
  }

  /** The least or greatest of texts that are known; null for any other. */
  private static @Nullable Value extreme(boolean greatest, Arguments arguments) {
    List<Value> all =
        arguments.positional().size() == 1
            ? Elements.known(arguments.positional().get(0))
            : arguments.positional();
    if (all == null
        || all.isEmpty()
        || arguments.more() != null
        || !arguments.keywords().isEmpty()) {
      return null;
    }
    Sequence sorted = sorted(new Sequence(all, null), Arguments.NONE);
    return sorted.isExact() && all.get(0).literal() != null ? sorted.at(greatest ? -1 : 0) : null;
  }

  private static Value any(Value element, @Nullable Trace trace) {
    return Value.of(new Sequence(List.of(), element), trace);
  }

  /** The number of a turn; -1 for one that is not told apart. */
  private static Value counter(int turn, boolean fromZero) {
    return turn < 0 || !fromZero
        ? Value.unknown("a counter", null)
        : Value.of(Atom.Plain.number(turn));
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
      List<Value> known = Elements.known(column);
      known = known == null || known.size() > Elements.TURNS ? null : known;
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
    Value function = arguments.positional().get(0);
    List<Value> columns = arguments.positional().subList(1, arguments.positional().size());
    if (name.endsWith("map")) {
      Value rows = rows(frame, columns, null, null, at);
      return rows.flatMap(
          alternative -> {
            Sequence sequence = (Sequence) alternative.atom();
            List<Value> results = new ArrayList<>();
            for (Value row : sequence.elements()) {
              results.add(applied(frame, function, row, at));
            }
            Value rest = sequence.rest();
            return Value.of(
                new Sequence(results, rest == null ? null : applied(frame, function, rest, at)));
          });
    }
    Value element = analysis.elements().elements(frame, columns.get(0), at);
    applied(frame, function, Value.of(new Sequence(List.of(element), null)), at);
    return Value.of(new Sequence(List.of(), element));
  }

  /** What a function gives for one row of arguments. */
  private Value applied(Frame frame, Value function, Value row, int at) {
    List<Value> given = row.only() instanceof Sequence tuple ? tuple.elements() : List.of(row);
    return analysis.calls().call(frame, function, new Arguments(given, Map.of(), null, null), at);
  }
}
