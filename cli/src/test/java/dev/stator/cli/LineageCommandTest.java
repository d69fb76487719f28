package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LineageCommandTest {
  @TempDir Path folder;
  private String sources = "";

  @BeforeEach
  void aSmallProject() throws IOException {
    Path src = Files.createDirectories(folder.resolve("src"));
    sources = src.toString();
    write(
        "src/app.py",
        "import boto3",
        "orders = boto3.resource('dynamodb').Table('orders')",
        "def handler(event, context):",
        "    return orders.scan()",
        "def archive(name, item):",
        "    boto3.resource('dynamodb').Table(name).put_item(Item=item)");
  }

  private Path write(String name, String... lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    return Files.write(file, List.of(lines));
  }

  @Test
  void theTableIsOnStdoutWithItsCountsAndNothingElseIsSaid() {
    Stator.Outcome outcome = Stator.run("lineage", sources, "--no-progress");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .containsPattern("orders +select +handler +Table\\.scan +app\\.py:4 +exact")
        .contains("unknown: app.py:6 archive: parameter name of archive")
        .endsWith("4 links from 2 sites to 1 tables; 1 names unknown; 1 files, 1 parsed\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          json     | "schema": 1
          dot      | digraph lineage
          mermaid  | flowchart LR
          sarif    | "version": "2.1.0"
          policy   | arn:aws:dynamodb:*:*:table/orders
          matrix   | KEY CONDITION
          markdown | ## Table orders
          html     | <!DOCTYPE html>
          """)
  void everyFormIsPrinted(String form, String part) {
    Stator.Outcome outcome = Stator.run("lineage", sources, "-o", form, "--no-progress");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains(part);
    assertThat(outcome.err())
        .startsWith("4 links from 2 sites to 1 tables; 1 names unknown; ")
        .hasLineCount(1);
  }

  @Test
  void aFormMayStandBeforeTheCommandAndAnotherCommandsIsRefused() {
    assertThat(Stator.run("-o", "dot", "lineage", sources).out()).startsWith("digraph");
    Stator.Outcome outcome = Stator.run("lineage", sources, "-o", "jsonl");
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .startsWith("error: stator lineage: --output jsonl: not one of table, json, dot, ");
    assertThat(Stator.run("completion", "bash", "-o", "dot").err())
        .startsWith("error: stator completion: --output dot: not one of table, json, jsonl\n");
  }

  @Test
  void theEndingOfTheFileDecidesTheForm() {
    Path page = folder.resolve("lineage.html");

    Stator.Outcome outcome =
        Stator.run("lineage", sources, "--to", page.toString(), "--no-progress");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("wrote " + page + ", ").contains("4 links from 2 sites");
    assertThat(page).content().startsWith("<!DOCTYPE html>");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void aPageIsNotPrintedOnATerminal() {
    Stator.Outcome outcome = new Stator().onTerminal().launch("lineage", sources, "-o", "html");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("a page is nothing for a terminal", "--to lineage.html");
  }

  @Test
  void aFolderThatCannotBeWrittenToIsNamedAndNothingIsLeft() {
    Stator.Outcome outcome =
        Stator.run("lineage", sources, "--to", folder + "/none/report.json", "--no-progress");

    assertThat(outcome.code()).isEqualTo(ExitCode.FAILED);
    assertThat(outcome.err())
        .startsWith("error: the report cannot be written to " + folder + "/none/report.json: ");
  }

  @Test
  void findingsAndUnknownNamesFailOnlyWhenAskedTo() {
    assertThat(Stator.run("lineage", sources).code()).isEqualTo(ExitCode.OK);
    Stator.Outcome outcome =
        Stator.run("lineage", sources, "--fail-on", "unknown,scan-on-request-path", "--quiet");
    assertThat(outcome.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.err())
        .isEqualTo("fails on unknown (1), scan-on-request-path (1), as --fail-on asks\n");
    assertThat(outcome.out()).contains("orders");
    assertThat(Stator.run("lineage", sources, "--fail-on", "item-call-in-loop").code())
        .isEqualTo(ExitCode.OK);
  }

  @Test
  void aWordThatMeansNothingIsRefusedBeforeAnythingIsRead() {
    Stator.Outcome outcome = Stator.run("lineage", sources, "--fail-on", "unkown");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .startsWith("error: stator lineage: --fail-on unkown: not one of unknown, finding, warning")
        .contains("hint: did you mean unknown?");
  }

  @Test
  void whatIsExcludedIsListedAsSkipped() throws IOException {
    write("src/tests/test_app.py", "import boto3", "boto3.resource('dynamodb').Table('t').scan()");

    assertThat(Stator.run("lineage", sources).out()).contains("tests/test_app.py:2");
    assertThat(Stator.run("lineage", sources, "--exclude", "tests/").out())
        .contains("skipped: tests: excluded as asked for")
        .doesNotContain("test_app.py:2");
    assertThat(Stator.run("lineage", sources, "--exclude", "{").err())
        .startsWith("error: stator lineage: --exclude {: no glob");
  }

  @Test
  void whatWasLeftOutIsToldBesideAReportForPrograms() throws IOException {
    Files.write(folder.resolve("src/bin.py"), new byte[] {1, 0, 2});

    assertThat(Stator.run("lineage", sources, "-o", "json").err())
        .contains("skipped: bin.py: binary: a NUL byte at offset 1");
  }

  @Test
  void aPathThatIsNotThereIsNamed() {
    Stator.Outcome outcome = Stator.run("lineage", sources, folder + "/gone");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .startsWith("error: stator lineage: " + folder + "/gone: no such file or folder\nhint: ");
  }

  @Test
  void aFolderWithoutSourcesSaysSo() throws IOException {
    write("docs/a.md", "text");
    Files.createDirectories(folder.resolve("blob"));
    Files.write(folder.resolve("blob/b.py"), new byte[] {0});

    Stator.Outcome none = Stator.run("lineage", folder + "/docs", "--no-progress");
    assertThat(none.code()).isEqualTo(ExitCode.FAILED);
    assertThat(none.err())
        .startsWith("error: stator lineage: " + folder + "/docs: there is no Python file\n");
    assertThat(Stator.run("lineage", folder + "/blob").err())
        .contains(
            "there is no Python file that can be analysed; left out: b.py (binary: a NUL byte at"
                + " offset 0)");
  }

  @Test
  void linksByContentLookIntoTransactions() throws IOException {
    write(
        "src/app.py",
        "import boto3",
        "def f():",
        "    boto3.client('dynamodb').transact_write_items(TransactItems=[",
        "        {'Delete': {'TableName': 't', 'Key': {}}}])");

    assertThat(Stator.run("lineage", sources).out()).contains("insert delete");
    assertThat(Stator.run("lineage", sources, "--links", "content").out())
        .contains("delete")
        .doesNotContain("insert");
  }

  @Test
  void anInterruptedRunWritesNothing() {
    Stator stator = new Stator();
    stator.interruption.request();
    Path report = folder.resolve("r.json");

    Stator.Outcome outcome = stator.launch("lineage", sources, "--to", report.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(report).doesNotExist();
    assertThat(Thread.interrupted()).isFalse();
  }
}
