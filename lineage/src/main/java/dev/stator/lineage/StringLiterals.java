package dev.stator.lineage;

import static dev.stator.lineage.SyntaxTree.NONE;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers string literals, those with expressions in them and those side by side. */
final class StringLiterals {
  private final SyntaxTree tree;
  private final ExpressionBuilder expressions;

  StringLiterals(SyntaxTree tree, ExpressionBuilder expressions) {
    this.tree = tree;
    this.expressions = expressions;
  }

  Expr string(int node) {
    String prefix = PythonStrings.prefix(tree.source(), tree.start(node));
    if (prefix.indexOf('b') >= 0) {
      return new Expr.Opaque(List.of(), tree.start(node)); // Bytes, which are no text.
    }
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
        String unescaped = raw ? text : PythonStrings.unescape(text);
        plain &= unescaped != null;
        parts.add(
            unescaped == null
                ? new Expr.Opaque(List.of(), tree.start(child))
                : new Expr.Text(unescaped, tree.start(child)));
      } else if (tree.is(child, "interpolation")) {
        plain = false;
        interpolation(child, parts);
      }
    }
    if (plain) {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(((Expr.Text) part).value()));
      return new Expr.Text(text.toString(), tree.start(node));
    }
    return new Expr.Format(List.copyOf(parts), tree.start(node));
  }

  /**
   * {@code {value!r:>5}} is what {@code "{!r:>5}".format(value)} is; {@code {value=}} has its own
   * source before it.
   */
  private void interpolation(int node, List<Expr> parts) {
    int at = tree.start(node);
    Expr value = expressions.field(node, "expression");
    int conversion = tree.child(node, "type_conversion");
    int specification = tree.child(node, "format_specifier");
    int end =
        conversion != NONE
            ? tree.start(conversion)
            : specification != NONE ? tree.start(specification) : at + tree.length(node) - 1;
    String written = tree.between(at + 1, end);
    boolean debug = written.strip().endsWith("=");
    if (debug) {
      parts.add(new Expr.Text(written, at));
    }
    List<Expr.Argument> arguments = new ArrayList<>();
    arguments.add(new Expr.Argument(Expr.Argument.Form.POSITIONAL, null, value));
    String shown =
        conversion != NONE ? tree.text(conversion) : debug && specification == NONE ? "!r" : "";
    String template = specification == NONE ? "" : specification(specification, arguments);
    if (template == null) {
      parts.add(new Expr.Opaque(List.of(value), at));
    } else if (shown.isEmpty() && template.isEmpty()) {
      parts.add(value);
    } else {
      Expr text = new Expr.Text("{" + shown + template + "}", at);
      parts.add(
          new Expr.Call(new Expr.Attribute(text, "format", at, at), List.copyOf(arguments), at));
    }
  }

  /** A specification as {@code str.format} has it, its own fields added to the arguments. */
  private @Nullable String specification(int node, List<Expr.Argument> arguments) {
    StringBuilder template = new StringBuilder();
    int from = tree.start(node);
    int end = from + tree.length(node);
    for (int child = tree.first(node); child != NONE; child = tree.next(child)) {
      boolean field = tree.is(child, "format_expression") || tree.is(child, "interpolation");
      if (!field
          || tree.child(child, "format_specifier") != NONE
          || tree.child(child, "type_conversion") != NONE) {
        return null;
      }
      template.append(tree.between(from, tree.start(child))).append("{}");
      Expr value = expressions.field(child, "expression");
      arguments.add(new Expr.Argument(Expr.Argument.Form.POSITIONAL, null, value));
      from = tree.start(child) + tree.length(child);
    }
    return template.append(tree.between(from, end)).toString();
  }

  Expr concatenated(int node) {
    List<Expr> parts = expressions.children(node);
    if (parts.stream().allMatch(Expr.Text.class::isInstance)) {
      StringBuilder text = new StringBuilder();
      parts.forEach(part -> text.append(((Expr.Text) part).value()));
      return new Expr.Text(text.toString(), tree.start(node));
    }
    return new Expr.Format(parts, tree.start(node));
  }
}
