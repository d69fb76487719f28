package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.openrewrite.hcl.internal.grammar.HCLParser;

/**
 * What expressions of HCL stand for before deployment. Templates, collections, references, choices
 * and the functions that only rearrange their arguments are followed; anything else (other
 * functions, arithmetic) is known on deployment only and stays in the text as it is written.
 */
final class HclExpressions {
  private static final int DEEPEST = 200;
  private static final int STEPS = 1_000_000;

  /** Where names get their meaning. */
  interface Names {
    /**
     * What a path means, {@code var.stage} or {@code aws_dynamodb_table.orders["a"].name}; null for
     * no value.
     *
     * @param path names and, for indexes, settings as texts
     */
    @Nullable Setting get(List<String> path, String written, int line);

    /** Within what a reference to a resource or variable of the module means one thing. */
    String scope();

    /** Within what an expression that is not known means one thing, by the names in it. */
    default String scope(String written) {
      return scope();
    }
  }

  private int depth;
  private int steps;

  /** What an expression stands for; null for none and for {@code null}. */
  @Nullable Setting value(@Nullable HclExpression expression, Names names) {
    if (expression instanceof HclExpression.Json json) {
      return HclJson.evaluate(json.value(), this, names);
    }
    return expression instanceof HclExpression.Written written
        ? evaluate(written.tree(), names)
        : null;
  }

  /** The value of an expression; null for {@code null}. */
  @Nullable Setting evaluate(@Nullable ParserRuleContext expression, Names names) {
    if (expression == null) {
      return null;
    }
    if (depth > DEEPEST || ++steps > STEPS) {
      return later(expression, names);
    }
    depth++;
    try {
      return written(expression, names);
    } finally {
      depth--;
    }
  }

  static Setting later(ParserRuleContext expression, Names names) {
    return new Setting.Text(later(expression.getText(), names), expression.getStart().getLine());
  }

  static PartialText later(String expression, Names names) {
    return PartialText.later(expression, names.scope(expression));
  }

  private @Nullable Setting written(ParserRuleContext expression, Names names) {
    int line = expression.getStart().getLine();
    if (expression instanceof HCLParser.ExpressionTermContext term) {
      return evaluate(term.exprTerm(), names);
    } else if (expression instanceof HCLParser.ParentheticalExpressionContext inner) {
      return evaluate(inner.expression(), names);
    } else if (expression instanceof HCLParser.LiteralExpressionContext literal) {
      return literal.literalValue().NULL() != null ? null : Setting.text(literal.getText(), line);
    } else if (expression instanceof HCLParser.TemplateExpressionContext template) {
      return new Setting.Text(template(template.templateExpr(), names), line);
    } else if (expression instanceof HCLParser.CollectionValueExpressionContext collection) {
      return collection(collection.collectionValue(), names, line);
    } else if (expression instanceof HCLParser.ForExpressionContext loop) {
      return HclLoops.loop(loop.forExpr(), this, names);
    } else if (expression instanceof HCLParser.SplatExpressionContext splat) {
      return HclLoops.splat(splat, this, names);
    } else if (expression instanceof HCLParser.FunctionCallExpressionContext call) {
      return call(call.functionCall(), names);
    } else if (expression instanceof HCLParser.ConditionalExpressionContext choice) {
      return choice(choice, names);
    } else if (expression instanceof HCLParser.OperationExpressionContext operation) {
      return operation(operation.operation(), names);
    }
    return access(expression, names);
  }

  private PartialText template(HCLParser.TemplateExprContext template, Names names) {
    PartialText made = PartialText.of("");
    if (template instanceof HCLParser.QuotedTemplateContext quoted) {
      return parts(quoted.quotedTemplatePart(), names);
    }
    if (template instanceof HCLParser.HeredocContext heredoc) {
      for (int i = 0; i < heredoc.getChildCount(); i++) {
        if (heredoc.getChild(i) instanceof HCLParser.HeredocTemplatePartContext part) {
          made =
              part.templateInterpolation() != null
                  ? made.plus(interpolated(part.templateInterpolation(), names))
                  : made.plus(part.getText().replace("$${", "${"));
        } else if (i > 2 && heredoc.getChild(i) instanceof TerminalNode end) {
          made = end.getText().equals("\n") ? made.plus("\n") : made;
        }
      }
    }
    return made;
  }

