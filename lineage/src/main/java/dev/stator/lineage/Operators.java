package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators give: arithmetic on texts and containers, logic, comparison, choice. */
final class Operators {
  private final Analysis analysis;

  Operators(Analysis analysis) {
    this.analysis = analysis;
  }

  private Value evaluate(Frame frame, Expr expr) {
    return analysis.expressions().evaluate(frame, expr);
  }

  Value binary(Frame frame, String operator, Value left, Value right, int at) {
    boolean texts = left.any(Atom.Text.class::isInstance) || right.any(Atom.Text.class::isInstance);
    if (operator.equals("+") && texts) {
      return Texts.concat(List.of(left, right), frame.file(), at);
    }
    if (operator.equals("%") && left.any(Atom.Text.class::isInstance)) {
      return Formats.percent(left, right, frame.file(), at);
    }
    if (operator.equals("+")
        && left.only() instanceof Sequence a
        && right.only() instanceof Sequence b) {
      if (a.rest() != null) {
        return Value.of(new Sequence(a.elements(), a.rest().join(b.anyElement())), left.trace());
      }
      List<Value> all = new ArrayList<>(a.elements());
      all.addAll(b.elements());
      Value rest =
          a.rest() == null ? b.rest() : b.rest() == null ? a.rest() : a.rest().join(b.rest());
      Sequence both = new Sequence(List.copyOf(all), rest);
      return Value.of(a.isExact() && b.isExact() ? both : both.unordered(), left.trace());
    }
    if (List.of("&", "-", "|", "^").contains(operator)
        && left.only() instanceof Sequence a
        && right.only() instanceof Sequence b) {
      Value any = a.anyElement();
      boolean both = operator.equals("|") || operator.equals("^");
      return Value.of(new Sequence(List.of(), both ? any.join(b.anyElement()) : any), left.trace());
    }
    if (operator.equals("*") && left.literal() != null && Numbers.index(right) != null) {
      Atom.Text text = (Atom.Text) left.alternatives().get(0).atom();
      Integer times = Numbers.index(right);
      if (times != null && times <= 64) {
        return Value.of(
            text.as(String.valueOf(text.literal()).repeat(Math.max(0, times))), left.trace());
      }
    }
    if (operator.equals("|")
        && left.any(Dict.class::isInstance)
        && right.any(Dict.class::isInstance)) {
      return left.flatMap(
          one ->
              one.atom() instanceof Dict dict
                  ? Mutations.merged(dict, right, one.trace())
                  : Value.of(one.atom(), one.trace()));
    }
    if ((operator.equals("&") || operator.equals("|"))
        && left.any(Aws.Condition.class::isInstance)) {
      return Conditions.combine(operator, left, right);
    }
    if (operator.equals("/")
        && (left.any(Atom.Text.class::isInstance) || right.any(Atom.Text.class::isInstance))) {
      return Value.unknown("a path", left.trace());
    }
    return Value.unknown(
        "the result of an operation (" + operator + ")",
        Trace.start(frame.file(), at, "computed here"));
  }

  Value logical(Frame frame, Expr.Logical logical) {
    Value left = evaluate(frame, logical.left());
    Boolean truth = analysis.truth().of(left);
    Map<String, Value> before = frame.copy();
    analysis.truth().refine(frame, logical.left(), logical.and());
    Map<String, Value> told = frame.copy();
    Value right = evaluate(frame, logical.right());
    Map<String, Value> joined =
        Frame.join(before, frame.variables(), before, List.of(before, told));
    frame.resume(joined == null ? before : joined);
    if (logical.and()) {
      return truth == null ? left.filter(Truth::mayBeFalse).join(right) : truth ? right : left;
    }
    if (truth != null) {
      return truth ? left : right;
    }
    String fallback = right.literal();
    Value kept =
        left.filter(
            atom ->
                Truth.mayBeTrue(atom)
                    && !(atom instanceof Atom.Plain plain
                        && plain.kind() == Expr.Constant.Kind.FALSE));
    if (fallback != null
        && kept.only() instanceof Atom.Text text
        && text.environment() != null
        && (text.environment().fallback() == null || "".equals(text.environment().fallback()))) {
      return Value.of(Atom.Text.environment(text.environment().variable(), fallback), kept.trace());
    }
    return kept.join(right);
  }

  static Value compare(Value left, String operator, Value right) {
    if (operator.equals("in") || operator.equals("not in")) {
      return member(left, right, operator.equals("in"));
    }
    if (operator.equals("==") || operator.equals("!=")) {
      return right.only() == null
          ? Value.unknown("a truth value", null)
          : truth(isAmong(left, right), operator.equals("=="));
    }
    boolean identity = operator.equals("is") || operator.equals("is not");
    if (identity && right.only() instanceof Atom.Plain plain && plain.isNone()) {
      return truth(Truth.isNone(left), operator.equals("is"));
    }
    return Value.unknown("a truth value", null);
  }

  private static Value truth(@Nullable Boolean outcome, boolean expected) {
    return outcome == null
        ? Value.unknown("a truth value", null)
        : Value.of(outcome == expected ? Atom.Plain.TRUE : Atom.Plain.FALSE);
  }

  private static Value member(Value left, Value right, boolean expected) {
    return right.only() instanceof Sequence all && all.rest() == null
        ? truth(isAmong(left, all.anyElement()), expected)
        : Value.unknown("a truth value", null);
  }

  /** Whether a text, whatever it is of several, is among known ones; null where it may be. */
  static @Nullable Boolean isAmong(Value left, Value literals) {
    boolean known =
        !left.isNothing()
            && !left.any(atom -> !isCertain(atom))
            && !literals.any(atom -> !isCertain(atom));
    boolean some = left.any(atom -> hasText(literals, atom));
    boolean all = !left.any(atom -> !hasText(literals, atom));
    return (!known || some != all) ? null : all;
  }

  /** Whether one of some literals is the same text. */
  static boolean hasText(Value literals, Atom atom) {
    String literal = atom instanceof Atom.Text text ? text.literal() : null;
    return literal != null
        && literals.any(other -> other instanceof Atom.Text text && literal.equals(text.literal()));
  }

  private static boolean isCertain(Atom atom) {
    return atom instanceof Atom.Text text && text.literal() != null && !text.defaulted();
  }

  Value conditional(Frame frame, Expr.Conditional conditional) {
    Boolean truth = analysis.truth().of(evaluate(frame, conditional.test()));
    Map<String, Value> before = frame.copy();
    analysis.truth().refine(frame, conditional.test(), true);
    Value then = evaluate(frame, conditional.then());
    frame.resume(new HashMap<>(before));
    analysis.truth().refine(frame, conditional.test(), false);
    Value otherwise = evaluate(frame, conditional.otherwise());
    frame.resume(before);
    return truth == null ? then.join(otherwise) : truth ? then : otherwise;
  }
}
