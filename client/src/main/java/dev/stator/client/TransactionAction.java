package dev.stator.client;

import dev.stator.item.Item;
import org.jspecify.annotations.Nullable;

/**
 * One of the actions that a transaction does together: a {@link TransactWriteItem}, a {@link
 * GetItemRequest} or a {@link Statement}. What a {@link CancellationReason} belongs to.
 */
public sealed interface TransactionAction permits TransactWriteItem, GetItemRequest, Statement {
  /** What it is, as the service calls it: {@code Put}, {@code ConditionCheck}. */
  String actionName();

  /** The table, by name or ARN; null for a statement whose text cannot be understood. */
  @Nullable String tableName();

  /**
   * The key's attributes; null for a {@code Put}, since only the table knows which of its item's
   * attributes they are, and for a statement.
   */
  @Nullable Item key();
}
