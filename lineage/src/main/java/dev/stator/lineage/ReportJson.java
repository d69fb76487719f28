package dev.stator.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON contract of a report; see docs/lineage.md. Adding a field keeps the schema's version,
 * anything else raises it.
 */
final class ReportJson {
  private ReportJson() {}

  static String of(LineageReport report) {
    return JsonText.of(document(report));
  }

  static Map<String, @Nullable Object> document(LineageReport report) {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("schema", LineageReport.SCHEMA);
    document.put("objects", report.objects().stream().map(ReportJson::object).toList());
    document.put("links", report.links().stream().map(ReportJson::link).toList());
    document.put("unresolved", report.unresolved().stream().map(ReportJson::unresolved).toList());
    document.put("skipped", report.skipped().stream().map(ReportJson::skipped).toList());
    document.put("stats", stats(report.stats()));
    document.put("tables", ReportJsonInfrastructure.tables(report));
    document.put("functions", ReportJsonInfrastructure.functions(report));
    return document;
  }

  private static Map<String, @Nullable Object> object(LineageReport.DataObject object) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", object.id());
    map.put("type", object.type());
    map.put("name", object.name());
    map.put("parent", object.parent());
    map.put(
        "bookmarks",
        object.bookmarks().stream().map(place -> place(place.file(), place.line())).toList());
    return map;
  }

  private static Map<String, @Nullable Object> place(String file, int line) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", file);
    map.put("line", line);
    return map;
  }

  static Map<String, @Nullable Object> link(LineageReport.Link link) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("type", link.type().name());
    map.put("artifact", artifact(link.artifact()));
    map.put("table", target(link.table()));
    map.put("site", site(link.site()));
    map.put("actions", link.actions());
    map.put("confidence", link.confidence().text());
    map.put("trace", trace(link.trace()));
    return map;
  }

  static Map<String, @Nullable Object> artifact(LineageReport.Artifact artifact) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("name", artifact.name());
    map.put("file", artifact.file());
    map.put("line", artifact.line());
    return map;
  }

  static Map<String, @Nullable Object> target(LineageReport.Target target) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("object", target.object());
    map.put("name", target.name());
    map.put("source", target.source().text());
    map.put("variable", target.variable());
    map.put("default", target.fallback());
    map.put("index", target.index());
    return map;
  }

  static Map<String, @Nullable Object> site(LineageReport.Site site) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", site.file());
    map.put("line", site.line());
    map.put("column", site.column());
    map.put("api", site.api());
    map.put("receiver", site.receiver());
    return map;
  }

  private static List<Map<String, @Nullable Object>> trace(List<LineageReport.Step> steps) {
    return steps.stream()
        .map(
            step -> {
              Map<String, @Nullable Object> map = place(step.file(), step.line());
              map.put("what", step.what());
              return map;
            })
        .toList();
  }

  private static Map<String, @Nullable Object> unresolved(LineageReport.Unresolved entry) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("artifact", artifact(entry.artifact()));
    map.put("site", site(entry.site()));
    map.put("reason", entry.reason());
    map.put("got", entry.got());
    map.put("trace", trace(entry.trace()));
    return map;
  }

  private static Map<String, @Nullable Object> skipped(LineageReport.Skipped skipped) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("file", skipped.file());
    map.put("reason", skipped.reason());
    return map;
  }

  private static Map<String, @Nullable Object> stats(LineageReport.Stats stats) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("files", stats.files());
    map.put("parsed", stats.parsed());
    map.put("bytes", stats.bytes());
    map.put("sites", stats.sites());
    map.put("links", stats.links());
    map.put("tables", stats.tables());
    map.put("unresolved", stats.unresolved());
    return map;
  }
}
