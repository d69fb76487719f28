package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The findings of a report as SARIF 2.1.0, for code scanning. Every rule is described, found or
 * not; a finding keeps its fingerprint when lines above it move.
 */
final class ReportSarif {
  private ReportSarif() {}

  static String of(LineageReport report) {
    Map<String, @Nullable Object> driver = new LinkedHashMap<>();
    driver.put("name", "stator lineage");
    List<Map<String, @Nullable Object>> rules = new ArrayList<>();
    for (FindingRule rule : FindingRule.values()) {
      rules.add(rule(rule));
    }
    driver.put("rules", rules);
    Map<String, @Nullable Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver));
    run.put("columnKind", "unicodeCodePoints");
    run.put("results", results(report.findings()));
    Map<String, @Nullable Object> document = new LinkedHashMap<>();
    document.put("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    document.put("version", "2.1.0");
    document.put("runs", List.of(run));
    return JsonText.of(document);
  }

  private static Map<String, @Nullable Object> rule(FindingRule rule) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", rule.id());
    map.put("shortDescription", Map.of("text", rule.title()));
    map.put("fullDescription", Map.of("text", rule.why()));
    Map<String, @Nullable Object> help = new LinkedHashMap<>();
    help.put("text", rule.why() + "\n\n" + rule.remedy());
    help.put("markdown", rule.why() + "\n\n**What to do:** " + rule.remedy());
    map.put("help", help);
    map.put("defaultConfiguration", Map.of("level", level(rule.level())));
    return map;
  }

  private static String level(LineageReport.Finding.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static List<Map<String, @Nullable Object>> results(List<LineageReport.Finding> findings) {
    List<String> ids = List.copyOf(Findings.RULES.keySet());
    Map<String, Integer> seen = new HashMap<>();
    List<Map<String, @Nullable Object>> results = new ArrayList<>();
    for (LineageReport.Finding finding : findings) {
      String what =
          finding.rule() + "\n" + finding.file() + "\n" + finding.message().replaceAll("\\d+", "#");
      int occurrence = seen.merge(what, 1, Integer::sum);
      Map<String, @Nullable Object> region = new LinkedHashMap<>();
      region.put("startLine", finding.line());
      region.put("startColumn", finding.column());
      Map<String, @Nullable Object> location = new LinkedHashMap<>();
      location.put("artifactLocation", Map.of("uri", uri(finding.file())));
      location.put("region", region);
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("ruleId", finding.rule());
      result.put("ruleIndex", ids.indexOf(finding.rule()));
      result.put("level", level(finding.level()));
      result.put("message", Map.of("text", finding.message()));
      result.put("locations", List.of(Map.of("physicalLocation", location)));
      result.put(
          "partialFingerprints", Map.of("statorFinding/v1", digest(what + "\n" + occurrence)));
      results.add(result);
    }
    return results;
  }

  private static String digest(String text) {
    try {
      byte[] sum = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(sum, 0, 16);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  private static String uri(String path) {
    StringJoiner uri = new StringJoiner("/");
    for (String step : path.split("/", -1)) {
      uri.add(URLEncoder.encode(step, UTF_8).replace("+", "%20"));
    }
    return uri.toString();
  }
}
