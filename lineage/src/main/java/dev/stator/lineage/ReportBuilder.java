package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Artifact;
import dev.stator.lineage.LineageReport.Confidence;
import dev.stator.lineage.LineageReport.Link;
import dev.stator.lineage.LineageReport.LinkType;
import dev.stator.lineage.LineageReport.NameSource;
import dev.stator.lineage.LineageReport.Place;
import dev.stator.lineage.LineageReport.Step;
import dev.stator.lineage.LineageReport.Target;
import dev.stator.lineage.LineageReport.Unresolved;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** From the sites of a run to its report: names judged, objects made, everything in order. */
final class ReportBuilder {
  private final List<Link> links = new ArrayList<>();
  private final List<Unresolved> unresolved = new ArrayList<>();
  private final Analysis analysis;
  private final RequestPath requestPath;
  private final List<Findings.Subject> subjects = new ArrayList<>();
  private final ReportObjects objects = new ReportObjects();
  private final ReportFunctions functions;
  private final TableNames names;
  private int sites;

  private ReportBuilder(Analysis analysis, Infrastructure infrastructure) {
    this.analysis = analysis;
    Deployments deployments = new Deployments(infrastructure, analysis.project(), analysis.calls());
    this.requestPath = new RequestPath(analysis, deployments);
    this.names = new TableNames(deployments);
    this.functions = new ReportFunctions(deployments, analysis.sites().readsStreams());
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
    Place place = place(creation.point());
    names
        .of(creation.name(), around(creation.point()))
        .forEach(name -> objects.create(name, place));
  }

  private static Calls.Place around(CallPoint point) {
    return new Calls.Place(point.file(), point.artifactAt());
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
      functions.add(link, around, name.functions());
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

  private Target target(Sites.Use use, TableName name, Place place) {
    String object = use.bucket ? objects.bucket(name, place) : objects.table(name, place);
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
            objects.tables().size(),
            unresolved.size());
    List<Link> ordered = merged(links);
    List<LineageReport.Deployed> deployed = functions.deployed(ordered);
    List<DeclaredTable> declared = functions.declared(objects.tables());
    return new LineageReport(
        objects.all(),
        ordered,
        unresolved.stream().distinct().toList(),
        left.stream().distinct().toList(),
        stats,
        declared,
        accesses(),
        deployed,
        Findings.of(subjects, declared, deployed, analysis),
        List.of());
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

  /** Links that differ in nothing but their trace are one. */
  private static List<Link> merged(List<Link> links) {
    List<Link> kept = new ArrayList<>();
    Set<List<Object>> seen = new LinkedHashSet<>();
    for (Link link : links) {
      if (seen.add(ReportFunctions.identity(link))) {
        kept.add(link);
      }
    }
    return List.copyOf(kept);
  }
}
