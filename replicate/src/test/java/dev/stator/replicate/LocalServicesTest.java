package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stator.client.DynamoException;
import dev.stator.client.ResourceNotFoundException;
import dev.stator.client.ValidationException;
import dev.stator.item.Item;
import dev.stator.local.LocalServices;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;

/** Replications of a table in DynamoDB Local to s3proxy, which checks every signature. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
@NullUnmarked // The table is there once the tests begin.
final class LocalServicesTest {
  private static final Pattern LINE = Pattern.compile("\\{\"Item\":\\{[^\n]+\\}\\}");

  private static LocalTable table;

  @BeforeAll
  static void start() {
    table = new LocalTable();
  }

  @AfterAll
  static void stop() {
    table.close();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void theExportEqualsTheTableItemByItem(Compression compression) {
    ReplicationSummary summary =
        table.replicate(LocalTable.options("whole").compression(compression).fileSize(500_000));

    assertThat(readBack(summary)).isEqualTo(byId(item -> true));
    assertThat(summary.items()).isEqualTo(table.items.size()).isEqualTo(summary.scannedItems());
    assertThat(summary.objects()).isGreaterThan(1);
    assertThat(summary.consumedReadUnits()).isPositive();
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void plainJsonHasEveryItemOnALineOfItsOwnAndTheSameDigest(Compression compression) {
    ReplicationSummary summary =
        table.replicate(
            LocalTable.options("plain").format(ExportFormat.JSON).compression(compression));

    assertThat(Fakes.lines(table.s3, summary))
        .hasSize(table.items.size())
        .allMatch(line -> line.startsWith("{\"") && line.endsWith("}"))
        .contains("{\"id\":\"minimal\"}")
        .anyMatch(line -> line.contains("\"n\":12345678901234567890123456789012345678"))
        .anyMatch(line -> line.contains("\"id\":\"o-17\"") && line.contains("\"total\":119"));
    assertThat(summary.digest()).isEqualTo(wholeTable().digest());
  }

  @ParameterizedTest
  @CsvSource({"1,1", "7,3", "500,16", "40,32"})
  void howeverItIsSplitEachItemIsThereOnce(int segments, int workers) {
    ReplicationSummary summary =
        table.replicate(LocalTable.options("split").segments(segments).workers(workers));

    assertThat(readBack(summary)).isEqualTo(byId(item -> true));
    assertThat(summary.segments()).isEqualTo(segments);
  }

  @Test
  void stronglyConsistentReadsCostTwiceAsMuch() {
    double once = table.replicate(LocalTable.options("once").segments(4)).consumedReadUnits();

    ReplicationSummary twice =
        table.replicate(LocalTable.options("twice").segments(4).consistentRead(true));

    assertThat(twice.consumedReadUnits()).isEqualTo(2 * once);
  }

  @Test
  void aFilterKeepsWhatSatisfiesItAndCountsWhatWasRead() {
    ReplicationSummary summary =
        table.replicate(
            LocalTable.options("filtered")
                .filter("#s = :paid AND #t >= :least")
                .names(Map.of("#s", "status", "#t", "total"))
                .values(Item.builder().put(":paid", "paid").put(":least", 500).build()));

    Map<String, Item> expected =
        byId(item -> has(item, "paid") && item.number("total").longValueExact() >= 500);
    assertThat(expected).isNotEmpty();
    assertThat(readBack(summary)).isEqualTo(expected);
    assertThat(summary.scannedItems()).isEqualTo(table.items.size());
  }

  @Test
  void aProjectionPicksAttributes() {
    ReplicationSummary summary =
        table.replicate(
            LocalTable.options("projected")
                .projection("id, address.zip, #l[1]")
                .names(Map.of("#l", "lines")));

    assertThat(readBack(summary))
        .hasSameSizeAs(table.items)
        .containsEntry("minimal", Item.builder().put("id", "minimal").build())
        .containsEntry(
            "o-1017",
            Item.builder()
                .put("id", "o-1017")
                .put("address", Map.of("zip", "817"))
                .put("lines", List.of(1017))
                .build());
  }

  @Test
  void anIndexHoldsTheItemsThatHaveItsKey() {
    ReplicationSummary summary =
        table.replicate(LocalTable.options("index").index(LocalTable.INDEX));

    assertThat(readBack(summary)).isEqualTo(byId(item -> item.has("status"))).hasSize(2000);
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void belowDataLieOnlyObjectsThatImportTableReads(Compression compression) throws Exception {
    ReplicationSummary summary =
        table.replicate(LocalTable.options("lint").compression(compression).segments(3));
    String data = summary.manifest().prefix().replace("manifest-summary.json", "data/");

    List<String> keys = table.keysContaining(data);

    assertThat(keys).isNotEmpty().allMatch(key -> key.endsWith(".json" + compression.suffix()));
    for (String key : keys) {
      byte[] bytes =
          table
              .s3
              .client()
              .getObjectAsBytes(r -> r.bucket(LocalTable.BUCKET).key(key))
              .asByteArray();
      String text =
          new String(
              compression.decompress(new ByteArrayInputStream(bytes)).readAllBytes(),
              StandardCharsets.UTF_8);
      assertThat(text).endsWith("}}\n");
      assertThat(text.split("\n")).allMatch(line -> LINE.matcher(line).matches());
    }
  }

  @Test
  void aFinishedExportIsRefusedAndOverwrittenWhenToldSo() {
    ReplicationSummary first = table.replicate(LocalTable.options("twice-run").segments(4));

    assertThatThrownBy(() -> table.replicate(LocalTable.options("twice-run").segments(4)))
        .isInstanceOf(ReplicationException.class)
        .hasMessageContaining("a finished export")
        .hasMessageContaining(first.manifest().toString());
    ReplicationSummary again =
        table.replicate(LocalTable.options("twice-run").segments(4).overwrite(true));

    assertThat(again.manifest()).isEqualTo(first.manifest());
    assertThat(again.digest()).isEqualTo(first.digest());
    assertThat(readBack(again)).isEqualTo(byId(item -> true));
  }

  @Test
  void whatAnUnfinishedRunLeftIsRemoved() {
    ReplicationSummary first = table.replicate(LocalTable.options("unfinished").segments(4));
    String stale =
        first.manifest().prefix().replace("manifest-summary.json", "data/000003-00099.json");
    table.s3.client().deleteObject(r -> r.bucket(LocalTable.BUCKET).key(first.manifest().prefix()));
    table
        .s3
        .client()
        .putObject(
            r -> r.bucket(LocalTable.BUCKET).key(stale), RequestBody.fromString("{\"Item\":{}}\n"));
    table.s3.client().createMultipartUpload(r -> r.bucket(LocalTable.BUCKET).key(stale));

    ReplicationSummary second = table.replicate(LocalTable.options("unfinished").segments(4));

    assertThat(second.manifest()).isEqualTo(first.manifest());
    assertThat(table.keysContaining(stale)).isEmpty();
    assertThat(
            table
                .s3
                .client()
                .listMultipartUploads(r -> r.bucket(LocalTable.BUCKET).prefix(stale))
                .uploads())
        .isEmpty();
    assertThat(readBack(second)).isEqualTo(byId(item -> true));
  }

  static Stream<Arguments> wrongInput() {
    return Stream.of(
        Arguments.of(
            ReplicationOptions.builder("nowhere", new S3Location("backup", "wrong")),
            ResourceNotFoundException.class,
            "DescribeTable of table \"nowhere\""),
        Arguments.of(
            ReplicationOptions.builder("orders", new S3Location("no-such-bucket", "wrong")),
            ReplicationException.class,
            "bucket \"no-such-bucket\" does not exist"),
        Arguments.of(
            LocalTable.options("wrong").index("by-date"),
            ReplicationException.class,
            "table \"orders\" has no index \"by-date\""),
        Arguments.of(
            LocalTable.options("wrong").filter("amount >"),
            ValidationException.class,
            "Invalid FilterExpression"),
        Arguments.of(
            LocalTable.options("wrong").filter("amount > :nothing"),
            ValidationException.class,
            ":nothing"),
        Arguments.of(
            LocalTable.options("wrong").projection("a..b"),
            ValidationException.class,
            "Invalid ProjectionExpression"));
  }

  @ParameterizedTest
  @MethodSource("wrongInput")
  void wrongInputIsToldInOneLineAndLeavesNoManifest(
      ReplicationOptions.Builder options, Class<? extends Throwable> type, String problem) {
    Throwable error = catchThrowable(() -> table.replicate(options));

    assertThat(error).isInstanceOf(type);
    assertThat(error instanceof DynamoException e ? e.problem() : error.getMessage())
        .contains(problem)
        .doesNotContain("\n");
    assertThat(table.keysContaining("wrong/")).noneMatch(key -> key.contains("manifest"));
  }

  @ParameterizedTest
  @CsvSource({
    LocalServices.ACCESS_KEY_ID + ",another secret,SignatureDoesNotMatch",
    "somebody," + LocalServices.SECRET_ACCESS_KEY + ",InvalidAccessKeyId"
  })
  void wrongCredentialsAreToldByTheFirstRequest(String id, String secret, String code) {
    try (S3Access stranger = table.s3(id, secret)) {
      Replication replication =
          new Replication(table.client, stranger, LocalTable.options("stranger").build());

      assertThatThrownBy(replication::run)
          .isInstanceOfSatisfying(
              ReplicationException.class,
              error -> assertThat(error.hint()).isEqualTo("check the credentials"))
          .hasMessageStartingWith("cannot look for s3://backup/stranger/")
          .hasMessageContaining(": " + code);
    }
    assertThat(table.keysContaining("stranger/")).isEmpty();
  }

  private static ReplicationSummary wholeTable() {
    return table.replicate(LocalTable.options("reference").overwrite(true));
  }

  private static Map<String, Item> readBack(ReplicationSummary summary) {
    return Fakes.readBack(table.s3, summary.manifest());
  }

  private static boolean has(Item item, String status) {
    return item.has("status") && item.string("status").equals(status);
  }

  private static Map<String, Item> byId(Predicate<Item> kept) {
    return table.items.stream()
        .filter(kept)
        .collect(
            Collectors.toMap(item -> item.string("id"), item -> item, (a, b) -> a, TreeMap::new));
  }
}
