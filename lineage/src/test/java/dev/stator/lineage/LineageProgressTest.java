package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineageProgressTest {
  @TempDir Path root;

  @Test
  void itTellsHowManyFilesWereFoundAndParsed() {
    new PythonProject(root)
        .file("a.py", "import boto3", "boto3.resource('dynamodb').Table('t').scan()")
        .file("b.py", "print('nothing of interest')");
    LineageProgress progress = new LineageProgress();
    assertThat(progress.phase()).isEqualTo(LineageProgress.Phase.SEARCHING);

    var unused = Lineage.analyze(List.of(root), LineageOptions.defaults(), progress);

    assertThat(progress.phase()).isEqualTo(LineageProgress.Phase.FOLLOWING);
    assertThat(progress.files()).isEqualTo(2);
    assertThat(progress.parsed()).isEqualTo(1);
  }
}
