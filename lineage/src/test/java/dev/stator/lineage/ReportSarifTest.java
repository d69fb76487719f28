package dev.stator.lineage;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What SARIF 2.1.0 asks of a log file, clause by clause, as far as ours uses it. */
class ReportSarifTest {
  @TempDir Path root;

  private LineageReport report(String... before) {
    return new PythonProject(root)
        .file(
            "a b/äpp.py",
            Stream.concat(
                    Stream.of(before),
                    Stream.of(
                        "import boto3",
                        "table = boto3.resource('dynamodb').Table('orders')",
                        "def handler(event, context):",
                        "    table.scan()"))
                .toArray(String[]::new))
        .analyze();
  }

  private static Map<?, ?> run(LineageReport report) {
    Map<?, ?> log =
        map(
            new Load(LoadSettings.builder().build())
                .loadFromString(LineageFormat.SARIF.render(report)));
    assertThat(log.get("version")).isEqualTo("2.1.0");
    assertThat(list(log.get("runs"))).hasSize(1);
    return map(list(log.get("runs")).get(0));
  }

  private static Map<?, ?> map(@Nullable Object value) {
    assertThat(value).isInstanceOf(Map.class);
    return (Map<?, ?>) requireNonNull(value);
  }

  private static List<?> list(@Nullable Object value) {
    assertThat(value).isInstanceOf(List.class);
    return (List<?>) requireNonNull(value);
  }

  private static String text(@Nullable Object message) {
    return String.valueOf(map(message).get("text"));
  }

  @Test
  void everyRuleIsDescribedWithItsHelp() {
    Map<?, ?> driver = map(map(run(report()).get("tool")).get("driver"));
    assertThat(driver.get("name")).isEqualTo("stator lineage");
    List<?> rules = list(driver.get("rules"));
    assertThat(rules.stream().map(rule -> map(rule).get("id")).toList())
        .isEqualTo(List.copyOf(Findings.RULES.keySet()))
        .doesNotHaveDuplicates();
    for (Object entry : rules) {
      Map<?, ?> rule = map(entry);
      assertThat(text(rule.get("shortDescription"))).endsWith(".");
      assertThat(text(rule.get("fullDescription"))).endsWith(".");
      assertThat(text(rule.get("help"))).contains("\n\n");
      assertThat(String.valueOf(map(rule.get("help")).get("markdown"))).contains("**What to do:**");
      assertThat(map(rule.get("defaultConfiguration")).get("level")).isIn("warning", "note");
    }
  }

  @Test
  void aResultNamesItsRuleItsLevelAndItsPlace() {
    Map<?, ?> run = run(report());
    assertThat(run.get("columnKind")).isEqualTo("unicodeCodePoints");
    List<?> rules = list(map(map(run.get("tool")).get("driver")).get("rules"));
    List<?> results = list(run.get("results"));
    assertThat(results.stream().map(result -> map(result).get("ruleId")).toList())
        .isEqualTo(List.of("scan-on-request-path", "scan-without-projection", "unpaginated-read"));
    for (Object entry : results) {
      Map<?, ?> result = map(entry);
      int index = (Integer) requireNonNull(result.get("ruleIndex"));
      assertThat(map(rules.get(index)).get("id")).isEqualTo(result.get("ruleId"));
      assertThat(result.get("level")).isIn("warning", "note");
      assertThat(text(result.get("message"))).isNotBlank();
      Map<?, ?> place = map(map(list(result.get("locations")).get(0)).get("physicalLocation"));
      assertThat(map(place.get("artifactLocation")).get("uri")).isEqualTo("a%20b/%C3%A4pp.py");
      assertThat(map(place.get("region")).get("startLine")).isEqualTo(4);
      assertThat(map(place.get("region")).get("startColumn")).isEqualTo(11);
    }
  }

  @Test
  void aFindingKeepsItsFingerprintWhenLinesMove() {
    List<String> before = fingerprints(report());
    assertThat(before).hasSize(3).doesNotHaveDuplicates();
    assertThat(fingerprints(report("# one more line", ""))).isEqualTo(before);
  }

  private static List<String> fingerprints(LineageReport report) {
    return list(run(report).get("results")).stream()
        .map(result -> map(map(result).get("partialFingerprints")).values().toString())
        .toList();
  }

  @Test
  void theLogOfEveryProjectKeepsToTheSchemaOfOasis() throws IOException, URISyntaxException {
    JsonSchema schema = schema();
    Path corpus = Path.of(requireNonNull(ReportSarifTest.class.getResource("/corpus")).toURI());
    List<Path> projects;
    try (Stream<Path> folders = Files.list(corpus)) {
      projects = folders.sorted().toList();
    }
    int results = 0;
    for (Path project : projects) {
      LineageReport report = Lineage.analyze(List.of(project), LineageOptions.defaults());
      String log = LineageFormat.SARIF.render(report);
      results += report.findings().size();
      assertThat(schema.validate(log, InputFormat.JSON)).as(project.toString()).isEmpty();
    }
    assertThat(results).isGreaterThan(Findings.RULES.size());
    assertThat(schema.validate(LineageFormat.SARIF.render(report()), InputFormat.JSON)).isEmpty();
  }

  @Test
  void theSchemaOfOasisRefusesWhatIsWrong() throws IOException {
    String log = LineageFormat.SARIF.render(report());
    assertThat(schema().validate(log.replace("\"warning\"", "\"severe\""), InputFormat.JSON))
        .isNotEmpty();
    assertThat(schema().validate(log.replace("\"startLine\"", "\"line\""), InputFormat.JSON))
        .isNotEmpty();
  }

  private static JsonSchema schema() throws IOException {
    try (InputStream schema =
        requireNonNull(
            ReportSarifTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json"))) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
    }
  }

  @Test
  void everyRuleIsFoundInSomeProject() {
    TreeSet<String> held = new TreeSet<>();
    CorpusTest.expectedFindings().forEach(line -> held.add(line.substring(line.indexOf(' ') + 1)));
    assertThat(held).containsAll(Findings.RULES.keySet());
  }
}
