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
      columns(rows, out);
    }
    for (LineageReport.Unresolved entry : report.unresolved()) {
      String got =
          entry.got() == null || entry.got().isEmpty()
              ? ""
              : " (got as far as " + entry.got() + ")";
      out.append("unknown: ")
          .append(entry.site().file())
          .append(':')
          .append(entry.site().line())
          .append(' ');
      out.append(entry.artifact().name())
          .append(": ")
          .append(entry.reason())
          .append(got)
          .append('\n');
    }
    for (LineageReport.Skipped skipped : report.skipped()) {
      out.append("skipped: ")
          .append(skipped.file())
          .append(": ")
          .append(skipped.reason())
          .append('\n');
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

  private static void columns(List<List<String>> rows, StringBuilder out) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).codePointCount(0, row.get(i).length()));
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String cell = row.get(i);
        line.append(cell).append(" ".repeat(widths[i] - cell.codePointCount(0, cell.length()) + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }
}
