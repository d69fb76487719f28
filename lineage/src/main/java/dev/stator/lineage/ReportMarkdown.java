package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    Map<String, List<DeclaredTable>> declared = new TreeMap<>();
    for (DeclaredTable table : report.tables()) {
      declared.computeIfAbsent(table.object(), made -> new ArrayList<>()).add(table);
    }
    Map<String, Set<List<String>>> matrix = new LinkedHashMap<>();
    Map<String, String> names = new LinkedHashMap<>();
    for (LineageReport.Access access : report.accesses()) {
      String name = access.table().name();
      names.put(access.table().object(), name == null ? "UNKNOWN" : name);
      matrix
          .computeIfAbsent(access.table().object(), made -> new LinkedHashSet<>())
          .add(
              List.of(
                  access.site().receiver() + "." + access.site().api(),
                  orNone(access.table().index()),
                  orNone(access.key()),
                  orNone(access.filter()),
                  orNone(access.projection()),
                  orNone(access.consistency()),
                  access.artifact().name(),
                  access.site().file() + ":" + access.site().line()));
    }
    matrix.forEach(
        (object, rows) -> {
          out.append("\n## Table ").append(text(String.valueOf(names.get(object)))).append("\n\n");
          declared.getOrDefault(object, List.of()).forEach(this::declaration);
          heading(
              "Call",
              "Index",
              "Key condition",
              "Filter",
              "Projection",
              "Consistency",
              "Artifact",
              "Site");
          rows.forEach(cells -> row(cells.stream().map(ReportMarkdown::text).toList()));
        });
    List<DeclaredTable> unused = report.tables().stream().filter(table -> !table.used()).toList();
    if (!unused.isEmpty()) {
      out.append("\n## Tables that no analysed code is seen to use\n\n");
      for (DeclaredTable table : unused) {
        out.append("- ").append(text(table.name())).append(", ").append(place(table)).append('\n');
      }
    }
  }

  private static String place(DeclaredTable table) {
    String declaration =
        table.declaration().equals(table.name()) ? "" : text(table.declaration()) + " in ";
    return declaration + text(table.file() + ":" + table.line());
  }

  /** The keys and indexes of a table. */
  private void declaration(DeclaredTable table) {
    out.append("Declared as ").append(place(table));
    if (!table.pattern().equals(table.name())) {
      out.append(", its name being ").append(text(table.pattern())).append(" once deployed");
    }
    out.append(". Key: ").append(table.keys().isEmpty() ? "not known" : keys(table.keys()));
    if (table.timeToLive() != null) {
      out.append(". Items expire by ").append(text(table.timeToLive()));
    }
    out.append(table.streamed() ? ". With a stream.\n\n" : ".\n\n");
    if (!table.indexes().isEmpty()) {
      heading("Index", "Kind", "Key", "Projection");
      for (DeclaredTable.Index index : table.indexes()) {
        String projected =
            index.projected().isEmpty() ? "" : " " + String.join(", ", index.projected());
        row(
            List.of(
                text(index.name()),
                index.local() ? "local" : "global",
                keys(index.keys()),
                text(orNone(index.projection()) + projected)));
      }
      out.append('\n');
    }
  }

  private static String keys(List<DeclaredTable.Key> keys) {
    return String.join(
        ", ",
        keys.stream()
            .map(
                key ->
                    text(key.attribute())
                        + (key.role() == DeclaredTable.Role.PARTITION ? " (partition" : " (sort")
                        + (key.type() == null ? ")" : ", " + text(key.type()) + ")"))
            .toList());
  }

  private void functions(LineageReport report) {
    for (LineageReport.Deployed function : report.functions()) {
      out.append("\n## Function ")
          .append(text(function.name()))
          .append("\n\nHandler ")
          .append(text(function.handler()));
      out.append(" in ").append(text(function.template() + ":" + function.line())).append("\n\n");
      Set<String> uses = new LinkedHashSet<>();
      for (LineageReport.Link link : function.links()) {
        uses.add("- " + text(ReportRows.name(link.table())) + ": " + ReportRows.word(link.type()));
      }
      for (LineageReport.TableStream stream : function.streams()) {
        String name = stream.name() == null ? "UNKNOWN" : stream.name();
        uses.add("- " + text(name) + ": stream");
      }
      uses.forEach(use -> out.append(use).append('\n'));
      LineageReport.Compared permissions = function.permissions();
      permissions("Granted, never used", permissions.granted());
      permissions("Used, never granted", permissions.used());
      if (!permissions.unread().isEmpty()) {
        out.append("\nNot understood of its policies: ")
            .append(text(String.join("; ", permissions.unread())))
            .append(".\n");
      }
    }
  }

  private void permissions(String title, List<LineageReport.Permission> permissions) {
    Map<String, Set<String>> byResource = new TreeMap<>();
    for (LineageReport.Permission permission : permissions) {
      byResource
          .computeIfAbsent(permission.resource(), made -> new LinkedHashSet<>())
          .add(permission.action());
    }
    if (!byResource.isEmpty()) {
      out.append('\n').append(title).append(":\n\n");
      byResource.forEach(
          (resource, actions) ->
              out.append("- ")
                  .append(text(resource.equals("*") ? "every table" : resource))
                  .append(": ")
                  .append(text(String.join(", ", actions)))
                  .append('\n'));
    }
  }

  private void findings(LineageReport report) {
    if (report.findings().isEmpty()) {
      return;
    }
    out.append("\n## Findings\n");
    for (FindingRule rule : FindingRule.values()) {
      List<LineageReport.Finding> found =
          report.findings().stream().filter(finding -> finding.rule().equals(rule.id())).toList();
      if (found.isEmpty()) {
        continue;
      }
      out.append("\n### `").append(rule.id()).append("`\n\n");
      out.append(text(rule.why())).append(' ').append(text(rule.remedy())).append("\n\n");
      for (LineageReport.Finding finding : found) {
        out.append("- ").append(text(finding.file() + ":" + finding.line())).append(": ");
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

  private void heading(String... cells) {
    row(List.of(cells));
    row(java.util.Collections.nCopies(cells.length, "---"));
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
