package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Artifact;
import dev.stator.lineage.LineageReport.Confidence;
import dev.stator.lineage.LineageReport.DataObject;
import dev.stator.lineage.LineageReport.Link;
import dev.stator.lineage.LineageReport.LinkType;
import dev.stator.lineage.LineageReport.NameSource;
import dev.stator.lineage.LineageReport.Place;
import dev.stator.lineage.LineageReport.Step;
import dev.stator.lineage.LineageReport.Target;
import dev.stator.lineage.LineageReport.Unresolved;
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

/** From the sites of a run to its report: names judged, objects made, everything in order. */
final class ReportBuilder {
  private static final String DATABASE = "database";
  private static final String UNKNOWN = "table:?";
  private static final Comparator<Place> BY_PLACE =
      Comparator.comparing(Place::file).thenComparing(Place::line);

  private final Map<String, Set<Place>> created = new TreeMap<>();
  private final Map<String, Set<Place>> referred = new TreeMap<>();
  private final Map<String, Set<Place>> buckets = new TreeMap<>();
  private final Set<Place> unknown = new LinkedHashSet<>();
  private final List<Link> links = new ArrayList<>();
  private final List<Unresolved> unresolved = new ArrayList<>();
  private final Analysis analysis;
  private final Deployments deployments;
  private final RequestPath requestPath;
  private final List<Findings.Subject> subjects = new ArrayList<>();
  private final Map<List<Object>, Owner> owners = new HashMap<>();
  private final Map<String, String> shown = new HashMap<>();
  private final TableNames names;
  private int sites;

  /**
   * Whose a link is: the code around it, and the functions in which the name is this one (none for
   * all).
   */
  private record Owner(Calls.Place place, Set<Infrastructure.Function> functions) {}

  private ReportBuilder(Analysis analysis, Infrastructure infrastructure) {
    this.analysis = analysis;
    this.deployments = new Deployments(infrastructure, analysis.project(), analysis.calls());
    this.requestPath = new RequestPath(analysis, deployments);
    this.names = new TableNames(deployments);
  }

  static LineageReport build(
      Analysis analysis,
      Infrastructure infrastructure,
      int parsed,
      List<LineageReport.Skipped> skipped) {
    ReportBuilder builder = new ReportBuilder(analysis, infrastructure);
    Sites sites = analysis.sites();
    sites.creations().forEach(builder::creation);
    sites.sites().forEach(builder::site);
    return builder.report(analysis.project(), parsed, skipped);
  }

  private static Place place(CallPoint point) {
    return new Place(point.file().name(), point.file().lines().line(point.at()));
  }

  private void creation(Sites.Creation creation) {
    names.of(creation.name(), around(creation.point())).forEach(name -> creation(creation, name));
  }

  private static Calls.Place around(CallPoint point) {
    return new Calls.Place(point.file(), point.artifactAt());
  }

  private void creation(Sites.Creation creation, TableName name) {
    if (name.object() != null) {
      created
          .computeIfAbsent(name.object(), key -> new LinkedHashSet<>())
          .add(place(creation.point()));
      shown.put(name.object(), String.valueOf(name.name()));
    } else {
      unknown.add(place(creation.point()));
    }
  }

  private void site(Sites.Site site) {
    sites++;
    CallPoint point = site.point;
    Lines lines = point.file().lines();
    LineageReport.Site where =
        new LineageReport.Site(
            point.file().name(),
            lines.line(point.at()),
            lines.column(point.at()),
            site.api,
            site.receiver);
    Artifact artifact =
        new Artifact(point.artifact(), point.file().name(), lines.line(point.artifactAt()));
    int names = site.alternatives();
    for (Sites.Use use : site.uses()) {
      List<TableName> found = this.names.of(use.name, around(point));
      long possible = use.bucket ? 1 : names + found.size() - 1;
      for (TableName name : found) {
        use(site, use, name, artifact, where, possible);
      }
    }
  }

