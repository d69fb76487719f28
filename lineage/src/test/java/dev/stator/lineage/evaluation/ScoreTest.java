package dev.stator.lineage.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.lineage.Lineage;
import dev.stator.lineage.LineageOptions;
import dev.stator.lineage.LineageReport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTest {
  @TempDir Path folder;

  @Test
  void eachKindOfMistakeCountsWhereItBelongs() throws IOException {
    Path sources = Files.createDirectories(folder.resolve("src"));
    Files.writeString(
        sources.resolve("app.py"),
        """
        import boto3
        table = boto3.resource("dynamodb").Table("orders")
        def found():
            table.get_item(Key={})
        def named_wrongly():
            table.scan()
        def not_labelled():
            table.put_item(Item={})
        """);
    Path labels = folder.resolve("app.tsv");
    Files.writeString(
        labels,
        """
        # repository https://example.org/app
        # commit 0
        # half A
        file\tline\tapi\tverdict\tartifact\tnames\tlinks\tnote
        app.py\t4\tTable.get_item\tcall\tfound\torders\tselect
        app.py\t6\tTable.scan\tcall\telsewhere\tusers\tselect+delete
        app.py\t7\tTable.query\tcall\tnot_labelled\tenv:X\tselect
        app.py\t8\tput_item\tnone\tnot_labelled
        """);
    LineageReport report = Lineage.analyze(List.of(sources), LineageOptions.defaults());

    Score score = Score.of(Labels.read(labels), report);

    assertThat(score.sites()).isEqualTo(3);
    assertThat(score.found()).isEqualTo(2);
    assertThat(score.links()).isEqualTo(5);
    assertThat(score.rightLinks()).isEqualTo(2);
    assertThat(score.rightArtifacts()).isEqualTo(1);
    assertThat(score.knowable()).isEqualTo(3);
    assertThat(score.rightNames()).isEqualTo(1);
    assertThat(score.given()).isEqualTo(3);
    assertThat(score.falseNames()).isEqualTo(2);
    assertThat(score.disagreements()).hasSize(6);
  }

  @Test
  void everyFileOfLabelsNamesItsRepositoryCommitAndHalf() throws IOException, URISyntaxException {
    URL url = ScoreTest.class.getResource("/eval");
    assertThat(url).isNotNull();
    List<Labels> all = Labels.all(Path.of(url.toURI()));

    assertThat(all).hasSizeGreaterThanOrEqualTo(10);
    for (Labels labels : all) {
      assertThat(labels.repository()).startsWith("https://github.com/").endsWith(labels.name());
      assertThat(labels.commit()).hasSize(40);
      assertThat(labels.half()).isIn("A", "B", "C", "D", "E", "F", "G");
      assertThat(labels.rows()).anyMatch(Labels.Row::call);
    }
  }
}
