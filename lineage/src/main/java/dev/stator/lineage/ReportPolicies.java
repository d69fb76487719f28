package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A least-privilege IAM policy for each deployed function, and for each artifact that runs in none.
 * Region and account are left to the deployment ({@code *}), and so is what only deployment knows
 * of a declared table's name, unless that is all of it. A table that is not known makes no
 * statement that would grant every table: it is listed beside the policy, to be granted by who
 * knows it.
 */
final class ReportPolicies {
  private static final Pattern TELLING = Pattern.compile("[A-Za-z0-9]");

  private final Map<String, DeclaredTable> declared = new HashMap<>();

  private ReportPolicies(LineageReport report) {
    report.tables().forEach(table -> declared.put(table.object(), table));
  }

  static String of(LineageReport report) {
    return JsonText.of(document(report));
  }

  static Map<String, @Nullable Object> document(LineageReport report) {
    Map<String, List<LineageReport.Link>> owners = new TreeMap<>();
    Set<LineageReport.Link> deployed = new HashSet<>();
    for (LineageReport.Deployed function : report.functions()) {
      owners
          .computeIfAbsent(function.template() + " " + function.name(), made -> new ArrayList<>())
          .addAll(function.links());
      deployed.addAll(function.links());
    }
    for (LineageReport.Link link : report.links()) {
      if (!deployed.contains(link)) {
        owners
            .computeIfAbsent(
                link.artifact().file() + " " + link.artifact().name(), made -> new ArrayList<>())
            .add(link);
      }
    }
    ReportPolicies policies = new ReportPolicies(report);
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    owners.forEach((owner, links) -> document.put(owner, policies.policy(links)));
    return document;
  }

  private Map<String, @Nullable Object> policy(List<LineageReport.Link> links) {
    Map<String, Set<String>> actions = new TreeMap<>();
    Set<String> unknown = new TreeSet<>();
    for (LineageReport.Link link : links) {
      DeclaredTable table = declared.get(link.table().object());
      String known = granted(table, link.table().name());
      for (LinkNeeds.Need need : LinkNeeds.of(link, known)) {
        if (!known.isEmpty()) {
          actions.computeIfAbsent(need.resource(), made -> new TreeSet<>()).add(need.action());
        } else {
          unknown.add(
              need.action() + " at " + link.site().file() + ":" + link.site().line() + why(table));
        }
      }
    }
    List<Map<String, @Nullable Object>> statements = new ArrayList<>();
    actions.forEach(
        (arn, allowed) -> {
          Map<String, @Nullable Object> statement = new LinkedHashMap<>();
          statement.put("Effect", "Allow");
          statement.put("Action", List.copyOf(allowed));
          statement.put("Resource", List.of(arn));
          statements.add(statement);
        });
    Map<String, @Nullable Object> policy = new LinkedHashMap<>();
    policy.put("Version", "2012-10-17");
    policy.put("Statement", statements);
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("policy", policy);
    entry.put("unknown", List.copyOf(unknown));
    return entry;
  }

  /** A name as a statement may have it; empty for one that would hold for any table. */
  private static String granted(@Nullable DeclaredTable table, @Nullable String name) {
    if (table != null) {
      return TELLING.matcher(table.pattern()).find() ? table.pattern() : "";
    }
    return name == null || name.startsWith("env:") ? "" : name;
  }

  private static String why(@Nullable DeclaredTable table) {
    return table == null
        ? ""
        : ": only deployment knows the name of "
            + table.declaration()
            + " ("
            + table.file()
            + ":"
            + table.line()
            + "); grant it there by a reference to its ARN";
  }
}
