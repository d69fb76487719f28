package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Access;
import dev.stator.lineage.LineageReport.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings about how tables are used. Each rule speaks only where what it needs was seen: a call
 * whose arguments are not all known is not blamed for one that is missing.
 */
final class Findings {
  /** The rules and what each means; the order is that of reports. */
  static final Map<String, String> RULES = rules();

  private Findings() {}

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

  static List<Finding> of(
      List<Subject> subjects,
      List<DeclaredTable> tables,
      List<LineageReport.Deployed> deployed,
      Analysis analysis) {
    Functions functions = new Functions(analysis.calls());
    List<Finding> found = new ArrayList<>();
    found.addAll(ReadFindings.of(subjects, tables, functions));
    found.addAll(LoopFindings.of(subjects, functions));
    found.addAll(late(new OffloadOrder(functions, analysis.sites())));
    found.addAll(InfrastructureFindings.of(subjects, tables, deployed));
    found.sort(
        Comparator.comparing(Finding::file)
            .thenComparing(Finding::line)
            .thenComparing(Finding::column)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message));
    return found.stream().distinct().toList();
  }

  private static List<Finding> late(OffloadOrder order) {
    List<Finding> found = new ArrayList<>();
    for (OffloadOrder.Late late : order.late()) {
      SourceFile file = late.place().file();
      found.add(
          FindingRule.S3_AFTER_DYNAMODB.at(
              file,
              late.upload().at(),
              late.upload().name()
                  + " writes the object that "
                  + late.write().name()
                  + " in line "
                  + file.lines().line(late.write().at())
                  + " has already pointed an item at. Write the object first."));
    }
    return found;
  }
}
