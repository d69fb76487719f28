package dev.stator.lineage;

import static dev.stator.lineage.SyntaxTree.NONE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lowers a {@link SyntaxTree} into statements and expressions. Recursion follows the nesting of the
 * source, so it is cut at {@link #DEPTH}: what lies deeper becomes {@link Expr.Opaque}, and the
 * tree is marked as cut. An error node gives up its own shape and keeps what it encloses:
 * statements in it are still statements.
 */
final class AstBuilder {
  /** Deeper nesting than any person writes; generated code may reach it. */
  static final int DEPTH = 400;

  private final SyntaxTree tree;
  private final StringBuilder path = new StringBuilder();
  private final ExpressionBuilder expressions;
  private int depth;

  private AstBuilder(SyntaxTree tree) {
    this.tree = tree;
    this.expressions = new ExpressionBuilder(tree);
  }

  static List<Stmt> build(SyntaxTree tree) {
    return tree.size() == 0 ? List.of() : new AstBuilder(tree).block(0);
  }

  private List<Stmt> block(int node) {
    if (node == NONE) {
      return List.of();
    }
    List<Stmt> statements = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      statement(child, statements);
    }
    return List.copyOf(statements);
  }

  private void statement(int node, List<Stmt> out) {
    if (++depth > DEPTH) {
      depth--;
      tree.markCut(tree.start(node));
      return;
    }
    int at = tree.start(node);
    switch (tree.kind(node)) {
      case "expression_statement" -> expressionStatement(node, out);
      case "return_statement" -> out.add(new Stmt.Return(expressions.onlyValue(node), at));
      case "if_statement" -> out.add(ifStatement(node));
      case "for_statement" ->
          out.add(
              new Stmt.For(
                  expressions.field(node, "left"),
                  expressions.field(node, "right"),
                  block(tree.child(node, "body")),
                  alternative(node),
                  at));
      case "while_statement" ->
          out.add(
              new Stmt.While(
                  expressions.field(node, "condition"),
                  block(tree.child(node, "body")),
                  alternative(node),
                  at));
      case "try_statement" -> out.add(tryStatement(node));
      case "with_statement" -> out.add(withStatement(node));
      case "match_statement" -> out.add(matchStatement(node));
      case "function_definition" -> out.add(function(node, List.of()));
      case "class_definition" -> out.add(classDefinition(node, List.of()));
      case "decorated_definition" -> decorated(node, out);
      case "import_statement" -> out.add(importStatement(node));
      case "import_from_statement" -> out.add(importFrom(node));
      case "global_statement", "nonlocal_statement" ->
          out.add(new Stmt.Scope(tree.is(node, "global_statement"), identifiers(node), at));
      case "delete_statement" -> out.add(new Stmt.Delete(expressions.children(node), at));
      case "raise_statement" -> out.add(new Stmt.Raise(expressions.children(node), at));
      case "break_statement" -> out.add(new Stmt.Jump(true, at));
      case "continue_statement" -> out.add(new Stmt.Jump(false, at));
      case "block", SyntaxTree.ERROR -> out.addAll(block(node));
      case "future_import_statement", "pass_statement", "type_alias_statement" -> {}
      case "identifier", "dotted_name", "parameters" -> {}
      default -> out.add(new Stmt.Evaluate(expressions.expression(node), at));
    }
    depth--;
  }

  private void expressionStatement(int node, List<Stmt> out) {
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      switch (tree.kind(child)) {
        case "assignment" -> out.add(assignment(child));
        case "augmented_assignment" -> {
          String operator = tree.textOf(child, "operator");
          out.add(
              new Stmt.Augment(
                  expressions.field(child, "left"),
                  operator == null ? "" : operator,
                  expressions.field(child, "right"),
                  tree.start(child)));
        }
        default -> out.add(new Stmt.Evaluate(expressions.expression(child), tree.start(child)));
      }
    }
  }

  private Stmt assignment(int node) {
    List<Expr> targets = new ArrayList<>();
    Expr annotation = null;
    int value = node;
    while (value != NONE && tree.is(value, "assignment")) {
      targets.add(expressions.field(value, "left"));
      int type = tree.child(value, "type");
      if (type != NONE) {
        annotation = expressions.type(type);
      }
      value = tree.child(value, "right");
    }
    return new Stmt.Assign(
        List.copyOf(targets),
        value == NONE ? null : expressions.expression(value),
        annotation,
        tree.start(node));
  }

  private Stmt ifStatement(int node) {
    List<Integer> branches = new ArrayList<>();
    List<Stmt> otherwise = List.of();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "elif_clause")) {
        branches.add(child);
      } else if (tree.is(child, "else_clause")) {
        otherwise = block(tree.child(child, "body"));
      }
    }
    for (int i = branches.size() - 1; i >= 0; i--) {
      int clause = branches.get(i);
      otherwise =
          List.of(
              new Stmt.If(
                  expressions.field(clause, "condition"),
                  block(tree.child(clause, "consequence")),
                  otherwise,
                  tree.start(clause)));
    }
    return new Stmt.If(
        expressions.field(node, "condition"),
        block(tree.child(node, "consequence")),
        otherwise,
        tree.start(node));
  }

  private List<Stmt> alternative(int node) {
    int clause = tree.child(node, "alternative");
    return clause == NONE ? List.of() : block(tree.child(clause, "body"));
  }

  private Stmt tryStatement(int node) {
    List<Stmt.Try.Handler> handlers = new ArrayList<>();
    List<Stmt> otherwise = List.of();
    List<Stmt> last = List.of();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      switch (tree.kind(child)) {
        case "except_clause", "except_group_clause" -> handlers.add(handler(child));
        case "else_clause" -> otherwise = block(tree.child(child, "body"));
        case "finally_clause" -> last = block(tree.childOfKind(child, "block"));
        default -> {}
      }
    }
    return new Stmt.Try(
        block(tree.child(node, "body")), List.copyOf(handlers), otherwise, last, tree.start(node));
  }

  private Stmt.Try.Handler handler(int node) {
    List<Expr> caught = new ArrayList<>();
    String name = null;
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "as_pattern")) {
        int target = tree.childOfKind(child, "as_pattern_target");
        name = target == NONE ? null : tree.text(target);
        caught.add(expressions.expression(tree.first(child)));
      } else if (!tree.is(child, "block")) {
        caught.add(expressions.expression(child));
      }
    }
    return new Stmt.Try.Handler(List.copyOf(caught), name, block(tree.childOfKind(node, "block")));
  }

  private Stmt withStatement(int node) {
    List<Stmt.With.Item> items = new ArrayList<>();
    int clause = tree.childOfKind(node, "with_clause");
    for (int item = clause == NONE ? NONE : tree.first(clause);
        item != NONE;
        item = tree.next(item)) {
      withItem(tree.is(item, "with_item") ? tree.first(item) : item, items);
    }
    return new Stmt.With(List.copyOf(items), block(tree.child(node, "body")), tree.start(node));
  }

  private void withItem(int value, List<Stmt.With.Item> items) {
    if (value == NONE) {
      return;
    }
    if (tree.is(value, "tuple") || tree.is(value, "parenthesized_expression")) {
      for (int child = tree.first(value); child != NONE; child = tree.next(child)) {
        withItem(child, items);
      }
    } else if (tree.is(value, "as_pattern")) {
      int target = tree.childOfKind(value, "as_pattern_target");
      items.add(
          new Stmt.With.Item(
              expressions.expression(tree.first(value)),
              target == NONE || tree.first(target) == NONE
                  ? null
                  : expressions.expression(tree.first(target))));
    } else {
      items.add(new Stmt.With.Item(expressions.expression(value), null));
    }
  }

  private Stmt matchStatement(int node) {
    List<Stmt.Match.Case> cases = new ArrayList<>();
    int body = tree.child(node, "body");
    for (int child = body == NONE ? NONE : tree.first(body);
        child != NONE;
        child = tree.next(child)) {
      if (tree.is(child, "case_clause")) {
        cases.add(
            new Stmt.Match.Case(
                PatternBuilder.build(child, tree, expressions),
                block(tree.child(child, "consequence"))));
      }
    }
    return new Stmt.Match(expressions.field(node, "subject"), List.copyOf(cases), tree.start(node));
  }

  private void decorated(int node, List<Stmt> out) {
    List<Expr> decorators = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      switch (tree.kind(child)) {
        case "decorator" -> decorators.add(expressions.expression(tree.first(child)));
        case "function_definition" -> out.add(function(child, List.copyOf(decorators)));
        case "class_definition" -> out.add(classDefinition(child, List.copyOf(decorators)));
        default -> {}
      }
    }
  }

  private Stmt function(int node, List<Expr> decorators) {
    String name = expressions.name(node);
    int outer = enter(name);
    boolean outerYields = expressions.enterBody();
    Expr.Parameters parameters = expressions.parameters(tree.child(node, "parameters"));
    int returns = tree.child(node, "return_type");
    List<Stmt> body = block(tree.child(node, "body"));
    Stmt function =
        new Stmt.Function(
            name,
            path.toString(),
            parameters,
            returns == NONE ? null : expressions.type(returns),
            decorators,
            body,
            expressions.yields(),
            tree.start(node));
    expressions.leaveBody(outerYields);
    path.setLength(outer);
    return function;
  }

  private Stmt classDefinition(int node, List<Expr> decorators) {
    String name = expressions.name(node);
    int outer = enter(name);
    int bases = tree.child(node, "superclasses");
    Stmt definition =
        new Stmt.ClassDef(
            name,
            path.toString(),
            bases == NONE ? List.of() : expressions.arguments(bases),
            decorators,
            block(tree.child(node, "body")),
            tree.start(node));
    path.setLength(outer);
    return definition;
  }

  private int enter(String name) {
    int length = path.length();
    if (length > 0) {
      path.append('.');
    }
    path.append(name);
    return length;
  }

  private Stmt importStatement(int node) {
    List<Stmt.Import.Clause> clauses = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "aliased_import")) {
        String module = tree.textOf(child, "name");
        clauses.add(
            new Stmt.Import.Clause(
                compact(module), tree.textOf(child, "alias"), tree.start(child)));
      } else if (tree.is(child, "dotted_name")) {
        clauses.add(new Stmt.Import.Clause(compact(tree.text(child)), null, tree.start(child)));
      }
    }
    return new Stmt.Import(List.copyOf(clauses), tree.start(node));
  }

  private Stmt importFrom(int node) {
    String from = compact(tree.textOf(node, "module_name"));
    int level = 0;
    while (level < from.length() && from.charAt(level) == '.') {
      level++;
    }
    List<Stmt.ImportFrom.Member> names = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (!tree.inField(child, "name")) {
        continue;
      }
      if (tree.is(child, "aliased_import")) {
        names.add(
            new Stmt.ImportFrom.Member(
                compact(tree.textOf(child, "name")),
                tree.textOf(child, "alias"),
                tree.start(child)));
      } else {
        names.add(new Stmt.ImportFrom.Member(compact(tree.text(child)), null, tree.start(child)));
      }
    }
    return new Stmt.ImportFrom(level, from.substring(level), List.copyOf(names), tree.start(node));
  }

  private static String compact(@Nullable String dotted) {
    return dotted == null ? "" : dotted.replaceAll("\\s+|\\\\", "");
  }

  private List<String> identifiers(int node) {
    List<String> names = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "identifier")) {
        names.add(tree.text(child));
      }
    }
    return List.copyOf(names);
  }
}
