package dev.stator.cli;

import dev.stator.item.AttributeType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to become of a table's indexes: some are dropped, then others are made. All of it is held
 * to what there is before the first of it is done, as it may take hours and cannot be undone.
 *
 * @param dropped the names of those to drop
 * @param made those to make, by name
 * @param withUnits the names of those whose units are said, of indexes that are there or are made
 */
record IndexChanges(
    Set<String> dropped, Map<String, KeyDefinition.Index> made, Set<String> withUnits) {

  /** The changes as they are typed. */
  static IndexChanges of(List<String> dropped, List<String> added, Set<String> withUnits) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : dropped) {
      if (!names.add(name)) {
        throw CommandFailure.usage("--drop-index names index " + name + " twice");
      }
    }
    Map<String, KeyDefinition.Index> made = new LinkedHashMap<>();
    for (String typed : added) {
      KeyDefinition.Index index = KeyDefinition.index("--add-index", typed);
      if (made.put(index.name(), index) != null) {
        throw CommandFailure.usage("--add-index names index " + index.name() + " twice");
      }
    }
    for (String name : withUnits) {
      if (names.contains(name) && !made.containsKey(name)) {
        throw CommandFailure.usage(
            "index " + name + " is named by --drop-index and by --index-units",
            "leave it out of one of them");
      }
    }
    return new IndexChanges(names, made, withUnits);
  }

  /** The names of those that are there and get other units. */
  Set<String> withNewUnits() {
    Set<String> names = new LinkedHashSet<>(withUnits);
    names.removeAll(made.keySet());
    return names;
  }

  /**
   * Refuses what cannot be done to a table.
   *
   * @param units what its indexes are to have
   */
  void check(TableSchema schema, TableUnits units) {
    String table = schema.table();
    if (!withUnits.isEmpty() && !units.provisioned()) {
      throw CommandFailure.usage(
          "table " + table + " is on-demand, and its indexes have no units",
          "make it provisioned, too: --rcu 100 --wcu 20");
    }
    for (String name : dropped) {
      requireGlobal(name, schema, units);
    }
    for (String name : withNewUnits()) {
      requireGlobal(name, schema, units);
    }
    Map<String, AttributeType> types = new HashMap<>();
    KeyDefinition.collect(schema.key(), types);
    schema
        .indexes()
        .forEach(
            (name, index) -> {
              if (!dropped.contains(name) && index.key() != null) {
                KeyDefinition.collect(index.key(), types);
              }
            });
    for (KeyDefinition.Index index : made.values()) {
      if (schema.indexes().containsKey(index.name()) && !dropped.contains(index.name())) {
        throw CommandFailure.usage(
            "table " + table + " has an index " + index.name() + " already",
            "to make it anew, drop it, too: --drop-index " + index.name());
      }
      KeyDefinition.collect(index.key(), types);
    }
  }

  private static void requireGlobal(String name, TableSchema schema, TableUnits units) {
    var unused = schema.requireIndex(name);
    if (!units.hasIndex(name)) {
      throw CommandFailure.usage(
          "index " + name + " of table " + schema.table() + " is a local one",
          "it is there as long as the table is, and has the table's units");
    }
  }
}
