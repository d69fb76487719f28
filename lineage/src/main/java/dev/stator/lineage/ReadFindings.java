package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Findings about scans and queries: what they cost, what they return, and whether all of it is
 * asked for.
 */
final class ReadFindings {
  private final Functions functions;
  private final Map<String, List<DeclaredTable>> declared = new TreeMap<>();
  private final Map<String, Set<String>> conditions = new TreeMap<>();
  private final List<Finding> found = new ArrayList<>();

  private ReadFindings(Functions functions) {
    this.functions = functions;
  }

  static List<Finding> of(
      List<Findings.Subject> subjects, List<DeclaredTable> tables, Functions functions) {
    ReadFindings findings = new ReadFindings(functions);
    for (DeclaredTable table : tables) {
      findings.declared.computeIfAbsent(table.object(), made -> new ArrayList<>()).add(table);
    }
    for (Findings.Subject subject : subjects) {
      if (subject.access().key() != null && subject.access().table().index() == null) {
        findings
            .conditions
            .computeIfAbsent(subject.access().table().object(), made -> new TreeSet<>())
            .addAll(Conditions.attributes(subject.access().key()));
      }
    }
    for (Findings.Subject subject : subjects) {
      findings.scan(subject);
      findings.pages(subject);
      findings.filter(subject);
    }
    return findings.found;
  }

  private void scan(Findings.Subject subject) {
    boolean scan = subject.api().equals("scan") || subject.api().equals("Scan.paginate");
    if (scan && subject.requestPath()) {
      add(
          subject,
          FindingRule.SCAN_ON_REQUEST_PATH,
          "Scan of "
              + subject.table()
              + " on the way of a request: its cost grows with the table. Query an index instead.");
    }
    List<String> given = subject.request().given();
    if (scan
        && !subject.request().open()
        && subject.access().projection() == null
        && !given.contains("Select")
        && !given.contains("AttributesToGet")) {
      add(
          subject,
          FindingRule.SCAN_WITHOUT_PROJECTION,
          "Scan of "
              + subject.table()
              + " without a ProjectionExpression returns whole items. Ask for the attributes that are used.");
    }
  }

  private void pages(Findings.Subject subject) {
    String api = subject.api();
    List<String> given = subject.request().given();
    if ((api.equals("scan") || api.equals("query"))
        && !subject.request().open()
        && !given.contains("Limit")
        && !given.contains("ExclusiveStartKey")
        && !followsPages(subject.place())
        && !readsOneItem(subject)) {
      add(
          subject,
          FindingRule.UNPAGINATED_READ,
          "The "
              + api
              + " of "
              + subject.table()
              + " gives one page of at most 1 MB, and nothing asks for the next. Follow LastEvaluatedKey or use a paginator.");
    }
  }

  /** Whether a function, or one that calls it, looks at whether there is more. */
  private boolean followsPages(Calls.Place place) {
    return speaksOfPages(place) || functions.callers(place).stream().anyMatch(this::speaksOfPages);
  }

  private boolean speaksOfPages(Calls.Place place) {
    FunctionBody body = functions.body(place);
    return body.says("LastEvaluatedKey") || body.says("ExclusiveStartKey");
  }

  /**
   * Whether a query names the whole primary key of its table, so that there is one item at most.
   */
  private boolean readsOneItem(Findings.Subject subject) {
    DeclaredTable table = declared(subject);
    String key = subject.access().key();
    return table != null
        && key != null
        && subject.access().table().index() == null
        && !table.keys().isEmpty()
        && table.keys().stream()
            .allMatch(part -> Conditions.equated(key).contains(part.attribute()));
  }

  private @Nullable DeclaredTable declared(Findings.Subject subject) {
    List<DeclaredTable> known = declared.getOrDefault(subject.access().table().object(), List.of());
    return known.isEmpty() ? null : known.get(0);
  }

  private void filter(Findings.Subject subject) {
    if (subject.access().filter() == null) {
      return;
    }
    Map<String, String> keys = keys(subject);
    for (String attribute : Conditions.attributes(subject.access().filter())) {
      String of = keys.get(attribute);
      if (of != null) {
        add(
            subject,
            FindingRule.FILTER_ON_KEY,
            "The filter tests "
                + attribute
                + ", which is a key of "
                + of
                + ": items are read and paid for before they are dropped. Use a key condition.");
      }
    }
  }

  /**
   * The attributes that a key condition could have in place of a filter, and what each is a key of.
   * A scan could start from any partition key; a query has its index, and that index its keys.
   */
  private Map<String, String> keys(Findings.Subject subject) {
    Map<String, String> keys = new LinkedHashMap<>();
    DeclaredTable table = declared(subject);
    String index = subject.access().table().index();
    if (table == null) {
      for (String attribute :
          conditions.getOrDefault(subject.access().table().object(), Set.of())) {
        keys.put(attribute, subject.table());
      }
    } else if (subject.api().equals("query") || subject.api().equals("Query.paginate")) {
      String of = index == null ? subject.table() : "index " + index + " of " + subject.table();
      table.keysOf(index).forEach(key -> keys.put(key.attribute(), of));
    } else {
      for (DeclaredTable.Index candidate : table.indexes()) {
        partition(candidate.keys(), "index " + candidate.name() + " of " + subject.table(), keys);
      }
      partition(table.keys(), subject.table(), keys);
    }
    return keys;
  }

  private static void partition(
      List<DeclaredTable.Key> keys, String of, Map<String, String> found) {
    for (DeclaredTable.Key key : keys) {
      if (key.role() == DeclaredTable.Role.PARTITION) {
        found.put(key.attribute(), of);
      }
    }
  }

  private void add(Findings.Subject subject, FindingRule rule, String message) {
    found.add(rule.at(subject.access().site(), message));
  }
}
