package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The links of a report with those that differ only in their kind put together: what a person reads
 * as one use.
 */
final class ReportRows {
  private ReportRows() {}

  /** One table used at one site. */
  record Row(
      LineageReport.Site site,
      LineageReport.Artifact artifact,
      LineageReport.Target table,
      List<LineageReport.LinkType> types,
      List<String> actions,
      LineageReport.Confidence confidence) {
    /** The kinds as words. */
    String kinds() {
      return String.join(" ", types.stream().map(ReportRows::word).toList());
    }
  }

  private record Key(
      LineageReport.Site site, LineageReport.Artifact artifact, LineageReport.Target table) {}

  static List<Row> of(LineageReport report) {
    Map<Key, List<LineageReport.Link>> groups = new LinkedHashMap<>();
    for (LineageReport.Link link : report.links()) {
      groups
          .computeIfAbsent(
              new Key(link.site(), link.artifact(), link.table()), made -> new ArrayList<>())
          .add(link);
    }
    List<Row> rows = new ArrayList<>();
    groups.forEach(
        (key, links) ->
            rows.add(
                new Row(
                    key.site(),
                    key.artifact(),
                    key.table(),
                    List.copyOf(
                        new TreeSet<>(links.stream().map(LineageReport.Link::type).toList())),
                    links.get(0).actions(),
                    links.get(0).confidence())));
    return rows;
  }

  static String word(LineageReport.LinkType type) {
    return switch (type) {
      case useSelectLink -> "select";
      case useInsertLink -> "insert";
      case useUpdateLink -> "update";
      case useDeleteLink -> "delete";
    };
  }

  /** A table or index as the end of its ARN. */
  static String resource(LineageReport.Target table) {
    String index = table.index() == null ? "" : "/index/" + table.index();
    return "table/" + table.name() + index;
  }

  /** A table as people read it: its name, or UNKNOWN, with the default and the index. */
  static String name(LineageReport.Target table) {
    @Nullable String name = table.name();
    String shown = name == null ? "UNKNOWN" : name;
    String bucket = table.object().startsWith("bucket:") ? "s3://" : "";
    String fallback = table.fallback() == null ? "" : " (default " + table.fallback() + ")";
    String index = table.index() == null ? "" : " index " + table.index();
    return bucket + shown + fallback + index;
  }
}
