package dev.stator.lineage;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a change adds to and removes from a report. Links are compared by what they say, not where
 * they stand: code that moved inside its artifact's file is no change; a second call of the same
 * kind is one.
 *
 * @param added links of the head that the base has not, in the head's order
 * @param removed links of the base that the head has not, in the base's order
 */
public record LineageDiff(
    List<LineageReport.Link> added, List<LineageReport.Link> removed, Set<Change> changes) {

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
    Set<Change> changes = EnumSet.noneOf(Change.class);
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
        changes.add(Change.SCAN);
      }
      if (writes && !wrote) {
        changes.add(Change.NEW_WRITER);
      }
      if (link.table().name() == null) {
        changes.add(Change.UNKNOWN);
      } else if (base.objects().stream().noneMatch(known -> known.id().equals(object))) {
        changes.add(Change.NEW_TABLE);
      }
    }
    return new LineageDiff(added, removed, changes);
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

  /** One line a link, {@code +} for what is added and {@code -} for what is removed. */
  public String toText() {
    StringBuilder out = new StringBuilder();
    removed.forEach(link -> line('-', link, out));
    added.forEach(link -> line('+', link, out));
    return out.toString();
  }

  private static void line(char sign, LineageReport.Link link, StringBuilder out) {
    out.append(sign)
        .append(' ')
        .append(link.artifact().file())
        .append(':')
        .append(link.site().line())
        .append(' ');
    out.append(link.artifact().name()).append(' ').append(ReportRows.word(link.type())).append(' ');
    out.append(ReportRows.name(link.table()))
        .append(" by ")
        .append(link.site().receiver())
        .append('.')
        .append(link.site().api())
        .append('\n');
  }

  /**
   * As JSON: {@code {"schema":1,"added":[…],"removed":[…],"changes":[…]}}, links as in a report.
   */
  public String toJson() {
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("schema", LineageReport.SCHEMA);
    document.put("added", added.stream().map(ReportJson::link).toList());
    document.put("removed", removed.stream().map(ReportJson::link).toList());
    document.put("changes", changes.stream().map(Change::text).toList());
    return JsonText.of(document);
  }
}
