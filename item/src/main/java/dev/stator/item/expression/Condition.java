package dev.stator.item.expression;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * What must hold: a request's condition, filter or key condition. Made by an {@link Attribute}, out
 * of others, or from a text. Immutable.
 */
public final class Condition implements Expression {
  private final Function<Expressions, Text> form;

  private Condition(Function<Expressions, Text> form) {
    this.form = form;
  }

  /** A comparison or function. */
  static Condition atom(Function<Expressions, String> text) {
    return new Condition(placeholders -> Text.atom(text.apply(placeholders)));
  }

  /**
   * A condition with its names and values in the text, {@code total >= 100 AND status = 'open'};
   * see {@link Expressions} for what may be written.
   *
   * @throws ExpressionSyntaxException if it is not one, with the place
   */
  public static Condition parse(String text) {
    new Expressions().condition("condition", text);
    return new Condition(placeholders -> placeholders.condition("condition", text));
  }

  /**
   * A condition in DynamoDB's own syntax, whose placeholders are given to the request. Unlike an
   * {@link Expression#raw} it can be part of others. It is read when the request is made, and an
   * {@link ExpressionSyntaxException} is thrown then.
   */
  public static Condition raw(String text) {
    return new Condition(placeholders -> placeholders.condition("condition", text));
  }

  /**
   * All of the conditions hold.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Condition all(Condition... conditions) {
    List<Condition> operands = some(conditions);
    return new Condition(placeholders -> Text.and(texts(operands, placeholders)));
  }

  /**
   * At least one of the conditions holds.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Condition any(Condition... conditions) {
    List<Condition> operands = some(conditions);
    return new Condition(placeholders -> Text.or(texts(operands, placeholders)));
  }

  /** This condition does not hold. */
  public Condition not() {
    return new Condition(placeholders -> Text.not(form.apply(placeholders)));
  }

  /** Both conditions hold. */
  public Condition and(Condition other) {
    return all(this, other);
  }

  /** At least one of both conditions holds. */
  public Condition or(Condition other) {
    return any(this, other);
  }

  @Override
  public String write(Expressions placeholders) {
    return form.apply(placeholders).text();
  }

  /** The condition with its names and values, as messages show it. */
  @Override
  public String toString() {
    return ExpressionExcerpt.of(this);
  }

  private static List<Text> texts(List<Condition> operands, Expressions placeholders) {
    return operands.stream().map(operand -> operand.form.apply(placeholders)).toList();
  }

  private static List<Condition> some(Condition... conditions) {
    if (conditions.length == 0) {
      throw new IllegalArgumentException("no condition was given");
    }
    return List.copyOf(Arrays.asList(conditions));
  }
}
