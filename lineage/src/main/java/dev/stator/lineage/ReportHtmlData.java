package dev.stator.lineage;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the page knows: the JSON contract as {@code report}, and beside it what the contract does
 * not hold.
 */
final class ReportHtmlData {
  private ReportHtmlData() {}

  static Map<String, @Nullable Object> of(LineageReport report) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("report", ReportJson.document(report));
    data.put("accesses", report.accesses().stream().map(ReportHtmlData::access).toList());
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
