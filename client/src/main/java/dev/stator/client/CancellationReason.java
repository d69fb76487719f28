package dev.stator.client;

import dev.stator.item.Item;
import org.jspecify.annotations.Nullable;

/**
 * What became of one action of a transaction that was cancelled (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html#API_TransactWriteItems_Errors">the
 * codes</a>).
 *
 * @param index which action it was, from 0
 * @param action the action as it was sent; null if the request was sent by {@link
 *     DynamoClient#execute}
 * @param code {@code None} if it was not the cause; else such as {@code ConditionalCheckFailed},
 *     {@code TransactionConflict}, {@code ThrottlingError}, {@code ValidationError}
 * @param message what the service says about it; empty if nothing
 * @param item the item as it is, if a condition failed and the action asked for it
 * @param expressions the action's expressions, or its statement, with names and values for the
 *     placeholders as {@link DynamoClientBuilder#withoutValuesInErrors} allows, each up to 500
 *     characters; empty unless they are why it is the cause
 */
public record CancellationReason(
    int index,
    @Nullable TransactionAction action,
    String code,
    String message,
    @Nullable Item item,
    String expressions) {
  static final String NONE = "None";
  static final String CONDITION_FAILED = "ConditionalCheckFailed";

  /** Whether the action is a cause of the cancellation. */
  public boolean isCause() {
    return !code.equals(NONE);
  }

  /** Whether a condition failed. */
  public boolean isConditionalCheckFailed() {
    return code.equals(CONDITION_FAILED);
  }

  /** Whether another write to the item was under way. */
  public boolean isConflict() {
    return code.equals("TransactionConflict");
  }

  /** Whether the table or index was asked for too much. */
  public boolean isThrottled() {
    return code.equals("ThrottlingError") || code.equals("ProvisionedThroughputExceeded");
  }

  /**
   * One line: {@code action 2, Update of table "orders", key {"id": "o-17"}: code: message
   * (condition: total < 100)}.
   */
  @Override
  public String toString() {
    return "action "
        + (index + 1)
        + (action == null ? "" : ", " + TransactionActions.describe(action))
        + ": "
        + code
        + (message.isEmpty() ? "" : ": " + message)
        + (expressions.isEmpty() ? "" : " (" + expressions + ')');
  }
}
