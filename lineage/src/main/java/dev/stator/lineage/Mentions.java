package dev.stator.lineage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that code calls or passes on, so that functions nobody mentions can be told from those
 * somebody may call.
 */
final class Mentions {
  private final Set<String> names = new HashSet<>();

  Set<String> names() {
    return names;
  }

  void read(List<Stmt> statements) {
    statements.forEach(this::read);
  }

  private void read(Stmt statement) {
    if (statement instanceof Stmt.Evaluate evaluate) {
      read(evaluate.value());
    } else if (statement instanceof Stmt.Assign assign) {
      read(assign.value());
    } else if (statement instanceof Stmt.Augment augment) {
      read(augment.value());
    } else if (statement instanceof Stmt.Return result) {
      read(result.value());
    } else if (statement instanceof Stmt.Raise raise) {
      raise.parts().forEach(this::read);
    } else if (statement instanceof Stmt.If branch) {
      read(branch.test());
      read(branch.body());
      read(branch.otherwise());
    } else if (statement instanceof Stmt.For loop) {
      read(loop.iterable());
      read(loop.body());
      read(loop.otherwise());
    } else if (statement instanceof Stmt.While loop) {
      read(loop.test());
      read(loop.body());
      read(loop.otherwise());
    } else if (statement instanceof Stmt.Try attempt) {
      read(attempt.body());
      attempt.handlers().forEach(handler -> read(handler.body()));
      read(attempt.otherwise());
      read(attempt.last());
    } else if (statement instanceof Stmt.With with) {
      with.items().forEach(item -> read(item.context()));
      read(with.body());
    } else if (statement instanceof Stmt.Match match) {
      read(match.subject());
      match.cases().forEach(branch -> read(branch.body()));
    } else if (statement instanceof Stmt.Function function) {
      function.decorators().forEach(this::read);
      function.parameters().all().forEach(parameter -> read(parameter.value()));
      read(function.body());
    } else if (statement instanceof Stmt.ClassDef type) {
      type.decorators().forEach(this::read);
      read(type.body());
    } else if (statement instanceof Stmt.Delete delete) {
      delete.targets().forEach(this::read);
    }
  }

  private void read(@Nullable Expr expr) {
    if (expr instanceof Expr.Name name) {
      names.add(name.id());
    } else if (expr instanceof Expr.Attribute attribute) {
      names.add(attribute.name());
      read(attribute.target());
    } else if (expr instanceof Expr.Call call) {
      read(call.callee());
      call.arguments().forEach(argument -> read(argument.value()));
    } else if (expr instanceof Expr.Subscript subscript) {
      read(subscript.target());
      read(subscript.index());
    } else if (expr instanceof Expr.Format format) {
      format.parts().forEach(this::read);
    } else if (expr instanceof Expr.Binary binary) {
      read(binary.left());
      read(binary.right());
    } else if (expr instanceof Expr.Logical logical) {
      read(logical.left());
      read(logical.right());
    } else if (expr instanceof Expr.Not not) {
      read(not.operand());
    } else if (expr instanceof Expr.Compare compare) {
      read(compare.left());
      read(compare.right());
    } else if (expr instanceof Expr.Conditional conditional) {
      read(conditional.test());
      read(conditional.then());
      read(conditional.otherwise());
    } else if (expr instanceof Expr.Sequence sequence) {
      sequence.elements().forEach(this::read);
    } else if (expr instanceof Expr.Dictionary dictionary) {
      dictionary
          .entries()
          .forEach(
              entry -> {
                read(entry.key());
                read(entry.value());
              });
    } else if (expr instanceof Expr.Lambda lambda) {
      lambda.parameters().all().forEach(parameter -> read(parameter.value()));
      read(lambda.body());
    } else if (expr instanceof Expr.Comprehension comprehension) {
      read(comprehension.element());
      read(comprehension.value());
      comprehension
          .clauses()
          .forEach(
              clause -> {
                read(clause.iterable());
                clause.conditions().forEach(this::read);
              });
    } else if (expr instanceof Expr.Await await) {
      read(await.operand());
    } else if (expr instanceof Expr.Yield yield) {
      read(yield.value());
    } else if (expr instanceof Expr.Star star) {
      read(star.operand());
    } else if (expr instanceof Expr.Walrus walrus) {
      read(walrus.value());
    } else if (expr instanceof Expr.Opaque opaque) {
      opaque.parts().forEach(this::read);
    }
  }
}
