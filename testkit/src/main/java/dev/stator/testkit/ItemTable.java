package dev.stator.testkit;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.util.List;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A real, small table in memory. Reads see each item as it was at some moment; writes are one at a
 * time.
 */
final class ItemTable implements Table {
  /** What a write makes of the item that was there, if any: another, or none. */
  interface Change {
    @Nullable StoredItem of(@Nullable StoredItem old);
  }

  private final String name;
  private final KeySchema schema;
  private final int pageBytes;
  private final ConcurrentNavigableMap<TableKey, StoredItem> items = new ConcurrentSkipListMap<>();

  ItemTable(String name, KeySchema schema, int pageBytes) {
    this.name = name;
    this.schema = schema;
    this.pageBytes = pageBytes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public KeySchema schema() {
    return schema;
  }

  @Override
  public long itemCount() {
    return items.size();
  }

  @Override
  public long sizeBytes() {
    return items.values().stream().mapToLong(StoredItem::size).sum();
  }

  /** The items as they are now, in the order of a scan. */
  List<StoredItem> stored() {
    return List.copyOf(items.values());
  }

  /** All items in the order of a scan. */
  List<Item> items() {
    return items.values().stream().map(StoredItem::item).toList();
  }

  @Nullable StoredItem get(TableKey key) {
    return items.get(key);
  }

  /**
   * Replaces one item under the table's lock.
   *
   * @param change may throw, and then nothing happens
   * @return the old item
   */
  @Nullable StoredItem change(TableKey key, Change change) {
    synchronized (this) {
      StoredItem old = items.get(key);
      StoredItem changed = change.of(old);
      if (changed == null) {
        items.remove(key);
      } else {
        items.put(key, changed);
      }
      return old;
    }
  }

  /** The place of an item that is to be stored. */
  TableKey keyOfItem(Item item) {
    try {
      return TableKey.of(schema.keyOf(item));
    } catch (IllegalArgumentException e) {
      throw DynamoDbError.validation(
          "One or more parameter values were invalid: " + e.getMessage());
    }
  }

  /** The place that a key of a request means: the key's attributes, all of them and no others. */
  TableKey keyOf(Item key) {
    try {
      Key place = schema.keyOf(key);
      if (key.size() == (schema.sortKey() == null ? 1 : 2)) {
        return TableKey.of(place);
      }
    } catch (IllegalArgumentException e) {
      throw DynamoDbError.validation(
          "The provided key element does not match the schema: " + e.getMessage());
    }
    throw DynamoDbError.validation("The provided key element does not match the schema");
  }

  @Override
  public Response scan(RequestFields fields, Fault fault) {
    return PageRead.scan(this, fields).respond(fault);
  }

  ConcurrentNavigableMap<TableKey, StoredItem> ordered() {
    return items;
  }

  /** After how many bytes of items a page ends. */
  int pageBytes() {
    return pageBytes;
  }
}
