package dev.stator.lineage.evaluation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.lineage.Lineage;
import dev.stator.lineage.LineageOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures the analysis on public repositories against labels made by hand: {@code Evaluation
 * LABELS CHECKOUTS [SET]}. {@code CHECKOUTS} has a folder for each repository, named as the
 * repository is, at the labelled commit. With a set, what disagrees there is listed; what was
 * looked at is no longer unseen.
 */
final class Evaluation {
  private static final Map<String, String> SETS =
      Map.of(
          "A",
          "tuned on",
          "B",
          "tuned on",
          "C",
          "tuned on",
          "D",
          "tuned on",
          "E",
          "not seen",
          "F",
          "tuned on",
          "G",
          "not seen");

  private Evaluation() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 2 || !Files.isDirectory(Path.of(arguments[1]))) {
      System.err.println("Give the folder of the checkouts, as -Dcheckouts=FOLDER.");
      System.exit(2);
    }
    Path checkouts = Path.of(arguments[1]);
    String shown = arguments.length > 2 ? arguments[2] : "";
    List<Labels> all = Labels.all(Path.of(arguments[0]));
    Map<String, Score> halves = new LinkedHashMap<>();
    boolean complete = true;
    System.out.printf(
        "%-48s %4s %6s  %7s  %7s  %7s  %7s  %7s%n",
        "repository", "set", "sites", "recall", "links", "artif.", "names", "false");
    for (Labels labels : all) {
      Path folder = checkouts.resolve(labels.name());
      String wrong = wrong(labels, folder);
      if (wrong != null) {
        complete = false;
        System.out.printf("%-48s %4s %s%n", labels.name(), labels.half(), wrong);
        continue;
      }
      Score score = Score.of(labels, Lineage.analyze(List.of(folder), LineageOptions.defaults()));
      System.out.printf("%-48s %4s %s%n", labels.name(), labels.half(), score.line());
      if (labels.half().equals(shown)) {
        score.disagreements().forEach(line -> System.out.println("    " + line));
      }
      halves.merge(labels.half(), score, Score::plus);
    }
    halves.forEach(
        (half, score) ->
            System.out.printf("%-48s %4s %s%n", SETS.getOrDefault(half, ""), half, score.line()));
    if (!complete) {
      System.out.println("Repositories are missing: the figures of the halves are not whole.");
      System.exit(1);
    }
  }

  /** Why a checkout cannot be measured; null if it can. */
  private static @Nullable String wrong(Labels labels, Path folder)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(folder)) {
      return "not there: git clone %s %s && git -C %s checkout %s"
          .formatted(labels.repository(), folder, folder, labels.commit());
    }
    Process git =
        new ProcessBuilder("git", "-C", folder.toString(), "rev-parse", "HEAD")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String commit = new String(git.getInputStream().readAllBytes(), UTF_8).strip();
    git.waitFor();
    if (!commit.equals(labels.commit())) {
      return "at commit %s: git -C %s checkout %s".formatted(commit, folder, labels.commit());
    }
    return labels.only().isEmpty() || holdsOnly(folder, labels.only())
        ? null
        : "more than was labelled: git -C %s sparse-checkout set --no-cone %s"
            .formatted(folder, String.join(" ", labels.only()));
  }

  private static boolean holdsOnly(Path folder, List<String> only) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".py"))
          .allMatch(file -> only.stream().map(folder::resolve).anyMatch(file::startsWith));
    }
  }
}