  private PartialText parts(List<HCLParser.QuotedTemplatePartContext> parts, Names names) {
    PartialText made = PartialText.of("");
    for (HCLParser.QuotedTemplatePartContext part : parts) {
      made =
          part.templateInterpolation() != null
              ? made.plus(interpolated(part.templateInterpolation(), names))
              : made.plus(unescaped(part.getText()));
    }
    return made;
  }

  private PartialText interpolated(HCLParser.TemplateInterpolationContext part, Names names) {
    return evaluate(part.expression(), names) instanceof Setting.Text text
        ? text.value()
        : later(part.expression().getText(), names);
  }

  private static String unescaped(String text) {
    return text.replace("\\\"", "\"")
        .replace("\\n", "\n")
        .replace("\\t", "\t")
        .replace("\\\\", "\\")
        .replace("$${", "${");
  }

  private Setting collection(HCLParser.CollectionValueContext collection, Names names, int line) {
    if (collection.tuple() != null) {
      List<Setting> items = new ArrayList<>();
      for (HCLParser.ExpressionContext element : collection.tuple().expression()) {
        Setting item = evaluate(element, names);
        if (item != null) {
          items.add(item);
        }
      }
      return new Setting.Items(items, line);
    }
    Map<String, Setting> entries = new LinkedHashMap<>();
    for (HCLParser.ObjectelemContext element : collection.object().objectelem()) {
      List<HCLParser.ExpressionContext> expressions = element.expression();
      boolean computed = element.LPAREN() != null;
      HCLParser.QualifiedIdentifierContext named = element.qualifiedIdentifier();
      String key;
      if (named != null) {
        key =
            computed
                ? Setting.literal(
                    names.get(List.of(named.getText().split("\\.")), named.getText(), line))
                : named.getText();
      } else if (!element.QUOTE().isEmpty()) {
        key = parts(element.quotedTemplatePart(), names).literal();
      } else {
        key = expressions.size() > 1 ? Setting.literal(evaluate(expressions.get(0), names)) : null;
      }
      Setting value =
          expressions.isEmpty() ? null : evaluate(expressions.get(expressions.size() - 1), names);
      if (key != null && value != null) {
        entries.put(key, value);
      }
    }
    return new Setting.Entries(entries, line);
  }

  /** A name and what is taken of it. */
  private @Nullable Setting access(ParserRuleContext expression, Names names) {
    List<String> path = new ArrayList<>();
    ParserRuleContext at = expression;
    while (true) {
      if (at instanceof HCLParser.VariableExpressionContext variable) {
        path.add(0, variable.getText());
        return names.get(path, expression.getText(), expression.getStart().getLine());
      } else if (at instanceof HCLParser.AttributeAccessExpressionContext attribute) {
        path.add(0, attribute.getAttr().Identifier().getText());
        at = attribute.exprTerm();
      } else if (at instanceof HCLParser.LegacyIndexAttributeExpressionContext index) {
        path.add(0, index.legacyIndexAttr().NumericLiteral().getText());
        at = index.exprTerm();
      } else if (at instanceof HCLParser.IndexAccessExpressionContext index) {
        String key = Setting.literal(evaluate(index.index().expression(), names));
        if (key == null) {
          return later(expression, names);
        }
        path.add(0, key);
        at = index.exprTerm();
      } else {
        Setting taken = taken(evaluate(at, names), path);
        return taken == null ? later(expression, names) : taken;
      }
    }
  }

  /** What lies at a path inside a value; null when nothing does. */
  static @Nullable Setting taken(@Nullable Setting from, List<String> path) {
    Setting at = from;
    for (String step : path) {
      if (at instanceof Setting.Items items && step.matches("\\d{1,4}")) {
        int index = Integer.parseInt(step);
        at = index < items.all().size() ? items.all().get(index) : null;
      } else {
        at = at == null ? null : at.get(step);
      }
    }
    return at;
  }

  /** The elements of a collection by key; those of a list by their place. */
  static Map<String, Setting> byKey(Setting collection) {
    if (collection instanceof Setting.Entries entries) {
      return entries.all();
    }
    Map<String, Setting> byPlace = new LinkedHashMap<>();
    for (Setting item : Setting.items(collection)) {
      byPlace.put(Integer.toString(byPlace.size()), item);
    }
    return byPlace;
  }

