package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The access patterns of each table: which call reads or writes it by which index, key condition,
 * filter and projection. What one looks at to design keys and indexes.
 */
final class ReportMatrix {
  private static final List<String> HEAD =
      List.of(
          "CALL",
          "INDEX",
          "KEY CONDITION",
          "FILTER",
          "PROJECTION",
          "CONSISTENCY",
          "LOOP",
          "ARTIFACT",
          "SITE");

  private ReportMatrix() {}

  static String of(LineageReport report) {
    Map<String, List<List<String>>> tables = new LinkedHashMap<>();
    for (LineageReport.Access access : report.accesses()) {
      String name = access.table().name() == null ? "UNKNOWN" : access.table().name();
      tables.computeIfAbsent(name, made -> new ArrayList<>(List.of(HEAD))).add(row(access));
    }
    if (tables.isEmpty()) {
      return "no access patterns: no call on a table was found\n";
    }
    StringBuilder out = new StringBuilder();
    tables.forEach(
        (table, rows) -> {
          out.append(out.isEmpty() ? "" : "\n").append(TextColumns.plain(table)).append('\n');
          TextColumns.print(rows.stream().distinct().toList(), out);
        });
    return out.toString();
  }

  private static List<String> row(LineageReport.Access access) {
    return List.of(
        access.site().receiver() + "." + access.site().api(),
        orDash(access.table().index()),
        orDash(access.key()),
        orDash(access.filter()),
        orDash(access.projection()),
        orDash(access.consistency()),
        access.inLoop() ? "yes" : "-",
        access.artifact().name(),
        access.site().file() + ":" + access.site().line());
  }

  private static String orDash(@Nullable String value) {
    return value == null ? "-" : value;
  }
}
