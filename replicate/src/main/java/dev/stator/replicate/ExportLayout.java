package dev.stator.replicate;

import dev.stator.item.Item;
import dev.stator.item.json.ItemDigest;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the parts of an export lie: {@code <prefix>/AWSDynamoDB/<export id>/}, as in a native
 * export.
 *
 * <p>The export's id has the native form, 14 digits and 8 hexadecimal ones, but is no matter of
 * chance: the digits are the table's creation time, the rest a digest of everything that decides
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
    return String.format(Locale.ROOT, "%s%06d-%05d%s", data(), segment, number, suffix);
  }

  private static String exportId(
      ReplicationOptions options, String tableArn, @Nullable Instant tableCreated, int segments) {
    Item.Builder content =
        Item.builder()
            .put("table", tableArn)
            .put("names", options.names())
            .put("format", options.format().name())
            .put("compression", options.compression().name())
            .put("fileSize", options.fileSize())
            .put("segments", segments);
    putIfThere(content, "index", options.index());
    putIfThere(content, "filter", options.filter());
    putIfThere(content, "projection", options.projection());
    ItemDigest sum = new ItemDigest();
    add(sum, content.build());
    add(sum, options.values());
    long created = tableCreated == null ? 0 : tableCreated.toEpochMilli();
    return String.format(Locale.ROOT, "%014d-%s", created, sum.toHex().substring(0, 8));
  }

  private static void putIfThere(Item.Builder content, String name, @Nullable String value) {
    if (value != null) {
      content.put(name, value);
    }
  }

  private static void add(ItemDigest sum, Item item) {
    Utf8Buffer json = new JsonWriter(new Utf8Buffer(256)).item(item).buffer();
    sum.addItem(new ItemReader().reset(json.array(), 0, json.length()));
  }
}
