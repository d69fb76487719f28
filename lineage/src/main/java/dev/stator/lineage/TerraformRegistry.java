package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The module of the public registry that people make tables with, {@code
 * terraform-aws-modules/dynamodb-table/aws}, by its documented inputs and outputs: its code is not
 * in the tree and is not fetched.
 */
final class TerraformRegistry {
  private static final String TABLE = "terraform-aws-modules/dynamodb-table/aws";

  private TerraformRegistry() {}

  static boolean isTable(TerraformModule module, TerraformModule.Instance call) {
    String source = Setting.literal(module.value(call, "source"));
    return source != null && (source.equals(TABLE) || source.startsWith(TABLE + "//"));
  }

  private static PartialText name(TerraformModule module, TerraformModule.Instance call) {
    PartialText name = module.text(call, "name");
    return name != null ? name : PartialText.later(call.address() + ".name", module.scope());
  }

  static @Nullable Setting output(
      TerraformModule module, TerraformModule.Instance call, String output) {
    if (!isTable(module, call)) {
      return null;
    }
    PartialText name = name(module, call);
    int line = call.block().line();
    return switch (output) {
      case "dynamodb_table_id" -> new Setting.Text(name, line);
      case "dynamodb_table_arn" -> new Setting.Text(PartialText.arn(name, module.scope()), line);
      case "dynamodb_table_stream_arn" ->
          new Setting.Text(PartialText.streamArn(name, module.scope()), line);
      default -> null;
    };
  }

  static Infrastructure.Table table(TerraformModule module, TerraformModule.Instance call) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Setting attribute : Setting.items(module.value(call, "attributes"))) {
      String name = Setting.literal(attribute.get("name"));
      String type = Setting.literal(attribute.get("type"));
      if (name != null && type != null) {
        types.put(name, type);
      }
    }
    List<DeclaredTable.Key> keys =
        TerraformTables.keys(
            module.value(call, "hash_key"), module.value(call, "range_key"), types);
    List<DeclaredTable.Index> indexes = new ArrayList<>();
    for (boolean local : new boolean[] {false, true}) {
      String list = local ? "local_secondary_indexes" : "global_secondary_indexes";
      for (Setting index : Setting.items(module.value(call, list))) {
        String name = TableKeys.text(index.get("name"));
        if (name != null) {
          indexes.add(
              new DeclaredTable.Index(
                  name,
                  local,
                  TerraformTables.keys(
                      local ? module.value(call, "hash_key") : index.get("hash_key"),
                      index.get("range_key"),
                      types),
                  Setting.literal(index.get("projection_type")),
                  Setting.texts(index.get("non_key_attributes")).stream()
                      .map(PartialText::shown)
                      .toList()));
        }
      }
    }
    boolean expires = "true".equals(Setting.literal(module.value(call, "ttl_enabled")));
    return new Infrastructure.Table(
        call.block().file(),
        call.block().line(),
        module.address(call),
        name(module, call),
        keys,
        List.copyOf(indexes),
        expires ? TableKeys.text(module.value(call, "ttl_attribute_name")) : null,
        "true".equals(Setting.literal(module.value(call, "stream_enabled"))));
  }
}
