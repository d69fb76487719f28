package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads up to 100 items of up to 4 MB, of one or more tables, as they were at one moment (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html">TransactGetItems</a>),
 * at twice the price of consistent reads.
 *
 * @param transactItems what to read: key and projection; to ask for more is an error, since such
 *     reads always are consistent, and report their capacity only as a whole
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 */
public record TransactGetItemsRequest(
    List<GetItemRequest> transactItems, @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest {
  /**
   * @throws IllegalArgumentException if an action asks for what a transaction does not do
   */
  public TransactGetItemsRequest {
    transactItems = List.copyOf(transactItems);
    for (int i = 0; i < transactItems.size(); i++) {
      GetItemRequest get = transactItems.get(i);
      if (get.consistentRead() || get.returnConsumedCapacity() != null) {
        throw new IllegalArgumentException(
            "TransactGetItems: action "
                + (i + 1)
                + ", "
                + TransactionActions.describe(get)
                + ": the reads of a transaction always are consistent, and report their capacity"
                + " only as a whole: ask for it in the transaction");
      }
    }
  }

  /** A request that does not ask for the consumed capacity. */
  public static TransactGetItemsRequest of(GetItemRequest... transactItems) {
    return new TransactGetItemsRequest(List.of(transactItems), null);
  }

  @Override
  public String operation() {
    return "TransactGetItems";
  }

  @Override
  public @Nullable String tableName() {
    return Members.onlyTable(transactItems);
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TRANSACT_ITEMS).beginArray();
    for (GetItemRequest get : transactItems) {
      get.writeMembers(json.beginObject().name(get.actionName()).beginObject());
      json.endObject().endObject();
    }
    json.endArray();
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }
}
