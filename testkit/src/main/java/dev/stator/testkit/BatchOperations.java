package dev.stator.testkit;

import dev.stator.item.CapacityUnits;
import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** BatchGetItem and BatchWriteItem, with what a fault leaves unprocessed. */
final class BatchOperations {
  private static final int MAX_KEYS = 100;
  private static final int MAX_WRITES = 25;
  private static final long MAX_RESPONSE_BYTES = 16L * 1024 * 1024;

  private final Tables tables;

  BatchOperations(Tables tables) {
    this.tables = tables;
  }

  /** One key to read. */
  private record Read(ItemTable table, Item key, TableKey place) {}

  /** One put, or delete if there is no item. */
  private record Write(ItemTable table, Item given, TableKey place, @Nullable StoredItem item) {}

  Response get(RequestFields fields, Fault fault) {
    fields.allowOnly(Set.of("RequestItems", "ReturnConsumedCapacity"), "BatchGetItem");
    RequestFields requestItems = fields.requiredObject("RequestItems");
    List<Read> reads = new ArrayList<>();
    Map<String, Boolean> consistent = new LinkedHashMap<>();
    for (String name : requestItems.names()) {
      RequestFields of = requestItems.requiredObject(name);
      of.allowOnly(Set.of("Keys", "ConsistentRead"), "BatchGetItem");
      ItemTable table = tables.activeItemTable(name);
      consistent.put(table.name(), of.bool("ConsistentRead", false));
      for (Item key : of.items("Keys")) {
        reads.add(new Read(table, key, table.keyOf(key)));
      }
    }
    checkCount(reads.size(), MAX_KEYS, "BatchGetItem");
    checkDistinct(reads.stream().map(read -> Map.entry(read.table.name(), read.place)).toList());

    int toProcess = Math.max(0, reads.size() - fault.unprocessedCount());
    Map<String, List<StoredItem>> found = new LinkedHashMap<>();
    Map<String, Double> units = new LinkedHashMap<>();
    long bytes = 0;
    int processed = 0;
    while (processed < toProcess) {
      Read read = reads.get(processed);
      StoredItem item = read.table.get(read.place);
      int size = item == null ? 0 : item.size();
      if (bytes > 0 && bytes + size > MAX_RESPONSE_BYTES) {
        break;
      }
      bytes += size;
      processed++;
      String name = read.table.name();
      List<StoredItem> ofTable = found.computeIfAbsent(name, unused -> new ArrayList<>());
      if (item != null) {
        ofTable.add(item);
      }
      units.merge(name, CapacityUnits.read(size, level(consistent.get(name))), Double::sum);
    }
    List<Read> unprocessed = reads.subList(processed, reads.size());
    return DynamoDbJson.ok(
        json -> {
          json.name("Responses").beginObject();
          found.forEach(
              (name, items) -> {
                json.name(name).beginArray();
                items.forEach(item -> json.raw(item.json(), 0, item.json().length));
                json.endArray();
              });
          json.endObject().name("UnprocessedKeys").beginObject();
          writeUnprocessedKeys(json, unprocessed, consistent);
          json.endObject();
          writeCapacity(json, fields, units);
        });
  }

  private static CapacityUnits.Read level(@Nullable Boolean consistent) {
    return Boolean.TRUE.equals(consistent)
        ? CapacityUnits.Read.STRONG
        : CapacityUnits.Read.EVENTUAL;
  }

  private static void writeUnprocessedKeys(
      JsonWriter json, List<Read> unprocessed, Map<String, Boolean> consistent) {
    Map<String, List<Item>> byTable = new LinkedHashMap<>();
    for (Read read : unprocessed) {
      byTable.computeIfAbsent(read.table.name(), unused -> new ArrayList<>()).add(read.key);
    }
    byTable.forEach(
        (name, keys) -> {
          json.name(name).beginObject();
          json.name("ConsistentRead").value(Boolean.TRUE.equals(consistent.get(name)));
          json.name("Keys").beginArray();
          keys.forEach(json::item);
          json.endArray().endObject();
        });
  }

  Response write(RequestFields fields, Fault fault) {
    fields.allowOnly(Set.of("RequestItems", "ReturnConsumedCapacity"), "BatchWriteItem");
    RequestFields requestItems = fields.requiredObject("RequestItems");
    List<Write> writes = new ArrayList<>();
    for (String name : requestItems.names()) {
      ItemTable table = tables.activeItemTable(name);
      for (RequestFields request : requestItems.objects(name)) {
        writes.add(parse(table, request));
      }
    }
    checkCount(writes.size(), MAX_WRITES, "BatchWriteItem");
    checkDistinct(
        writes.stream().map(write -> Map.entry(write.table.name(), write.place)).toList());

    int toProcess = Math.max(0, writes.size() - fault.unprocessedCount());
    Map<String, Double> units = new LinkedHashMap<>();
    for (Write write : writes.subList(0, toProcess)) {
      StoredItem old = write.table.change(write.place, before -> write.item);
      int size = Math.max(old == null ? 0 : old.size(), write.item == null ? 0 : write.item.size());
      units.merge(write.table.name(), CapacityUnits.write(size, false), Double::sum);
    }
    List<Write> unprocessed = writes.subList(toProcess, writes.size());
    return DynamoDbJson.ok(
        json -> {
          json.name("UnprocessedItems").beginObject();
          writeUnprocessed(json, unprocessed);
          json.endObject();
          writeCapacity(json, fields, units);
        });
  }

  private static Write parse(ItemTable table, RequestFields request) {
    RequestFields put = request.object("PutRequest");
    RequestFields delete = request.object("DeleteRequest");
    if (put != null && delete == null) {
      StoredItem item = StoredItem.of(put.requiredItem("Item"));
      return new Write(table, item.item(), table.keyOfItem(item.item()), item);
    } else if (delete != null && put == null) {
      Item key = delete.requiredItem("Key");
      return new Write(table, key, table.keyOf(key), null);
    }
    throw DynamoDbError.validation(
        "Supplied AttributeValue has more than one datatypes set, must contain exactly one of"
            + " PutRequest and DeleteRequest");
  }

  private static void writeUnprocessed(JsonWriter json, List<Write> unprocessed) {
    Map<String, List<Write>> byTable = new LinkedHashMap<>();
    for (Write write : unprocessed) {
      byTable.computeIfAbsent(write.table.name(), unused -> new ArrayList<>()).add(write);
    }
    byTable.forEach(
        (name, writes) -> {
          json.name(name).beginArray();
          for (Write write : writes) {
            json.beginObject().name(write.item == null ? "DeleteRequest" : "PutRequest");
            json.beginObject().name(write.item == null ? "Key" : "Item").item(write.given);
            json.endObject().endObject();
          }
          json.endArray();
        });
  }

  private static void writeCapacity(
      JsonWriter json, RequestFields fields, Map<String, Double> units) {
    ConsumedCapacity wanted = ConsumedCapacity.of(fields);
    if (wanted != ConsumedCapacity.NONE) {
      json.name("ConsumedCapacity").beginArray();
      units.forEach((name, consumed) -> wanted.writeValue(json, name, consumed));
      json.endArray();
    }
  }

  private static void checkCount(int count, int most, String operation) {
    if (count < 1 || count > most) {
      throw DynamoDbError.validation(operation + " takes 1 to " + most + " requests, not " + count);
    }
  }

  private static void checkDistinct(List<Map.Entry<String, TableKey>> places) {
    if (new HashSet<>(places).size() < places.size()) {
      throw DynamoDbError.validation("Provided list of item keys contains duplicates");
    }
  }
}
