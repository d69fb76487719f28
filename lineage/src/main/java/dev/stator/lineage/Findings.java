package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Access;
import dev.stator.lineage.LineageReport.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Findings about how tables are used. Each rule speaks only where what it needs was seen: a call
 * whose arguments are not all known is not blamed for one that is missing.
 */
final class Findings {
  /** The rules and what each means; the order is that of reports. */
  static final Map<String, String> RULES = rules();

  private static final Pattern COMPARED =
      Pattern.compile("(?:begins_with\\()?\\b([A-Za-z_][\\w.]*)\\s*(?:=|<|>|,|BETWEEN|IN)");

  private final List<Finding> found = new ArrayList<>();

  private static Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    rules.put("scan-on-request-path", "A request handler reads a whole table.");
    rules.put("unpaginated-read", "A query or scan whose further pages are never asked for.");
    rules.put("item-call-in-loop", "One call an item where a batch serves.");
    rules.put(
        "filter-on-key", "A filter on an attribute that is a key: the read could be narrower.");
    rules.put("scan-without-projection", "A scan reads whole items.");
    rules.put("unused-table", "A table of a template that no analysed code uses.");
    return rules;
  }

  /** A site with what the rules ask of it. */
  record Subject(Sites.Site site, Access access, Request request, boolean requestPath) {}

  static List<Finding> of(
      List<Subject> subjects, Infrastructure infrastructure, Set<String> usedTables) {
    Findings findings = new Findings();
    Map<String, Set<String>> keys = new TreeMap<>();
    for (Subject subject : subjects) {
      if (subject.access().key() != null && subject.access().table().index() == null) {
        keys.computeIfAbsent(subject.access().table().object(), made -> new TreeSet<>())
            .addAll(attributes(subject.access().key()));
      }
    }
    for (Subject subject : subjects) {
      findings.site(subject, keys.getOrDefault(subject.access().table().object(), Set.of()));
    }
    for (Infrastructure.Table table : infrastructure.tables()) {
      if (!usedTables.isEmpty() && !usedTables.contains(table.name())) {
        findings.found.add(
            new Finding(
                "unused-table",
                Finding.Level.NOTE,
                "Table "
                    + table.name()
                    + " ("
                    + table.logicalId()
                    + ") is in the template, but no analysed code uses it.",
                table.template(),
                1,
                1));
      }
    }
    findings.found.sort(
        Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::column)
            .thenComparing(Finding::rule));
    return findings.found.stream().distinct().toList();
  }

  private static Set<String> attributes(String expression) {
    Set<String> names = new LinkedHashSet<>();
    Matcher matcher = COMPARED.matcher(expression);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private void site(Subject subject, Set<String> keys) {
    String api = subject.access().site().api();
    String table =
        subject.access().table().name() == null
            ? "a table"
            : "table " + subject.access().table().name();
    boolean scan = api.equals("scan") || api.equals("Scan.paginate");
    boolean closed = !subject.request().open();
    List<String> given = subject.request().given();
    if (scan && subject.requestPath()) {
      add(
          subject,
          "scan-on-request-path",
          Finding.Level.WARNING,
          "Scan of "
              + table
              + " on the way of a request: its cost grows with the table. Query an index instead.");
    }
    boolean counted = given.contains("Select");
    if (scan
        && closed
        && subject.access().projection() == null
        && !counted
        && !given.contains("AttributesToGet")) {
      add(
          subject,
          "scan-without-projection",
          Finding.Level.NOTE,
          "Scan of "
              + table
              + " without a ProjectionExpression returns whole items. Ask for the attributes that are used.");
    }
    boolean read = api.equals("scan") || api.equals("query");
    if (read
        && closed
        && !given.contains("Limit")
        && !given.contains("ExclusiveStartKey")
        && !pages(subject.site().point.file())) {
      add(
          subject,
          "unpaginated-read",
          Finding.Level.WARNING,
          "The "
              + api
              + " of "
              + table
              + " gives one page of at most 1 MB, and nothing asks for the next. Follow LastEvaluatedKey or use a paginator.");
    }
    boolean single =
        api.equals("get_item")
            || ((api.equals("put_item") || api.equals("delete_item"))
                && !given.contains("ConditionExpression"));
    if (single
        && subject.access().inLoop()
        && !subject.access().site().receiver().equals(Operation.BATCH_WRITER)) {
      String batch = api.equals("get_item") ? "batch_get_item" : "batch_writer()";
      add(
          subject,
          "item-call-in-loop",
          Finding.Level.WARNING,
          api + " on " + table + " once for each turn of a loop. Use " + batch + ".");
    }
    if (subject.access().filter() != null) {
      for (String attribute : attributes(subject.access().filter())) {
        if (keys.contains(attribute)) {
          add(
              subject,
              "filter-on-key",
              Finding.Level.WARNING,
              "The filter tests "
                  + attribute
                  + ", which is a key of "
                  + table
                  + ": items are read and paid for before they are dropped. Use a key condition.");
        }
      }
    }
  }

  private static boolean pages(SourceFile file) {
    return file.excerpt(0, file.bytes()).contains("LastEvaluatedKey");
  }

  private void add(Subject subject, String rule, Finding.Level level, String message) {
    LineageReport.Site site = subject.access().site();
    found.add(new Finding(rule, level, message, site.file(), site.line(), site.column()));
  }
}
