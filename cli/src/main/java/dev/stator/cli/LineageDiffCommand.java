package dev.stator.cli;

import dev.stator.lineage.LineageDiff;
import dev.stator.lineage.LineageReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stator lineage diff}: what a change adds to and removes from the uses of tables. */
@Command(
    name = "diff",
    header = "Say what a change adds to and removes from the uses of tables.",
    description = {
      "BASE and HEAD are each a git revision, a report (written with -o json), or a folder."
          + " A revision is read from git's own objects: the work tree is neither looked at nor"
          + " touched. For a folder that is called like a revision, write ./NAME.",
      "",
      "Links are compared by what they say: code that only moved is no change."
    },
    footer = {
      "  stator lineage diff main                            main against the work tree",
      "  stator lineage diff origin/main HEAD --fail-on scan,new-writer,unknown",
      "  stator lineage diff v1.2 v1.3 --repo ../orders -o markdown",
      "  stator lineage diff base.json head.json -o json"
    })
final class LineageDiffCommand implements Callable<ExitCode> {
  static final Set<OutputFormat> FORMS =
      EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.MARKDOWN);

  private static final String NAME = "stator lineage diff";
  private static final String ANY = "any";

  private final Invocation invocation;

  @Parameters(index = "0", paramLabel = "BASE", description = "What was")
  String base = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "HEAD",
      description = "What is; the folder of --repo as it stands, by default")
  String head = "";

  @Option(
      names = "--repo",
      paramLabel = "DIR",
      description =
          "Repository of the revisions, or a folder in one: then only what is below it counts. The"
              + " current folder by default")
  Path repository = Path.of("");

  @Mixin private final LineageSource source = new LineageSource();
  @Mixin private final LineageOutput output = new LineageOutput();

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      description =
          "End with exit code 3 if the change brings one of these, with commas between: scan (a scan"
              + " that was not there), new-writer (a function that writes a table that it did not"
              + " write), unknown (a use of a table whose name is not known), new-table (a table"
              + " that was not used), any (any difference)")
  List<String> failOn = List.of();

  LineageDiffCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public ExitCode call() {
    List<String> words =
        new ArrayList<>(
            Stream.of(LineageDiff.Change.values()).map(LineageDiff.Change::text).toList());
    words.add(ANY);
    LineageOutput.checkWords(NAME, failOn, words);
    output.check(NAME, FORMS, invocation);
    LineageRun run = new LineageRun(invocation, NAME, source.options(NAME));
    LineageSide sides = new LineageSide(invocation, NAME, run, repository);
    // From here on a signal does not end the process: what was taken out of git is removed.
    invocation.interruption().onRequest(() -> {});
    Optional<LineageReport> before = sides.report(base);
    Optional<LineageReport> after = before.isEmpty() ? before : sides.report(head);
    if (before.isEmpty() || after.isEmpty()) {
      return ExitCode.INTERRUPTED;
    }
    LineageDiff diff = LineageDiff.between(before.get(), after.get());
    OutputFormat form = output.form(invocation, OutputFormat.TABLE);
    output.write(
        switch (form) {
          case JSON -> diff.toJson();
          case MARKDOWN -> diff.toMarkdown();
          default -> diff.toText();
        },
        invocation);
    invocation.note(
        diff.isEmpty()
            ? "no use of a table was added or removed"
            : Quantities.count(diff.added().size())
                + " links added, "
                + Quantities.count(diff.removed().size())
                + " removed");
    return output.verdict(failing(diff), invocation);
  }

  private Map<String, Integer> failing(LineageDiff diff) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String word : failOn) {
      int count =
          word.equals(ANY)
              ? diff.added().size() + diff.removed().size()
              : diff.changes().entrySet().stream()
                  .filter(entry -> entry.getKey().text().equals(word))
                  .mapToInt(entry -> entry.getValue().size())
                  .sum();
      if (count > 0) {
        counts.put(word, count);
      }
    }
    return counts;
  }
}
