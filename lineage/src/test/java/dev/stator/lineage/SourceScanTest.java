package dev.stator.lineage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceScanTest {
  private static final String USE = "import boto3\nboto3.resource('dynamodb').Table('%s').scan()\n";

  @TempDir Path root;

  private LineageReport analyze() {
    return Lineage.analyze(List.of(root), LineageOptions.defaults().withLargestFile(10_000));
  }

  private List<String> skipped() {
    return analyze().skipped().stream()
        .map(skipped -> skipped.file() + ": " + skipped.reason())
        .toList();
  }

  @Test
  void aLoopOfSymbolicLinksIsSkippedWithItsReason() throws IOException {
    Files.createDirectory(root.resolve("a"));
    Files.createSymbolicLink(root.resolve("a/loop"), root);
    Files.writeString(root.resolve("a/app.py"), USE.formatted("t"));
    assertThat(skipped()).containsExactly("a/loop: symbolic link loop");
    assertThat(analyze().links()).hasSize(1);
  }

  @Test
  void whatIsExcludedByNameOrByPathIsLeftOutAndListed() throws IOException {
    for (String name : List.of("app.py", "app_test.py", "tests/a.py", "x/tests/b.py", "x/y/c.py")) {
      Path file = root.resolve(name);
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, USE.formatted(name));
    }
    LineageOptions options =
        LineageOptions.defaults().withExcluded(List.of("*_test.py", "tests/", "x/**/c.py"));
    LineageReport report = Lineage.analyze(List.of(root), options);
    assertThat(report.links().stream().map(link -> link.table().name())).containsExactly("app.py");
    assertThat(report.skipped().stream().map(LineageReport.Skipped::file))
        .containsExactly("app_test.py", "tests", "x/tests", "x/y/c.py");
  }

  @Test
  void aHugeFileIsSkippedWithItsSize() throws IOException {
    Files.writeString(root.resolve("huge.py"), "x = 1\n".repeat(3_000));
    assertThat(skipped()).containsExactly("huge.py: huge: 18000 bytes, the limit is 10000");
  }

  @Test
  void aBinaryFileIsSkipped() throws IOException {
    Files.write(root.resolve("binary.py"), new byte[] {'x', 0, 'y'});
    assertThat(skipped()).containsExactly("binary.py: binary: a NUL byte at offset 1");
  }

  @Test
  void aFileThatIsNotUtf8AndDoesNotSayWhatItIsIsSkipped() throws IOException {
    Files.write(root.resolve("odd.py"), "x = 'é'\n".getBytes(ISO_8859_1));
    Files.writeString(root.resolve("strange.py"), "# -*- coding: klingon -*-\n");
    assertThat(skipped())
        .containsExactly("odd.py: not valid UTF-8", "strange.py: encoding not known: klingon");
  }

  @Test
  void aDeclaredEncodingIsFollowedAndAByteOrderMarkPassedOver() throws IOException {
    Files.write(
        root.resolve("latin.py"),
        ("# coding: latin-1\n" + USE.formatted("é")).getBytes(ISO_8859_1));
    Files.writeString(root.resolve("bom.py"), "\uFEFF" + USE.formatted("b"));
    assertThat(analyze().links().stream().map(link -> link.table().name()).toList())
        .containsExactly("b", "é");
  }

  @Test
  void installedPackagesAreNotTheProject() throws IOException {
    Files.createDirectories(root.resolve("env/lib"));
    Files.writeString(root.resolve("env/pyvenv.cfg"), "");
    Files.writeString(root.resolve("env/lib/x.py"), USE.formatted("t"));
    assertThat(analyze().links()).isEmpty();
    assertThat(skipped()).containsExactly("env: installed packages, not the project's own code");
  }

  @Test
  void aFileOfTheProjectThatCannotMatterIsNotParsed() throws IOException {
    Files.writeString(root.resolve("plain.py"), "x = 1\n");
    Files.writeString(root.resolve("names.py"), "NAME = 'imported'\n");
    Files.writeString(
        root.resolve("app.py"),
        "import boto3\nfrom names import NAME\nboto3.resource('dynamodb').Table(NAME).scan()\n");
    LineageReport report = analyze();
    assertThat(report.links().get(0).table().name()).isEqualTo("imported");
    assertThat(report.stats().files()).isEqualTo(3);
    assertThat(report.stats().parsed()).isEqualTo(2);
  }

  @Test
  void aSingleFileAndSeveralRootsCanBeGiven() throws IOException {
    Path file = root.resolve("app.py");
    Files.writeString(file, USE.formatted("t"));
    LineageReport report = Lineage.analyze(List.of(file), LineageOptions.defaults());
    assertThat(report.links().get(0).site().file()).isEqualTo("app.py");
    Path missing = root.resolve("missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lineage.analyze(List.of(missing), LineageOptions.defaults()))
        .withMessageContaining("missing");
  }

  @Test
  void aCarriageReturnAloneEndsALineAsInPython() throws IOException {
    Files.writeString(
        root.resolve("old.py"),
        "import boto3\r# coding: utf-8\rdb = boto3.resource('dynamodb')\r"
            + "def f():\r  # a comment\r  if db:\r    db.Table('\u00e9').scan()\r\n  db.Table('b').load()\r");

    LineageReport report = analyze();

    assertThat(report.skipped()).isEmpty();
    assertThat(report.links())
        .extracting(link -> link.site().line() + " " + link.table().name())
        .containsExactly("7 \u00e9", "8 b");
  }
}
