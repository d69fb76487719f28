package dev.stator.lineage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a change adds to and removes from a report. Links are compared by what they say, not where
 * they stand: code that moved inside its artifact's file is no change; a second call of the same
 * kind is one.
 *
 * @param added links of the head that the base has not, in the head's order
 * @param removed links of the base that the head has not, in the base's order
 * @param changes what a pipeline may refuse, and the added links that bring it
 */
public record LineageDiff(
    List<LineageReport.Link> added,
    List<LineageReport.Link> removed,
    Map<Change, List<LineageReport.Link>> changes) {

  /** What a pipeline may refuse. */
  public enum Change {
    /** A scan that was not there. */
    SCAN("scan"),
    /** An artifact that writes a table that it did not write. */
    NEW_WRITER("new-writer"),
    /** A use of a table whose name is not known. */
    UNKNOWN("unknown"),
    /** A table that was not used. */
    NEW_TABLE("new-table");

    private final String text;

    Change(String text) {
      this.text = text;
    }

    /** The word used on the command line and in reports. */
    public String text() {
      return text;
    }
  }

  private record Key(
      LineageReport.LinkType type,
      String file,
      String artifact,
      String object,
      @Nullable String index,
      String api,
      String receiver) {
    static Key of(LineageReport.Link link) {
      return new Key(
          link.type(),
          link.artifact().file(),
          link.artifact().name(),
          link.table().object(),
          link.table().index(),
          link.site().api(),
          link.site().receiver());
    }
  }

  /** Compares two reports, made from the tree before and after a change. */
  public static LineageDiff between(LineageReport base, LineageReport head) {
    List<LineageReport.Link> added = missing(head, base);
    List<LineageReport.Link> removed = missing(base, head);
    Map<Change, List<LineageReport.Link>> changes = new EnumMap<>(Change.class);
    for (LineageReport.Link link : added) {
      String object = link.table().object();
      String api = link.site().api();
      boolean writes = link.actions().stream().anyMatch(LineageDiff::writes);
      boolean wrote =
          base.links().stream()
              .anyMatch(
                  before ->
                      before.artifact().file().equals(link.artifact().file())
                          && before.artifact().name().equals(link.artifact().name())
                          && before.table().object().equals(object)
                          && before.actions().stream().anyMatch(LineageDiff::writes));
      if (api.equals("scan") || api.equals("Scan.paginate")) {
        changes.computeIfAbsent(Change.SCAN, made -> new ArrayList<>()).add(link);
      }
      if (writes && !wrote) {
        changes.computeIfAbsent(Change.NEW_WRITER, made -> new ArrayList<>()).add(link);
      }
      if (link.table().name() == null) {
        changes.computeIfAbsent(Change.UNKNOWN, made -> new ArrayList<>()).add(link);
      } else if (base.objects().stream().noneMatch(known -> known.id().equals(object))) {
        changes.computeIfAbsent(Change.NEW_TABLE, made -> new ArrayList<>()).add(link);
      }
    }
    return new LineageDiff(added, removed, Collections.unmodifiableMap(changes));
  }

  private static boolean writes(String action) {
    String verb = action.substring(action.indexOf(':') + 1);
    return verb.startsWith("Put")
        || verb.startsWith("Update")
        || verb.startsWith("Delete")
        || verb.startsWith("BatchWrite")
        || verb.startsWith("Import")
        || verb.startsWith("Restore")
        || (verb.startsWith("PartiQL") && !verb.equals("PartiQLSelect"));
  }

  private static List<LineageReport.Link> missing(LineageReport here, LineageReport there) {
    Map<Key, Integer> counts = new HashMap<>();
    there.links().forEach(link -> counts.merge(Key.of(link), 1, Integer::sum));
    List<LineageReport.Link> missing = new ArrayList<>();
    for (LineageReport.Link link : here.links()) {
      if (counts.merge(Key.of(link), -1, Integer::sum) < 0) {
        missing.add(link);
      }
    }
    return List.copyOf(missing);
  }

  /** Whether nothing that counts changed. */
  public boolean isEmpty() {
    return added.isEmpty() && removed.isEmpty();
  }

  /**
   * One line a link, {@code +} for what is added and {@code -} for what is removed, the changes
   * that it brings in brackets.
   */
  public String toText() {
    StringBuilder out = new StringBuilder();
    removed.forEach(link -> out.append("- ").append(line(link)).append('\n'));
    for (LineageReport.Link link : added) {
      String brought = brought(link);
      out.append("+ ")
          .append(line(link))
          .append(brought.isEmpty() ? "" : " [" + brought + "]")
          .append('\n');
    }
    return out.toString();
  }

  private static String line(LineageReport.Link link) {
    String line =
        link.artifact().file()
            + ":"
            + link.site().line()
            + " "
            + link.artifact().name()
            + " "
            + ReportRows.word(link.type())
            + " "
            + ReportRows.name(link.table())
            + " by "
            + link.site().receiver()
            + "."
            + link.site().api();
    return TextColumns.plain(line);
  }

  private String brought(LineageReport.Link link) {
    return changes.entrySet().stream()
        .filter(entry -> entry.getValue().contains(link))
        .map(entry -> entry.getKey().text())
        .collect(Collectors.joining(", "));
  }

  /** For a comment on a change: two tables in GitHub's Markdown, what is added and removed. */
  public String toMarkdown() {
    if (isEmpty()) {
      return "# DynamoDB lineage\n\nNo use of a table was added or removed.\n";
    }
    StringBuilder out = new StringBuilder("# DynamoDB lineage\n\n");
    out.append(added.size()).append(" links added, ").append(removed.size()).append(" removed.\n");
    section("Added", added, out);
    section("Removed", removed, out);
    return out.toString();
  }

  private void section(String title, List<LineageReport.Link> links, StringBuilder out) {
    if (links.isEmpty()) {
      return;
    }
    out.append("\n## ").append(title).append("\n\n");
    out.append("| Table | Access | Function | Call | Site | Brings |\n");
    out.append("| --- | --- | --- | --- | --- | --- |\n");
    for (LineageReport.Link link : links) {
      List<String> cells =
          List.of(
              ReportMarkdown.text(ReportRows.name(link.table())),
              ReportRows.word(link.type()),
              ReportMarkdown.text(link.artifact().name()),
              ReportMarkdown.text(link.site().receiver() + "." + link.site().api()),
              ReportMarkdown.text(link.site().file() + ":" + link.site().line()),
              brought(link));
      out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
  }

  /**
   * As JSON: {@code {"schema":1,"added":[…],"removed":[…],"changes":[…]}}, links as in a report.
   */
  public String toJson() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("schema", LineageReport.SCHEMA);
    document.put("added", added.stream().map(ReportJson::link).toList());
    document.put("removed", removed.stream().map(ReportJson::link).toList());
    document.put("changes", changes.keySet().stream().map(Change::text).toList());
    return JsonText.of(document);
  }
}
