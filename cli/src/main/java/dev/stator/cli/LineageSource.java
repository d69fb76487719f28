package dev.stator.cli;

import dev.stator.lineage.LineageOptions;
import java.util.List;
import java.util.Locale;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** The options of how sources are analysed. */
final class LineageSource {
  @Option(
      names = "--links",
      paramLabel = "HOW",
      defaultValue = "cast",
      description =
          "Kinds of links: ${COMPLETION-CANDIDATES}. cast has one fixed set a method, as CAST's page"
              + " on boto3; content looks into batches and transactions. ${DEFAULT-VALUE} by default")
  Links links = Links.CAST;

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description =
          "Leave out files and folders: a name at any depth, such as tests or *_test.py, or a path"
              + " below PATH, such as services/**/legacy. May be repeated")
  List<String> exclude = List.of();

  /** For {@link dev.stator.lineage.Lineage}. */
  LineageOptions options(String command) {
    try {
      return LineageOptions.defaults().withLinks(links.meaning).withExcluded(exclude);
    } catch (PatternSyntaxException e) {
      throw CommandFailure.usage(
          command + ": --exclude " + e.getPattern() + ": no glob (" + e.getDescription() + ")",
          "quote it, so that the shell leaves it alone: --exclude '*_test.py'");
    }
  }

  private enum Links {
    CAST(LineageOptions.Links.CAST),
    CONTENT(LineageOptions.Links.CONTENT);

    private final LineageOptions.Links meaning;

    Links(LineageOptions.Links meaning) {
      this.meaning = meaning;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
