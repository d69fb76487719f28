package dev.stator.lineage;

import static dev.stator.lineage.SyntaxTree.NONE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lowers a {@link SyntaxTree} into statements and expressions. Recursion follows the nesting of the
 * source, so it is cut at {@link #DEPTH}: what lies deeper becomes {@link Expr.Opaque}. An error
 * node gives up its own shape and keeps what it encloses: statements in it are still statements.
 */
final class AstBuilder {
  /** Deeper nesting than any person writes; generated code may reach it. */
  private static final int DEPTH = 400;

  private final SyntaxTree tree;
  private final StringBuilder path = new StringBuilder();
  private int depth;
  private boolean yields;

  private AstBuilder(SyntaxTree tree) {
    this.tree = tree;
  }

  static List<Stmt> build(SyntaxTree tree) {
    return tree.size() == 0 ? List.of() : new AstBuilder(tree).block(0);
  }

  // Statements.

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
      return;
    }
    int at = tree.start(node);
    switch (tree.kind(node)) {
      case "expression_statement" -> expressionStatement(node, out);
      case "return_statement" -> out.add(new Stmt.Return(onlyValue(node), at));
      case "if_statement" -> out.add(ifStatement(node));
      case "for_statement" ->
          out.add(
              new Stmt.For(
                  field(node, "left"),
                  field(node, "right"),
                  block(tree.child(node, "body")),
                  alternative(node),
                  at));
      case "while_statement" ->
          out.add(
              new Stmt.While(
                  field(node, "condition"),
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
      case "delete_statement" -> out.add(new Stmt.Delete(children(node), at));
      case "raise_statement" -> out.add(new Stmt.Raise(children(node), at));
      case "break_statement", "continue_statement" -> out.add(new Stmt.Jump(at));
      case "block", SyntaxTree.ERROR -> out.addAll(block(node));
      case "future_import_statement", "pass_statement", "type_alias_statement" -> {}
      case "identifier", "dotted_name", "parameters" -> {}
      default -> out.add(new Stmt.Evaluate(expression(node), at));
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
                  field(child, "left"),
                  operator == null ? "" : operator,
                  field(child, "right"),
                  tree.start(child)));
        }
        default -> out.add(new Stmt.Evaluate(expression(child), tree.start(child)));
      }
    }
  }

  private Stmt assignment(int node) {
    List<Expr> targets = new ArrayList<>();
    Expr annotation = null;
    int value = node;
    while (value != NONE && tree.is(value, "assignment")) {
      targets.add(field(value, "left"));
      int type = tree.child(value, "type");
      if (type != NONE) {
        annotation = type(type);
      }
      value = tree.child(value, "right");
    }
    return new Stmt.Assign(
        List.copyOf(targets),
        value == NONE ? null : expression(value),
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
                  field(clause, "condition"),
                  block(tree.child(clause, "consequence")),
                  otherwise,
                  tree.start(clause)));
    }
    return new Stmt.If(
        field(node, "condition"),
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
        caught.add(expression(tree.first(child)));
      } else if (!tree.is(child, "block")) {
        caught.add(expression(child));
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
              expression(tree.first(value)),
              target == NONE || tree.first(target) == NONE
                  ? null
                  : expression(tree.first(target))));
    } else {
      items.add(new Stmt.With.Item(expression(value), null));
    }
  }

  private Stmt matchStatement(int node) {
    List<Stmt.Match.Case> cases = new ArrayList<>();
    int body = tree.child(node, "body");
    for (int child = body == NONE ? NONE : tree.first(body);
        child != NONE;
        child = tree.next(child)) {
      if (tree.is(child, "case_clause")) {
        List<String> captures = new ArrayList<>();
        for (int pattern = tree.first(child); pattern != NONE; pattern = tree.next(pattern)) {
          if (tree.is(pattern, "case_pattern")) {
            captures(pattern, captures, 0);
          }
        }
        cases.add(
            new Stmt.Match.Case(List.copyOf(captures), block(tree.child(child, "consequence"))));
      }
    }
    return new Stmt.Match(field(node, "subject"), List.copyOf(cases), tree.start(node));
  }

  private void captures(int node, List<String> names, int nesting) {
    if (tree.is(node, "identifier")) {
      names.add(tree.text(node));
    }
    for (int child = tree.first(node); child != NONE && nesting < DEPTH; child = tree.next(child)) {
      captures(child, names, nesting + 1);
    }
  }

  private void decorated(int node, List<Stmt> out) {
    List<Expr> decorators = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      switch (tree.kind(child)) {
        case "decorator" -> decorators.add(expression(tree.first(child)));
        case "function_definition" -> out.add(function(child, List.copyOf(decorators)));
        case "class_definition" -> out.add(classDefinition(child, List.copyOf(decorators)));
        default -> {}
      }
    }
  }

  private Stmt function(int node, List<Expr> decorators) {
    String name = name(node);
    int outer = enter(name);
    boolean outerYields = yields;
    yields = false;
    Expr.Parameters parameters = parameters(tree.child(node, "parameters"));
    int returns = tree.child(node, "return_type");
    List<Stmt> body = block(tree.child(node, "body"));
    Stmt function =
        new Stmt.Function(
            name,
            path.toString(),
            parameters,
            returns == NONE ? null : type(returns),
            decorators,
            body,
            yields,
            tree.start(node));
    yields = outerYields;
    path.setLength(outer);
    return function;
  }

  private Stmt classDefinition(int node, List<Expr> decorators) {
    String name = name(node);
    int outer = enter(name);
    int bases = tree.child(node, "superclasses");
    Stmt definition =
        new Stmt.ClassDef(
            name,
            path.toString(),
            bases == NONE ? List.of() : arguments(bases),
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

  private String name(int node) {
    String name = tree.textOf(node, "name");
    return name == null ? "?" : name;
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

  // Expressions.

  private Expr field(int node, String name) {
    int child = tree.child(node, name);
    return child == NONE ? new Expr.Opaque(List.of(), tree.start(node)) : expression(child);
  }

  private List<Expr> children(int node) {
    List<Expr> parts = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (!tree.is(child, "block")) {
        parts.add(expression(child));
      }
    }
    return List.copyOf(parts);
  }

  private @Nullable Expr onlyValue(int node) {
    return tree.first(node) == NONE ? null : expression(tree.first(node));
  }

  private Expr expression(int node) {
    if (node == NONE) {
      return new Expr.Opaque(List.of(), 0);
    }
    if (depth >= DEPTH) {
      return new Expr.Opaque(List.of(), tree.start(node));
    }
    depth++;
    try {
      return shallow(node);
    } finally {
      depth--;
    }
  }

  private Expr shallow(int node) {
    int at = tree.start(node);
    return switch (tree.kind(node)) {
      case "identifier" -> new Expr.Name(tree.text(node), at);
      case "attribute" -> {
        int name = tree.child(node, "attribute");
        yield name == NONE
            ? new Expr.Opaque(children(node), at)
            : new Expr.Attribute(field(node, "object"), tree.text(name), tree.start(name), at);
      }
      case "call" -> call(node);
      case "subscript" -> subscript(node);
      case "slice" -> slice(node);
      case "string" -> string(node);
      case "concatenated_string" -> concatenated(node);
      case "none" -> new Expr.Constant(Expr.Constant.Kind.NONE, "None", at);
      case "true" -> new Expr.Constant(Expr.Constant.Kind.TRUE, "True", at);
      case "false" -> new Expr.Constant(Expr.Constant.Kind.FALSE, "False", at);
      case "integer", "float" -> new Expr.Constant(Expr.Constant.Kind.NUMBER, tree.text(node), at);
      case "ellipsis" -> new Expr.Constant(Expr.Constant.Kind.ELLIPSIS, "...", at);
      case "binary_operator" -> {
        String operator = tree.textOf(node, "operator");
        yield new Expr.Binary(
            operator == null ? "" : operator, field(node, "left"), field(node, "right"), at);
      }
      case "boolean_operator" ->
          new Expr.Logical(
              "and".equals(tree.textOf(node, "operator")),
              field(node, "left"),
              field(node, "right"),
              at);
      case "not_operator" -> new Expr.Not(field(node, "argument"), at);
      case "comparison_operator" -> comparison(node);
      case "conditional_expression" -> {
        List<Expr> parts = children(node);
        yield parts.size() == 3
            ? new Expr.Conditional(parts.get(1), parts.get(0), parts.get(2), at)
            : new Expr.Opaque(parts, at);
      }
      case "parenthesized_expression" -> {
        List<Expr> parts = children(node);
        yield parts.size() == 1 ? parts.get(0) : new Expr.Opaque(parts, at);
      }
      case "list", "list_pattern" ->
          new Expr.Sequence(Expr.Sequence.Shape.LIST, children(node), at);
      case "set" -> new Expr.Sequence(Expr.Sequence.Shape.SET, children(node), at);
      case "tuple", "expression_list", "pattern_list", "tuple_pattern", "tuple_expression" ->
          new Expr.Sequence(Expr.Sequence.Shape.TUPLE, children(node), at);
      case "dictionary" -> dictionary(node);
      case "lambda" ->
          new Expr.Lambda(parameters(tree.child(node, "parameters")), field(node, "body"), at);
      case "list_comprehension" -> comprehension(node, Expr.Comprehension.Gives.LIST);
      case "set_comprehension" -> comprehension(node, Expr.Comprehension.Gives.SET);
      case "dictionary_comprehension" -> comprehension(node, Expr.Comprehension.Gives.DICT);
      case "generator_expression" -> comprehension(node, Expr.Comprehension.Gives.GENERATOR);
      case "await" -> new Expr.Await(expression(tree.first(node)), at);
      case "yield" -> {
        yields = true;
        yield new Expr.Yield(onlyValue(node), tree.text(node).startsWith("yield from"), at);
      }
      case "list_splat", "list_splat_pattern", "parenthesized_list_splat" ->
          new Expr.Star(expression(tree.first(node)), at);
      case "named_expression" -> new Expr.Walrus(name(node), field(node, "value"), at);
      case "type" -> type(node);
      case "as_pattern" -> expression(tree.first(node));
      case "assignment" -> field(node, "right");
      default -> new Expr.Opaque(children(node), at);
    };
  }

  private Expr call(int node) {
    Expr callee = field(node, "function");
    int arguments = tree.child(node, "arguments");
    if (arguments == NONE) {
      return new Expr.Call(callee, List.of(), tree.start(node));
    }
    if (tree.is(arguments, "generator_expression")) {
      Expr only = expression(arguments);
      return new Expr.Call(
          callee,
          List.of(new Expr.Argument(Expr.Argument.Form.POSITIONAL, null, only)),
          tree.start(node));
    }
    return new Expr.Call(callee, arguments(arguments), tree.start(node));
  }

  private List<Expr.Argument> arguments(int list) {
    List<Expr.Argument> arguments = new ArrayList<>();
    for (int child = tree.first(list); child != NONE; child = tree.next(child)) {
      switch (tree.kind(child)) {
        case "keyword_argument" ->
            arguments.add(
                new Expr.Argument(
                    Expr.Argument.Form.KEYWORD, tree.textOf(child, "name"), field(child, "value")));
        case "list_splat" ->
            arguments.add(
                new Expr.Argument(Expr.Argument.Form.SPREAD, null, expression(tree.first(child))));
        case "dictionary_splat" ->
            arguments.add(
                new Expr.Argument(
                    Expr.Argument.Form.SPREAD_KEYWORDS, null, expression(tree.first(child))));
        default ->
            arguments.add(
                new Expr.Argument(Expr.Argument.Form.POSITIONAL, null, expression(child)));
      }
    }
    return List.copyOf(arguments);
  }

  private Expr subscript(int node) {
    List<Expr> indexes = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.inField(child, "subscript")) {
        indexes.add(expression(child));
      }
    }
    Expr index =
        indexes.size() == 1
            ? indexes.get(0)
            : new Expr.Sequence(Expr.Sequence.Shape.TUPLE, List.copyOf(indexes), tree.start(node));
    return new Expr.Subscript(field(node, "value"), index, tree.start(node));
  }

  private Expr slice(int node) {
    String text = tree.text(node);
    int firstColon = tree.start(node) + Math.max(0, text.indexOf(':'));
    Expr from = null;
    Expr to = null;
    int count = 0;
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      count++;
      if (from == null && to == null && tree.end(child) <= firstColon) {
        from = expression(child);
      } else if (to == null) {
        to = expression(child);
      }
    }
    boolean stepped = count > 2 || text.indexOf(':') != text.lastIndexOf(':');
    return new Expr.Slice(from, to, stepped, tree.start(node));
  }

  private Expr comparison(int node) {
    Expr left = null;
    String operator = null;
    Expr result = null;
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.inField(child, "operators")) {
        operator = tree.text(child).replaceAll("\\s+", " ");
      } else {
        Expr operand = expression(child);
        if (left != null && operator != null) {
          Expr compared = new Expr.Compare(left, operator, operand, tree.start(node));
          result =
              result == null
                  ? compared
                  : new Expr.Logical(true, result, compared, tree.start(node));
        }
        left = operand;
      }
    }
    return result == null
        ? new Expr.Opaque(left == null ? List.of() : List.of(left), tree.start(node))
        : result;
  }

  private Expr dictionary(int node) {
    List<Expr.Dictionary.Entry> entries = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "pair")) {
        entries.add(new Expr.Dictionary.Entry(field(child, "key"), field(child, "value")));
      } else if (tree.is(child, "dictionary_splat")) {
        entries.add(new Expr.Dictionary.Entry(null, expression(tree.first(child))));
      }
    }
    return new Expr.Dictionary(List.copyOf(entries), tree.start(node));
  }

  private Expr comprehension(int node, Expr.Comprehension.Gives kind) {
    int body = tree.child(node, "body");
    boolean pair = body != NONE && tree.is(body, "pair");
    Expr element = pair ? field(body, "key") : field(node, "body");
    Expr value = pair ? field(body, "value") : null;
    List<Expr.Comprehension.Clause> clauses = new ArrayList<>();
    List<Expr> conditions = new ArrayList<>();
    int open = NONE;
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "for_in_clause")) {
        close(clauses, open, conditions);
        open = child;
        conditions = new ArrayList<>();
      } else if (tree.is(child, "if_clause")) {
        conditions.addAll(children(child));
      }
    }
    close(clauses, open, conditions);
    return new Expr.Comprehension(kind, element, value, List.copyOf(clauses), tree.start(node));
  }

  private void close(List<Expr.Comprehension.Clause> clauses, int clause, List<Expr> conditions) {
    if (clause != NONE) {
      clauses.add(
          new Expr.Comprehension.Clause(
              field(clause, "left"), field(clause, "right"), List.copyOf(conditions)));
    }
  }

  private Expr string(int node) {
    String prefix = PythonStrings.prefix(tree.source(), tree.start(node));
    boolean raw = prefix.indexOf('r') >= 0;
    boolean format = prefix.indexOf('f') >= 0 || prefix.indexOf('t') >= 0;
    List<Expr> parts = new ArrayList<>();
    boolean plain = true;
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (tree.is(child, "string_content")) {
        String text = tree.text(child);
        if (format) {
          text = text.replace("{{", "{").replace("}}", "}");
        }
        parts.add(new Expr.Text(raw ? text : PythonStrings.unescape(text), tree.start(child)));
      } else if (tree.is(child, "interpolation")) {
        plain = false;
        parts.add(interpolation(child));
      }
    }
    if (plain) {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(((Expr.Text) part).value()));
      return new Expr.Text(text.toString(), tree.start(node));
    }
    return new Expr.Format(List.copyOf(parts), tree.start(node));
  }

  private Expr interpolation(int node) {
    Expr value = field(node, "expression");
    boolean formatted =
        tree.child(node, "format_specifier") != NONE
            || "!r".equals(tree.textOf(node, "type_conversion"));
    return formatted ? new Expr.Opaque(List.of(value), tree.start(node)) : value;
  }

  private Expr concatenated(int node) {
    List<Expr> parts = children(node);
    if (parts.stream().allMatch(Expr.Text.class::isInstance)) {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(((Expr.Text) part).value()));
      return new Expr.Text(text.toString(), tree.start(node));
    }
    return new Expr.Format(parts, tree.start(node));
  }

  /** A type hint; a quoted one is kept as its text. */
  private Expr type(int node) {
    int child = tree.first(node);
    if (child == NONE) {
      return new Expr.Opaque(List.of(), tree.start(node));
    }
    if (tree.is(child, "generic_type")
        || tree.is(child, "union_type")
        || tree.is(child, "member_type")) {
      return new Expr.Text(tree.text(child), tree.start(node));
    }
    return expression(child);
  }

  private Expr.Parameters parameters(int node) {
    List<Expr.Parameters.Parameter> all = new ArrayList<>();
    boolean keywordOnly = false;
    for (int child = node == NONE ? NONE : tree.first(node);
        child != NONE;
        child = tree.next(child)) {
      int at = tree.start(child);
      Expr.Parameters.Role plain =
          keywordOnly ? Expr.Parameters.Role.KEYWORD_ONLY : Expr.Parameters.Role.PLAIN;
      switch (tree.kind(child)) {
        case "identifier" ->
            all.add(new Expr.Parameters.Parameter(tree.text(child), plain, null, null, at));
        case "default_parameter" ->
            all.add(
                new Expr.Parameters.Parameter(name(child), plain, null, field(child, "value"), at));
        case "typed_default_parameter" ->
            all.add(
                new Expr.Parameters.Parameter(
                    name(child),
                    plain,
                    type(tree.child(child, "type")),
                    field(child, "value"),
                    at));
        case "typed_parameter" -> {
          int inner = tree.first(child);
          Expr.Parameters.Role form = form(inner, plain);
          keywordOnly |= form == Expr.Parameters.Role.REST;
          int name = form == plain ? inner : tree.first(inner);
          all.add(
              new Expr.Parameters.Parameter(
                  name == NONE ? "?" : tree.text(name),
                  form,
                  type(tree.child(child, "type")),
                  null,
                  at));
        }
        case "list_splat_pattern", "dictionary_splat_pattern" -> {
          Expr.Parameters.Role form = form(child, plain);
          keywordOnly |= form == Expr.Parameters.Role.REST;
          int name = tree.first(child);
          if (name != NONE) {
            all.add(new Expr.Parameters.Parameter(tree.text(name), form, null, null, at));
          }
        }
        case "keyword_separator" -> keywordOnly = true;
        default -> {}
      }
    }
    return new Expr.Parameters(List.copyOf(all));
  }

  private Expr.Parameters.Role form(int node, Expr.Parameters.Role plain) {
    return switch (tree.kind(node)) {
      case "list_splat_pattern" -> Expr.Parameters.Role.REST;
      case "dictionary_splat_pattern" -> Expr.Parameters.Role.REST_KEYWORDS;
      default -> plain;
    };
  }
}
