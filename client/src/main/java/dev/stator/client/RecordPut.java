package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A PutItem whose item is a record, which goes from its codec straight into the request.
 *
 * @param options all but the item
 */
record RecordPut<T>(PutItemRequest options, RecordItems<T> items, T item)
    implements DynamoRequest, TransactWriteItem {
  @Override
  public String operation() {
    return options.operation();
  }

  @Override
  public String actionName() {
    return options.actionName();
  }

  @Override
  public @Nullable Item key() {
    Key key = items.keyOf(item);
    return key == null ? null : key.toItem();
  }

  @Override
  public String tableName() {
    return options.tableName();
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public boolean reportsCapacity() {
    return options.reportsCapacity();
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TABLE_NAME).value(tableName());
    items.write(item, json.name(Names.ITEM));
    options.writeOptions(json);
  }
}
