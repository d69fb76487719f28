package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;

/** A report as columns of plain text. */
final class ReportTable {
  private static final List<String> HEAD =
      List.of("TABLE", "LINKS", "ARTIFACT", "CALL", "SITE", "CONFIDENCE");

  private ReportTable() {}

  static String of(LineageReport report) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    for (ReportRows.Row row : ReportRows.of(report)) {
      rows.add(
          List.of(
              ReportRows.name(row.table()),
              row.kinds(),
              row.artifact().name(),
              row.site().receiver() + "." + row.site().api(),
              row.site().file() + ":" + row.site().line(),
              row.confidence().text()));
    }
    StringBuilder out = new StringBuilder();
    if (rows.size() > 1) {
      TextColumns.print(rows, out);
    }
    for (LineageReport.Unresolved entry : report.unresolved()) {
      String got =
          entry.got() == null || entry.got().isEmpty()
              ? ""
              : " (got as far as " + entry.got() + ")";
      String site = entry.site().file() + ":" + entry.site().line();
      line("unknown: " + site + " " + entry.artifact().name() + ": " + entry.reason() + got, out);
    }
    for (LineageReport.Skipped skipped : report.skipped()) {
      line("skipped: " + skipped.file() + ": " + skipped.reason(), out);
    }
    LineageReport.Stats stats = report.stats();
    return out.append(stats.links())
        .append(" links from ")
        .append(stats.sites())
        .append(" sites to ")
        .append(stats.tables())
        .append(" tables; ")
        .append(stats.unresolved())
        .append(" names unknown; ")
        .append(stats.files())
        .append(" files, ")
        .append(stats.parsed())
        .append(" parsed\n")
        .toString();
  }

  private static void line(String text, StringBuilder out) {
    out.append(TextColumns.plain(text)).append('\n');
  }
}
