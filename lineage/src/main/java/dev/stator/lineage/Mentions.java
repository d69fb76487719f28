package dev.stator.lineage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
    SyntaxParts.walk(statements, this::read);
  }

  private void read(Expr expr) {
    if (expr instanceof Expr.Name name) {
      names.add(name.id());
    } else if (expr instanceof Expr.Attribute attribute) {
      names.add(attribute.name());
    }
  }
}
