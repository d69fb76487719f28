package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Link;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a report says of the infrastructure: the declared tables, and the functions whose handler
 * was found, each with the links that the handler reaches: of what it calls, and of the modules
 * that it imports.
 */
final class ReportFunctions {
  private final Deployments deployments;
  private final boolean readsStreams;
  private final Map<List<Object>, Owner> owners = new HashMap<>();

  /**
   * Whose a link is: the code around it, and the functions in which the name is this one (none for
   * all).
   */
  private record Owner(Calls.Place place, Set<Infrastructure.Function> functions) {
    Owner with(Owner other) {
      if (functions.isEmpty() || other.functions.isEmpty()) {
        return new Owner(place, Set.of());
      }
      Set<Infrastructure.Function> all = new LinkedHashSet<>(functions);
      all.addAll(other.functions);
      return new Owner(place, all);
    }
  }

  /**
   * @param readsStreams whether some code reads streams by itself
   */
  ReportFunctions(Deployments deployments, boolean readsStreams) {
    this.deployments = deployments;
    this.readsStreams = readsStreams;
  }

  /** What tells links apart: all but the trace. */
  static List<Object> identity(Link link) {
    return List.of(link.type(), link.artifact(), link.table(), link.site());
  }

  /**
   * A link whose call stands at a place.
   *
   * @param functions those in which the table's name is this one; none for all
   */
  void add(Link link, Calls.Place place, Set<Infrastructure.Function> functions) {
    owners.merge(identity(link), new Owner(place, functions), Owner::with);
  }

  List<LineageReport.Deployed> deployed(List<Link> links) {
    List<LineageReport.Deployed> functions = new ArrayList<>();
    for (Infrastructure.Function function : deployments.found()) {
      List<Link> own =
          links.stream().filter(link -> isOf(function, owners.get(identity(link)))).toList();
      functions.add(
          new LineageReport.Deployed(
              function.name(),
              function.file(),
              function.line(),
              function.handler(),
              tablesOf(function),
              own,
              function.feeds().stream().map(this::stream).toList(),
              function.grants().all().stream().map(Grants.Grant::shown).toList(),
              new Permissions(deployments.infrastructure(), function, own, readsStreams)
                  .compared()));
    }
    functions.sort(
        Comparator.comparing(LineageReport.Deployed::template)
            .thenComparing(LineageReport.Deployed::name));
    return List.copyOf(functions);
  }

  private boolean isOf(Infrastructure.Function function, @Nullable Owner owner) {
    return owner != null
        && deployments.reaches(function, owner.place())
        && (owner.functions().isEmpty() || owner.functions().contains(function));
  }

  private SortedMap<String, String> tablesOf(Infrastructure.Function function) {
    SortedMap<String, String> tables = new TreeMap<>();
    function
        .environment()
        .forEach(
            (variable, given) -> {
              Infrastructure.Table table = deployments.infrastructure().table(given.value());
              if (table != null) {
                tables.put(variable, table.object());
              }
            });
    return Collections.unmodifiableSortedMap(tables);
  }

  private LineageReport.TableStream stream(Infrastructure.Feed feed) {
    Infrastructure.Table declared =
        feed.table() == null ? null : deployments.infrastructure().table(feed.table());
    String literal = feed.table() == null ? null : feed.table().literal();
    return new LineageReport.TableStream(
        declared != null ? declared.object() : literal == null ? null : "table:" + literal,
        declared != null ? declared.shown() : literal,
        feed.file(),
        feed.line());
  }

  /**
   * The declared tables. One whose stream feeds a function is used, whatever the function does.
   *
   * @param used the ids of those that code uses
   */
  List<DeclaredTable> declared(Set<String> used) {
    Set<String> all = new LinkedHashSet<>(used);
    for (Infrastructure.Function function : deployments.infrastructure().functions()) {
      function.feeds().stream().map(this::stream).forEach(stream -> all.add(stream.table()));
    }
    return deployments.infrastructure().tables().stream()
        .map(table -> table.declared(all.contains(table.object())))
        .sorted(
            Comparator.comparing(DeclaredTable::name)
                .thenComparing(DeclaredTable::file)
                .thenComparing(DeclaredTable::line))
        .toList();
  }
}
