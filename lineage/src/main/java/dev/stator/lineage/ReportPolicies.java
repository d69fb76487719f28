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
import org.jspecify.annotations.Nullable;

/**
 * A least-privilege IAM policy for each deployed function, and for each artifact that runs in none.
 * Region and account are left to the deployment ({@code *}), and so is what only deployment knows
 * of a declared table's name. A table that is not known makes no statement that would grant every
 * table: it is listed beside the policy, to be granted by who knows it.
 */
final class ReportPolicies {
  private final Map<String, String> patterns = new HashMap<>();

  private ReportPolicies(LineageReport report) {
    report.tables().forEach(table -> patterns.put(table.object(), table.pattern()));
  }

  static String of(LineageReport report) {
    return JsonText.of(document(report));
  }

  static Map<String, @Nullable Object> document(LineageReport report) {
    ReportPolicies policies = new ReportPolicies(report);
    Map<String, Policy> owners = new TreeMap<>();
    Set<LineageReport.Link> deployed = new HashSet<>();
    for (LineageReport.Deployed function : report.functions()) {
      Policy policy =
          owners.computeIfAbsent(function.template() + " " + function.name(), made -> new Policy());
      function.links().forEach(link -> policies.add(policy, link));
      function.streams().forEach(stream -> policies.add(policy, stream));
      deployed.addAll(function.links());
    }
    for (LineageReport.Link link : report.links()) {
      if (!deployed.contains(link)) {
        String owner = link.artifact().file() + " " + link.artifact().name();
        policies.add(owners.computeIfAbsent(owner, made -> new Policy()), link);
      }
    }
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    owners.forEach((owner, policy) -> document.put(owner, policy.document()));
    return document;
  }

  private void add(Policy policy, LineageReport.Link link) {
    String name = patterns.getOrDefault(link.table().object(), link.table().name());
    String known = name == null || name.startsWith("env:") ? "" : name;
    policy.add(LinkNeeds.of(link), known, link.site().file() + ":" + link.site().line());
  }

  private void add(Policy policy, LineageReport.TableStream stream) {
    String name = stream.table() == null ? null : patterns.get(stream.table());
    String known = name != null ? name : stream.name() == null ? "" : stream.name();
    policy.add(LinkNeeds.ofStream(), known, stream.file() + ":" + stream.line());
  }

  /** What one function or artifact needs. */
  private static final class Policy {
    private final Map<String, Set<String>> actions = new TreeMap<>();
    private final Set<String> unknown = new TreeSet<>();

    /**
     * @param name of the table or bucket, empty where it is not known
     */
    void add(List<LinkNeeds.Need> needs, String name, String place) {
      for (LinkNeeds.Need need : needs) {
        if (name.isEmpty() && need.suffix() != null) {
          unknown.add(need.action() + " at " + place);
        } else {
          actions.computeIfAbsent(need.resource(name), made -> new TreeSet<>()).add(need.action());
        }
      }
    }

    Map<String, @Nullable Object> document() {
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
  }
}
