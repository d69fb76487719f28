package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DemoCommandTest {
  @TempDir Path temporary;

  @Test
  void aSmallDemoEndsWithTheProofAndNamesWhatItMade() {
    Path folder = temporary.resolve("new folder");

    Stator.Outcome outcome = Stator.run("demo", "--items", "500", "--dir", folder.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .contains("result", "equal: every item is in the export, once, as it was put")
        .contains("rm -r '" + folder + "'");
    String manifest =
        outcome.out().lines().map(String::strip).filter(l -> l.startsWith("/")).findFirst().get();
    assertThat(Path.of(manifest)).isRegularFile().hasFileName("manifest-summary.json");
    Path page = folder.resolve("lineage/lineage.html");
    assertThat(outcome.out())
        .containsPattern(
            "lineage +[0-9]+ links of [0-9]+ functions to 3 tables, 1 name unknown, [0-9]+ findings")
        .contains("  " + page);
    assertThat(page).isRegularFile();
    assertThat(outcome.err()).contains("1/5 ", "2/5 ", "3/5 ", "4/5 ", "5/5 ");
  }

  @Test
  void asJsonItIsOneObjectAndNothingElse() {
    Stator.Outcome outcome =
        Stator.run("demo", "--items", "120", "--dir", temporary + "/d", "-o", "json", "--quiet");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEmpty();
    byte[] json = outcome.out().strip().getBytes(StandardCharsets.UTF_8);
    JsonReader reader = new JsonReader().reset(json, 0, json.length);
    reader.skip();
    reader.endDocument();
    assertThat(outcome.out())
        .startsWith("{\"items\":120,\"equal\":true,\"differences\":0,")
        .contains("\"lineage\":{\"links\":", "\"report\":\"" + temporary)
        .contains("\"replication\":{\"items\":120,", "\"manifest\":\"s3://demo/AWSDynamoDB/");
  }

  @Test
  void aFolderThatIsInUseIsLeftAlone() throws IOException {
    Files.writeString(temporary.resolve("mine"), "precious");

    Stator.Outcome outcome = Stator.run("demo", "--dir", temporary.toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains(": the folder is not empty");
    assertThat(temporary.resolve("mine")).hasContent("precious");
  }

  @Test
  void anInterruptedDemoSaysWhatIsThereAndHowToRemoveIt() {
    Stator stator = new Stator();
    stator.interruption.request();
    String folder = temporary.resolve("d").toString();

    Stator.Outcome outcome = stator.launch("demo", "--items", "5000", "--dir", folder);

    assertThat(outcome.code()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("stopped; what was made is in " + folder, "rm -r '");
  }
}
