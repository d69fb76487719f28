package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class LineageDiffCommandTest {
  private static final String GET =
      "import boto3\ndef f():\n    boto3.resource('dynamodb').Table('orders').get_item(Key={})\n";
  private static final String SCAN =
      "import boto3\ndef f():\n    boto3.resource('dynamodb').Table('orders').scan()\n";

  @TempDir Path folder;
  private Path repository = Path.of("");
  private String repo = "";

  @BeforeEach
  void aRepositoryWithTwoRevisions() throws IOException, InterruptedException {
    repository = Files.createDirectories(folder.resolve("repo"));
    repo = repository.toString();
    assumeTrue(git("init", "-q", "-b", "main") == 0, "there is no git on the path");
    Files.createDirectories(repository.resolve("src"));
    Files.writeString(repository.resolve("src/app.py"), GET);
    commit("one");
    Files.writeString(repository.resolve("src/app.py"), SCAN);
    commit("two");
  }

  private void commit(String tag) throws IOException, InterruptedException {
    assertThat(git("add", "-A")).isZero();
    assertThat(git("commit", "-q", "-m", tag)).isZero();
    assertThat(git("tag", tag)).isZero();
  }

  private int git(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "git",
                "-C",
                repo,
                "-c",
                "user.name=t",
                "-c",
                "user.email=t@t",
                "-c",
                "commit.gpgsign=false"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
    try {
      Process process = builder.start();
      process.getInputStream().readAllBytes();
      return process.waitFor();
    } catch (IOException absent) {
      return 127;
    }
  }

  private Stator.Outcome diff(String... arguments) {
    List<String> all = new ArrayList<>(List.of("lineage", "diff", "--no-progress", "--repo", repo));
    all.addAll(List.of(arguments));
    return Stator.run(all.toArray(String[]::new));
  }

  @Test
  void twoRevisionsAreComparedAndTheWorkTreeIsNotLookedAt() throws IOException {
    Files.writeString(repository.resolve("src/app.py"), "this is not even Python (");
    Files.writeString(repository.resolve("src/new.py"), SCAN);

    Stator.Outcome outcome = diff("one", "two");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .isEqualTo(
            """
            - src/app.py:3 f select orders by Table.get_item
            + src/app.py:3 f select orders by Table.scan [scan]
            """);
    assertThat(outcome.err()).isEqualTo("1 links added, 1 removed\n");
    assertThat(repository.resolve("src/app.py")).hasContent("this is not even Python (");
  }

  @Test
  void withoutAHeadItIsTheWorkTree() throws IOException {
    Files.writeString(repository.resolve("src/app.py"), GET + "    print(1)\n");

    assertThat(diff("two").out()).contains("- src/app.py:3 f select orders by Table.scan");
    assertThat(diff("one").err()).isEqualTo("no use of a table was added or removed\n");
  }

  @Test
  void aFolderOfTheRepositoryIsComparedAlone() {
    Stator.Outcome outcome =
        Stator.run("lineage", "diff", "one", "two", "--repo", repo + "/src", "--quiet");

    assertThat(outcome.out()).startsWith("- app.py:3 f select orders by Table.get_item\n");
  }

  @Test
  void twoReportsAreCompared() {
    Path base = folder.resolve("base.json");
    Path head = folder.resolve("head.json");
    assertThat(Stator.run("lineage", repo, "--to", head.toString()).code()).isEqualTo(ExitCode.OK);
    assertThat(Stator.run("lineage", repo, "--to", base.toString(), "--exclude", "src").code())
        .isEqualTo(ExitCode.FAILED);
    assertThat(diff("one", head.toString()).out()).contains("+ src/app.py:3 f select orders");
    assertThat(diff(head.toString(), head.toString()).out()).isEmpty();
  }

  @Test
  void whatAPipelineRefusesEndsItWithThree() {
    Stator.Outcome outcome = diff("one", "two", "--fail-on", "scan,new-writer,unknown");

    assertThat(outcome.code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(outcome.err()).endsWith("fails on scan (1), as --fail-on asks\n");
    assertThat(diff("two", "one", "--fail-on", "scan").code()).isEqualTo(ExitCode.OK);
    assertThat(diff("two", "one", "--fail-on", "any").code()).isEqualTo(ExitCode.FINDINGS);
    assertThat(diff("one", "two", "--fail-on", "scans").err())
        .startsWith("error: stator lineage diff: --fail-on scans: not one of scan, new-writer, ")
        .contains("hint: did you mean scan?");
  }

  @Test
  void itIsAlsoJsonAndMarkdown() {
    assertThat(diff("one", "two", "-o", "json").out())
        .startsWith("{\n  \"schema\": 1,\n  \"added\": [")
        .contains("\"changes\": [\"scan\"]");
    assertThat(diff("one", "two", "-o", "markdown").out())
        .contains(
            "## Added", "| orders | select | f | Table.scan | src/app.py:3 | scan |", "## Removed");
    assertThat(diff("one", "two", "-o", "html").err())
        .startsWith("error: stator lineage diff: --output html: not one of table, json, markdown");
  }

  @Test
  void aRevisionThatIsUnknownIsNamed() {
    Stator.Outcome outcome = diff("one", "nowhere");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .startsWith(
            "error: stator lineage diff: nowhere: neither a revision nor a report nor a folder\n");
  }

  @Test
  void aFolderThatIsNoRepositorySaysWhatGitSays() {
    Stator.Outcome outcome =
        Stator.run("lineage", "diff", "main", "--repo", folder.toString(), "--no-progress");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("(fatal: not a git repository");
  }

  @Test
  void aRevisionIsNoOptionOfGit() {
    assertThat(diff("--", "--help").err()).contains("--help: neither a revision nor a report");
  }

  @Test
  void linksAndSubmodulesOfARevisionAreLeftOutAndToldOf() throws Exception {
    Files.createSymbolicLink(repository.resolve("src/link.py"), Path.of("app.py"));
    commit("three");

    assertThat(diff("two", "three").err())
        .isEqualTo(
            """
            skipped: three:src/link.py: a symbolic link or submodule of the revision
            no use of a table was added or removed
            """);
  }

  @Test
  void aRevisionWithoutSourcesIsAnEmptyOne() throws Exception {
    assertThat(git("checkout", "-q", "--orphan", "empty")).isZero();
    assertThat(git("rm", "-rqf", ".")).isZero();
    Files.writeString(repository.resolve("README"), "nothing");
    commit("nothing");

    Stator.Outcome outcome = diff("nothing", "two");

    assertThat(outcome.out()).startsWith("+ src/app.py:3 f select orders by Table.scan [scan");
    assertThat(outcome.err()).contains("there is no Python file in nothing\n");
  }

  @Test
  void whatIsNoReportIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("x.json"), "{\"schema\": 7}");

    Stator.Outcome outcome = diff(file.toString(), "two");

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("schema 7", "hint: write it with: stator lineage PATH");
  }

  @Test
  void anInterruptedComparisonPrintsNothing() {
    Stator stator = new Stator();
    stator.interruption.request();

    Stator.Outcome outcome = stator.launch("lineage", "diff", "one", "two", "--repo", repo);

    assertThat(outcome.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void nothingIsLeftAmongTheTemporaryFiles() throws IOException {
    diff("one", "two");

    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(files.filter(file -> isOurs(file))).isEmpty();
    }
  }

  /** Other processes of this machine may be at it; only this test's repository has this text. */
  private static boolean isOurs(Path file) {
    Path app = file.resolve("src/app.py");
    try {
      return String.valueOf(file.getFileName()).startsWith("stator-lineage-")
          && Files.exists(app)
          && Files.readString(app, StandardCharsets.UTF_8).equals(SCAN);
    } catch (IOException gone) {
      return false;
    }
  }

  @Test
  void helpExplainsItWithExamples() {
    assertThat(Stator.run("lineage", "diff", "--help").out())
        .startsWith("Say what a change adds to and removes from the uses of tables.")
        .contains(
            "Usage: stator lineage diff", "origin/main HEAD --fail-on", "table, json, markdown");
    assertThat(Stator.run("lineage", "--help").out())
        .contains("Commands:\n  lineage diff  Say what a change adds to");
  }
}