  private void use(
      Sites.Site site,
      Sites.Use use,
      TableName name,
      Artifact artifact,
      LineageReport.Site where,
      long possible) {
    List<Step> trace = new ArrayList<>();
    trace.add(new Step(where.file(), where.line(), site.receiver + "." + site.api));
    if (use.trace != null) {
      trace.addAll(use.trace.steps());
    }
    if (name.given() != null) {
      trace.add(name.given());
    }
    Target target = target(use, name, place(site.point));
    Confidence confidence = confidence(site, name, possible);
    Calls.Place around = around(site.point);
    for (LinkType type : use.links) {
      Link link =
          new Link(
              type,
              artifact,
              target,
              where,
              List.copyOf(use.actions),
              confidence,
              List.copyOf(trace));
      links.add(link);
      owners.merge(identity(link), new Owner(around, name.functions()), ReportBuilder::both);
    }
    for (Request request : use.bucket ? Set.<Request>of() : site.requests) {
      LineageReport.Access access =
          new LineageReport.Access(
              artifact,
              where,
              target,
              request.key(),
              request.filter(),
              request.projection(),
              reads(site.api) ? request.consistency() : null,
              site.point.inLoop());
      subjects.add(new Findings.Subject(site, access, request, requestPath.holds(around)));
    }
    if (name.name() == null) {
      unresolved.add(
          new Unresolved(
              artifact, where, String.valueOf(name.reason()), name.got(), List.copyOf(trace)));
    }
  }

  private static boolean reads(String api) {
    return switch (api) {
      case "get_item", "query", "scan", "Query.paginate", "Scan.paginate" -> true;
      default -> false;
    };
  }

  private static Owner both(Owner one, Owner other) {
    if (one.functions().isEmpty() || other.functions().isEmpty()) {
      return new Owner(one.place(), Set.of());
    }
    Set<Infrastructure.Function> functions = new LinkedHashSet<>(one.functions());
    functions.addAll(other.functions());
    return new Owner(one.place(), functions);
  }

  private Target target(Sites.Use use, TableName name, Place place) {
    String object = UNKNOWN;
    if (use.bucket) {
      object = "bucket:" + (name.name() == null ? "?" : name.name());
      buckets
          .computeIfAbsent(name.name() == null ? "?" : name.name(), key -> new LinkedHashSet<>())
          .add(place);
    } else if (name.object() == null) {
      unknown.add(place);
    } else {
      object = name.object();
      referred.computeIfAbsent(object, key -> new LinkedHashSet<>()).add(place);
      shown.put(object, String.valueOf(name.name()));
    }
    return new Target(
        object, name.name(), name.source(), name.variable(), name.fallback(), use.index);
  }

  private static Confidence confidence(Sites.Site site, TableName name, long names) {
    if (site.ground == Sites.Ground.SHAPE) {
      return Confidence.GUESS;
    }
    boolean certain =
        site.ground == Sites.Ground.MADE
            && names == 1
            && name.source() != NameSource.PARAMETER_DEFAULT;
    return certain ? Confidence.EXACT : Confidence.LIKELY;
  }

