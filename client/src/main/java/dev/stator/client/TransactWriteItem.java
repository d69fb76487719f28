package dev.stator.client;

import dev.stator.item.json.JsonWriter;

/**
 * One action of a {@link TransactWriteItemsRequest}: the request that would do it alone, or a
 * {@link ConditionCheck}. Only {@code returnValuesOnConditionCheckFailure} of what such a request
 * may ask to be told has a meaning here; one that asks for more is refused, rather than answered
 * with less.
 */
public sealed interface TransactWriteItem extends TransactionAction
    permits PutItemRequest, UpdateItemRequest, DeleteItemRequest, ConditionCheck {
  /** Writes the members of the action's JSON object. */
  void writeMembers(JsonWriter json);
}
