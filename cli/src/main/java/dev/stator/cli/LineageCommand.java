package dev.stator.cli;

import dev.stator.lineage.Lineage;
import dev.stator.lineage.LineageFormat;
import dev.stator.lineage.LineageReport;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stator lineage}: source code to its uses of tables. */
@Command(
    name = "lineage",
    description = {
      "Reads Python sources, and the templates beside them, and says which function uses which"
          + " DynamoDB table, how, and how its name was found out. Nothing of the code is run; no"
          + " credentials and no network are needed.",
      "",
      "What cannot be analysed is left out with its reason, and stops nothing."
    },
    footer = {
      "  stator lineage                                    the current folder, as a table",
      "  stator lineage src infra --to lineage.html        to look at in a browser, offline",
      "  stator lineage src -o policy --quiet > policies.json",
      "  stator lineage src --exclude tests --links content -o json",
      "  stator lineage src --fail-on warning,unknown      exit code 3 if there is one",
      "  stator lineage diff main --fail-on scan,new-writer"
    })
final class LineageCommand implements Callable<ExitCode> {
  static final Set<OutputFormat> FORMS =
      EnumSet.complementOf(EnumSet.of(OutputFormat.JSONL, OutputFormat.DYNAMODB_JSON));

  private final Invocation invocation;

  @Parameters(
      arity = "0..*",
      paramLabel = "PATH",
      description = "Folders and files; the current folder by default")
  List<Path> paths = List.of();

  @Mixin private final LineageSource source = new LineageSource();
  @Mixin private final LineageOutput output = new LineageOutput();

  @Option(
      names = "--fail-on",
      paramLabel = "WHAT",
      split = ",",
      description =
          "End with exit code 3 if there is one of these, with commas between: unknown (a table"
              + " whose name is not known), finding, warning, or a rule's name, such as"
              + " scan-on-request-path")
  List<String> failOn = List.of();

  LineageCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public ExitCode call() {
    Set<String> rules = Lineage.findingRules().keySet();
    LineageOutput.checkWords(
        "stator lineage", failOn, concat(List.of("unknown", "finding", "warning"), rules));
    output.check("stator lineage", FORMS, invocation);
    LineageRun run = new LineageRun(invocation, "stator lineage", source.options("stator lineage"));
    Optional<LineageReport> done = run.analyze(paths.isEmpty() ? List.of(Path.of("")) : paths);
    if (done.isEmpty()) {
      return ExitCode.INTERRUPTED;
    }
    LineageReport report = done.get();
    OutputFormat form = output.form(invocation, OutputFormat.TABLE);
    output.write(rendered(report, form), invocation);
    run.tell(report, form == OutputFormat.TABLE && !output.toFile());
    return output.verdict(failing(report), invocation);
  }

  private static String rendered(LineageReport report, OutputFormat form) {
    return switch (form) {
      case TABLE -> LineageFormat.TABLE.render(report);
      case JSON -> LineageFormat.JSON.render(report);
      case DOT -> LineageFormat.DOT.render(report);
      case MERMAID -> LineageFormat.MERMAID.render(report);
      case SARIF -> LineageFormat.SARIF.render(report);
      case POLICY -> LineageFormat.POLICIES.render(report);
      case MATRIX -> LineageFormat.MATRIX.render(report);
      case MARKDOWN -> LineageFormat.MARKDOWN.render(report);
      case HTML -> LineageFormat.HTML.render(report);
      case JSONL, DYNAMODB_JSON -> throw new IllegalStateException("no form of lineage: " + form);
    };
  }

  /** How often there is what the user wants none of. */
  private Map<String, Integer> failing(LineageReport report) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (String word : failOn) {
      long count =
          word.equals("unknown")
              ? report.unresolved().size()
              : report.findings().stream().filter(finding -> means(word, finding)).count();
      if (count > 0) {
        counts.put(word, (int) count);
      }
    }
    return counts;
  }

  private static boolean means(String word, LineageReport.Finding finding) {
    return word.equals("finding")
        || word.equals(finding.rule())
        || word.equals(finding.level().name().toLowerCase(Locale.ROOT));
  }

  private static List<String> concat(List<String> words, Set<String> more) {
    return Stream.concat(words.stream(), more.stream()).toList();
  }
}
