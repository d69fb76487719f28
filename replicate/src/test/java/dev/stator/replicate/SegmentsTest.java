package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import dev.stator.testkit.Operation;
import dev.stator.testkit.RecordedRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SegmentsTest {
  private final Fakes fakes = new Fakes();

  @AfterEach
  void close() {
    fakes.close();
  }

  @ParameterizedTest
  @CsvSource({"1,1", "1,8", "3,8", "8,8", "50,3", "200,1"})
  void everyItemIsThereOnceHoweverManySegmentsAndWorkers(int segments, int workers) {
    List<Item> items = Fakes.items(300, 100);
    fakes.put(items);

    ReplicationSummary summary =
        fakes.replicate(Fakes.options().segments(segments).workers(workers).build());

    assertThat(fakes.readBack(summary.manifest()).values())
        .containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void everySegmentIsAskedForFromZeroOn() {
    fakes.replicate(Fakes.options().segments(5).build());

    assertThat(fakes.dynamo.requests(Operation.SCAN))
        .extracting(RecordedRequest::bodyText)
        .hasSize(5)
        .allMatch(body -> body.contains("\"TotalSegments\":5"));
    IntStream.range(0, 5)
        .forEach(
            segment ->
                assertThat(fakes.dynamo.requests(Operation.SCAN))
                    .filteredOn(scan -> scan.bodyText().contains("\"Segment\":" + segment + ","))
                    .hasSize(1));
  }

  @Test
  void withoutANumberThereAreFourSegmentsForEachWorker() {
    ReplicationSummary summary = fakes.replicate(Fakes.options().workers(3).build());

    assertThat(summary.segments()).isEqualTo(12);
  }

  @Test
  void anEmptyTableHasAManifestAndNoDataObject() {
    ReplicationSummary summary = fakes.replicate(Fakes.options().build());

    assertThat(fakes.dataKeys()).isEmpty();
    assertThat(summary.items()).isZero();
    assertThat(Export.open(fakes.s3Access, summary.manifest()).objects()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1,JSON,NONE,1", "7,JSON,ZSTD,20000", "3,DYNAMODB_JSON,GZIP,5000000"})
  void theDigestIsTheTablesWhateverTheSegmentsFormatAndCompression(
      int segments, ExportFormat format, Compression compression, long fileSize) {
    fakes.put(AwkwardItemsTest.awkwardItems()).put(Fakes.items(100, 500));
    String digest = fakes.replicate(Fakes.options().segments(4).build()).digest();

    ReplicationSummary other =
        fakes.replicate(
            Fakes.options()
                .segments(segments)
                .format(format)
                .compression(compression)
                .fileSize(fileSize)
                .build());

    assertThat(other.digest()).isEqualTo(digest);
  }

  @Test
  void anotherItemHasAnotherDigest() {
    fakes.put(Fakes.items(100, 50));
    String digest = fakes.replicate(Fakes.options().build()).digest();
    fakes.put(List.of(Item.builder().put("id", "o-17").put("text", "changed").build()));

    ReplicationSummary changed = fakes.replicate(Fakes.options().overwrite(true).build());

    assertThat(changed.digest()).isNotEqualTo(digest);
  }

  @Test
  void progressCountsWhatTheSummarySays() {
    fakes.put(Fakes.items(100, 500));
    Replication replication =
        new Replication(fakes.client, fakes.s3Access, Fakes.options().segments(4).build());

    ReplicationSummary summary = replication.run();

    ReplicationProgress progress = replication.progress();
    assertThat(progress.items()).isEqualTo(100).isEqualTo(summary.items());
    assertThat(progress.segmentsDone()).isEqualTo(4);
    assertThat(progress.objects()).isEqualTo(summary.objects());
    assertThat(progress.bytesWritten()).isEqualTo(summary.bytesWritten());
  }
}
