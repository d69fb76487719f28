package dev.stator.testkit;

import dev.stator.item.CapacityUnits;
import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;

/**
 * One page of a Scan or Query: the items from a start on, until the segment or partition ends, the
 * Limit is reached or the page is full. As the service does, a page that ends because of its Limit
 * has a LastEvaluatedKey even if nothing follows.
 */
final class PageRead {
  private static final Set<String> COMMON =
      Set.of(
          "TableName",
          "Limit",
          "ExclusiveStartKey",
          "ConsistentRead",
          "ReturnConsumedCapacity",
          "Select");
  private static final Set<String> SCAN = union(COMMON, "Segment", "TotalSegments");
  private static final Set<String> QUERY =
      union(
          COMMON,
          "KeyConditionExpression",
          "ExpressionAttributeNames",
          "ExpressionAttributeValues",
          "ScanIndexForward");

  private final ItemTable table;
  private final RequestFields fields;
  private final List<StoredItem> items = new ArrayList<>();
  private long bytes;
  private boolean more;

  private PageRead(ItemTable table, RequestFields fields) {
    this.table = table;
    this.fields = fields;
  }

  static PageRead scan(ItemTable table, RequestFields fields) {
    fields.allowOnly(SCAN, "Scan");
    ScanSegment segment = ScanSegment.of(fields);
    TableKey from = TableKey.startOf(segment);
    TableKey to = TableKey.endOf(segment);
    PageRead page = new PageRead(table, fields);
    NavigableMap<TableKey, StoredItem> range = table.ordered().tailMap(from, true);
    if (to != null) {
      range = range.headMap(to, false);
    }
    page.read(page.afterStart(range));
    return page;
  }

  static PageRead query(ItemTable table, RequestFields fields) {
    fields.allowOnly(QUERY, "Query");
    TableKey from = Expressions.partition(table.schema(), fields).startOfPartition();
    PageRead page = new PageRead(table, fields);
    NavigableMap<TableKey, StoredItem> range = page.partition(from);
    if (!fields.bool("ScanIndexForward", true)) {
      range = range.descendingMap();
    }
    page.read(page.afterStart(range));
    return page;
  }

  private NavigableMap<TableKey, StoredItem> partition(TableKey start) {
    NavigableMap<TableKey, StoredItem> rest = table.ordered().tailMap(start, true);
    for (TableKey key : rest.keySet()) {
      if (!key.samePartition(start)) {
        return rest.headMap(key, false);
      }
    }
    return rest;
  }

  /** What of the range comes after ExclusiveStartKey, which need not be there any more. */
  private NavigableMap<TableKey, StoredItem> afterStart(NavigableMap<TableKey, StoredItem> range) {
    Item start = fields.item("ExclusiveStartKey");
    if (start == null) {
      return range;
    }
    try {
      return range.tailMap(table.keyOf(start), false);
    } catch (IllegalArgumentException e) {
      throw DynamoDbError.validation(
          "The provided starting key is invalid: it lies outside of what is read");
    }
  }

  private void read(Map<TableKey, StoredItem> range) {
    long limit = fields.integer("Limit", Long.MAX_VALUE);
    if (limit < 1) {
      throw DynamoDbError.validation("Limit must be 1 or more, not " + limit);
    }
    Iterator<StoredItem> rest = range.values().iterator();
    while (rest.hasNext()) {
      StoredItem item = rest.next();
      if (!items.isEmpty() && bytes + item.size() > table.pageBytes()) {
        more = true;
        return;
      }
      items.add(item);
      bytes += item.size();
      if (items.size() == limit) {
        more = true;
        return;
      }
    }
  }

  Response respond(Fault fault) {
    String select = fields.string("Select");
    boolean count = "COUNT".equals(select);
    if (select != null && !count && !select.equals("ALL_ATTRIBUTES")) {
      throw DynamoDbError.unsupported("Select " + select);
    }
    List<StoredItem> given = fault.dropsItems() ? List.of() : items;
    return DynamoDbJson.ok(
        json -> {
          json.name("Count").value(given.size());
          if (!count) {
            json.name("Items").beginArray();
            for (StoredItem item : given) {
              json.raw(item.json(), 0, item.json().length);
            }
            json.endArray();
          }
          if (more) {
            Item last = items.get(items.size() - 1).item();
            json.name("LastEvaluatedKey").item(table.schema().keyOf(last).toItem());
          }
          json.name("ScannedCount").value(items.size());
          writeCapacity(json);
        });
  }

  private void writeCapacity(JsonWriter json) {
    ConsumedCapacity.of(fields).write(json, table.name(), CapacityUnits.read(bytes, read(fields)));
  }

  static CapacityUnits.Read read(RequestFields fields) {
    return fields.bool("ConsistentRead", false)
        ? CapacityUnits.Read.STRONG
        : CapacityUnits.Read.EVENTUAL;
  }

  private static Set<String> union(Set<String> common, String... others) {
    Set<String> all = new HashSet<>(common);
    all.addAll(List.of(others));
    return Set.copyOf(all);
  }
}
