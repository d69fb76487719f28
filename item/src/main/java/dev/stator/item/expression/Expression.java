package dev.stator.item.expression;

/**
 * A condition, an update or a projection of a request: built in Java, or a text that someone has.
 *
 * <p>What is built has its names and values in it. It becomes text when the request does: then all
 * expressions of the request share one set of placeholders, which keeps clear of those that the
 * caller has given. Immutable.
 */
public sealed interface Expression permits Condition, Projection, Update, Expression.Raw {
  /** The text for the request; what its placeholders stand for goes to {@code placeholders}. */
  String write(Expressions placeholders);

  /** A text in DynamoDB's own syntax, sent as it is; its placeholders are given to the request. */
  static Expression raw(String text) {
    return new Raw(text);
  }

  /**
   * A text that is sent as it is.
   *
   * @param text the text
   */
  record Raw(String text) implements Expression {
    @Override
    public String write(Expressions placeholders) {
      return text;
    }
  }
}
