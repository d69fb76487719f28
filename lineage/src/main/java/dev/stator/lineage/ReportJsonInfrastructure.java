package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the JSON report says of the infrastructure: declared tables, and the functions whose code
 * was found with what they use and may use.
 */
final class ReportJsonInfrastructure {
  private ReportJsonInfrastructure() {}

  static List<Map<String, @Nullable Object>> tables(LineageReport report) {
    return report.tables().stream().map(ReportJsonInfrastructure::table).toList();
  }

  private static Map<String, @Nullable Object> table(DeclaredTable table) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("object", table.object());
    map.put("name", table.name());
    map.put("pattern", table.pattern());
    map.put("declaration", table.declaration());
    map.put("file", table.file());
    map.put("line", table.line());
    map.put("keys", keys(table.keys()));
    map.put("indexes", table.indexes().stream().map(ReportJsonInfrastructure::index).toList());
    map.put("timeToLive", table.timeToLive());
    map.put("streamed", table.streamed());
    map.put("used", table.used());
    return map;
  }

  private static Map<String, @Nullable Object> index(DeclaredTable.Index index) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", index.name());
    map.put("local", index.local());
    map.put("keys", keys(index.keys()));
    map.put("projection", index.projection());
    map.put("projected", index.projected());
    return map;
  }

  private static List<Map<String, @Nullable Object>> keys(List<DeclaredTable.Key> keys) {
    return keys.stream()
        .map(
            key -> {
              Map<String, @Nullable Object> map = new LinkedHashMap<>();
              map.put("attribute", key.attribute());
              map.put("role", key.role().name().toLowerCase(Locale.ROOT));
              map.put("type", key.type());
              return map;
            })
        .toList();
  }

  static List<Map<String, @Nullable Object>> functions(LineageReport report) {
    Map<LineageReport.Link, Integer> places = new HashMap<>();
    for (LineageReport.Link link : report.links()) {
      places.put(link, places.size());
    }
    List<Map<String, @Nullable Object>> functions = new ArrayList<>();
    report.functions().forEach(function -> functions.add(function(function, places)));
    return functions;
  }

  private static Map<String, @Nullable Object> function(
      LineageReport.Deployed function, Map<LineageReport.Link, Integer> places) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", function.name());
    map.put("file", function.template());
    map.put("line", function.line());
    map.put("handler", function.handler());
    map.put("tables", function.tables());
    map.put("links", function.links().stream().map(places::get).toList());
    map.put("streams", function.streams().stream().map(ReportJsonInfrastructure::stream).toList());
    map.put("grants", function.grants().stream().map(ReportJsonInfrastructure::grant).toList());
    LineageReport.Compared compared = function.permissions();
    map.put("grantedNeverUsed", permissions(compared.granted()));
    map.put("usedNeverGranted", permissions(compared.used()));
    map.put("unread", compared.unread());
    return map;
  }

  private static Map<String, @Nullable Object> stream(LineageReport.TableStream stream) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("table", stream.table());
    map.put("name", stream.name());
    map.put("file", stream.file());
    map.put("line", stream.line());
    return map;
  }

  private static Map<String, @Nullable Object> grant(LineageReport.Grant grant) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("effect", grant.allow() ? "Allow" : "Deny");
    map.put("actions", grant.actions());
    map.put("resources", grant.resources());
    map.put("source", grant.source());
    map.put("file", grant.file());
    map.put("line", grant.line());
    return map;
  }

  private static List<Map<String, @Nullable Object>> permissions(
      List<LineageReport.Permission> permissions) {
    return permissions.stream().map(ReportJsonInfrastructure::permission).toList();
  }

  private static Map<String, @Nullable Object> permission(LineageReport.Permission permission) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("action", permission.action());
    map.put("resource", permission.resource());
    map.put("file", permission.file());
    map.put("line", permission.line());
    return map;
  }
}
