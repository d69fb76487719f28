package dev.stator.client;

import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * The key schemas of tables, looked up once each: a table's never changes. A lookup that failed is
 * made again when it is next asked for. Safe for use by many threads.
 */
final class TableKeys {
  /**
   * A table's keys.
   *
   * @param schema the table's own
   * @param indexes the names of the key attributes of its indexes, by index
   */
  record Keys(KeySchema schema, Map<String, List<String>> indexes) {
    /** The names in the key that a read of the table, or of an index, goes on from. */
    Set<String> startKeyNames(@Nullable String index) {
      Set<String> names = new LinkedHashSet<>();
      names.add(schema.partitionKey().name());
      if (schema.sortKey() != null) {
        names.add(schema.sortKey().name());
      }
      names.addAll(index == null ? List.of() : indexes.getOrDefault(index, List.of()));
      return names;
    }
  }

  private final Function<String, TableDescription> describe;
  private final Executor blocking;
  private final Map<String, CompletableFuture<Keys>> known = new ConcurrentHashMap<>();

  /**
   * @param describe looks a table up, which blocks
   * @param blocking where it may
   */
  TableKeys(Function<String, TableDescription> describe, Executor blocking) {
    this.describe = describe;
    this.blocking = blocking;
  }

  /** The keys of a table; fails with what describing it failed with. */
  CompletableFuture<Keys> of(String table) {
    CompletableFuture<Keys> keys =
        known.computeIfAbsent(
            table,
            name -> CompletableFuture.supplyAsync(() -> read(describe.apply(name)), blocking));
    var unused =
        keys.whenComplete(
            (found, failure) -> {
              if (failure != null) {
                known.remove(table, keys);
              }
            });
    return keys;
  }

  private static Keys read(TableDescription table) {
    Map<String, List<String>> indexes = new HashMap<>();
    for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
      indexes.put(index.indexName(), names(index.keySchema()));
    }
    for (LocalSecondaryIndexDescription index : table.localSecondaryIndexes()) {
      indexes.put(index.indexName(), names(index.keySchema()));
    }
    List<String> key = names(table.keySchema());
    KeySchema.Attribute partition = attribute(table, key.get(0));
    KeySchema.Attribute sort = key.size() == 1 ? null : attribute(table, key.get(1));
    return new Keys(new KeySchema(partition, sort), Map.copyOf(indexes));
  }

  private static KeySchema.Attribute attribute(TableDescription table, String name) {
    for (AttributeDefinition attribute : table.attributeDefinitions()) {
      if (attribute.attributeName().equals(name)) {
        return new KeySchema.Attribute(
            name, AttributeType.valueOf(attribute.attributeTypeAsString()));
      }
    }
    throw new IllegalStateException(
        "The description of table \"" + table.tableName() + "\" lacks the type of " + name);
  }

  /** Partition key attributes first, as the service lists them. */
  private static List<String> names(List<KeySchemaElement> key) {
    return key.stream().map(KeySchemaElement::attributeName).toList();
  }
}
