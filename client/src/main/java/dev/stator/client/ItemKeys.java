package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.AttributeNames;
import dev.stator.item.json.ItemReader;

/** Reads the keys of items, and of an item no further than its key. Immutable. */
final class ItemKeys {
  private final KeySchema schema;
  private final AttributeNames names;

  ItemKeys(KeySchema schema) {
    KeySchema.Attribute sort = schema.sortKey();
    String partition = schema.partitionKey().name();
    this.schema = schema;
    this.names =
        sort == null ? AttributeNames.of(partition) : AttributeNames.of(partition, sort.name());
  }

  /**
   * The key of the item that a reader stands before.
   *
   * @throws IllegalArgumentException if the item has none
   */
  Key read(ItemReader reader) {
    Item.Builder key = Item.builder();
    int wanted = names.asList().size();
    reader.beginItem();
    while (wanted > 0 && reader.nextAttribute()) {
      int index = reader.nameIndex(names);
      if (index < 0) {
        reader.skip();
      } else {
        key.put(names.asList().get(index), reader.value());
        wanted--;
      }
    }
    return schema.keyOf(key.build());
  }
}
