package dev.stator.lineage;

import static dev.stator.lineage.SyntaxTree.NONE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the expressions of a {@link SyntaxTree}, one kind of node after the other; the counterpart
 * of {@link AstBuilder} for statements, and as long as Python has kinds of expression. Remembers
 * whether the body being read yields.
 */
final class ExpressionBuilder {
  private final SyntaxTree tree;
  private final StringLiterals strings;
  private int depth;
  private boolean yields;

  ExpressionBuilder(SyntaxTree tree) {
    this.tree = tree;
    this.strings = new StringLiterals(tree, this);
  }

  /** Starts a function's body; gives what is to be handed back on leaving it. */
  boolean enterBody() {
    boolean outer = yields;
    yields = false;
    return outer;
  }

  boolean yields() {
    return yields;
  }

  void leaveBody(boolean outer) {
    yields = outer;
  }

  String name(int node) {
    String name = tree.textOf(node, "name");
    return name == null ? "?" : name;
  }

  Expr field(int node, String name) {
    int child = tree.child(node, name);
    return child == NONE ? new Expr.Opaque(List.of(), tree.start(node)) : expression(child);
  }

  List<Expr> children(int node) {
    List<Expr> parts = new ArrayList<>();
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      if (!tree.is(child, "block")) {
        parts.add(expression(child));
      }
    }
    return List.copyOf(parts);
  }

  @Nullable Expr onlyValue(int node) {
    return tree.first(node) == NONE ? null : expression(tree.first(node));
  }

  Expr expression(int node) {
    if (node == NONE) {
      return new Expr.Opaque(List.of(), 0);
    }
    if (depth >= AstBuilder.DEPTH) {
      tree.markCut(tree.start(node));
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
      case "string" -> strings.string(node);
      case "concatenated_string" -> strings.concatenated(node);
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
      case "unary_operator" -> {
        Expr operand = field(node, "argument");
        yield "-".equals(tree.textOf(node, "operator"))
                && operand instanceof Expr.Constant constant
                && constant.kind() == Expr.Constant.Kind.NUMBER
                && !constant.text().startsWith("-")
            ? new Expr.Constant(Expr.Constant.Kind.NUMBER, "-" + constant.text(), at)
            : new Expr.Opaque(List.of(operand), at);
      }
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

  List<Expr.Argument> arguments(int list) {
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
    Expr[] bounds = new Expr[3];
    int colons = 0;
    int read = tree.start(node);
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      for (; colons < 2 && read < tree.start(child); read++) {
        colons += tree.source()[read] == ':' ? 1 : 0;
      }
      bounds[colons] = expression(child);
      colons = Math.min(2, colons);
      read = Math.max(read, tree.start(child) + 1);
    }
    return new Expr.Slice(bounds[0], bounds[1], bounds[2], tree.start(node));
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

  /** A type hint; a quoted one is kept as its text. */
  Expr type(int node) {
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

  Expr.Parameters parameters(int node) {
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
