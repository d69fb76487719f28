package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * Small projects with the links that a person expects of them. A line of {@code links} reads {@code
 * file:line artifact receiver.method -> table#index (source) kinds actions confidence}; actions are
 * compared where the line has some, the confidence is exact where it has none. {@code tables},
 * {@code functions} and {@code findings} are compared where a project expects any; see {@link
 * #table}, {@link #function} and {@link #finding} for their lines.
 */
class CorpusTest {
  static Stream<String> projects() throws IOException {
    try (Stream<Path> folders = Files.list(corpus())) {
      return folders.map(folder -> String.valueOf(folder.getFileName())).sorted().toList().stream();
    }
  }

  private static Path corpus() {
    URL url = CorpusTest.class.getResource("/corpus");
    assertThat(url).isNotNull();
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The findings that the projects expect, all together. */
  static List<String> expectedFindings() {
    try {
      List<String> findings = new ArrayList<>();
      for (String name : projects().toList()) {
        Object expected = expected(corpus().resolve(name)).get("findings");
        findings.addAll(expected == null ? List.of() : texts(expected));
      }
      return findings;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<?, ?> expected(Path folder) throws IOException {
    return (Map<?, ?>)
        new Load(LoadSettings.builder().build())
            .loadFromString(Files.readString(folder.resolve("expected.json"), UTF_8));
  }

  @ParameterizedTest
  @MethodSource("projects")
  void givesTheLinksThatAPersonExpects(String name) throws IOException {
    Path folder = corpus().resolve(name);
    Map<?, ?> expected = expected(folder);
    LineageOptions options =
        "content".equals(expected.get("options"))
            ? LineageOptions.defaults().withLinks(LineageOptions.Links.CONTENT)
            : LineageOptions.defaults();

    LineageReport report = Lineage.analyze(List.of(folder), options);

    List<String> links = texts(expected.get("links"));
    boolean withActions = links.stream().anyMatch(link -> link.contains(" dynamodb:"));
    assertThat(rendered(report, withActions)).containsExactlyInAnyOrderElementsOf(links);
    if (expected.get("objects") != null) {
      assertThat(report.objects().stream().map(CorpusTest::object).toList())
          .containsExactlyElementsOf(texts(expected.get("objects")));
    }
    if (expected.get("unresolved") != null) {
      assertThat(report.unresolved().stream().map(CorpusTest::unresolved).toList())
          .containsExactlyInAnyOrderElementsOf(texts(expected.get("unresolved")));
    }
    compare(expected.get("tables"), report.tables().stream().map(CorpusTest::table).toList());
    compare(
        expected.get("functions"),
        report.functions().stream().flatMap(CorpusTest::function).toList());
    compare(expected.get("findings"), report.findings().stream().map(CorpusTest::finding).toList());
    if (expected.get("skipped") != null) {
      assertThat(
              report.skipped().stream()
                  .map(skipped -> skipped.file() + ": " + skipped.reason())
                  .toList())
          .containsExactlyInAnyOrderElementsOf(texts(expected.get("skipped")));
    }
  }

  @Test
  void everyMethodHasALinkInSomeProject() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : projects().toList()) {
      all.append(Files.readString(corpus().resolve(name).resolve("expected.json"), UTF_8));
    }
    for (Operation operation : Operation.all()) {
      assertThat(all).contains(" " + operation.receiver() + "." + operation.method() + " -> ");
    }
  }

  private static List<String> texts(@Nullable Object list) {
    assertThat(list).isInstanceOf(List.class);
    return ((List<?>) requireNonNull(list)).stream().map(String::valueOf).toList();
  }

  private static void compare(@Nullable Object expected, List<String> found) {
    if (expected != null) {
      assertThat(found).containsExactlyInAnyOrderElementsOf(texts(expected));
    }
  }

  /** {@code name = pattern @ file:line key:S+sort:N by-day(key:S) local by-size(…) ttl=… used}. */
  private static String table(DeclaredTable table) {
    StringBuilder line = new StringBuilder(table.name());
    if (!table.pattern().equals(table.name())) {
      line.append(" = ").append(table.pattern());
    }
    if (!table.declaration().equals(table.name())) {
      line.append(" (").append(table.declaration()).append(')');
    }
    line.append(" @ ").append(table.file()).append(':').append(table.line());
    line.append(table.keys().isEmpty() ? "" : " " + keys(table.keys()));
    for (DeclaredTable.Index index : table.indexes()) {
      line.append(index.local() ? " local " : " ").append(index.name());
      line.append('(').append(keys(index.keys())).append(' ').append(index.projection());
      index.projected().forEach(attribute -> line.append(' ').append(attribute));
      line.append(')');
    }
    line.append(table.timeToLive() == null ? "" : " ttl=" + table.timeToLive());
    line.append(table.streamed() ? " stream" : "");
    return line.append(table.used() ? "" : " unused").toString();
  }

  private static String keys(List<DeclaredTable.Key> keys) {
    return String.join(
        "+",
        keys.stream()
            .map(key -> key.attribute() + (key.type() == null ? "" : ":" + key.type()))
            .toList());
  }

  /**
   * {@code name file:line uses TABLE kinds}, {@code … fed by TABLE}, {@code … granted ACTION on
   * RESOURCE}, {@code … not granted ACTION on RESOURCE} and {@code … unread REASON}.
   */
  private static Stream<String> function(LineageReport.Deployed function) {
    String head = function.name() + " " + function.template() + ":" + function.line();
    TreeSet<String> lines = new TreeSet<>();
    for (LineageReport.Link link : function.links()) {
      lines.add(head + " uses " + link.table().name() + " " + word(link.type()));
    }
    function.streams().forEach(stream -> lines.add(head + " fed by " + stream.name()));
    function
        .permissions()
        .granted()
        .forEach(
            granted ->
                lines.add(head + " granted " + granted.action() + " on " + granted.resource()));
    function
        .permissions()
        .used()
        .forEach(
            used -> lines.add(head + " not granted " + used.action() + " on " + used.resource()));
    function.permissions().unread().forEach(reason -> lines.add(head + " unread " + reason));
    return lines.isEmpty() ? Stream.of(head) : lines.stream();
  }

  /** {@code file:line rule}. */
  private static String finding(LineageReport.Finding finding) {
    return finding.file() + ":" + finding.line() + " " + finding.rule();
  }

  private static List<String> rendered(LineageReport report, boolean withActions) {
    Map<String, TreeSet<LineageReport.LinkType>> kinds = new LinkedHashMap<>();
    Map<String, String> tails = new LinkedHashMap<>();
    for (LineageReport.Link link : report.links()) {
      LineageReport.Target table = link.table();
      String target =
          (table.object().startsWith("bucket:") ? "s3:" : "")
              + (table.name() == null ? "?" : table.name())
              + (table.fallback() == null ? "" : "=" + table.fallback())
              + (table.index() == null ? "" : "#" + table.index());
      String head =
          "%s:%d %s %s.%s -> %s (%s)"
              .formatted(
                  link.site().file(),
                  link.site().line(),
                  link.artifact().name(),
                  link.site().receiver(),
                  link.site().api(),
                  target,
                  table.source().text());
      kinds.computeIfAbsent(head, made -> new TreeSet<>()).add(link.type());
      tails.put(
          head,
          (withActions ? " " + String.join(",", link.actions()) : "")
              + (link.confidence() == LineageReport.Confidence.EXACT
                  ? ""
                  : " " + link.confidence().text()));
    }
    List<String> lines = new ArrayList<>();
    kinds.forEach(
        (head, types) ->
            lines.add(
                head
                    + " "
                    + String.join(" ", types.stream().map(CorpusTest::word).toList())
                    + tails.get(head)));
    return lines;
  }

  private static String word(LineageReport.LinkType type) {
    return switch (type) {
      case useSelectLink -> "select";
      case useInsertLink -> "insert";
      case useUpdateLink -> "update";
      case useDeleteLink -> "delete";
    };
  }

  private static String object(LineageReport.DataObject object) {
    StringBuilder text = new StringBuilder(object.type() + " " + object.name());
    String file = "";
    for (LineageReport.Place place : object.bookmarks()) {
      text.append(text.indexOf(" @ ") < 0 ? " @ " : place.file().equals(file) ? "," : " ");
      text.append(place.file().equals(file) ? "" : place.file() + ":").append(place.line());
      file = place.file();
    }
    return text.toString();
  }

  private static String unresolved(LineageReport.Unresolved entry) {
    return entry.site().file()
        + ":"
        + entry.site().line()
        + " "
        + (entry.got() == null ? "" : entry.got())
        + ": "
        + entry.reason();
  }
}
