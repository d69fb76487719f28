package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link GetItemRequest}.
 *
 * @param item the item, or null if there is none
 * @param consumedCapacity what it cost, if asked for
 */
public record GetItemResponse(@Nullable Item item, @Nullable ConsumedCapacity consumedCapacity) {
  static GetItemResponse read(ReplyReader reply) {
    Item item = null;
    ConsumedCapacity capacity = null;
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.ITEM)) {
        item = json.item();
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        capacity = reply.consumedCapacity();
      } else {
        json.skip();
      }
    }
    return new GetItemResponse(item, capacity);
  }
}
