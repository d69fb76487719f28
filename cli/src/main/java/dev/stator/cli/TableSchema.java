package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of a table and of its indexes, as DescribeTable tells them: what keys that are typed
 * plainly are read by.
 *
 * @param table the table's name, as it was given
 * @param key the table's own key
 * @param indexes the keys of its indexes, by name, in the order in which the service lists them
 */
record TableSchema(String table, KeySchema key, Map<String, Index> indexes) {

  /**
   * An index.
   *
   * @param key its key; null if it has several partition keys, which a plain key cannot name
   */
  record Index(@Nullable KeySchema key) {}

  /** Looks it up. */
  static TableSchema lookUp(BlockingDynamoClient client, String table) {
    return of(table, JsonTree.read(describe(client, table)).object("Table"));
  }

  /**
   * The keys that a description has.
   *
   * @param description what DescribeTable calls {@code Table}
   */
  static TableSchema of(String table, JsonTree description) {
    Map<String, AttributeType> types = new HashMap<>();
    for (JsonTree definition : description.objects("AttributeDefinitions")) {
      types.put(
          definition.text("AttributeName"),
          AttributeType.valueOf(definition.text("AttributeType")));
    }
    KeySchema own = key(description, types);
    if (own == null) {
      throw CommandFailure.failed("table " + table + ": DescribeTable tells no key of it");
    }
    Map<String, Index> indexes = new LinkedHashMap<>();
    for (String kind : List.of("GlobalSecondaryIndexes", "LocalSecondaryIndexes")) {
      for (JsonTree index : description.objects(kind)) {
        indexes.put(index.text("IndexName"), new Index(key(index, types)));
      }
    }
    return new TableSchema(table, own, indexes);
  }

  /** The answer of DescribeTable. */
  static byte[] describe(BlockingDynamoClient client, String table) {
    return client.execute("DescribeTable", ofTable(table));
  }

  /** A request's body that names a table and nothing else. */
  static byte[] ofTable(String table) {
    JsonWriter json = new JsonWriter(new Utf8Buffer(64)).beginObject();
    json.name("TableName").value(table);
    return json.endObject().buffer().toByteArray();
  }

  /**
   * The key by which the table, or one of its indexes, is queried.
   *
   * @param index an index's name, or null for the table
   */
  KeySchema keyOf(@Nullable String index) {
    if (index == null) {
      return key;
    }
    Index found = requireIndex(index);
    if (found.key == null) {
      throw CommandFailure.usage(
          "index " + index + " of table " + table + " has several partition keys",
          "query it in SQL: stator sql \"SELECT * FROM \\\""
              + table
              + "\\\".\\\""
              + index
              + "\\\"...");
    }
    return found.key;
  }

  /** The index of a name, which there must be. */
  Index requireIndex(String index) {
    Index found = indexes.get(index);
    if (found == null) {
      throw CommandFailure.usage(
          "table " + table + " has no index " + index,
          indexes.isEmpty()
              ? "it has none at all"
              : "its indexes are " + String.join(", ", indexes.keySet()));
    }
    return found;
  }

  /** The key as a person reads it: {@code id (S), line (N)}. */
  static String describe(KeySchema key) {
    return describe(key.partitionKey())
        + (key.sortKey() == null ? "" : ", " + describe(key.sortKey()));
  }

  private static String describe(KeySchema.Attribute attribute) {
    return attribute.name() + " (" + attribute.type() + ")";
  }

  /** The names of the key's attributes, the partition key's first. */
  static List<String> names(KeySchema key) {
    return key.sortKey() == null
        ? List.of(key.partitionKey().name())
        : List.of(key.partitionKey().name(), key.sortKey().name());
  }

  private static @Nullable KeySchema key(JsonTree described, Map<String, AttributeType> types) {
    KeySchema.Attribute partition = null;
    KeySchema.Attribute sort = null;
    for (JsonTree element : described.objects("KeySchema")) {
      String name = element.text("AttributeName");
      AttributeType type = types.get(name);
      boolean hash = element.text("KeyType").equals("HASH");
      if (type == null || (hash ? partition : sort) != null) {
        return null;
      }
      if (hash) {
        partition = new KeySchema.Attribute(name, type);
      } else {
        sort = new KeySchema.Attribute(name, type);
      }
    }
    return partition == null ? null : new KeySchema(partition, sort);
  }
}
