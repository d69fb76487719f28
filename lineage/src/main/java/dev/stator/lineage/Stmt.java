package dev.stator.lineage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of Python, reduced to what decides which value flows where. */
sealed interface Stmt {
  int at();

  /**
   * How many statements these are, those inside them counted, those of loops twice as they are run;
   * definitions count as one.
   */
  static int count(List<Stmt> body) {
    int count = 0;
    for (Stmt statement : body) {
      count += 1;
      if (statement instanceof If branch) {
        count += count(branch.body()) + count(branch.otherwise());
      } else if (statement instanceof For loop) {
        count += 2 * count(loop.body()) + count(loop.otherwise());
      } else if (statement instanceof While loop) {
        count += 2 * count(loop.body()) + count(loop.otherwise());
      } else if (statement instanceof With with) {
        count += count(with.body());
      } else if (statement instanceof Try attempt) {
        count += count(attempt.body()) + count(attempt.otherwise()) + count(attempt.last());
        for (Try.Handler handler : attempt.handlers()) {
          count += count(handler.body());
        }
      } else if (statement instanceof Match match) {
        for (Match.Case branch : match.cases()) {
          count += count(branch.body());
        }
      }
    }
    return count;
  }

  record Assign(List<Expr> targets, @Nullable Expr value, @Nullable Expr annotation, int at)
      implements Stmt {}

  record Augment(Expr target, String operator, Expr value, int at) implements Stmt {}

  record Evaluate(Expr value, int at) implements Stmt {}

  record Return(@Nullable Expr value, int at) implements Stmt {}

  record Raise(List<Expr> parts, int at) implements Stmt {}

  /** {@code break} or {@code continue}. */
  record Jump(boolean leaves, int at) implements Stmt {}

  record If(Expr test, List<Stmt> body, List<Stmt> otherwise, int at) implements Stmt {}

  record For(Expr target, Expr iterable, List<Stmt> body, List<Stmt> otherwise, int at)
      implements Stmt {}

  record While(Expr test, List<Stmt> body, List<Stmt> otherwise, int at) implements Stmt {}

  record Try(List<Stmt> body, List<Handler> handlers, List<Stmt> otherwise, List<Stmt> last, int at)
      implements Stmt {
    record Handler(List<Expr> caught, @Nullable String name, List<Stmt> body) {}
  }

  record With(List<Item> items, List<Stmt> body, int at) implements Stmt {
    record Item(Expr context, @Nullable Expr target) {}
  }

  record Match(Expr subject, List<Case> cases, int at) implements Stmt {
    record Case(Pattern pattern, List<Stmt> body) {}

    /**
     * What a case asks of the subject.
     *
     * @param whole names for the subject itself
     * @param parts names for parts of it
     * @param values what it may be equal to; empty for a pattern of another kind
     * @param anything whether it holds for any subject, but for the guard
     */
    record Pattern(
        List<String> whole,
        List<String> parts,
        List<Expr> values,
        boolean anything,
        @Nullable Expr guard) {}
  }

  record Import(List<Clause> clauses, int at) implements Stmt {
    record Clause(String module, @Nullable String alias, int at) {}
  }

  /** {@code from module import names}; level counts the leading dots; no names means {@code *}. */
  record ImportFrom(int level, String module, List<Member> names, int at) implements Stmt {
    record Member(String name, @Nullable String alias, int at) {}
  }

  /** {@code global} or {@code nonlocal}. */
  record Scope(boolean global, List<String> names, int at) implements Stmt {}

  record Delete(List<Expr> targets, int at) implements Stmt {}

  /**
   * A function or method. {@code at} is the offset of {@code def}.
   *
   * @param qualifiedName the name inside the file, as {@code Class.method} or {@code outer.inner}
   */
  record Function(
      String name,
      String qualifiedName,
      Expr.Parameters parameters,
      @Nullable Expr returns,
      List<Expr> decorators,
      List<Stmt> body,
      boolean generator,
      int at)
      implements Stmt {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  record ClassDef(
      String name,
      String qualifiedName,
      List<Expr.Argument> bases,
      List<Expr> decorators,
      List<Stmt> body,
      int at)
      implements Stmt {
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
