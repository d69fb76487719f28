package dev.stator.replicate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.S3Operation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not as the manifest says never reads as if it were. */
final class ReadingExportsTest {
  private final Fakes fakes = new Fakes();

  @AfterEach
  void close() {
    fakes.close();
  }

  @BeforeEach
  void fill() {
    fakes.put(Fakes.items(100, 400));
  }

  static Stream<Arguments> damage() {
    Stream.Builder<Arguments> all = Stream.builder();
    for (ExportFormat format : ExportFormat.values()) {
      for (Compression compression : Compression.values()) {
        all.add(Arguments.of(format, compression, "cut short", cut(10)));
        all.add(
            Arguments.of(format, compression, "empty", (UnaryOperator<byte[]>) b -> new byte[0]));
        all.add(
            Arguments.of(
                format, compression, "longer", (UnaryOperator<byte[]>) ReadingExportsTest::longer));
        all.add(
            Arguments.of(
                format,
                compression,
                "a line lost",
                relined(compression, lines -> lines.subList(1, lines.size()))));
        all.add(
            Arguments.of(
                format,
                compression,
                "a line twice",
                relined(compression, lines -> twiceTheFirst(lines))));
      }
    }
    for (Compression compression : Compression.values()) {
      for (int at : new int[] {3, 200, 900}) {
        all.add(Arguments.of(ExportFormat.DYNAMODB_JSON, compression, "bit at " + at, flipped(at)));
      }
    }
    return all.build();
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("damage")
  void damageIsToldWithTheObject(
      ExportFormat format, Compression compression, String what, UnaryOperator<byte[]> damage) {
    ReplicationSummary summary =
        fakes.replicate(
            Fakes.options().segments(1).format(format).compression(compression).build());
    String key = fakes.dataKeys().get(0);
    fakes.s3.put(Fakes.BUCKET, key, damage.apply(fakes.object(key)));

    ReplicationException error =
        catchThrowableOfType(ReplicationException.class, () -> fakes.lines(summary));

    assertThat(error)
        .hasMessageStartingWith("s3://backup/" + key + " is not what the manifest says: ");
  }

  @ParameterizedTest
  @CsvSource({"DYNAMODB_JSON,0", "DYNAMODB_JSON,20000", "JSON,0", "JSON,20000", "JSON,41189"})
  void anAnswerThatIsCutOffNeverReadsAsWhole(ExportFormat format, int bytes) {
    ReplicationSummary summary =
        fakes.replicate(Fakes.options().segments(1).format(format).build());
    fakes.s3.when(S3Operation.GET_OBJECT).keyContaining("/data/").then(Fault.truncated(bytes));

    ReplicationException error =
        catchThrowableOfType(ReplicationException.class, () -> fakes.lines(summary));

    assertThat(error).hasMessageStartingWith("cannot read s3://backup/daily/");
  }

  @Test
  void aManifestThatIsCutOffIsReadAgain() {
    ReplicationSummary summary = fakes.replicate(Fakes.options().build());
    fakes
        .s3
        .when(S3Operation.GET_OBJECT)
        .keyContaining("manifest-")
        .everyNth(2)
        .then(Fault.truncated(7));

    assertThat(Export.open(fakes.s3Access, summary.manifest()).itemCount()).isEqualTo(100);
  }

  @ParameterizedTest
  @ValueSource(strings = {"manifest-summary.json", "manifest-files.json"})
  void aDamagedManifestIsToldByItsMd5(String name) {
    ReplicationSummary summary = fakes.replicate(Fakes.options().build());
    String key = summary.manifest().prefix().replace("manifest-summary.json", name);
    byte[] bytes = fakes.object(key);
    bytes[bytes.length / 2] ^= 1;
    fakes.s3.put(Fakes.BUCKET, key, bytes);

    assertThatThrownBy(() -> Export.open(fakes.s3Access, summary.manifest()))
        .isInstanceOf(ReplicationException.class)
        .hasMessageContaining("s3://backup/" + key + " is damaged: its MD5");
  }

  @Test
  void aManifestThatContradictsItselfIsRefused() {
    ReplicationSummary summary = fakes.replicate(Fakes.options().build());
    String key = summary.manifest().prefix();
    byte[] other =
        new String(fakes.object(key), UTF_8)
            .replace("\"itemCount\":100", "\"itemCount\":101")
            .getBytes(UTF_8);
    fakes.s3.put(Fakes.BUCKET, key, other);
    fakes.s3.put(Fakes.BUCKET, key.replace(".json", ".md5"), Manifest.md5(other));

    assertThatThrownBy(() -> Export.open(fakes.s3Access, summary.manifest()))
        .hasMessageContaining("contradicts itself: it has 101 items, but its objects 100");
  }

  @Test
  void aMissingObjectIsNamed() {
    ReplicationSummary summary = fakes.replicate(Fakes.options().segments(1).build());
    String key = fakes.dataKeys().get(0);
    fakes.s3Access.client().deleteObject(r -> r.bucket(Fakes.BUCKET).key(key));

    assertThatThrownBy(() -> fakes.lines(summary))
        .hasMessageStartingWith("cannot read s3://backup/" + key + ": NoSuchKey");
  }

  @Test
  void whatIsNoExportIsNamed() {
    assertThatThrownBy(() -> Export.open(fakes.s3Access, S3Location.parse("s3://backup/none.json")))
        .isInstanceOf(ReplicationException.class)
        .hasMessageStartingWith("cannot read s3://backup/none.json: NoSuchKey");
  }

  @Test
  void plainJsonKeepsNoTypesToReadBack() {
    ReplicationSummary summary = fakes.replicate(Fakes.options().format(ExportFormat.JSON).build());

    assertThatThrownBy(() -> fakes.readBack(summary.manifest()))
        .isInstanceOf(ReplicationException.class)
        .hasMessageContaining("format JSON");
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void aLineLongerThanTheReadBufferIsOneLine(Compression compression) {
    Item large = Item.builder().put("id", "large").put("text", "\u0001".repeat(380_000)).build();
    fakes.put(List.of(large));

    ReplicationSummary summary = fakes.replicate(Fakes.options().compression(compression).build());

    assertThat(fakes.readBack(summary.manifest()).get("large")).isEqualTo(large);
  }

  @Test
  void whatTheCallersActionThrowsIsNoDamage() {
    ReplicationSummary summary = fakes.replicate(Fakes.options().segments(1).build());
    Export export = Export.open(fakes.s3Access, summary.manifest());

    assertThatThrownBy(
            () ->
                export.forEachItem(
                    export.objects().get(0),
                    item -> {
                      throw new IllegalArgumentException("mine");
                    }))
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage("mine");
  }

  @Test
  void aNativeExportIsReadLikeOneOfOurs() {
    try (FakeDynamoDb dynamo = FakeDynamoDb.builder().exportTo(fakes.s3).start()) {
      dynamo.createTable("orders", KeySchema.of("id", AttributeType.S));
      dynamo.enablePointInTimeRecovery("orders");
      AwkwardItemsTest.awkwardItems().forEach(item -> dynamo.put("orders", item));
      String manifest = Fakes.exportNatively(dynamo, "native");

      Export export = Export.open(fakes.s3Access, new S3Location(Fakes.BUCKET, manifest));

      assertThat(fakes.readBack(new S3Location(Fakes.BUCKET, manifest)).values())
          .containsExactlyInAnyOrderElementsOf(AwkwardItemsTest.awkwardItems());
      assertThat(export.digest()).isNull();
    }
  }

  private static UnaryOperator<byte[]> cut(int bytes) {
    return b -> Arrays.copyOf(b, b.length - bytes);
  }

  private static byte[] longer(byte[] b) {
    byte[] longer = Arrays.copyOf(b, b.length + 1);
    longer[b.length] = '\n';
    return longer;
  }

  private static UnaryOperator<byte[]> flipped(int at) {
    return b -> {
      byte[] flipped = b.clone();
      flipped[at] ^= 4;
      return flipped;
    };
  }

  private static List<String> twiceTheFirst(List<String> lines) {
    List<String> more = new ArrayList<>(lines);
    more.add(lines.get(0));
    return more;
  }

  /** Well compressed, but other lines. */
  private static UnaryOperator<byte[]> relined(
      Compression compression, UnaryOperator<List<String>> change) {
    return b -> {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (var in = compression.decompress(new ByteArrayInputStream(b));
          OutputStream compressed = compression.compress(out)) {
        String text = new String(in.readAllBytes(), UTF_8);
        List<String> lines = change.apply(text.lines().toList());
        compressed.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    };
  }
}
