package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes up to 25 items and 16 MB, of one or more tables (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html">BatchWriteItem</a>).
 *
 * @param requestItems the writes, by table; at most one for each item
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report
 * @param returnItemCollectionMetrics whether the answer is to report the size of item collections
 */
public record BatchWriteItemRequest(
    Map<String, List<WriteRequest>> requestItems,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity,
    @Nullable ReturnItemCollectionMetrics returnItemCollectionMetrics)
    implements DynamoRequest {
  public BatchWriteItemRequest {
    requestItems =
        requestItems.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(Map.Entry::getKey, e -> List.copyOf(e.getValue())));
  }

  /** A request that asks for no figures. */
  public static BatchWriteItemRequest of(Map<String, List<WriteRequest>> requestItems) {
    return new BatchWriteItemRequest(requestItems, null, null);
  }

  @Override
  public String operation() {
    return "BatchWriteItem";
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
    requestItems.forEach(
        (table, writes) -> {
          json.name(table).beginArray();
          writes.forEach(write -> write.write(json));
          json.endArray();
        });
    json.endObject();
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
    Members.word(json, Names.RETURN_ITEM_COLLECTION_METRICS, returnItemCollectionMetrics);
  }
}
