package dev.stator.testkit;

import dev.stator.item.KeySchema;
import dev.stator.item.json.JsonWriter;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The tables of one fake, each with its state. All methods are safe for several threads. */
final class Tables {
  private final int pageBytes;
  private final Map<String, Entry> entries = new TreeMap<>();
  private int creatingDescribes;
  private int deletingDescribes;

  Tables(int pageBytes) {
    this.pageBytes = pageBytes;
  }

  private enum State {
    CREATING,
    ACTIVE,
    DELETING
  }

  /** A table and where it stands in its life. */
  private static final class Entry {
    final Table table;
    final boolean onDemand;
    final long readUnits;
    final long writeUnits;
    final String id = UUID.randomUUID().toString();
    final long createdMillis = System.currentTimeMillis();
    boolean pointInTimeRecovery;
    State state;
    int describesLeft;

    Entry(Table table, State state, int describesLeft, long readUnits, long writeUnits) {
      this.table = table;
      this.state = state;
      this.describesLeft = describesLeft;
      this.onDemand = readUnits == 0 && writeUnits == 0;
      this.readUnits = readUnits;
      this.writeUnits = writeUnits;
    }
  }

  synchronized void newTablesStayCreating(int describes) {
    creatingDescribes = describes;
  }

  synchronized void deletedTablesStayDeleting(int describes) {
    deletingDescribes = describes;
  }

  /** Adds a table that is there at once, in place of any other of its name. */
  synchronized void add(Table table) {
    entries.put(table.name(), new Entry(table, State.ACTIVE, 0, 0, 0));
  }

  ItemTable newItemTable(String name, KeySchema schema) {
    return new ItemTable(name, schema, pageBytes);
  }

  /** CreateTable; the description is that of the moment, CREATING. Units of 0 mean on demand. */
  synchronized Response create(String name, KeySchema schema, long readUnits, long writeUnits) {
    if (entries.containsKey(name)) {
      throw DynamoDbError.of("ResourceInUseException", "Table already exists: " + name);
    }
    ItemTable table = newItemTable(name, schema);
    Entry entry = new Entry(table, State.CREATING, creatingDescribes, readUnits, writeUnits);
    entries.put(name, entry);
    Response response = described("TableDescription", entry);
    settle(entry);
    return response;
  }

  /** DeleteTable; the description is that of the moment, DELETING. */
  synchronized Response delete(String name) {
    Entry entry = entry(name);
    if (entry.state != State.ACTIVE) {
      throw DynamoDbError.of(
          "ResourceInUseException",
          "Attempt to change a resource which is still in use: Table is in state "
              + entry.state
              + ": "
              + name);
    }
    entry.state = State.DELETING;
    entry.describesLeft = deletingDescribes;
    Response response = described("TableDescription", entry);
    settle(entry);
    return response;
  }

  /** DescribeTable; each call brings a table that is under way one step nearer. */
  synchronized Response describe(String name) {
    Entry entry = entry(name);
    Response response = described("Table", entry);
    if (entry.state != State.ACTIVE) {
      entry.describesLeft--;
      settle(entry);
    }
    return response;
  }

  private void settle(Entry entry) {
    if (entry.describesLeft > 0) {
      return;
    }
    if (entry.state == State.DELETING) {
      entries.remove(entry.table.name());
    }
    entry.state = State.ACTIVE;
  }

  /** The names in order, for ListTables. */
  synchronized Collection<String> names() {
    return entries.keySet().stream().toList();
  }

  /** A table to read or write: it must be there and ACTIVE. */
  synchronized Table active(String nameOrArn) {
    Entry entry = entries.get(TableNames.nameOf(nameOrArn));
    if (entry == null || entry.state != State.ACTIVE) {
      throw DynamoDbError.of("ResourceNotFoundException", "Requested resource not found");
    }
    return entry.table;
  }

  ItemTable activeItemTable(String nameOrArn) {
    Table table = active(nameOrArn);
    if (table instanceof ItemTable items) {
      return items;
    }
    throw DynamoDbError.unsupported("anything but Scan of the generated table " + table.name());
  }

  synchronized String idOf(String name) {
    return entry(name).id;
  }

  synchronized boolean hasPointInTimeRecovery(String name) {
    return entry(name).pointInTimeRecovery;
  }

  synchronized void pointInTimeRecovery(String name, boolean enabled) {
    entry(name).pointInTimeRecovery = enabled;
  }

  private Entry entry(String nameOrArn) {
    Entry entry = entries.get(TableNames.nameOf(nameOrArn));
    if (entry == null) {
      throw DynamoDbError.noSuchTable(nameOrArn);
    }
    return entry;
  }

  private static Response described(String member, Entry entry) {
    return DynamoDbJson.ok(json -> write(json.name(member), entry));
  }

  private static void write(JsonWriter json, Entry entry) {
    Table table = entry.table;
    KeySchema.Attribute sort = table.schema().sortKey();
    json.beginObject().name("AttributeDefinitions").beginArray();
    definition(json, table.schema().partitionKey());
    if (sort != null) {
      definition(json, sort);
    }
    json.endArray().name("TableName").value(table.name()).name("KeySchema").beginArray();
    element(json, table.schema().partitionKey(), "HASH");
    if (sort != null) {
      element(json, sort, "RANGE");
    }
    json.endArray().name("TableStatus").value(entry.state.name());
    json.name("CreationDateTime").value(entry.createdMillis / 1000.0);
    json.name("ProvisionedThroughput").beginObject();
    json.name("NumberOfDecreasesToday").value(0);
    json.name("ReadCapacityUnits").value(entry.readUnits);
    json.name("WriteCapacityUnits").value(entry.writeUnits).endObject();
    if (entry.onDemand) {
      json.name("BillingModeSummary").beginObject();
      json.name("BillingMode").value("PAY_PER_REQUEST").endObject();
    }
    json.name("TableSizeBytes").value(table.sizeBytes());
    json.name("ItemCount").value(table.itemCount());
    json.name("TableArn").value(TableNames.arn(table.name()));
    json.name("TableId").value(entry.id).endObject();
  }

  private static void definition(JsonWriter json, KeySchema.Attribute attribute) {
    json.beginObject().name("AttributeName").value(attribute.name());
    json.name("AttributeType").value(attribute.type().name()).endObject();
  }

  private static void element(JsonWriter json, KeySchema.Attribute attribute, String type) {
    json.beginObject().name("AttributeName").value(attribute.name());
    json.name("KeyType").value(type).endObject();
  }
}
