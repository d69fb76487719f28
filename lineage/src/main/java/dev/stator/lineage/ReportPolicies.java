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
    DeclaredTable table = declared.get(link.table().object());
    policy.add(
        LinkNeeds.of(link),
        granted(table, link.table().name()),
        link.site().file() + ":" + link.site().line() + why(table));
  }

  private void add(Policy policy, LineageReport.TableStream stream) {
    DeclaredTable table = stream.table() == null ? null : declared.get(stream.table());
    policy.add(
        LinkNeeds.ofStream(),
        granted(table, stream.name()),
        stream.file() + ":" + stream.line() + why(table));
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
