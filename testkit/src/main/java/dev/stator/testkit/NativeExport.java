package dev.stator.testkit;

import dev.stator.item.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * One export of a table in DynamoDB's own layout (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">
 * export output</a>): under {@code prefix/AWSDynamoDB/id/} the marker {@code _started}, data files
 * of gzipped {@code {"Item":...}} lines, and the two manifests, each with a {@code .md5} beside it
 * (the documentation says {@code .checksum}; the service writes {@code .md5}).
 */
final class NativeExport {
  /** A file stands for a partition of the table; an empty one gives an empty file. */
  private static final int FILES = 4;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final String tableName;
  private final String tableId;
  private final List<StoredItem> items;
  private final String bucket;
  private final @Nullable String prefix;
  private final String id;
  private final String root;
  private final Instant start = Instant.ofEpochMilli(System.currentTimeMillis());
  private @Nullable Instant end;

  /** Takes the table's items as they are now. */
  NativeExport(
      ItemTable table, String tableId, String bucket, @Nullable String prefix, int number) {
    this.tableName = table.name();
    this.tableId = tableId;
    this.items = table.stored();
    this.bucket = bucket;
    this.prefix = prefix;
    this.id = String.format(Locale.ROOT, "%017d-%08x", start.toEpochMilli(), number);
    this.root = (prefix == null ? "" : prefix + "/") + "AWSDynamoDB/" + id + "/";
  }

  String bucket() {
    return bucket;
  }

  String arn() {
    return TableNames.arn(tableName) + "/export/" + id;
  }

  private String manifestKey() {
    return root + "manifest-summary.json";
  }

  private long billedBytes() {
    return items.stream().mapToLong(StoredItem::size).sum();
  }

  void writeStarted(FakeS3 s3) {
    s3.put(bucket, root + "_started", new byte[0]);
  }

  /** Writes the data files, then the list of them, then the summary. */
  void write(FakeS3 s3) {
    end = Instant.ofEpochMilli(System.currentTimeMillis());
    StringBuilder files = new StringBuilder();
    for (int file = 0; file < FILES; file++) {
      files.append(writeData(s3, file)).append('\n');
    }
    putWithMd5(s3, "manifest-files", files.toString().getBytes(StandardCharsets.UTF_8));
    putWithMd5(s3, "manifest-summary", summary());
  }

  /** Writes one data file and returns its line of the manifest. */
  private String writeData(FakeS3 s3, int file) {
    List<StoredItem> part = new ArrayList<>();
    for (int i = file; i < items.size(); i += FILES) {
      part.add(items.get(i));
    }
    byte[] gzip = gzip(part);
    String key = root + "data/" + randomLookingName(file) + ".json.gz";
    String etag = Digests.multipartEtag(List.of(Digests.md5Hex(gzip)));
    s3.store(bucket, key, Payload.of(gzip), etag);
    byte[] line =
        DynamoDbJson.object(
            json -> {
              json.name("itemCount").value(part.size());
              json.name("md5Checksum").value(Digests.md5Base64(gzip));
              json.name("etag").value(etag);
              json.name("dataFileS3Key").value(key);
            });
    return new String(line, StandardCharsets.UTF_8);
  }

  /** The service names data files by 26 letters and digits without an order. */
  private String randomLookingName(int file) {
    return Digests.md5Hex((id + "/" + file).getBytes(StandardCharsets.UTF_8)).substring(0, 26);
  }

  private static byte[] gzip(List<StoredItem> part) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (StoredItem item : part) {
        gzip.write("{\"Item\":".getBytes(StandardCharsets.US_ASCII));
        gzip.write(item.json());
        gzip.write("}\n".getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  private byte[] summary() {
    Instant ended = end == null ? start : end;
    return DynamoDbJson.object(
        json -> {
          json.name("version").value("2020-06-30");
          json.name("exportArn").value(arn());
          json.name("startTime").value(TIME.format(start));
          json.name("endTime").value(TIME.format(ended));
          json.name("tableArn").value(TableNames.arn(tableName));
          json.name("tableId").value(tableId);
          json.name("exportTime").value(TIME.format(start));
          json.name("s3Bucket").value(bucket);
          valueOrNull(json.name("s3Prefix"), prefix);
          json.name("s3SseAlgorithm").value("AES256");
          json.name("s3SseKmsKeyId").nullValue();
          json.name("manifestFilesS3Key").value(root + "manifest-files.json");
          json.name("billedSizeBytes").value(billedBytes());
          json.name("itemCount").value(items.size());
          json.name("outputFormat").value("DYNAMODB_JSON");
        });
  }

  private static void valueOrNull(JsonWriter json, @Nullable String value) {
    if (value == null) {
      json.nullValue();
    } else {
      json.value(value);
    }
  }

  private void putWithMd5(FakeS3 s3, String name, byte[] json) {
    s3.put(bucket, root + name + ".json", json);
    byte[] md5 = Digests.md5Base64(json).getBytes(StandardCharsets.US_ASCII);
    s3.put(bucket, root + name + ".md5", md5);
  }

  /** Writes the members of an ExportDescription. */
  void describe(JsonWriter json, boolean completed) {
    json.name("ExportArn").value(arn());
    json.name("StartTime").value(start.toEpochMilli() / 1000.0);
    json.name("TableArn").value(TableNames.arn(tableName));
    json.name("TableId").value(tableId);
    json.name("ExportTime").value(start.toEpochMilli() / 1000.0);
    json.name("S3Bucket").value(bucket);
    if (prefix != null) {
      json.name("S3Prefix").value(prefix);
    }
    json.name("S3SseAlgorithm").value("AES256");
    json.name("ExportFormat").value("DYNAMODB_JSON");
    json.name("ExportType").value("FULL_EXPORT");
    if (completed && end != null) {
      json.name("EndTime").value(end.toEpochMilli() / 1000.0);
      json.name("ExportManifest").value(manifestKey());
      json.name("BilledSizeBytes").value(billedBytes());
      json.name("ItemCount").value(items.size());
    }
  }
}
