package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.lineage.LineageReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoLineageTest {
  private static final Path RESOURCES = Path.of("src/main/resources/dev/stator/cli/demo-app");

  @TempDir Path folder;

  @Test
  void theListNamesEveryFileOfTheApplication() throws IOException {
    try (Stream<Path> files = Files.walk(RESOURCES)) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .map(file -> RESOURCES.relativize(file).toString().replace('\\', '/')))
          .containsExactlyInAnyOrderElementsOf(DemoLineage.FILES);
    }
  }

  @Test
  void theApplicationShowsWhatLineageFinds() throws IOException {
    DemoLineage lineage = DemoLineage.analyze(folder);
    LineageReport report = lineage.report();

    assertThat(report.links().stream().map(link -> String.valueOf(link.table().name())).distinct())
        .containsExactlyInAnyOrder(
            "shop-orders", "shop-customers", "shop-prices", "shop-reports", "null");
    assertThat(report.findings().stream().map(LineageReport.Finding::rule))
        .contains("scan-on-request-path", "unpaginated-read", "unused-table");
    assertThat(report.unresolved()).hasSize(1);
    assertThat(report.functions()).hasSize(5);
    assertThat(lineage.page()).content().contains("shop-orders", "It was fine while there were");
  }
}
