package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Findings about what the infrastructure declares and grants, against what the code does. */
final class InfrastructureFindings {
  private final List<Finding> found = new ArrayList<>();

  private InfrastructureFindings() {}

  static List<Finding> of(
      List<Findings.Subject> subjects,
      List<DeclaredTable> tables,
      List<LineageReport.Deployed> deployed) {
    InfrastructureFindings findings = new InfrastructureFindings();
    findings.tables(tables, subjects);
    deployed.forEach(findings::permissions);
    return findings.found;
  }

  private void tables(List<DeclaredTable> tables, List<Findings.Subject> subjects) {
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
            .map(Findings.Subject::site)
            .distinct()
            .count();
    for (DeclaredTable table : tables) {
      if (!table.used()) {
        String declaration =
            table.name().equals(table.declaration()) ? "" : " (" + table.declaration() + ")";
        found.add(
            FindingRule.UNUSED_TABLE.at(
                table.file(),
                table.line(),
                "Table "
                    + table.name()
                    + declaration
                    + " is in the infrastructure, but no analysed code is seen to use it"
                    + (unknown == 0
                        ? "."
                        : "; " + unknown + " sites use tables whose names are not known.")));
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
                FindingRule.GRANTED_NEVER_USED.at(
                    (String) place.get(1),
                    (Integer) place.get(2),
                    "Function "
                        + function.name()
                        + " is granted "
                        + String.join(", ", actions)
                        + " on "
                        + (place.get(0).equals("*") ? "every table" : place.get(0))
                        + ", which its code is not seen to use.")));
    for (LineageReport.Permission permission : function.permissions().used()) {
      found.add(
          FindingRule.USED_NEVER_GRANTED.at(
              permission.file(),
              permission.line(),
              "Function "
                  + function.name()
                  + " uses "
                  + permission.action()
                  + " on "
                  + permission.resource()
                  + ", which no policy of "
                  + function.template()
                  + " grants it."));
    }
  }
}
