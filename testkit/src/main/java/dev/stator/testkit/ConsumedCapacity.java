package dev.stator.testkit;

import dev.stator.item.json.JsonWriter;

/** What a request wants to hear about the capacity it consumed. */
enum ConsumedCapacity {
  NONE,
  TOTAL,
  INDEXES;

  static ConsumedCapacity of(RequestFields fields) {
    String wanted = fields.string("ReturnConsumedCapacity");
    if (wanted == null) {
      return NONE;
    }
    try {
      return valueOf(wanted);
    } catch (IllegalArgumentException e) {
      throw DynamoDbError.validation(
          "ReturnConsumedCapacity must be INDEXES, TOTAL or NONE, not " + wanted);
    }
  }

  /** Writes the member, if it is wanted. */
  void write(JsonWriter json, String table, double units) {
    if (this != NONE) {
      json.name("ConsumedCapacity");
      writeValue(json, table, units);
    }
  }

  void writeValue(JsonWriter json, String table, double units) {
    json.beginObject().name("CapacityUnits").value(units);
    if (this == INDEXES) {
      json.name("Table").beginObject().name("CapacityUnits").value(units).endObject();
    }
    json.name("TableName").value(table).endObject();
  }
}
