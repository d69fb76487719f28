package dev.stator.otel;

import dev.stator.client.ConsumedCapacity;
import dev.stator.client.ConsumedCapacity.Capacity;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Consumed capacity as DynamoDB writes it, which is how the conventions want it in a span. */
final class CapacityJson {
  private CapacityJson() {}

  static String of(ConsumedCapacity consumed) {
    JsonWriter json = new JsonWriter(new Utf8Buffer(128)).beginObject();
    if (consumed.tableName() != null) {
      json.name("TableName").value(consumed.tableName());
    }
    units(json, consumed.total());
    if (consumed.table() != null) {
      json.name("Table").beginObject();
      units(json, consumed.table());
      json.endObject();
    }
    indexes(json, "LocalSecondaryIndexes", consumed.localSecondaryIndexes());
    indexes(json, "GlobalSecondaryIndexes", consumed.globalSecondaryIndexes());
    return json.endObject().buffer().toString();
  }

  private static void indexes(JsonWriter json, String name, Map<String, Capacity> indexes) {
    if (indexes.isEmpty()) {
      return;
    }
    json.name(name).beginObject();
    new TreeMap<>(indexes)
        .forEach(
            (index, units) -> {
              json.name(index).beginObject();
              units(json, units);
              json.endObject();
            });
    json.endObject();
  }

  private static void units(JsonWriter json, Capacity units) {
    json.name("CapacityUnits").value(units.capacityUnits());
    unit(json, "ReadCapacityUnits", units.readCapacityUnits());
    unit(json, "WriteCapacityUnits", units.writeCapacityUnits());
  }

  private static void unit(JsonWriter json, String name, @Nullable Double units) {
    if (units != null) {
      json.name(name).value(units);
    }
  }
}
