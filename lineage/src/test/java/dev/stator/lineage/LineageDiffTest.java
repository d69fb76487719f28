package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageDiffTest {
  @TempDir Path base;
  @TempDir Path head;

  private static LineageReport of(Path root, String... lines) {
    return new PythonProject(root).file("app.py", lines).analyze();
  }

  @Test
  void codeThatMovedIsNoChange() {
    LineageReport before =
        of(base, "import boto3", "def f():", "    boto3.resource('dynamodb').Table('t').scan()");
    LineageReport after =
        of(
            head,
            "import boto3",
            "",
            "# moved",
            "def f():",
            "    boto3.resource('dynamodb').Table('t').scan()");
    assertThat(LineageDiff.between(before, after).isEmpty()).isTrue();
  }

  @Test
  void whatIsAddedAndRemovedIsNamedWithItsKind() {
    LineageReport before =
        of(
            base,
            "import boto3",
            "def f():",
            "    boto3.resource('dynamodb').Table('t').get_item(Key={})");
    LineageReport after =
        of(
            head,
            "import boto3",
            "def f(name):",
            "    boto3.resource('dynamodb').Table('new').scan()",
            "    boto3.resource('dynamodb').Table(name).delete_item(Key={})");
    LineageDiff diff = LineageDiff.between(before, after);
    assertThat(diff.changes().keySet())
        .containsExactly(
            LineageDiff.Change.SCAN,
            LineageDiff.Change.NEW_WRITER,
            LineageDiff.Change.UNKNOWN,
            LineageDiff.Change.NEW_TABLE);
    assertThat(diff.toText())
        .isEqualTo(
            """
            - app.py:3 f select t by Table.get_item
            + app.py:3 f select new by Table.scan [scan, new-table]
            + app.py:4 f delete UNKNOWN by Table.delete_item [new-writer, unknown]
            """);
    assertThat(diff.toJson())
        .contains("\"changes\": [\"scan\", \"new-writer\", \"unknown\", \"new-table\"]");
  }
}
