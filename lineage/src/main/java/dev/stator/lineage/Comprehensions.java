package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What comprehensions and generator expressions give. */
final class Comprehensions {
  private final Analysis analysis;

  Comprehensions(Analysis analysis) {
    this.analysis = analysis;
  }

  private Expressions expressions() {
    return analysis.expressions();
  }

  Value evaluate(Frame frame, Expr.Comprehension comprehension) {
    Map<String, Value> before = frame.copy();
    List<Value> elements = new ArrayList<>();
    Dict.Builder dict = Dict.builder();
    frame.loops().push(new Frame.Loop(false));
    boolean exact = clauses(frame, comprehension, 0, true, elements, dict);
    frame.loops().pop();
    frame.resume(before);
    if (comprehension.value() != null) {
      dict.blend(!exact);
      return Value.of(dict.build(), Trace.start(frame.file(), comprehension.at(), "dictionary"));
    }
    return Value.of(
        exact
            ? comprehension.gives() == Expr.Comprehension.Gives.SET
                ? new Sequence(List.copyOf(elements), null).unordered()
                : new Sequence(List.copyOf(elements), null)
            : new Sequence(List.of(), Value.join(elements)),
        null);
  }

  /**
   * Runs the clauses from one on, and the element for each of their turns. Says whether the
   * elements are the known ones, in their order.
   *
   * @param certain whether the turn is known to pass the conditions so far
   */
  private boolean clauses(
      Frame frame,
      Expr.Comprehension comprehension,
      int index,
      boolean certain,
      List<Value> elements,
      Dict.Builder dict) {
    if (index == comprehension.clauses().size()) {
      Value element = expressions().evaluate(frame, comprehension.element());
      elements.add(element);
      if (comprehension.value() != null) {
        Value value = expressions().evaluate(frame, comprehension.value());
        Expressions.putAll(dict, element, certain ? value : value.orAbsent());
      }
      return true;
    }
    Expr.Comprehension.Clause clause = comprehension.clauses().get(index);
    Value iterable = expressions().evaluate(frame, clause.iterable());
    List<Value> turns = index == 0 ? Elements.known(iterable) : null;
    turns = turns == null && index == 0 ? variables(frame, clause, iterable) : turns;
    turns = turns == null || turns.isEmpty() || turns.size() > Elements.TURNS ? null : turns;
    boolean exact = turns != null;
    if (turns == null) {
      turns = List.of(analysis.elements().elements(frame, iterable, clause.iterable().at()));
    }
    for (Value turn : turns) {
      analysis.assignments().assignTo(frame, clause.target(), turn, clause.target().at());
      boolean passes = true;
      boolean mayPass = true;
      for (Expr condition : clause.conditions()) {
        Boolean truth = analysis.truth().of(expressions().evaluate(frame, condition));
        passes &= Boolean.TRUE.equals(truth);
        mayPass &= !Boolean.FALSE.equals(truth);
        analysis.truth().refine(frame, condition, true);
      }
      if (mayPass) {
        exact &= passes;
        exact &= clauses(frame, comprehension, index + 1, certain && passes, elements, dict);
      }
      Frame.Loop loop = frame.loops().peek();
      if (index == 0 && loop != null) {
        loop.turn++;
      }
    }
    return exact;
  }

  /**
   * The turns over the environment, where a condition lists the variables that count: {@code for k,
   * v in os.environ.items() if k in NAMES}.
   */
  private @Nullable List<Value> variables(
      Frame frame, Expr.Comprehension.Clause clause, Value iterable) {
    if (!(iterable.only() instanceof Atom.External)) {
      return null;
    }
    Expr name =
        clause.target() instanceof Expr.Sequence pair && !pair.elements().isEmpty()
            ? pair.elements().get(0)
            : clause.target();
    for (Expr condition : clause.conditions()) {
      if (condition instanceof Expr.Compare compare
          && compare.operator().equals("in")
          && compare.left() instanceof Expr.Name tested
          && name instanceof Expr.Name given
          && tested.id().equals(given.id())) {
        List<Value> names = Elements.known(expressions().evaluate(frame, compare.right()));
        return names == null
            ? null
            : EnvironmentVariables.turns(iterable, names, frame.file(), condition.at());
      }
    }
    return null;
  }
}