  /** Names with some more, which win. */
  static Names with(Map<String, Setting> variables, Names outer) {
    Setting bound = new Setting.Entries(new TreeMap<>(variables), 0);
    Names within = within(() -> WrittenSetting.sumOf(bound), variables.keySet(), outer);
    return new Names() {
      @Override
      public @Nullable Setting get(List<String> path, String written, int line) {
        Setting own = variables.get(path.get(0));
        if (own == null) {
          return outer.get(path, written, line);
        }
        Setting taken = taken(own, path.subList(1, path.size()));
        return taken == null ? new Setting.Text(HclExpressions.later(written, this), line) : taken;
      }

      @Override
      public String scope() {
        return outer.scope();
      }

      @Override
      public String scope(String written) {
        return within.scope(written);
      }
    };
  }

  /**
   * Names of which some are not known and mean one thing in one place only: {@code each.value} of
   * one resource is not that of another.
   */
  static Names within(Supplier<String> place, Set<String> own, Names outer) {
    Pattern mention =
        Pattern.compile(
            own.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?<![\\w.-])(?:", ")(?![\\w-])")));
    return new Names() {
      @Override
      public @Nullable Setting get(List<String> path, String written, int line) {
        return own.contains(path.get(0))
            ? new Setting.Text(HclExpressions.later(written, this), line)
            : outer.get(path, written, line);
      }

      @Override
      public String scope() {
        return outer.scope();
      }

      @Override
      public String scope(String written) {
        String around = outer.scope(written);
        return mention.matcher(written).find() ? around + "#" + place.get() : around;
      }
    };
  }

  /** A choice by a test that is known, or between two that are one. */
  private @Nullable Setting choice(HCLParser.ConditionalExpressionContext choice, Names names) {
    String test = Setting.literal(evaluate(choice.expression(0), names));
    if ("true".equals(test)) {
      return evaluate(choice.expression(1), names);
    } else if ("false".equals(test)) {
      return evaluate(choice.expression(2), names);
    }
    return evaluate(choice.expression(1), names) instanceof Setting.Text then
            && evaluate(choice.expression(2), names) instanceof Setting.Text otherwise
            && then.value().equals(otherwise.value())
        ? then
        : later(choice, names);
  }

  /**
   * Comparisons of what is known. The grammar leaves precedence open, so chains are not followed.
   */
  private Setting operation(HCLParser.OperationContext operation, Names names) {
    HCLParser.BinaryOpContext pair = operation.binaryOp();
    int line = operation.getStart().getLine();
    if (pair == null) {
      String operand =
          operation.unaryOp() != null && operation.unaryOp().NOT() != null
              ? Setting.literal(evaluate(operation.unaryOp().exprTerm(), names))
              : null;
      return "true".equals(operand) || "false".equals(operand)
          ? Setting.text("true".equals(operand) ? "false" : "true", line)
          : later(operation, names);
    }
    String operator = pair.binaryOperator().getText();
    if (pair.operation() != null
        || pair.unaryOp() != null
        || pair.exprTerm().size() != 2
        || !(operator.equals("==") || operator.equals("!="))) {
      return later(operation, names);
    }
    String left = Setting.literal(evaluate(pair.exprTerm(0), names));
    String right = Setting.literal(evaluate(pair.exprTerm(1), names));
    return left == null || right == null
        ? later(operation, names)
        : Setting.text(String.valueOf(left.equals(right) == operator.equals("==")), line);
  }

  private @Nullable Setting call(HCLParser.FunctionCallContext call, Names names) {
    List<@Nullable Setting> arguments = new ArrayList<>();
    if (call.arguments() != null) {
      for (HCLParser.ExpressionContext argument : call.arguments().expression()) {
        arguments.add(evaluate(argument, names));
      }
    }
    Setting made =
        HclFunctions.call(call.functionName().getText(), arguments, call.getStart().getLine());
    return made == null ? later(call, names) : made;
  }

  /** The keys of a collection in their order; used for instances of resources. */
  static List<String> keys(Setting collection) {
    return collection instanceof Setting.Entries entries
        ? List.copyOf(new TreeSet<>(entries.all().keySet()))
        : List.of();
  }
}
