package dev.stator.lineage.evaluation;

import dev.stator.lineage.LineageReport;
import dev.stator.lineage.LineageReport.Link;
import dev.stator.lineage.LineageReport.LinkType;
import dev.stator.lineage.LineageReport.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a report compares with the labels of the same tree.
 *
 * @param sites labelled calls
 * @param found of them with a link at that line and method
 * @param links reported kinds of link, counted once a site; those of statements that cannot be
 *     known are left out
 * @param rightLinks of them that the label has
 * @param rightArtifacts of the found, with the labelled artifact
 * @param knowable labelled calls whose table can be known
 * @param rightNames of them for which each labelled name was reported
 * @param given names reported, counted once a site; a variable is a name
 * @param falseNames of them that the label does not have
 * @param disagreements one line each
 */
record Score(
    int sites,
    int found,
    int links,
    int rightLinks,
    int rightArtifacts,
    int knowable,
    int rightNames,
    int given,
    int falseNames,
    List<String> disagreements) {
  static final Score NONE = new Score(0, 0, 0, 0, 0, 0, 0, 0, 0, List.of());

  /** A place by the token that stands there: of {@code Query.paginate} that is the last word. */
  private record Where(String file, int line, String method) {
    Where {
      method = method.substring(method.lastIndexOf('.') + 1);
    }
  }

  static Score of(Labels labels, LineageReport report) {
    Map<Where, List<Link>> reported = new LinkedHashMap<>();
    for (Link link : report.links()) {
      if (!link.table().object().startsWith("bucket:")) {
        LineageReport.Site site = link.site();
        reported
            .computeIfAbsent(
                new Where(site.file(), site.line(), site.api()), where -> new ArrayList<>())
            .add(link);
      }
    }
    Map<Where, Labels.Row> labelled = new HashMap<>();
    Score score = NONE;
    for (Labels.Row row : labels.rows()) {
      if (row.call()) {
        Where where = new Where(row.file(), row.line(), row.method());
        labelled.put(where, row);
        score = score.plus(call(row, reported.getOrDefault(where, List.of())));
      }
    }
    for (Map.Entry<Where, List<Link>> site : reported.entrySet()) {
      if (!labelled.containsKey(site.getKey())) {
        Set<LinkType> kinds = kinds(site.getValue());
        Set<String> names = names(site.getValue());
        score =
            score.plus(
                new Score(
                    0,
                    0,
                    kinds.size(),
                    0,
                    0,
                    0,
                    0,
                    names.size(),
                    names.size(),
                    List.of("not a call: " + at(site.getKey()) + " " + names)));
      }
    }
    return score;
  }

  private static Score call(Labels.Row row, List<Link> links) {
    Where where = new Where(row.file(), row.line(), row.method());
    List<String> disagreements = new ArrayList<>();
    int knowable = row.names().isEmpty() ? 0 : 1;
    if (links.isEmpty()) {
      disagreements.add("missed: " + at(where) + " in " + row.artifact());
      return new Score(1, 0, 0, 0, 0, knowable, 0, 0, 0, disagreements);
    }
    Set<LinkType> kinds = kinds(links);
    Set<LinkType> right = row.links();
    int links1 = right == null ? 0 : kinds.size();
    int rightLinks = right == null ? 0 : (int) kinds.stream().filter(right::contains).count();
    if (right != null && !kinds.equals(right)) {
      disagreements.add("links: " + at(where) + " " + kinds + " for " + right);
    }
    boolean artifact =
        links.stream().allMatch(link -> link.artifact().name().equals(row.artifact()));
    if (!artifact) {
      disagreements.add(
          "artifact: %s %s for %s"
              .formatted(at(where), links.get(0).artifact().name(), row.artifact()));
    }
    Set<String> names = names(links);
    Set<Target> targets = new LinkedHashSet<>(links.stream().map(Link::table).toList());
    boolean named =
        row.names().stream().allMatch(name -> targets.stream().anyMatch(table -> is(table, name)));
    if (knowable > 0 && !named) {
      disagreements.add("name: " + at(where) + " " + names + " for " + row.names());
    }
    int wrong = 0;
    Set<String> counted = new LinkedHashSet<>();
    for (Target table : targets) {
      String name = name(table);
      if (name != null
          && counted.add(name)
          && row.names().stream().noneMatch(allowed -> is(table, allowed))
          && row.allowed().stream().noneMatch(allowed -> is(table, allowed))) {
        wrong++;
        disagreements.add("false name: " + at(where) + " " + name + " for " + row.names());
      }
    }
    return new Score(
        1,
        1,
        links1,
        rightLinks,
        artifact ? 1 : 0,
        knowable,
        knowable > 0 && named ? 1 : 0,
        names.size(),
        wrong,
        disagreements);
  }

  private static boolean is(Target table, String name) {
    return name.startsWith("env:")
        ? name.substring(4).equals(table.variable())
        : name.equals(table.name());
  }

  private static @Nullable String name(Target table) {
    return table.name() != null ? table.name() : table.variable();
  }

  private static Set<String> names(List<Link> links) {
    Set<String> names = new LinkedHashSet<>();
    for (Link link : links) {
      String name = name(link.table());
      if (name != null) {
        names.add(name);
      }
    }
    return names;
  }

  private static Set<LinkType> kinds(List<Link> links) {
    return new LinkedHashSet<>(links.stream().map(Link::type).toList());
  }

  private static String at(Where where) {
    return where.file() + ":" + where.line() + " " + where.method();
  }

  Score plus(Score other) {
    List<String> all = new ArrayList<>(disagreements);
    all.addAll(other.disagreements);
    return new Score(
        sites + other.sites,
        found + other.found,
        links + other.links,
        rightLinks + other.rightLinks,
        rightArtifacts + other.rightArtifacts,
        knowable + other.knowable,
        rightNames + other.rightNames,
        given + other.given,
        falseNames + other.falseNames,
        all);
  }

  /** Recall, precision, artifacts, names and false names, as columns. */
  String line() {
    return "%6d  %s  %s  %s  %s  %s"
        .formatted(
            sites,
            share(found, sites),
            share(rightLinks, links),
            share(rightArtifacts, found),
            share(rightNames, knowable),
            share(falseNames, given));
  }

  private static String share(int part, int whole) {
    return whole == 0 ? "      -" : "%7.3f".formatted((double) part / whole);
  }
}
