package dev.stator.testkit;

import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import dev.stator.item.json.ItemJson;

/** An item at rest: its value, its JSON as it is given out, and its weight. */
final class StoredItem {
  private final Item item;
  private final byte[] json;
  private final int size;

  private StoredItem(Item item, byte[] json, int size) {
    this.item = item;
    this.json = json;
    this.size = size;
  }

  /** Refuses an item that is too large. */
  static StoredItem of(Item item) {
    int size = ItemSize.of(item);
    if (size > ItemSize.MAX_ITEM_BYTES) {
      throw DynamoDbError.validation("Item size has exceeded the maximum allowed size");
    }
    return new StoredItem(item, ItemJson.write(item), size);
  }

  Item item() {
    return item;
  }

  /** Not to be changed. */
  byte[] json() {
    return json;
  }

  /** What DynamoDB would say that it weighs, in bytes. */
  int size() {
    return size;
  }
}
