package dev.stator.client;

import dev.stator.item.json.JsonWriter;

/**
 * A PutItem whose item is a record, which goes from its codec straight into the request.
 *
 * @param options all but the item
 */
record RecordPut<T>(PutItemRequest options, RecordItems<T> items, T item) implements DynamoRequest {
  @Override
  public String operation() {
    return options.operation();
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
  public void writeMembers(JsonWriter json) {
    json.name(Names.TABLE_NAME).value(tableName());
    items.write(item, json.name(Names.ITEM));
    options.writeOptions(json);
  }
}
