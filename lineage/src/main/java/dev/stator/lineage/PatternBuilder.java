package dev.stator.lineage;

import static dev.stator.lineage.SyntaxTree.NONE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a case of a {@code match} asks of its subject, and the names that it gives to it. */
final class PatternBuilder {
  private static final int DEPTH = 50;

  private final SyntaxTree tree;
  private final ExpressionBuilder expressions;
  private final List<String> whole = new ArrayList<>();
  private final List<String> parts = new ArrayList<>();
  private final List<Expr> values = new ArrayList<>();
  private boolean anything;
  private boolean others;

  private PatternBuilder(SyntaxTree tree, ExpressionBuilder expressions) {
    this.tree = tree;
    this.expressions = expressions;
  }

  static Stmt.Match.Pattern build(int clause, SyntaxTree tree, ExpressionBuilder expressions) {
    PatternBuilder pattern = new PatternBuilder(tree, expressions);
    return pattern.build(clause);
  }

  private Stmt.Match.Pattern build(int clause) {
    List<Integer> patterns = new ArrayList<>();
    Expr guard = null;
    for (int child = tree.first(clause); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "case_pattern")) {
        patterns.add(child);
      } else if (tree.is(child, "if_clause")) {
        guard = expressions.onlyValue(child);
      }
    }
    if (patterns.size() == 1) {
      whole(patterns.get(0), 0);
    } else {
      patterns.forEach(pattern -> part(pattern, 0));
    }
    return new Stmt.Match.Pattern(
        List.copyOf(whole),
        List.copyOf(parts),
        others ? List.of() : List.copyOf(values),
        anything,
        guard);
  }

  /** A pattern that the whole subject is held against. */
  private void whole(int node, int depth) {
    int pattern = tree.is(node, "case_pattern") ? tree.first(node) : node;
    if (pattern == NONE) {
      anything = true;
      return;
    }
    if (depth > DEPTH) {
      others = true;
      return;
    }
    switch (tree.kind(pattern)) {
      case "dotted_name" -> {
        Expr value = path(pattern);
        if (value == null) {
          whole.add(tree.text(pattern));
          anything = true;
        } else {
          values.add(value);
        }
      }
      case "string", "concatenated_string" -> values.add(expressions.expression(pattern));
      case "as_pattern" -> {
        for (int child = tree.first(pattern); child != NONE; child = tree.next(child)) {
          if (tree.is(child, "identifier")) {
            whole.add(tree.text(child));
          } else {
            whole(child, depth + 1);
          }
        }
      }
      case "union_pattern" -> {
        for (int child = tree.first(pattern); child != NONE; child = tree.next(child)) {
          whole(child, depth + 1);
        }
      }
      default -> {
        others = true;
        part(pattern, depth + 1);
      }
    }
  }

  /** A pattern that some part of the subject is held against: only its names matter. */
  private void part(int node, int depth) {
    if (depth > DEPTH) {
      return;
    }
    switch (tree.kind(node)) {
      case "dotted_name" -> {
        if (path(node) == null) {
          parts.add(tree.text(node));
        }
      }
      case "identifier" -> parts.add(tree.text(node));
      case "class_pattern", "keyword_pattern" -> {
        int named = tree.first(node);
        for (int child = named == NONE ? NONE : tree.next(named);
            child != NONE;
            child = tree.next(child)) {
          part(child, depth + 1);
        }
      }
      default -> {
        for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
          part(child, depth + 1);
        }
      }
    }
  }

  /** What a name with dots stands for; null for one without, which is a name to be given. */
  private @Nullable Expr path(int node) {
    String[] names = tree.text(node).split("\\.", -1);
    Expr path = null;
    int at = tree.start(node);
    for (String name : names) {
      path =
          path == null
              ? new Expr.Name(name.strip(), at)
              : new Expr.Attribute(path, name.strip(), at, at);
    }
    return names.length < 2 ? null : path;
  }
}
