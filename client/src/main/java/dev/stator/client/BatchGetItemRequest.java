package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads up to 100 items and 16 MB by their keys, of one or more tables (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html">BatchGetItem</a>).
 *
 * @param requestItems what to read, by table
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report
 */
public record BatchGetItemRequest(
    Map<String, KeysAndAttributes> requestItems,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest {
  public BatchGetItemRequest {
    requestItems = Map.copyOf(requestItems);
  }

  /** A request that does not ask for the consumed capacity. */
  public static BatchGetItemRequest of(Map<String, KeysAndAttributes> requestItems) {
    return new BatchGetItemRequest(requestItems, null);
  }

  @Override
  public String operation() {
    return "BatchGetItem";
  }

  @Override
  public @Nullable String tableName() {
    return requestItems.size() == 1 ? requestItems.keySet().iterator().next() : null;
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.REQUEST_ITEMS).beginObject();
    requestItems.forEach((table, keys) -> keys.write(json.name(table)));
    json.endObject();
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }
}
