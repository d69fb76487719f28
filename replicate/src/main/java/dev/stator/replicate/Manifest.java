package dev.stator.replicate;

import dev.stator.item.json.JsonReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.item.json.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An export's manifest, in the form of DynamoDB's native export (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/S3DataExport.Output.html">
 * output format</a>, version 2020-06-30): {@code manifest-files.json} with a line for each data
 * object, {@code manifest-summary.json}, and the MD5 of both beside them. What the native form has
 * no place for stands under {@code "stator"} in the summary and as {@code "digest"} in the lines;
 * readers of native exports pass over it.
 *
 * <p>The summary is written last: an export without it is not finished.
 *
 * @param exportArn the table's ARN with {@code /export/} and the export's id. AWS knows no such
 *     export, but tools that read manifests want one
 * @param started when the scan began
 * @param ended when its last object was finished
 * @param tableArn the table's ARN
 * @param tableId the table's id, or null where the service gives none
 * @param destination the bucket and prefix that were asked for
 * @param filesKey the key of {@code manifest-files.json}
 * @param format what a line looks like
 * @param compression how data objects are compressed
 * @param itemCount items in all
 * @param extra what only Stator writes, or null in exports that others made
 */
record Manifest(
    String exportArn,
    Instant started,
    Instant ended,
    String tableArn,
    @Nullable String tableId,
    S3Location destination,
    String filesKey,
    ExportFormat format,
    Compression compression,
    long itemCount,
    @Nullable Extra extra) {
  private static final String VERSION = "2020-06-30";

  /** Always with milliseconds and no more, as the service writes them. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /**
   * What the native manifest has no place for.
   *
   * @param digest the items' digest in hexadecimal
   * @param scannedItems items evaluated, before the filter
   * @param bytesRead bytes of the service's responses
   * @param bytesWritten bytes of data objects
   * @param objects data objects
   * @param consumedReadUnits read units consumed
   * @param segments segments the scan was split into
   */
  record Extra(
      String digest,
      long scannedItems,
      long bytesRead,
      long bytesWritten,
      long objects,
      double consumedReadUnits,
      int segments) {}

  /** {@code manifest-files.json}: a line for each object. */
  static byte[] files(List<DataObject> objects) {
    Utf8Buffer out = new Utf8Buffer(256 * (objects.size() + 1));
    for (DataObject object : objects) {
      JsonWriter json = new JsonWriter(out).beginObject();
      json.name("itemCount").value(object.items());
      if (object.md5() != null) {
        json.name("md5Checksum").value(object.md5());
      }
      json.name("etag").value(object.etag()).name("dataFileS3Key").value(object.key());
      json.name("sizeBytes").value(object.bytes());
      if (object.digest() != null) {
        json.name("digest").value(object.digest());
      }
      json.endObject();
      out.append((byte) '\n');
    }
    return out.toByteArray();
  }

  /** {@code manifest-summary.json}. */
  byte[] summary() {
    JsonWriter json = new JsonWriter(new Utf8Buffer(2048)).beginObject();
    json.name("version").value(VERSION);
    json.name("exportArn").value(exportArn);
    json.name("startTime").value(TIME.format(started));
    json.name("endTime").value(TIME.format(ended));
    json.name("tableArn").value(tableArn);
    text(json.name("tableId"), tableId);
    json.name("exportTime").value(TIME.format(started));
    json.name("s3Bucket").value(destination.bucket());
    text(json.name("s3Prefix"), destination.prefix().isEmpty() ? null : destination.prefix());
    json.name("s3SseAlgorithm").nullValue();
    json.name("s3SseKmsKeyId").nullValue();
    json.name("manifestFilesS3Key").value(filesKey);
    json.name("billedSizeBytes").value(0);
    json.name("itemCount").value(itemCount);
    json.name("outputFormat").value(format.name());
    json.name("exportType").value("FULL_EXPORT");
    if (extra != null) {
      json.name("stator").beginObject();
      json.name("compression").value(compression.name());
      json.name("digest").value(extra.digest());
      json.name("scannedItems").value(extra.scannedItems());
      json.name("bytesRead").value(extra.bytesRead());
      json.name("bytesWritten").value(extra.bytesWritten());
      json.name("objects").value(extra.objects());
      json.name("consumedReadUnits").value(extra.consumedReadUnits());
      json.name("segments").value(extra.segments());
      json.endObject();
    }
    return json.endObject().buffer().toByteArray();
  }

  /** The content of the {@code .md5} object beside a manifest. */
  static byte[] md5(byte[] content) {
    try {
      byte[] md5 = MessageDigest.getInstance("MD5").digest(content);
      return Base64.getEncoder().encode(md5);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  private static void text(JsonWriter json, @Nullable String value) {
    if (value == null) {
      json.nullValue();
    } else {
      json.value(value);
    }
  }

  /**
   * What a reader needs of a summary, ours or a native one.
   *
   * @param filesKey the key of {@code manifest-files.json}
   * @param itemCount items in all
   * @param format what a line looks like
   * @param digest the items' digest, or null in exports that others made
   */
  record Summary(String filesKey, long itemCount, ExportFormat format, @Nullable String digest) {}

  /**
   * Reads a summary.
   *
   * @throws IllegalArgumentException if it is none, or of a kind that cannot be read
   */
  static Summary readSummary(byte[] bytes) {
    String filesKey = null;
    String format = null;
    String type = "FULL_EXPORT";
    String digest = null;
    long itemCount = -1;
    JsonReader json = new JsonReader().reset(bytes, 0, bytes.length);
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "manifestFilesS3Key" -> filesKey = json.string();
        case "outputFormat" -> format = json.string();
        case "exportType" -> type = json.string();
        case "itemCount" -> itemCount = json.longValue();
        case "stator" -> digest = readDigest(json);
        default -> json.skip();
      }
    }
    json.endDocument();
    if (filesKey == null || itemCount < 0) {
      throw new IllegalArgumentException("it names no manifestFilesS3Key or no itemCount");
    }
    if (!type.equals("FULL_EXPORT")) {
      throw new IllegalArgumentException("its exportType is " + type + ", not FULL_EXPORT");
    }
    for (ExportFormat known : ExportFormat.values()) {
      if (known.name().equals(format)) {
        return new Summary(filesKey, itemCount, known, digest);
      }
    }
    throw new IllegalArgumentException("its outputFormat is " + format);
  }

  private static @Nullable String readDigest(JsonReader json) {
    String digest = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.name().equals("digest")) {
        digest = json.string();
      } else {
        json.skip();
      }
    }
    return digest;
  }

  /**
   * Reads {@code manifest-files.json}.
   *
   * @throws MalformedJsonException if a line is no JSON
   * @throws IllegalArgumentException if a line names no object
   */
  static List<DataObject> readFiles(byte[] bytes) {
    List<DataObject> objects = new ArrayList<>();
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank()) {
        objects.add(readFile(line.getBytes(StandardCharsets.UTF_8)));
      }
    }
    return objects;
  }

  private static DataObject readFile(byte[] line) {
    String key = null;
    String md5 = null;
    String etag = "";
    String digest = null;
    long items = -1;
    long size = -1;
    JsonReader json = new JsonReader().reset(line, 0, line.length);
    json.beginObject();
    while (json.nextName()) {
      switch (json.name()) {
        case "dataFileS3Key" -> key = json.string();
        case "md5Checksum" -> md5 = json.string();
        case "etag" -> etag = json.string();
        case "digest" -> digest = json.string();
        case "itemCount" -> items = json.longValue();
        case "sizeBytes" -> size = json.longValue();
        default -> json.skip();
      }
    }
    json.endDocument();
    if (key == null || items < 0) {
      throw new IllegalArgumentException("a line names no dataFileS3Key or no itemCount");
    }
    return new DataObject(key, items, size, md5, etag, digest);
  }
}
