package dev.stator.item.expression;

import dev.stator.item.AttributeValue;
import dev.stator.item.ValueExcerpt;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An expression as messages show it: with names and values for the placeholders, the values
 * shortened by {@link ValueExcerpt}. What stands for nothing is left as it is.
 */
public final class ExpressionExcerpt {
  private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private ExpressionExcerpt() {}

  /** The expression with its values in it, each shortened. */
  public static String of(
      String expression, Map<String, String> names, Map<String, AttributeValue> values) {
    return of(expression, names, values, ValueExcerpt::of);
  }

  /**
   * The expression with its values in it.
   *
   * @param show what is shown of a value
   */
  public static String of(
      String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values,
      Function<AttributeValue, String> show) {
    return PLACEHOLDER
        .matcher(expression)
        .replaceAll(
            found -> {
              String name = names.get(found.group());
              AttributeValue value = values.get(found.group());
              String text =
                  name != null ? name(name) : value != null ? show.apply(value) : found.group();
              return Matcher.quoteReplacement(text);
            });
  }

  static String of(Expression expression) {
    Expressions placeholders = new Expressions();
    return of(expression.write(placeholders), placeholders.names(), placeholders.values());
  }

  private static String name(String name) {
    return PLAIN.matcher(name).matches()
        ? name
        : "`" + ValueExcerpt.shortened(name).replace("`", "``") + "`";
  }
}
