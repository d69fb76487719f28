package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The answer to a {@link BatchGetItemRequest}.
 *
 * @param responses the items that exist, by table, in no order
 * @param unprocessedKeys what was not read, to be asked for again, after a while
 * @param consumedCapacity what it cost, if asked for, one entry for each table
 */
public record BatchGetItemResponse(
    Map<String, List<Item>> responses,
    Map<String, KeysAndAttributes> unprocessedKeys,
    List<ConsumedCapacity> consumedCapacity) {
  public BatchGetItemResponse {
    responses = Map.copyOf(responses);
    unprocessedKeys = Map.copyOf(unprocessedKeys);
    consumedCapacity = List.copyOf(consumedCapacity);
  }

  static BatchGetItemResponse read(ReplyReader reply) {
    Map<String, List<Item>> responses = new HashMap<>();
    Map<String, KeysAndAttributes> unprocessed = new HashMap<>();
    List<ConsumedCapacity> capacity = new ArrayList<>();
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.RESPONSES)) {
        json.beginObject();
        while (json.nextName()) {
          List<Item> items = new ArrayList<>();
          responses.put(json.name(), items);
          reply.items(items);
        }
      } else if (json.nameIs(Names.UNPROCESSED_KEYS)) {
        json.beginObject();
        while (json.nextName()) {
          String table = json.name();
          unprocessed.put(table, reply.unprocessedKeys(table));
        }
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        reply.consumedCapacities(capacity);
      } else {
        json.skip();
      }
    }
    return new BatchGetItemResponse(responses, unprocessed, capacity);
  }
}
