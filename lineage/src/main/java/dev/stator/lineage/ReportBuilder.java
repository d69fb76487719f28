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
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private int sites;

  /** What is made of an atom that should be a name. */
  private record Name(
      @Nullable String name,
      NameSource source,
      @Nullable String variable,
      @Nullable String fallback,
      @Nullable String reason,
      @Nullable String got) {}

  static LineageReport build(
      Sites sites, Project project, int parsed, List<LineageReport.Skipped> skipped) {
    ReportBuilder builder = new ReportBuilder();
    sites.creations().forEach(builder::creation);
    sites.sites().forEach(builder::site);
    return builder.report(project, parsed, skipped);
  }

  private static Name name(Atom atom) {
    if (!(atom instanceof Atom.Text text)) {
      String reason = atom instanceof Atom.Unknown unknown ? unknown.reason() : "not a text";
      return new Name(null, NameSource.UNKNOWN, null, null, reason, null);
    }
    String literal = text.literal();
    if (literal != null) {
      return literal.isEmpty()
          ? new Name(null, NameSource.UNKNOWN, null, null, "the name is empty", "")
          : new Name(
              literal,
              text.defaulted() ? NameSource.PARAMETER_DEFAULT : NameSource.LITERAL,
              null,
              null,
              null,
              null);
    }
    Atom.Text.Part.Environment alone = text.environment();
    if (alone != null) {
      return new Name(
          "env:" + alone.variable(),
          NameSource.ENVIRONMENT,
          alone.variable(),
          alone.fallback(),
          null,
          null);
    }
    return partly(text);
  }

  /**
   * A name of which some is known: no name, but how far it got, and the variable when there is just
   * one.
   */
  private static Name partly(Atom.Text text) {
    Set<String> variables = new LinkedHashSet<>();
    StringBuilder fallback = new StringBuilder();
    boolean allDefault = true;
    String gap = null;
    for (Atom.Text.Part part : text.parts()) {
      if (part instanceof Atom.Text.Part.Literal literal) {
        fallback.append(literal.text());
      } else if (part instanceof Atom.Text.Part.Environment environment) {
        variables.add(environment.variable());
        allDefault &= environment.fallback() != null;
        fallback.append(environment.fallback());
      } else if (part instanceof Atom.Text.Part.Gap hole) {
        gap = hole.reason();
      }
    }
    if (gap != null) {
      return new Name(null, NameSource.UNKNOWN, null, null, gap, text.pattern());
    }
    return new Name(
        null,
        NameSource.ENVIRONMENT,
        variables.size() == 1 ? variables.iterator().next() : null,
        allDefault ? fallback.toString() : null,
        "a part of the name is in the environment: " + String.join(", ", variables),
        text.pattern());
  }

  private static Place place(CallPoint point) {
    return new Place(point.file().name(), point.file().lines().line(point.at()));
  }

  private void creation(Sites.Creation creation) {
    Name name = name(creation.name());
    if (name.name() != null) {
      created
          .computeIfAbsent(name.name(), key -> new LinkedHashSet<>())
          .add(place(creation.point()));
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
    long names =
        site.uses.values().stream()
            .filter(use -> !use.bucket)
            .map(use -> use.name)
            .distinct()
            .count();
    for (Sites.Use use : site.uses.values()) {
      Name name = name(use.name);
      List<Step> trace = new ArrayList<>();
      trace.add(new Step(where.file(), where.line(), site.receiver + "." + site.api));
      if (use.trace != null) {
        trace.addAll(use.trace.steps());
      }
      Target target = target(use, name, place(point));
      Confidence confidence = confidence(site, name, use.bucket ? 1 : names);
      for (LinkType type : use.links) {
        links.add(
            new Link(
                type,
                artifact,
                target,
                where,
                List.copyOf(use.actions),
                confidence,
                List.copyOf(trace)));
      }
      if (name.name() == null) {
        unresolved.add(
            new Unresolved(
                artifact, where, String.valueOf(name.reason()), name.got(), List.copyOf(trace)));
      }
    }
  }

  private Target target(Sites.Use use, Name name, Place place) {
    String object = UNKNOWN;
    if (use.bucket) {
      object = "bucket:" + (name.name() == null ? "?" : name.name());
      buckets
          .computeIfAbsent(name.name() == null ? "?" : name.name(), key -> new LinkedHashSet<>())
          .add(place);
    } else if (name.name() == null) {
      unknown.add(place);
    } else {
      object = "table:" + name.name();
      referred.computeIfAbsent(name.name(), key -> new LinkedHashSet<>()).add(place);
    }
    return new Target(
        object, name.name(), name.source(), name.variable(), name.fallback(), use.index);
  }

  private static Confidence confidence(Sites.Site site, Name name, long names) {
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
              "table:" + table,
              "Python DynamoDB Table",
              table,
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
    return new LineageReport(
        List.copyOf(objects),
        merged(links),
        unresolved.stream().distinct().toList(),
        left.stream().distinct().toList(),
        stats);
  }

  /** Links that differ in nothing but their trace are one. */
  private static List<Link> merged(List<Link> links) {
    List<Link> kept = new ArrayList<>();
    Set<List<Object>> seen = new LinkedHashSet<>();
    for (Link link : links) {
      if (seen.add(List.of(link.type(), link.artifact(), link.table(), link.site()))) {
        kept.add(link);
      }
    }
    return List.copyOf(kept);
  }
}
