package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What statements and expressions are made of, in the order of the source. */
final class SyntaxParts {
  private SyntaxParts() {}

  /** The expressions that a statement itself evaluates; not what it assigns to, nor its bodies. */
  static List<Expr> values(Stmt statement) {
    List<Expr> values = new ArrayList<>();
    if (statement instanceof Stmt.Evaluate evaluate) {
      values.add(evaluate.value());
    } else if (statement instanceof Stmt.Assign assign) {
      add(values, assign.value());
    } else if (statement instanceof Stmt.Augment augment) {
      values.add(augment.value());
    } else if (statement instanceof Stmt.Return result) {
      add(values, result.value());
    } else if (statement instanceof Stmt.Raise raise) {
      values.addAll(raise.parts());
    } else if (statement instanceof Stmt.If branch) {
      values.add(branch.test());
    } else if (statement instanceof Stmt.For loop) {
      values.add(loop.iterable());
    } else if (statement instanceof Stmt.While loop) {
      values.add(loop.test());
    } else if (statement instanceof Stmt.With with) {
      with.items().forEach(item -> values.add(item.context()));
    } else if (statement instanceof Stmt.Match match) {
      values.add(match.subject());
      match.cases().forEach(branch -> add(values, branch.pattern().guard()));
    } else if (statement instanceof Stmt.Function function) {
      values.addAll(function.decorators());
      function.parameters().all().forEach(parameter -> add(values, parameter.value()));
    } else if (statement instanceof Stmt.ClassDef type) {
      values.addAll(type.decorators());
    } else if (statement instanceof Stmt.Delete delete) {
      values.addAll(delete.targets());
    }
    return values;
  }

  /** What a statement assigns to. */
  static List<Expr> targets(Stmt statement) {
    List<Expr> targets = new ArrayList<>();
    if (statement instanceof Stmt.Assign assign) {
      targets.addAll(assign.targets());
    } else if (statement instanceof Stmt.Augment augment) {
      targets.add(augment.target());
    } else if (statement instanceof Stmt.For loop) {
      targets.add(loop.target());
    } else if (statement instanceof Stmt.With with) {
      with.items().forEach(item -> add(targets, item.target()));
    }
    return targets;
  }

  /** The bodies of a statement, those that exclude each other in different lists. */
  static List<List<Stmt>> bodies(Stmt statement) {
    List<List<Stmt>> bodies = new ArrayList<>();
    if (statement instanceof Stmt.If branch) {
      bodies.add(branch.body());
      bodies.add(branch.otherwise());
    } else if (statement instanceof Stmt.For loop) {
      bodies.add(loop.body());
      bodies.add(loop.otherwise());
    } else if (statement instanceof Stmt.While loop) {
      bodies.add(loop.body());
      bodies.add(loop.otherwise());
    } else if (statement instanceof Stmt.Try attempt) {
      bodies.add(attempt.body());
      attempt.handlers().forEach(handler -> bodies.add(handler.body()));
      bodies.add(attempt.otherwise());
      bodies.add(attempt.last());
    } else if (statement instanceof Stmt.With with) {
      bodies.add(with.body());
    } else if (statement instanceof Stmt.Match match) {
      match.cases().forEach(branch -> bodies.add(branch.body()));
    } else if (statement instanceof Stmt.Function function) {
      bodies.add(function.body());
    } else if (statement instanceof Stmt.ClassDef type) {
      bodies.add(type.body());
    }
    return bodies;
  }

  static List<Expr> parts(Expr expr) {
    List<Expr> parts = new ArrayList<>();
    if (expr instanceof Expr.Attribute attribute) {
      parts.add(attribute.target());
    } else if (expr instanceof Expr.Call call) {
      parts.add(call.callee());
      call.arguments().forEach(argument -> parts.add(argument.value()));
    } else if (expr instanceof Expr.Subscript subscript) {
      parts.add(subscript.target());
      parts.add(subscript.index());
    } else if (expr instanceof Expr.Format format) {
      parts.addAll(format.parts());
    } else if (expr instanceof Expr.Binary binary) {
      parts.add(binary.left());
      parts.add(binary.right());
    } else if (expr instanceof Expr.Logical logical) {
      parts.add(logical.left());
      parts.add(logical.right());
    } else if (expr instanceof Expr.Not not) {
      parts.add(not.operand());
    } else if (expr instanceof Expr.Compare compare) {
      parts.add(compare.left());
      parts.add(compare.right());
    } else if (expr instanceof Expr.Conditional conditional) {
      parts.add(conditional.test());
      parts.add(conditional.then());
      parts.add(conditional.otherwise());
    } else if (expr instanceof Expr.Sequence sequence) {
      parts.addAll(sequence.elements());
    } else if (expr instanceof Expr.Dictionary dictionary) {
      for (Expr.Dictionary.Entry entry : dictionary.entries()) {
        add(parts, entry.key());
        parts.add(entry.value());
      }
    } else if (expr instanceof Expr.Lambda lambda) {
      lambda.parameters().all().forEach(parameter -> add(parts, parameter.value()));
      parts.add(lambda.body());
    } else if (expr instanceof Expr.Comprehension comprehension) {
      parts.add(comprehension.element());
      add(parts, comprehension.value());
      for (Expr.Comprehension.Clause clause : comprehension.clauses()) {
        parts.add(clause.iterable());
        parts.addAll(clause.conditions());
      }
    } else if (expr instanceof Expr.Await await) {
      parts.add(await.operand());
    } else if (expr instanceof Expr.Yield yield) {
      add(parts, yield.value());
    } else if (expr instanceof Expr.Star star) {
      parts.add(star.operand());
    } else if (expr instanceof Expr.Walrus walrus) {
      parts.add(walrus.value());
    } else if (expr instanceof Expr.Opaque opaque) {
      parts.addAll(opaque.parts());
    }
    return parts;
  }

  private static void add(List<Expr> list, @Nullable Expr expr) {
    if (expr != null) {
      list.add(expr);
    }
  }

  /** Shows an expression and all in it. */
  static void walk(Expr expr, Consumer<Expr> see) {
    see.accept(expr);
    parts(expr).forEach(part -> walk(part, see));
  }

  /** Shows all that statements evaluate, their bodies included. */
  static void walk(List<Stmt> statements, Consumer<Expr> see) {
    for (Stmt statement : statements) {
      values(statement).forEach(value -> walk(value, see));
      bodies(statement).forEach(body -> walk(body, see));
    }
  }
}