  private LineageReport report(Project project, int parsed, List<LineageReport.Skipped> skipped) {
    List<DataObject> objects = new ArrayList<>();
    Set<String> tables = new java.util.TreeSet<>(created.keySet());
    tables.addAll(referred.keySet());
    if (!tables.isEmpty()) {
      objects.add(
          new DataObject(DATABASE, "Python DynamoDB Database", "DynamoDB", null, List.of()));
    }
    for (String table : tables) {
      Set<Place> made = created.getOrDefault(table, Set.of());
      Set<Place> places = made.isEmpty() ? referred.getOrDefault(table, Set.of()) : made;
      objects.add(
          new DataObject(
              table,
              "Python DynamoDB Table",
              String.valueOf(shown.get(table)),
              DATABASE,
              places.stream().sorted(BY_PLACE).toList()));
    }
    if (!unknown.isEmpty()) {
      objects.add(
          new DataObject(
              UNKNOWN,
              "Python Unknown DynamoDB Table",
              "Unknown",
              null,
              unknown.stream().sorted(BY_PLACE).toList()));
    }
    buckets.forEach(
        (bucket, places) ->
            objects.add(
                new DataObject(
                    "bucket:" + bucket,
                    bucket.equals("?") ? "Unknown S3 Bucket" : "S3 Bucket",
                    bucket.equals("?") ? "Unknown" : bucket,
                    null,
                    places.stream().sorted(BY_PLACE).toList())));
    links.sort(
        Comparator.comparing((Link link) -> link.site().file())
            .thenComparing(link -> link.site().line())
            .thenComparing(link -> link.site().column())
            .thenComparing(link -> link.table().object())
            .thenComparing(link -> String.valueOf(link.table().index()))
            .thenComparing(link -> String.valueOf(link.table().fallback()))
            .thenComparing(Link::type));
    unresolved.sort(
        Comparator.comparing((Unresolved entry) -> entry.site().file())
            .thenComparing(entry -> entry.site().line())
            .thenComparing(entry -> entry.site().column())
            .thenComparing(Unresolved::reason)
            .thenComparing(entry -> String.valueOf(entry.got())));
    List<LineageReport.Skipped> left = new ArrayList<>(skipped);
    left.sort(
        Comparator.comparing(LineageReport.Skipped::file)
            .thenComparing(LineageReport.Skipped::reason));
    LineageReport.Stats stats =
        new LineageReport.Stats(
            project.files().size(),
            parsed,
            project.bytes(),
            sites,
            links.size(),
            tables.size(),
            unresolved.size());
    List<Link> ordered = merged(links);
    List<LineageReport.Deployed> functions = deployed(ordered);
    List<DeclaredTable> declared = declared(tables);
    return new LineageReport(
        List.copyOf(objects),
        ordered,
        unresolved.stream().distinct().toList(),
        left.stream().distinct().toList(),
        stats,
        declared,
        accesses(),
        functions,
        Findings.of(subjects, declared, functions, analysis),
        List.of());
  }

  private List<DeclaredTable> declared(Set<String> used) {
    return deployments.infrastructure().tables().stream()
        .map(table -> table.declared(used.contains(table.object())))
        .sorted(
            Comparator.comparing(DeclaredTable::name)
                .thenComparing(DeclaredTable::file)
                .thenComparing(DeclaredTable::line))
        .toList();
  }

  private List<LineageReport.Access> accesses() {
    return subjects.stream()
        .map(Findings.Subject::access)
        .distinct()
        .sorted(
            Comparator.comparing((LineageReport.Access access) -> access.table().object())
                .thenComparing(access -> access.site().file())
                .thenComparing(access -> access.site().line())
                .thenComparing(access -> access.site().column())
                .thenComparing(access -> String.valueOf(access.table().index())))
        .toList();
  }

  /**
   * The links that the handler of each function reaches: of what it calls, and of the modules that
   * it imports.
   */
  private List<LineageReport.Deployed> deployed(List<Link> ordered) {
    List<LineageReport.Deployed> functions = new ArrayList<>();
    for (Infrastructure.Function function : deployments.found()) {
      List<Link> own =
          ordered.stream().filter(link -> isOf(function, owners.get(identity(link)))).toList();
      functions.add(
          new LineageReport.Deployed(
              function.name(),
              function.file(),
              function.line(),
              function.handler(),
              tablesOf(function),
              own,
              function.grants().all().stream().map(Grants.Grant::shown).toList(),
              new Permissions(deployments.infrastructure(), function, own).compared()));
    }
    functions.sort(
        Comparator.comparing(LineageReport.Deployed::template)
            .thenComparing(LineageReport.Deployed::name));
    return List.copyOf(functions);
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

  private boolean isOf(Infrastructure.Function function, @Nullable Owner owner) {
    return owner != null
        && deployments.reaches(function, owner.place())
        && (owner.functions().isEmpty() || owner.functions().contains(function));
  }

  private static List<Object> identity(Link link) {
    return List.of(link.type(), link.artifact(), link.table(), link.site());
  }

  /** Links that differ in nothing but their trace are one. */
  private static List<Link> merged(List<Link> links) {
    List<Link> kept = new ArrayList<>();
    Set<List<Object>> seen = new LinkedHashSet<>();
    for (Link link : links) {
      if (seen.add(identity(link))) {
        kept.add(link);
      }
    }
    return List.copyOf(kept);
  }
}
