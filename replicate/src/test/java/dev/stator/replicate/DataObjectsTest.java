package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.S3Operation;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How lines are cut into objects, and objects into parts. */
final class DataObjectsTest {
  private final Fakes fakes = new Fakes(FakeDynamoDb.builder().pageBytes(100_000));

  @AfterEach
  void close() {
    fakes.close();
  }

  @Test
  void anObjectEndsWithThePageThatFillsIt() {
    fakes.put(Fakes.items(1000, 1000));

    ReplicationSummary summary =
        fakes.replicate(Fakes.options().segments(1).fileSize(250_000).build());

    List<DataObject> objects = objects(summary);
    assertThat(objects.subList(0, objects.size() - 1))
        .allSatisfy(object -> assertThat(object.bytes()).isBetween(250_000L, 360_000L));
  }

  @Test
  void theSmallestFileSizeMakesAnObjectOfEachPage() {
    fakes.put(Fakes.items(250, 1000));

    ReplicationSummary summary = fakes.replicate(Fakes.options().segments(1).fileSize(1).build());

    assertThat(summary.objects()).isEqualTo(3);
  }

  @Test
  void twoRunsGiveTheSameNamesAndBytes() {
    fakes.put(Fakes.items(500, 1000));
    ReplicationOptions options = Fakes.options().segments(5).fileSize(50_000).build();
    List<DataObject> first = objects(fakes.replicate(options));

    List<DataObject> second =
        objects(
            fakes.replicate(
                Fakes.options().segments(5).fileSize(50_000).overwrite(true).workers(1).build()));

    assertThat(second).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void theManifestsSumsAreThoseOfTheObjectsInS3(Compression compression) throws Exception {
    fakes.put(Fakes.items(300, 1000));

    ReplicationSummary summary = fakes.replicate(Fakes.options().compression(compression).build());

    for (DataObject object : objects(summary)) {
      byte[] bytes = fakes.object(object.key());
      assertThat(object.bytes()).isEqualTo(bytes.length);
      assertThat(object.md5())
          .isEqualTo(
              Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes)));
    }
  }

  /** The lines of one item, framed by 34 bytes, fill parts to the byte. */
  @ParameterizedTest
  @CsvSource({"-1,1", "0,1", "1,2", "8388607,2", "8388608,2", "8388609,3"})
  void anObjectAtThePartsBoundaryIsWhole(int beyondAPart, int parts) throws Exception {
    int size = PartBuffer.PART_BYTES + beyondAPart;
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31 + i / 255);
    }
    try (S3Store store = new S3Store(fakes.s3Access, Fakes.BUCKET, 1)) {
      ObjectWriter writer =
          new ObjectWriter(store, "key", new PartBuffer(), Compression.NONE, true, n -> {});
      for (int from = 0; from < size; from += 999_983) {
        writer.write(bytes, from, Math.min(999_983, size - from));
      }
      DataObject object = writer.finish(1, "digest");

      assertThat(fakes.object("key")).isEqualTo(bytes);
      assertThat(object.bytes()).isEqualTo(size);
      assertThat(object.md5())
          .isEqualTo(
              Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes)));
    }
    assertThat(fakes.s3.requests(S3Operation.UPLOAD_PART)).hasSize(parts == 1 ? 0 : parts);
    assertThat(fakes.s3.uploadsInProgress(Fakes.BUCKET)).isZero();
  }

  @Test
  void aTableOfManyPartsComesBackWhole() {
    List<Item> items = Fakes.items(300, 70_000);
    fakes.put(items);

    ReplicationSummary summary = fakes.replicate(Fakes.options().segments(1).build());

    assertThat(objects(summary))
        .singleElement()
        .extracting(DataObject::etag)
        .asString()
        .endsWith("-3");
    assertThat(fakes.readBack(summary.manifest()).values())
        .containsExactlyInAnyOrderElementsOf(items);
  }

  @Test
  void namesSayTheSegmentTheNumberAndTheCompression() {
    fakes.put(Fakes.items(200, 1000));

    fakes.replicate(Fakes.options().segments(1).fileSize(1).compression(Compression.ZSTD).build());

    assertThat(
            fakes.dataKeys().stream()
                .map(key -> key.replaceFirst(".*/", ""))
                .collect(Collectors.toList()))
        .startsWith("000000-00000.json.zst", "000000-00001.json.zst");
  }

  private List<DataObject> objects(ReplicationSummary summary) {
    return Export.open(fakes.s3Access, summary.manifest()).objects();
  }
}
