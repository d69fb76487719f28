package dev.stator.replicate;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an export lie: {@code <prefix>/AWSDynamoDB/<export id>/}, as in a native
 * export.
 *
 * <p>The export's id has the native form, 14 digits and 8 hexadecimal ones, but is no matter of
 * chance: the digits are the table's creation time, the rest a sum over everything that decides
 * what the export holds and how its objects are cut. So the same replication of the same table goes
 * to the same place, under the same names, and finds there what an earlier one left.
 */
final class ExportLayout {
  private final String folder;
  private final String exportId;
  private final String suffix;

  ExportLayout(
      ReplicationOptions options, String tableArn, @Nullable Instant tableCreated, int segments) {
    exportId = exportId(options, tableArn, tableCreated, segments);
    folder = options.destination().resolve("AWSDynamoDB/" + exportId).prefix();
    suffix = ".json" + options.compression().suffix();
  }

  String exportId() {
    return exportId;
  }

  String started() {
    return folder + "/_started";
  }

  String summary() {
    return folder + "/manifest-summary.json";
  }

  String summaryMd5() {
    return folder + "/manifest-summary.md5";
  }

  String files() {
    return folder + "/manifest-files.json";
  }

  String filesMd5() {
    return folder + "/manifest-files.md5";
  }

  /** What every data object's key begins with: ImportTable's {@code S3KeyPrefix}. */
  String data() {
    return folder + "/data/";
  }

  /** The key of a segment's nth object. */
  String dataObject(int segment, int number) {
    return "%s%06d-%05d%s".formatted(data(), segment, number, suffix);
  }

  private static String exportId(
      ReplicationOptions options, String tableArn, @Nullable Instant tableCreated, int segments) {
    String content =
        String.join(
            "\n",
            tableArn,
            String.valueOf(options.index()),
            String.valueOf(options.filter()),
            String.valueOf(options.projection()),
            new TreeMap<>(options.names()).toString(),
            new TreeMap<>(options.values().asMap()).toString(),
            options.format().name(),
            options.compression().name(),
            String.valueOf(options.fileSize()),
            String.valueOf(segments));
    CRC32C sum = new CRC32C();
    sum.update(content.getBytes(StandardCharsets.UTF_8));
    long created = tableCreated == null ? 0 : tableCreated.toEpochMilli();
    return "%014d-%s".formatted(created, HexFormat.of().toHexDigits((int) sum.getValue()));
  }
}
