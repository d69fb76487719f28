package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Key schemas and indexes in CloudFormation's words. */
final class TableKeys {
  private TableKeys() {}

  /** A text with what deployment fills in shown as such; null for none. */
  static @Nullable String text(@Nullable Setting setting) {
    return setting instanceof Setting.Text text ? text.value().shown() : null;
  }

  /** String, Number and Binary, as SAM calls them, are S, N and B. */
  static String type(String written) {
    return switch (written) {
      case "String" -> "S";
      case "Number" -> "N";
      case "Binary" -> "B";
      default -> written;
    };
  }

  static List<DeclaredTable.Key> keys(@Nullable Setting schema, Map<String, String> types) {
    List<DeclaredTable.Key> keys = new ArrayList<>();
    for (Setting element : Setting.items(schema)) {
      String name = text(element.get("AttributeName"));
      if (name != null) {
        keys.add(
            new DeclaredTable.Key(
                name,
                "RANGE".equals(Setting.literal(element.get("KeyType")))
                    ? DeclaredTable.Role.SORT
                    : DeclaredTable.Role.PARTITION,
                types.get(name)));
      }
    }
    return List.copyOf(keys);
  }

  static List<DeclaredTable.Index> indexes(
      @Nullable Setting list, boolean local, Map<String, String> types) {
    List<DeclaredTable.Index> indexes = new ArrayList<>();
    for (Setting index : Setting.items(list)) {
      String name = text(index.get("IndexName"));
      if (name != null) {
        indexes.add(
            new DeclaredTable.Index(
                name,
                local,
                keys(index.get("KeySchema"), types),
                Setting.literal(index.get("Projection", "ProjectionType")),
                Setting.texts(index.get("Projection", "NonKeyAttributes")).stream()
                    .map(PartialText::shown)
                    .toList()));
      }
    }
    return indexes;
  }
}
