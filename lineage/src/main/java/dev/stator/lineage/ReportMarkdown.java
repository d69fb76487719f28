package dev.stator.lineage;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A report for people, in GitHub's Markdown: the access patterns of each table, the functions, the
 * findings, what is unknown.
 */
final class ReportMarkdown {
  private final StringBuilder out = new StringBuilder();

  private ReportMarkdown() {}

  static String of(LineageReport report) {
    ReportMarkdown markdown = new ReportMarkdown();
    markdown.head(report);
    markdown.tables(report);
    markdown.functions(report);
    markdown.findings(report);
    markdown.unknown(report);
    return markdown.out.toString();
  }

  private void head(LineageReport report) {
    LineageReport.Stats stats = report.stats();
    out.append("# DynamoDB lineage\n\n");
    out.append(stats.links())
        .append(" links from ")
        .append(stats.sites())
        .append(" sites to ")
        .append(stats.tables());
    out.append(" tables; ").append(stats.unresolved()).append(" names unknown.\n");
  }

  private void tables(LineageReport report) {
    Map<String, Set<List<String>>> matrix = new LinkedHashMap<>();
    for (LineageReport.Access access : report.accesses()) {
      String table = access.table().name() == null ? "UNKNOWN" : access.table().name();
      matrix
          .computeIfAbsent(table, made -> new LinkedHashSet<>())
          .add(
              List.of(
                  access.site().receiver() + "." + access.site().api(),
                  orNone(access.table().index()),
                  orNone(access.key()),
                  orNone(access.filter()),
                  orNone(access.projection()),
                  access.artifact().name(),
                  access.site().file() + ":" + access.site().line()));
    }
    matrix.forEach(
        (table, rows) -> {
          out.append("\n## Table ").append(text(table)).append("\n\n");
          row(
              List.of(
                  "Call", "Index", "Key condition", "Filter", "Projection", "Artifact", "Site"));
          row(List.of("---", "---", "---", "---", "---", "---", "---"));
          rows.forEach(cells -> row(cells.stream().map(ReportMarkdown::text).toList()));
        });
  }

  private void functions(LineageReport report) {
    for (LineageReport.Deployed function : report.functions()) {
      out.append("\n## Function ")
          .append(text(function.name()))
          .append("\n\nHandler ")
          .append(text(function.handler()));
      out.append(" in ").append(text(function.template())).append("\n\n");
      Set<String> uses = new LinkedHashSet<>();
      for (LineageReport.Link link : function.links()) {
        uses.add("- " + text(ReportRows.name(link.table())) + ": " + ReportRows.word(link.type()));
      }
      uses.forEach(use -> out.append(use).append('\n'));
    }
  }

  private void findings(LineageReport report) {
    if (!report.findings().isEmpty()) {
      out.append("\n## Findings\n\n");
      for (LineageReport.Finding finding : report.findings()) {
        out.append("- `")
            .append(finding.rule())
            .append("` ")
            .append(text(finding.file() + ":" + finding.line()))
            .append(": ");
        out.append(text(finding.message())).append('\n');
      }
    }
  }

  private void unknown(LineageReport report) {
    if (!report.unresolved().isEmpty()) {
      out.append("\n## Unknown names\n\n");
      for (LineageReport.Unresolved entry : report.unresolved()) {
        out.append("- ")
            .append(
                text(
                    entry.site().file()
                        + ":"
                        + entry.site().line()
                        + " "
                        + entry.artifact().name()
                        + ": "
                        + entry.reason()));
        out.append(entry.got() == null ? "\n" : ", got as far as " + text(entry.got()) + "\n");
      }
    }
  }

  private static String orNone(@Nullable String value) {
    return value == null ? "" : value;
  }

  private void row(List<String> cells) {
    out.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  /** Text of the analysed code, so that nothing of it is markup. */
  static String text(String raw) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      switch (c) {
        case '\n', '\r' -> safe.append(' ');
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '&' -> safe.append("&amp;");
        case '\\', '`', '*', '_', '[', ']', '|', '#', '!', '~' -> safe.append('\\').append(c);
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }
}
