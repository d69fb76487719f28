package dev.stator.lineage;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page knows: the JSON contract as {@code report}, and beside it what the contract does
 * not hold. A deployed function names its links by their places in the contract's.
 */
final class ReportHtmlData {
  private ReportHtmlData() {}

  static Map<String, @Nullable Object> of(LineageReport report) {
    Map<LineageReport.Link, Integer> numbers = new HashMap<>();
    for (LineageReport.Link link : report.links()) {
      numbers.putIfAbsent(link, numbers.size());
    }
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("report", ReportJson.document(report));
    data.put(
        "tables",
        report.tables().stream()
            .map(table -> ReportJsonInfrastructure.table(table, ReportHtmlData::keys))
            .toList());
    data.put("accesses", report.accesses().stream().map(ReportHtmlData::access).toList());
    data.put(
        "functions",
        report.functions().stream().map(function -> function(function, numbers)).toList());
    data.put("findings", report.findings().stream().map(ReportHtmlData::finding).toList());
    data.put("policies", ReportPolicies.document(report));
    data.put("excerpts", report.excerpts().stream().map(ReportHtmlData::excerpt).toList());
    return data;
  }

  private static Map<String, @Nullable Object> access(LineageReport.Access access) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("artifact", ReportJson.artifact(access.artifact()));
    map.put("site", ReportJson.site(access.site()));
    map.put("table", ReportJson.target(access.table()));
    map.put("key", access.key());
    map.put("filter", access.filter());
    map.put("projection", access.projection());
    map.put("consistency", access.consistency());
    map.put("inLoop", access.inLoop());
    return map;
  }

  private static Map<String, @Nullable Object> function(
      LineageReport.Deployed function, Map<LineageReport.Link, Integer> numbers) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", function.name());
    map.put("template", function.template());
    map.put("line", function.line());
    map.put("handler", function.handler());
    List<Integer> links = function.links().stream().map(numbers::get).toList();
    map.put("links", links);
    LineageReport.Compared permissions = function.permissions();
    map.put("granted", ReportJsonInfrastructure.permissions(permissions.granted()));
    map.put("used", ReportJsonInfrastructure.permissions(permissions.used()));
    map.put("unread", permissions.unread());
    return map;
  }

  /** As people write them: the attribute and its type, the partition key first. */
  private static List<String> keys(List<DeclaredTable.Key> keys) {
    return keys.stream()
        .sorted(Comparator.comparing(DeclaredTable.Key::role))
        .map(key -> key.type() == null ? key.attribute() : key.attribute() + " " + key.type())
        .toList();
  }

  private static Map<String, @Nullable Object> finding(LineageReport.Finding finding) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("rule", finding.rule());
    map.put("level", finding.level().name().toLowerCase(Locale.ROOT));
    map.put("message", finding.message());
    map.put("file", finding.file());
    map.put("line", finding.line());
    map.put("column", finding.column());
    return map;
  }

  private static Map<String, @Nullable Object> excerpt(LineageReport.Excerpt excerpt) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", excerpt.file());
    map.put("first", excerpt.first());
    map.put("lines", excerpt.lines());
    return map;
  }
}
