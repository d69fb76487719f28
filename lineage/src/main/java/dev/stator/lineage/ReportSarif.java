package dev.stator.lineage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** The findings of a report as SARIF 2.1.0, for code scanning. */
final class ReportSarif {
  private ReportSarif() {}

  static String of(LineageReport report) {
    Map<String, @Nullable Object> driver = new LinkedHashMap<>();
    driver.put("name", "stator lineage");
    driver.put(
        "rules",
        Findings.RULES.entrySet().stream()
            .map(
                rule ->
                    Map.of(
                        "id", rule.getKey(), "shortDescription", Map.of("text", rule.getValue())))
            .map(ReportSarif::ordered)
            .toList());
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", report.findings().stream().map(ReportSarif::result).toList());
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    document.put("version", "2.1.0");
    document.put("runs", List.of(run));
    return JsonText.of(document);
  }

  private static Map<String, Object> ordered(Map<String, Object> map) {
    return new java.util.TreeMap<>(map);
  }

  private static Map<String, @Nullable Object> result(LineageReport.Finding finding) {
    Map<String, @Nullable Object> region = new LinkedHashMap<>();
    region.put("startLine", finding.line());
    region.put("startColumn", finding.column());
    Map<String, @Nullable Object> location = new LinkedHashMap<>();
    location.put("artifactLocation", Map.of("uri", uri(finding.file())));
    location.put("region", region);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.rule());
    result.put("level", finding.level().name().toLowerCase(Locale.ROOT));
    result.put("message", Map.of("text", finding.message()));
    result.put("locations", List.of(Map.of("physicalLocation", location)));
    return result;
  }

  private static String uri(String path) {
    StringJoiner uri = new StringJoiner("/");
    for (String step : path.split("/", -1)) {
      uri.add(
          java.net.URLEncoder.encode(step, java.nio.charset.StandardCharsets.UTF_8)
              .replace("+", "%20"));
    }
    return uri.toString();
  }
}
