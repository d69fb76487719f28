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
import org.jspecify.annotations.Nullable;

/**
 * Findings about how tables are used. Each rule speaks only where what it needs was seen: a call
 * whose arguments are not all known is not blamed for one that is missing.
 */
final class Findings {
  /** The rules and what each means; the order is that of reports. */
  static final Map<String, String> RULES = rules();

  private final Functions functions;
  private final Map<String, List<DeclaredTable>> declared = new TreeMap<>();
  private final Map<String, Set<String>> conditions = new TreeMap<>();
  private final List<Finding> found = new ArrayList<>();

  private static Map<String, String> rules() {
    Map<String, String> rules = new LinkedHashMap<>();
    for (FindingRule rule : FindingRule.values()) {
      rules.put(rule.id(), rule.title());
    }
    return rules;
  }

  /** A site with what the rules ask of it. */
  record Subject(Sites.Site site, Access access, Request request, boolean requestPath) {
    Calls.Place place() {
      return new Calls.Place(site.point.file(), site.point.artifactAt());
    }

    String api() {
      return access.site().api();
    }

    String table() {
      String name = access.table().name();
      return name == null ? "a table" : "table " + name;
    }
  }

  private Findings(Functions functions) {
    this.functions = functions;
  }

  static List<Finding> of(
      List<Subject> subjects,
      List<DeclaredTable> tables,
      List<LineageReport.Deployed> deployed,
      Analysis analysis) {
    Findings findings = new Findings(new Functions(analysis.calls()));
    for (DeclaredTable table : tables) {
      findings.declared.computeIfAbsent(table.object(), made -> new ArrayList<>()).add(table);
    }
    for (Subject subject : subjects) {
      if (subject.access().key() != null && subject.access().table().index() == null) {
        findings
            .conditions
            .computeIfAbsent(subject.access().table().object(), made -> new TreeSet<>())
            .addAll(Conditions.attributes(subject.access().key()));
      }
    }
    subjects.forEach(findings::site);
    findings.offload(new OffloadOrder(findings.functions, analysis.sites()));
    findings.tables(tables, subjects);
    deployed.forEach(findings::permissions);
    findings.found.sort(
        Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::column)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message));
    return findings.found.stream().distinct().toList();
  }

  private void site(Subject subject) {
    scan(subject);
    pages(subject);
    loop(subject);
    filter(subject);
  }

  private void scan(Subject subject) {
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

  private void pages(Subject subject) {
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
  private boolean readsOneItem(Subject subject) {
    DeclaredTable table = declared(subject);
    String key = subject.access().key();
    return table != null
        && key != null
        && subject.access().table().index() == null
        && !table.keys().isEmpty()
        && table.keys().stream()
            .allMatch(part -> Conditions.equated(key).contains(part.attribute()));
  }

  private @Nullable DeclaredTable declared(Subject subject) {
    List<DeclaredTable> known = declared.getOrDefault(subject.access().table().object(), List.of());
    return known.isEmpty() ? null : known.get(0);
  }

  private void loop(Subject subject) {
    String api = subject.api();
    boolean conditional = subject.request().given().contains("ConditionExpression");
    boolean single =
        api.equals("get_item")
            || ((api.equals("put_item") || api.equals("delete_item"))
                && !conditional
                && !subject.request().open());
    if (!single || subject.access().site().receiver().equals(Operation.BATCH_WRITER)) {
      return;
    }
    String batch = api.equals("get_item") ? "batch_get_item" : "batch_writer()";
    FunctionBody body = functions.body(subject.place());
    FunctionBody.Call call = body.at(subject.site().point.at());
    if (call != null && body.variesByTurn(call)) {
      add(
          subject,
          FindingRule.ITEM_CALL_IN_LOOP,
          api + " on " + subject.table() + " once for each turn of a loop. Use " + batch + ".");
    } else if (call != null && subject.place().at() != 0) {
      calledInLoop(subject, batch);
    }
  }

  /** A function that makes one call an item, called for each of many. */
  private void calledInLoop(Subject subject, String batch) {
    Stmt.Function definition = functions.definition(subject.place());
    for (Calls.Place caller : functions.callers(subject.place())) {
      FunctionBody body = functions.body(caller);
      for (FunctionBody.Call call : body.calls()) {
        if (definition != null
            && call.name().equals(definition.name())
            && body.variesByTurn(call)) {
          add(
              FindingRule.ITEM_CALL_IN_LOOP,
              definition.name()
                  + " makes one "
                  + subject.api()
                  + " on "
                  + subject.table()
                  + ", and is called once for each turn of a loop. Use "
                  + batch
                  + ".",
              caller.file(),
              call.at());
        }
      }
    }
  }

  private void filter(Subject subject) {
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
  private Map<String, String> keys(Subject subject) {
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

  private void offload(OffloadOrder order) {
    for (OffloadOrder.Late late : order.late()) {
      SourceFile file = late.place().file();
      add(
          FindingRule.S3_AFTER_DYNAMODB,
          late.upload().name()
              + " writes the object that "
              + late.write().name()
              + " in line "
              + file.lines().line(late.write().at())
              + " has already pointed an item at. Write the object first.",
          file,
          late.upload().at());
    }
  }

  private void tables(List<DeclaredTable> tables, List<Subject> subjects) {
    if (subjects.isEmpty()) {
      return;
    }
    long unknown =
        subjects.stream()
            .filter(
                subject -> {
                  String name = subject.access().table().name();
                  return name == null || name.startsWith("env:");
                })
            .map(Subject::site)
            .distinct()
            .count();
    for (DeclaredTable table : tables) {
      if (!table.used()) {
        String declaration =
            table.name().equals(table.declaration()) ? "" : " (" + table.declaration() + ")";
        found.add(
            new Finding(
                FindingRule.UNUSED_TABLE.id(),
                FindingRule.UNUSED_TABLE.level(),
                "Table "
                    + table.name()
                    + declaration
                    + " is in the infrastructure, but no analysed code is seen to use it"
                    + (unknown == 0
                        ? "."
                        : "; " + unknown + " sites use tables whose names are not known."),
                table.file(),
                table.line(),
                1));
      }
    }
  }

  private void permissions(LineageReport.Deployed function) {
    Map<List<Object>, Set<String>> granted = new LinkedHashMap<>();
    for (LineageReport.Permission permission : function.permissions().granted()) {
      granted
          .computeIfAbsent(
              List.of(permission.resource(), permission.file(), permission.line()),
              made -> new LinkedHashSet<>())
          .add(permission.action());
    }
    granted.forEach(
        (place, actions) ->
            found.add(
                new Finding(
                    FindingRule.GRANTED_NEVER_USED.id(),
                    FindingRule.GRANTED_NEVER_USED.level(),
                    "Function "
                        + function.name()
                        + " is granted "
                        + String.join(", ", actions)
                        + " on "
                        + (place.get(0).equals("*") ? "every table" : place.get(0))
                        + ", which its code is not seen to use.",
                    (String) place.get(1),
                    (Integer) place.get(2),
                    1)));
    for (LineageReport.Permission permission : function.permissions().used()) {
      found.add(
          new Finding(
              FindingRule.USED_NEVER_GRANTED.id(),
              FindingRule.USED_NEVER_GRANTED.level(),
              "Function "
                  + function.name()
                  + " uses "
                  + permission.action()
                  + " on "
                  + permission.resource()
                  + ", which no policy of "
                  + function.template()
                  + " grants it.",
              permission.file(),
              permission.line(),
              1));
    }
  }

  private void add(Subject subject, FindingRule rule, String message) {
    LineageReport.Site site = subject.access().site();
    found.add(
        new Finding(rule.id(), rule.level(), message, site.file(), site.line(), site.column()));
  }

  private void add(FindingRule rule, String message, SourceFile file, int at) {
    found.add(
        new Finding(
            rule.id(),
            rule.level(),
            message,
            file.name(),
            file.lines().line(at),
            file.lines().column(at)));
  }
}
