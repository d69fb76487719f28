package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to an {@link ExecuteStatementRequest}: for a {@code SELECT}, a page.
 *
 * @param items the items that were selected, or that a write returns; a page without any may still
 *     not be the last
 * @param nextToken what asks for the next page, or null if this is the last
 * @param lastEvaluatedKey the key that the page ended with, if the service says it
 * @param consumedCapacity what it cost, if asked for
 */
public record ExecuteStatementResponse(
    List<Item> items,
    @Nullable String nextToken,
    @Nullable Item lastEvaluatedKey,
    @Nullable ConsumedCapacity consumedCapacity) {
  public ExecuteStatementResponse {
    items = List.copyOf(items);
  }

  static ExecuteStatementResponse read(ReplyReader reply) {
    List<Item> items = new ArrayList<>();
    String nextToken = null;
    Item last = null;
    ConsumedCapacity capacity = null;
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.ITEMS)) {
        reply.items(items);
      } else if (json.nameIs(Names.NEXT_TOKEN)) {
        nextToken = json.string();
      } else if (json.nameIs(Names.LAST_EVALUATED_KEY)) {
        last = json.item();
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        capacity = reply.consumedCapacity();
      } else {
        json.skip();
      }
    }
    return new ExecuteStatementResponse(items, nextToken, last, capacity);
  }
}
