package dev.stator.lineage;

import java.util.List;
import java.util.Set;

/**
 * Functions that give a new object at each call, by what stands in them: they keep it nowhere, and
 * nothing around them answers from memory.
 */
final class Factories {
  private static final Set<String> PLAIN = Set.of("classmethod", "staticmethod");

  private Factories() {}

  static boolean onlyMakes(Stmt.Function function) {
    String first =
        function.parameters().all().isEmpty() ? "" : function.parameters().all().get(0).name();
    return function.decorators().stream()
            .allMatch(decorator -> decorator instanceof Expr.Name name && PLAIN.contains(name.id()))
        && onlyMakes(function.body(), first);
  }

  private static boolean onlyMakes(List<Stmt> body, String first) {
    return body.stream().allMatch(statement -> onlyMakes(statement, first));
  }

  private static boolean onlyMakes(Stmt statement, String first) {
    if (statement instanceof Stmt.Assign assign) {
      return assign.targets().stream().allMatch(target -> isOwn(target, first));
    }
    if (statement instanceof Stmt.If branch) {
      return onlyMakes(branch.body(), first) && onlyMakes(branch.otherwise(), first);
    }
    return statement instanceof Stmt.Return
        || statement instanceof Stmt.Evaluate
        || statement instanceof Stmt.Raise
        || statement instanceof Stmt.Import
        || statement instanceof Stmt.ImportFrom;
  }

  /** A local variable, or a field of what one holds. */
  private static boolean isOwn(Expr target, String first) {
    return target instanceof Expr.Name
        || (target instanceof Expr.Attribute field
            && field.target() instanceof Expr.Name holder
            && !holder.id().equals(first));
  }
}
