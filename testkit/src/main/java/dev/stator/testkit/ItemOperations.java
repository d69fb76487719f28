package dev.stator.testkit;

import dev.stator.item.CapacityUnits;
import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** GetItem, PutItem, UpdateItem, DeleteItem. */
final class ItemOperations {
  private final Tables tables;

  ItemOperations(Tables tables) {
    this.tables = tables;
  }

  Response get(RequestFields fields) {
    fields.allowOnly(
        Set.of("TableName", "Key", "ConsistentRead", "ReturnConsumedCapacity"), "GetItem");
    ItemTable table = table(fields);
    StoredItem item = table.get(table.keyOf(fields.requiredItem("Key")));
    return DynamoDbJson.ok(
        json -> {
          ConsumedCapacity.of(fields)
              .write(json, table.name(), CapacityUnits.read(size(item), PageRead.read(fields)));
          if (item != null) {
            json.name("Item").raw(item.json(), 0, item.json().length);
          }
        });
  }

  Response put(RequestFields fields) {
    fields.allowOnly(
        Set.of(
            "TableName",
            "Item",
            "ReturnValues",
            "ReturnConsumedCapacity",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ReturnValuesOnConditionCheckFailure"),
        "PutItem");
    ItemTable table = table(fields);
    StoredItem item = StoredItem.of(fields.requiredItem("Item"));
    return write(table, table.keyOfItem(item.item()), fields, old -> item);
  }

  Response delete(RequestFields fields) {
    fields.allowOnly(
        Set.of(
            "TableName",
            "Key",
            "ReturnValues",
            "ReturnConsumedCapacity",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ReturnValuesOnConditionCheckFailure"),
        "DeleteItem");
    ItemTable table = table(fields);
    return write(table, table.keyOf(fields.requiredItem("Key")), fields, old -> null);
  }

  Response update(RequestFields fields) {
    fields.allowOnly(
        Set.of(
            "TableName",
            "Key",
            "UpdateExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "ReturnValues",
            "ReturnConsumedCapacity",
            "ConditionExpression",
            "ReturnValuesOnConditionCheckFailure"),
        "UpdateItem");
    ItemTable table = table(fields);
    Item key = fields.requiredItem("Key");
    TableKey place = table.keyOf(key);
    return write(
        table,
        place,
        fields,
        old -> {
          Item updated = Expressions.update(fields, old == null ? key : old.item());
          if (!place.equals(table.keyOfItem(updated))) {
            throw DynamoDbError.validation(
                "One or more parameter values were invalid: Cannot update attribute of the key."
                    + " This attribute is part of the key");
          }
          return StoredItem.of(updated);
        });
  }

  private static Response write(
      ItemTable table, TableKey place, RequestFields fields, ItemTable.Change change) {
    ReturnValues wanted = ReturnValues.of(fields);
    StoredItem[] written = new StoredItem[1];
    StoredItem old =
        table.change(
            place,
            before -> {
              Expressions.check(fields, before);
              StoredItem after = change.of(before);
              if (after != null) {
                written[0] = after;
              }
              return after;
            });
    StoredItem now = written[0];
    return DynamoDbJson.ok(
        json -> {
          StoredItem returned = wanted == ReturnValues.ALL_NEW ? now : old;
          if (wanted != ReturnValues.NONE && returned != null) {
            json.name("Attributes").raw(returned.json(), 0, returned.json().length);
          }
          writeCapacity(json, table, fields, Math.max(size(old), size(now)));
        });
  }

  private enum ReturnValues {
    NONE,
    ALL_OLD,
    ALL_NEW;

    static ReturnValues of(RequestFields fields) {
      String wanted = fields.string("ReturnValues");
      if (wanted == null) {
        return NONE;
      }
      try {
        ReturnValues values = valueOf(wanted);
        if (values != ALL_NEW || fields.has("UpdateExpression")) {
          return values;
        }
      } catch (IllegalArgumentException e) {
        throw DynamoDbError.unsupported("ReturnValues " + wanted);
      }
      throw DynamoDbError.validation("ReturnValues can only be ALL_OLD or NONE");
    }
  }

  private static void writeCapacity(
      JsonWriter json, ItemTable table, RequestFields fields, int size) {
    ConsumedCapacity.of(fields).write(json, table.name(), CapacityUnits.write(size, false));
  }

  private ItemTable table(RequestFields fields) {
    return tables.activeItemTable(fields.requiredString("TableName"));
  }

  private static int size(@Nullable StoredItem item) {
    return item == null ? 0 : item.size();
  }
}
