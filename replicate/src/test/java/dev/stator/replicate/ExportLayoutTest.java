package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Where an export lies: the same for the same replication, elsewhere for any other. */
final class ExportLayoutTest {
  private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
  private static final Instant CREATED = Instant.parse("2024-05-06T07:08:09Z");

  @Test
  void everythingLiesInOneFolderBelowThePrefix() {
    ExportLayout layout = layout(options -> options.compression(Compression.GZIP));
    String folder = "daily/AWSDynamoDB/" + layout.exportId();

    assertThat(layout.exportId()).matches("01714979289000-[0-9a-f]{8}");
    assertThat(layout.started()).isEqualTo(folder + "/_started");
    assertThat(layout.summary()).isEqualTo(folder + "/manifest-summary.json");
    assertThat(layout.summaryMd5()).isEqualTo(folder + "/manifest-summary.md5");
    assertThat(layout.files()).isEqualTo(folder + "/manifest-files.json");
    assertThat(layout.filesMd5()).isEqualTo(folder + "/manifest-files.md5");
    assertThat(layout.data()).isEqualTo(folder + "/data/");
    assertThat(layout.dataObject(17, 3)).isEqualTo(folder + "/data/000017-00003.json.gz");
  }

  @Test
  void withoutPrefixItBeginsAtTheBucketsRoot() {
    ReplicationOptions options =
        ReplicationOptions.builder("orders", S3Location.parse("s3://backup")).build();

    assertThat(new ExportLayout(options, ARN, CREATED, 8).data())
        .matches("AWSDynamoDB/[0-9a-f-]+/data/");
  }

  @Test
  void dataObjectsSortBySegmentAndThenByNumber() {
    ExportLayout layout = layout(options -> options);

    assertThat(
            List.of(
                layout.dataObject(9, 10), layout.dataObject(10, 9), layout.dataObject(999_999, 0)))
        .isSorted();
  }

  @Test
  void namesAreWrittenInPlainDigitsWhateverTheLocale() {
    Locale before = Locale.getDefault();
    try {
      String expected = layout(options -> options).dataObject(17, 3);
      Locale.setDefault(Locale.forLanguageTag("th-TH-u-nu-thai"));

      assertThat(layout(options -> options).dataObject(17, 3)).isEqualTo(expected);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatDoesNotDecideTheContentDoesNotDecideThePlace() {
    assertThat(
            id(
                options ->
                    options
                        .workers(3)
                        .overwrite(true)
                        .consistentRead(true)
                        .values(values("b", "a"))
                        .names(names("#b", "#a"))))
        .isEqualTo(id(options -> options.values(values("a", "b")).names(names("#a", "#b"))));
  }

  @Test
  void whateverDecidesTheContentDecidesThePlace() {
    List<UnaryOperator<ReplicationOptions.Builder>> all =
        List.of(
            options -> options,
            options -> options.index("by-date"),
            options -> options.index("null"),
            options -> options.filter("by-date"),
            options -> options.projection("by-date"),
            options -> options.filter("a\nb"),
            options -> options.filter("a").projection("b"),
            options -> options.names(Map.of("#a", "b")),
            options -> options.names(Map.of("#b", "a")),
            options -> options.values(Item.builder().put(":a", 1).build()),
            options -> options.values(Item.builder().put(":a", "1").build()),
            options -> options.values(longBinary((byte) 1)),
            options -> options.values(longBinary((byte) 2)),
            options -> options.format(ExportFormat.JSON),
            options -> options.compression(Compression.GZIP),
            options -> options.compression(Compression.ZSTD),
            options -> options.fileSize(1 << 20));
    Set<String> ids = new HashSet<>();

    all.forEach(change -> ids.add(id(change)));

    assertThat(ids).hasSize(all.size());
  }

  @Test
  void anotherTableOrNumberOfSegmentsIsElsewhere() {
    ReplicationOptions options = Fakes.options().build();

    assertThat(
            List.of(
                new ExportLayout(options, ARN, CREATED, 8).exportId(),
                new ExportLayout(options, ARN, CREATED, 9).exportId(),
                new ExportLayout(options, ARN + "2", CREATED, 8).exportId(),
                new ExportLayout(options, ARN, CREATED.plusMillis(1), 8).exportId(),
                new ExportLayout(options, ARN, null, 8).exportId()))
        .doesNotHaveDuplicates();
  }

  private static String id(UnaryOperator<ReplicationOptions.Builder> change) {
    return layout(change).exportId();
  }

  private static ExportLayout layout(UnaryOperator<ReplicationOptions.Builder> change) {
    return new ExportLayout(change.apply(Fakes.options()).build(), ARN, CREATED, 8);
  }

  private static Item values(String first, String second) {
    return Item.builder()
        .put(":" + first, first)
        .put(":" + second, second)
        .put(":set", AttributeValue.stringSet(first, second))
        .build();
  }

  private static Map<String, String> names(String first, String second) {
    Map<String, String> names = new LinkedHashMap<>();
    names.put(first, first.substring(1));
    names.put(second, second.substring(1));
    return names;
  }

  private static Item longBinary(byte last) {
    byte[] bytes = new byte[100];
    bytes[99] = last;
    return Item.builder().put(":a", bytes).build();
  }
}
