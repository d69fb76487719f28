package dev.stator.lineage;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which values count as true, and what a test that came out one way says of the variables in it.
 */
final class Truth {
  private final Analysis analysis;

  Truth(Analysis analysis) {
    this.analysis = analysis;
  }

  static boolean mayBeTrue(Atom atom) {
    return !(atom instanceof Atom.Plain plain
            && (plain.isNone() || (plain.kind() == Expr.Constant.Kind.FALSE && !plain.defaulted())))
        && !(atom instanceof Atom.Text text && "".equals(text.literal()));
  }

  static boolean mayBeFalse(Atom atom) {
    if (atom instanceof Atom.Text text) {
      String literal = text.literal();
      return literal == null || literal.isEmpty() || text.defaulted();
    }
    return !(atom instanceof Aws)
        && !(atom instanceof Atom.Code)
        && !(atom instanceof Atom.Module)
        && !(atom instanceof Atom.Plain plain
            && plain.kind() == Expr.Constant.Kind.TRUE
            && !plain.defaulted());
  }

  /** Whether the value is certainly true, certainly false, or null for either. */
  @Nullable Boolean of(Value value) {
    boolean canBeTrue = value.any(Truth::mayBeTrue);
    boolean canBeFalse = value.any(Truth::mayBeFalse);
    return canBeTrue == canBeFalse ? null : canBeTrue;
  }

  /** Whether the value is certainly None, certainly not, or null for either. */
  static @Nullable Boolean isNone(Value value) {
    boolean canBe = value.any(Truth::mayBeNone);
    boolean canBeOther = value.any(atom -> !(atom instanceof Atom.Plain plain && plain.isNone()));
    return canBe == canBeOther ? null : canBe;
  }

  private static boolean mayBeNone(Atom atom) {
    return atom instanceof Atom.Plain plain
        ? plain.isNone()
        : atom instanceof Atom.Text text
            ? text.literal() == null
            : atom instanceof Atom.Unknown || atom instanceof Atom.External;
  }

  /** Narrows the variables to what they can be where a test came out as given. */
  void refine(Frame frame, Expr test, boolean outcome) {
    if (test instanceof Expr.Not not) {
      refine(frame, not.operand(), !outcome);
    } else if (test instanceof Expr.Logical logical) {
      if (logical.and() == outcome) {
        refine(frame, logical.left(), outcome);
        refine(frame, logical.right(), outcome);
      }
    } else if (test instanceof Expr.Compare compare) {
      boolean none =
          compare.right() instanceof Expr.Constant constant
              && constant.kind() == Expr.Constant.Kind.NONE;
      boolean is = compare.operator().equals("is") || compare.operator().equals("==");
      if (none && (is || compare.operator().equals("is not") || compare.operator().equals("!="))) {
        boolean isNone = is == outcome;
        narrow(
            frame,
            compare.left(),
            atom ->
                isNone
                    ? mayBeFalse(atom) && !(atom instanceof Atom.Text)
                    : !(atom instanceof Atom.Plain plain && plain.isNone()));
        return;
      }
      Value literals = literals(frame, compare);
      if (literals != null) {
        boolean among = compare.operator().equals("==") || compare.operator().equals("in");
        equal(frame, compare.left(), literals, among == outcome);
      }
    } else if (test instanceof Expr.Call call
        && call.callee() instanceof Expr.Name function
        && function.id().equals("isinstance")
        && call.arguments().size() == 2
        && call.arguments().get(1).value() instanceof Expr.Name type
        && type.id().equals("str")) {
      narrow(
          frame,
          call.arguments().get(0).value(),
          atom ->
              outcome
                  ? atom instanceof Atom.Text || atom instanceof Atom.Unknown
                  : !(atom instanceof Atom.Text));
    } else if (test instanceof Expr.Walrus walrus) {
      narrow(
          frame,
          new Expr.Name(walrus.name(), walrus.at()),
          outcome ? Truth::mayBeTrue : Truth::mayBeFalse);
    } else {
      narrow(frame, test, outcome ? Truth::mayBeTrue : Truth::mayBeFalse);
    }
  }

  /** The literal texts that a comparison names; null where it is no such comparison. */
  private @Nullable Value literals(Frame frame, Expr.Compare compare) {
    Expr right = compare.right();
    boolean plain =
        right instanceof Expr.Text
            || right instanceof Expr.Name
            || right instanceof Expr.Attribute
            || right instanceof Expr.Sequence;
    if (!plain) {
      return null;
    }
    Value value =
        switch (compare.operator()) {
          case "==", "!=" -> analysis.expressions().evaluate(frame, right);
          case "in", "not in" -> {
            Value all = analysis.expressions().evaluate(frame, right);
            yield all.only() instanceof Sequence sequence && sequence.rest() == null
                ? sequence.anyElement()
                : all.only() instanceof Dict dict && dict.rest() == null
                    ? analysis.elements().elements(frame, all, right.at())
                    : Value.NOTHING;
          }
          default -> Value.NOTHING;
        };
    return value.isNothing() || value.any(atom -> literal(atom) == null) ? null : value;
  }

  private static @Nullable String literal(Atom atom) {
    return atom instanceof Atom.Text text ? text.literal() : null;
  }

  /**
   * Narrows a variable to literals that it was seen to be equal to, or to what is left when it was
   * seen to be none of them. One that is not known is these literals; one that holds an environment
   * variable goes on to say so.
   */
  void equal(Frame frame, Expr subject, Value literals, boolean outcome) {
    String key = key(subject);
    Value value = key == null ? null : value(frame, subject, key);
    if (key == null || value == null) {
      return;
    }
    if (!outcome) {
      Value left = value.filter(atom -> !Operators.hasText(literals, atom));
      if (!left.isNothing() && left.alternatives().size() < value.alternatives().size()) {
        frame.variables().put(key, left);
      }
      return;
    }
    Value known =
        value.filter(
            atom ->
                Operators.hasText(literals, atom)
                    || (atom instanceof Atom.Text text && text.environment() != null));
    boolean open =
        value.any(
            atom ->
                atom instanceof Atom.Unknown
                    || (atom instanceof Atom.Text text
                        && text.literal() == null
                        && text.environment() == null));
    frame.variables().put(key, known.isNothing() || open ? known.join(literals) : known);
  }

  private static @Nullable String key(Expr subject) {
    return subject instanceof Expr.Name name
        ? name.id()
        : subject instanceof Expr.Attribute attribute ? Expressions.path(attribute) : null;
  }

  private @Nullable Value value(Frame frame, Expr subject, String key) {
    return subject instanceof Expr.Name
        ? frame.find(key)
        : analysis.expressions().evaluate(frame, subject);
  }

  private void narrow(Frame frame, Expr subject, Predicate<Atom> keep) {
    String key = key(subject);
    if (key == null) {
      return;
    }
    Value value = value(frame, subject, key);
    if (value != null) {
      Value narrowed = value.filter(keep);
      if (!narrowed.isNothing() && narrowed.alternatives().size() < value.alternatives().size()) {
        frame.variables().put(key, narrowed);
      }
    }
  }
}
