package dev.stator.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression of Python, reduced to what decides which value flows where. {@code at} is the UTF-8
 * offset of its first token.
 */
sealed interface Expr {
  int at();

  record Name(String id, int at) implements Expr {}

  /** {@code target.name}; {@code nameAt} is where the attribute's own token begins. */
  record Attribute(Expr target, String name, int nameAt, int at) implements Expr {}

  record Call(Expr callee, List<Argument> arguments, int at) implements Expr {}

  record Subscript(Expr target, Expr index, int at) implements Expr {}

  record Slice(@Nullable Expr from, @Nullable Expr to, @Nullable Expr step, int at)
      implements Expr {}

  record Text(String value, int at) implements Expr {}

  /** An f-string, or literals and f-strings side by side. */
  record Format(List<Expr> parts, int at) implements Expr {}

  record Constant(Kind kind, String text, int at) implements Expr {
    enum Kind {
      NONE,
      TRUE,
      FALSE,
      NUMBER,
      ELLIPSIS
    }
  }

  record Binary(String operator, Expr left, Expr right, int at) implements Expr {}

  record Logical(boolean and, Expr left, Expr right, int at) implements Expr {}

  record Not(Expr operand, int at) implements Expr {}

  record Compare(Expr left, String operator, Expr right, int at) implements Expr {}

  record Conditional(Expr test, Expr then, Expr otherwise, int at) implements Expr {}

  record Sequence(Shape shape, List<Expr> elements, int at) implements Expr {
    enum Shape {
      LIST,
      TUPLE,
      SET
    }
  }

  /** A dictionary display; an entry without a key is {@code **value}. */
  record Dictionary(List<Entry> entries, int at) implements Expr {
    record Entry(@Nullable Expr key, Expr value) {}
  }

  record Lambda(Parameters parameters, Expr body, int at) implements Expr {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  record Comprehension(
      Gives gives, Expr element, @Nullable Expr value, List<Clause> clauses, int at)
      implements Expr {
    enum Gives {
      LIST,
      SET,
      DICT,
      GENERATOR
    }

    record Clause(Expr target, Expr iterable, List<Expr> conditions) {}
  }

  /** {@code await x}: the value of {@code x}, as far as lineage cares. */
  record Await(Expr operand, int at) implements Expr {}

  record Yield(@Nullable Expr value, boolean from, int at) implements Expr {}

  record Star(Expr operand, int at) implements Expr {}

  record Walrus(String name, Expr value, int at) implements Expr {}

  /**
   * Anything else, and stretches that the grammar could not place: its parts are looked at, its
   * value is not known.
   */
  record Opaque(List<Expr> parts, int at) implements Expr {}

  /** An argument of a call. */
  record Argument(Form form, @Nullable String keyword, Expr value) {
    enum Form {
      POSITIONAL,
      KEYWORD,
      SPREAD,
      SPREAD_KEYWORDS
    }
  }

  /** The parameters of a function or lambda, in order. */
  record Parameters(List<Parameter> all) {
    record Parameter(
        String name, Role role, @Nullable Expr annotation, @Nullable Expr value, int at) {}

    enum Role {
      PLAIN,
      KEYWORD_ONLY,
      REST,
      REST_KEYWORDS
    }
  }
}
