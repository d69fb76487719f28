package dev.stator.item.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Function;

/**
 * What an UpdateItem changes. Made by an {@link Attribute}, and out of others:
 *
 * <pre>{@code
 * Update.of(attribute("status").set("paid"), attribute("visits").add(1), attribute("note").remove())
 * }</pre>
 *
 * <p>The order is of no consequence: DynamoDB reads all values before it changes any. An attribute
 * that is in two of them is refused by DynamoDB. Immutable.
 */
public final class Update implements Expression {
  /** The parts of an update expression, each of which may be there once. */
  enum Clause {
    SET,
    REMOVE,
    ADD,
    DELETE
  }

  private record Action(Clause clause, Function<Expressions, String> text) {}

  private final List<Action> actions;

  private Update(List<Action> actions) {
    this.actions = List.copyOf(actions);
  }

  static Update of(Clause clause, Function<Expressions, String> text) {
    return new Update(List.of(new Action(clause, text)));
  }

  /**
   * All of the updates in one.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Update of(Update... updates) {
    List<Action> actions = new ArrayList<>();
    for (Update update : updates) {
      actions.addAll(update.actions);
    }
    if (actions.isEmpty()) {
      throw new IllegalArgumentException("no update was given");
    }
    return new Update(actions);
  }

  /** Both updates in one. */
  public Update and(Update other) {
    return of(this, other);
  }

  @Override
  public String write(Expressions placeholders) {
    StringJoiner clauses = new StringJoiner(" ");
    for (Clause clause : Clause.values()) {
      StringJoiner texts = new StringJoiner(", ", clause + " ", "").setEmptyValue("");
      for (Action action : actions) {
        if (action.clause == clause) {
          texts.add(action.text.apply(placeholders));
        }
      }
      if (texts.length() > 0) {
        clauses.add(texts.toString());
      }
    }
    return clauses.toString();
  }

  /** The update with its names and values, as messages show it. */
  @Override
  public String toString() {
    return ExpressionExcerpt.of(this);
  }
}
