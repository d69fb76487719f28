package dev.stator.lineage;

import dev.stator.lineage.LineageReport.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The lines of source around each place that a report names, so that it can be read where the
 * sources are not.
 */
final class Excerpts {
  private static final int AROUND = 2;
  private static final int LONGEST_LINE = 240;

  private final Map<String, BitSet> wanted = new TreeMap<>();

  private Excerpts() {}

  /** The report with its excerpts. */
  static LineageReport added(
      LineageReport report, List<SourceFile> sources, List<SourceScan.Found> templates) {
    Excerpts excerpts = new Excerpts();
    excerpts.want(report);
    Map<String, Supplier<String>> texts = new HashMap<>();
    sources.forEach(file -> put(texts, file.name(), () -> file.excerpt(0, file.bytes())));
    templates.forEach(file -> put(texts, file.name(), () -> text(file)));
    List<Excerpt> found = new ArrayList<>();
    excerpts.wanted.forEach(
        (file, lines) -> cut(file, texts.getOrDefault(file, () -> "").get(), lines, found));
    return report.withExcerpts(List.copyOf(found));
  }

  /** Two roots may have files of one name: whose line it is cannot be told then. */
  private static void put(Map<String, Supplier<String>> texts, String file, Supplier<String> text) {
    texts.merge(file, text, (one, other) -> () -> "");
  }

  private static String text(SourceScan.Found file) {
    try {
      byte[] utf8 = SourceText.utf8(Files.readAllBytes(file.path()));
      return new String(utf8, java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException | SourceText.Unreadable gone) {
      return ""; // the run has said so, where it mattered
    }
  }

  private void want(LineageReport report) {
    for (LineageReport.DataObject object : report.objects()) {
      object.bookmarks().forEach(place -> want(place.file(), place.line()));
    }
    for (LineageReport.Link link : report.links()) {
      want(link.artifact().file(), link.artifact().line());
      link.trace().forEach(step -> want(step.file(), step.line()));
    }
    for (LineageReport.Unresolved entry : report.unresolved()) {
      want(entry.site().file(), entry.site().line());
      entry.trace().forEach(step -> want(step.file(), step.line()));
    }
    report.tables().forEach(table -> want(table.file(), table.line()));
    for (LineageReport.Deployed function : report.functions()) {
      want(function.template(), function.line());
      function.permissions().granted().forEach(grant -> want(grant.file(), grant.line()));
    }
    report.findings().forEach(finding -> want(finding.file(), finding.line()));
  }

  private void want(String file, int line) {
    wanted
        .computeIfAbsent(file, made -> new BitSet())
        .set(Math.max(1, line - AROUND), line + AROUND + 1);
  }

  private static void cut(String file, String text, BitSet lines, List<Excerpt> found) {
    if (text.isEmpty()) {
      return;
    }
    String[] all = text.split("\r\n|\r|\n", -1);
    int end = all.length > 1 && all[all.length - 1].isEmpty() ? all.length - 1 : all.length;
    for (int from = lines.nextSetBit(1); from > 0 && from <= end; ) {
      int to = Math.min(lines.nextClearBit(from), end + 1);
      List<String> shown = new ArrayList<>();
      for (int line = from; line < to; line++) {
        shown.add(shortened(all[line - 1]));
      }
      found.add(new Excerpt(file, from, List.copyOf(shown)));
      from = lines.nextSetBit(to);
    }
  }

  private static String shortened(String line) {
    if (line.length() <= LONGEST_LINE) {
      return line;
    }
    int end = Character.isHighSurrogate(line.charAt(LONGEST_LINE - 1)) ? -1 : 0;
    return line.substring(0, LONGEST_LINE + end) + " \u2026";
  }
}
