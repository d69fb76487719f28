package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.Item;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ExistingExportTest {
  private final Fakes fakes = new Fakes();
  private String data = "";

  @AfterEach
  void close() {
    fakes.close();
  }

  @BeforeEach
  void replicateOnce() {
    fakes.put(Fakes.items(50, 100));
    data =
        fakes
            .replicate(Fakes.options().build())
            .manifest()
            .prefix()
            .replace("manifest-summary.json", "data/");
  }

  @Test
  void aFinishedExportIsNotOverwritten() {
    assertThatThrownBy(() -> fakes.replicate(Fakes.options().build()))
        .isInstanceOf(ReplicationException.class)
        .hasMessageMatching(
            "a finished export .* is at s3://backup/daily/AWSDynamoDB/.*/manifest-summary.json")
        .asInstanceOf(InstanceOfAssertFactories.type(ReplicationException.class))
        .extracting(ReplicationException::hint)
        .asString()
        .contains("--overwrite");
  }

  @Test
  void aRefusedRunLeavesTheFinishedExportReadable() {
    assertThatThrownBy(() -> fakes.replicate(Fakes.options().build())).isNotNull();

    assertThat(fakes.isFinished()).isTrue();
    assertThat(fakes.dataKeys()).isNotEmpty();
  }

  @Test
  void anotherReplicationOfTheTableGoesBesideIt() {
    fakes.replicate(Fakes.options().compression(Compression.GZIP).build());

    assertThat(fakes.s3.keys(Fakes.BUCKET))
        .filteredOn(key -> key.endsWith("manifest-summary.json"))
        .hasSize(2);
  }

  @Test
  void overwritingLeavesNothingOfTheOldExport() {
    fakes.s3.put(Fakes.BUCKET, data + "000000-00099.json", new byte[] {1});
    fakes.put(List.of(Item.builder().put("id", "new").build()));

    ReplicationSummary summary = fakes.replicate(Fakes.options().overwrite(true).build());

    assertThat(fakes.readBack(summary.manifest())).hasSize(51);
    assertThat(fakes.dataKeys()).doesNotContain(data + "000000-00099.json");
  }

  @Test
  void whatAnUnfinishedRunLeftIsRemoved() {
    fakes
        .s3Access
        .client()
        .deleteObject(
            r -> r.bucket(Fakes.BUCKET).key(data.replace("data/", "manifest-summary.json")));
    fakes.s3.put(Fakes.BUCKET, data + "000000-00099.json", new byte[] {1});

    fakes.replicate(Fakes.options().build());

    assertThat(fakes.dataKeys()).doesNotContain(data + "000000-00099.json");
  }

  @Test
  void uploadsThatAKilledRunLeftInProgressAreAborted() {
    fakes
        .s3Access
        .client()
        .createMultipartUpload(r -> r.bucket(Fakes.BUCKET).key(data + "000000-00000.json"));

    fakes.replicate(Fakes.options().overwrite(true).build());

    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).isZero();
  }

  @Test
  void uploadsOfOthersAreLeftAlone() {
    fakes.s3Access.client().createMultipartUpload(r -> r.bucket(Fakes.BUCKET).key("daily/else"));

    fakes.replicate(Fakes.options().overwrite(true).build());

    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).isEqualTo(1);
  }
}
