package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables, their keys and indexes in Terraform's words. */
final class TerraformTables {
  private TerraformTables() {}

  static List<DeclaredTable.Key> keys(
      @Nullable Setting partition, @Nullable Setting sort, Map<String, String> types) {
    List<DeclaredTable.Key> keys = new ArrayList<>();
    String hash = TableKeys.text(partition);
    String range = TableKeys.text(sort);
    if (hash != null) {
      keys.add(new DeclaredTable.Key(hash, DeclaredTable.Role.PARTITION, types.get(hash)));
    }
    if (range != null) {
      keys.add(new DeclaredTable.Key(range, DeclaredTable.Role.SORT, types.get(range)));
    }
    return List.copyOf(keys);
  }

  static Infrastructure.Table table(TerraformModule module, TerraformModule.Instance table) {
    HclFile.Block block = table.block();
    Map<String, String> types = new LinkedHashMap<>();
    for (TerraformModule.Nested attribute : module.nested(block, "attribute", table.names())) {
      String name = TableKeys.text(module.value(attribute.block(), "name", attribute.names()));
      String type = Setting.literal(module.value(attribute.block(), "type", attribute.names()));
      if (name != null && type != null) {
        types.put(name, type);
      }
    }
    List<DeclaredTable.Index> indexes = new ArrayList<>();
    indexes.addAll(indexes(module, table, "global_secondary_index", types));
    indexes.addAll(indexes(module, table, "local_secondary_index", types));
    String expiry = null;
    for (TerraformModule.Nested ttl : module.nested(block, "ttl", table.names())) {
      boolean off =
          "false".equals(Setting.literal(module.value(ttl.block(), "enabled", ttl.names())));
      expiry =
          off ? null : TableKeys.text(module.value(ttl.block(), "attribute_name", ttl.names()));
    }
    return new Infrastructure.Table(
        block.file(),
        block.line(),
        module.address(table),
        module.tableName(table),
        keys(module.value(table, "hash_key"), module.value(table, "range_key"), types),
        List.copyOf(indexes),
        expiry,
        "true".equals(Setting.literal(module.value(table, "stream_enabled"))));
  }

  private static List<DeclaredTable.Index> indexes(
      TerraformModule module,
      TerraformModule.Instance table,
      String type,
      Map<String, String> types) {
    boolean local = type.startsWith("local");
    List<DeclaredTable.Index> indexes = new ArrayList<>();
    for (TerraformModule.Nested nested : module.nested(table.block(), type, table.names())) {
      HclFile.Block block = nested.block();
      String name = TableKeys.text(module.value(block, "name", nested.names()));
      if (name != null) {
        indexes.add(
            new DeclaredTable.Index(
                name,
                local,
                keys(
                    local
                        ? module.value(table, "hash_key")
                        : module.value(block, "hash_key", nested.names()),
                    module.value(block, "range_key", nested.names()),
                    types),
                Setting.literal(module.value(block, "projection_type", nested.names())),
                Setting.texts(module.value(block, "non_key_attributes", nested.names())).stream()
                    .map(PartialText::shown)
                    .toList()));
      }
    }
    return indexes;
  }
}
