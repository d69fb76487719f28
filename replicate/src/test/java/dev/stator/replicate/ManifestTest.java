package dev.stator.replicate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifest's text, member by member: tools of others read it. */
final class ManifestTest {
  private static final String ARN = "arn:aws:dynamodb:eu-west-1:123456789012:table/orders";
  private static final DataObject OBJECT =
      new DataObject("daily/x/data/000000-00000.json.gz", 3, 120, "bWQ1", "5d41-1", "0123abcd");

  @Test
  void theSummaryHasTheNativeMembersInTheirOrderAndOursBehindThem() {
    Manifest.Extra extra = new Manifest.Extra("0123abcd", 40, 5000, 120, 1, 12.5, 8);

    assertThat(text(manifest("daily", "8c2e", extra).summary()))
        .isEqualTo(
            "{\"version\":\"2020-06-30\""
                + (",\"exportArn\":\"" + ARN + "/export/01700000000000-0a1b2c3d\"")
                + ",\"startTime\":\"2026-01-02T03:04:05.678Z\""
                + ",\"endTime\":\"2026-01-02T03:05:00.000Z\""
                + (",\"tableArn\":\"" + ARN + "\"")
                + ",\"tableId\":\"8c2e\""
                + ",\"exportTime\":\"2026-01-02T03:04:05.678Z\""
                + ",\"s3Bucket\":\"backup\""
                + ",\"s3Prefix\":\"daily\""
                + ",\"s3SseAlgorithm\":null"
                + ",\"s3SseKmsKeyId\":null"
                + ",\"manifestFilesS3Key\":\"daily/x/manifest-files.json\""
                + ",\"billedSizeBytes\":0"
                + ",\"itemCount\":3"
                + ",\"outputFormat\":\"DYNAMODB_JSON\""
                + ",\"exportType\":\"FULL_EXPORT\""
                + ",\"stator\":{\"compression\":\"GZIP\",\"digest\":\"0123abcd\""
                + ",\"scannedItems\":40,\"bytesRead\":5000,\"bytesWritten\":120,\"objects\":1"
                + ",\"consumedReadUnits\":12.5,\"segments\":8}}");
  }

  @Test
  void withoutPrefixOrTableIdTheSummaryHasNulls() {
    assertThat(text(manifest("", null, null).summary()))
        .contains("\"tableId\":null,", "\"s3Prefix\":null,")
        .doesNotContain("stator");
  }

  @Test
  void aLineOfTheFilesHasTheNativeMembersAndOurs() {
    assertThat(text(Manifest.files(List.of(OBJECT, OBJECT))))
        .isEqualTo(
            ("{\"itemCount\":3,\"md5Checksum\":\"bWQ1\",\"etag\":\"5d41-1\""
                    + ",\"dataFileS3Key\":\"daily/x/data/000000-00000.json.gz\""
                    + ",\"sizeBytes\":120,\"digest\":\"0123abcd\"}\n")
                .repeat(2));
  }

  @Test
  void plainJsonHasNoMd5InItsLines() {
    DataObject plain = new DataObject("k.json", 1, 2, null, "e", null);

    assertThat(text(Manifest.files(List.of(plain))))
        .isEqualTo(
            "{\"itemCount\":1,\"etag\":\"e\",\"dataFileS3Key\":\"k.json\",\"sizeBytes\":2}\n");
  }

  @Test
  void noObjectsAreNoLines() {
    assertThat(Manifest.files(List.of())).isEmpty();
    assertThat(Manifest.readFiles(new byte[0])).isEmpty();
  }

  /** RFC 1321's own examples, in base64. */
  @ParameterizedTest
  @CsvSource({"'',1B2M2Y8AsgTpgAmY7PhCfg==", "abc,kAFQmDzST7DWlj99KOF/cg=="})
  void theMd5BesideAManifestIsItsDigestInBase64(String content, String md5) {
    assertThat(text(Manifest.md5(content.getBytes(UTF_8)))).isEqualTo(md5);
  }

  @Test
  void whatIsWrittenIsReadBack() {
    Manifest.Extra extra = new Manifest.Extra("0123abcd", 40, 5000, 120, 1, 12.5, 8);

    assertThat(Manifest.readSummary(manifest("daily", null, extra).summary()))
        .isEqualTo(
            new Manifest.Summary(
                "daily/x/manifest-files.json", 3, ExportFormat.DYNAMODB_JSON, "0123abcd"));
    assertThat(Manifest.readFiles(Manifest.files(List.of(OBJECT)))).containsExactly(OBJECT);
  }

  @Test
  void aNativeLineHasNeitherSizeNorDigest() {
    byte[] lines =
        "{\"itemCount\":8,\"md5Checksum\":\"m\",\"etag\":\"e-1\",\"dataFileS3Key\":\"d\"}\n\n"
            .getBytes(UTF_8);

    assertThat(Manifest.readFiles(lines))
        .containsExactly(new DataObject("d", 8, -1, "m", "e-1", null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"itemCount\":1,\"outputFormat\":\"JSON\"}                       | manifestFilesS3Key",
        "{\"manifestFilesS3Key\":\"k\",\"outputFormat\":\"JSON\"}          | itemCount",
        "{\"manifestFilesS3Key\":\"k\",\"itemCount\":1,\"outputFormat\":\"ION\"} | ION",
        "{\"manifestFilesS3Key\":\"k\",\"itemCount\":1}                    | outputFormat is null",
        "{\"manifestFilesS3Key\":\"k\",\"itemCount\":1,\"exportType\":\"INCREMENTAL_EXPORT\"}"
            + " | INCREMENTAL_EXPORT",
        "{\"itemCount\":\"many\"}                                          | $.itemCount",
        "[]                                                                | $",
        "{\"itemCount\":1                                                  | comma or }",
      })
  void aSummaryThatIsNoneOrOfAnotherKindIsRefusedWithTheReason(String summary, String reason) {
    assertThatThrownBy(() -> Manifest.readSummary(summary.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"itemCount\":1}", "{\"dataFileS3Key\":\"k\"}", "1", "{", "x"})
  void aLineThatNamesNoObjectIsRefused(String line) {
    assertThatThrownBy(() -> Manifest.readFiles(line.getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Manifest manifest(
      String prefix, @Nullable String tableId, Manifest.@Nullable Extra extra) {
    return new Manifest(
        ARN + "/export/01700000000000-0a1b2c3d",
        Instant.parse("2026-01-02T03:04:05.678912345Z"),
        Instant.parse("2026-01-02T03:05:00Z"),
        ARN,
        tableId,
        new S3Location("backup", prefix),
        "daily/x/manifest-files.json",
        ExportFormat.DYNAMODB_JSON,
        Compression.GZIP,
        3,
        extra);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
