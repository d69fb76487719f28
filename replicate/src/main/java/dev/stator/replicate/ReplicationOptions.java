package dev.stator.replicate;

import dev.stator.item.Item;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to replicate, where to, and how.
 *
 * @param table the table's name or ARN
 * @param destination the bucket and the prefix below which the export is written
 * @param index the index to scan instead of the table, or null
 * @param segments into how many segments the scan is split, or 0 to choose by the table's size
 * @param workers how many segments are read at a time, at most: fewer where the heap is too small
 * @param consistentRead whether reads are strongly consistent, at twice the price
 * @param filter the filter expression that items must satisfy, or null
 * @param projection the projection expression that picks attributes, or null
 * @param names the expressions' {@code #name} placeholders
 * @param values the expressions' {@code :value} placeholders
 * @param format what a line looks like
 * @param compression how objects are compressed
 * @param fileSize at how many bytes, before compression, an object is closed and the next begun
 * @param overwrite whether a finished export in the same place is replaced; else it is an error
 */
public record ReplicationOptions(
    String table,
    S3Location destination,
    @Nullable String index,
    int segments,
    int workers,
    boolean consistentRead,
    @Nullable String filter,
    @Nullable String projection,
    Map<String, String> names,
    Item values,
    ExportFormat format,
    Compression compression,
    long fileSize,
    boolean overwrite) {
  /** DynamoDB's own limit. */
  public static final int MAX_SEGMENTS = 1_000_000;

  /** A worker holds one part of an upload in memory, so their number bounds the heap. */
  public static final int MAX_WORKERS = 32;

  /**
   * An upload has at most 10,000 parts. An object ends with a page, so it grows a little beyond its
   * size, and what does not compress may grow a little too: the last hundred parts are theirs.
   */
  static final long MAX_FILE_SIZE = 9_900L * PartBuffer.PART_BYTES;

  /**
   * Checks ranges.
   *
   * @throws IllegalArgumentException if the table has no name, or a number is out of its range
   */
  public ReplicationOptions {
    names = Map.copyOf(names);
    if (table.isBlank()) {
      throw new IllegalArgumentException("the table has no name");
    }
    check("segments", segments, 0, MAX_SEGMENTS);
    check("workers", workers, 1, MAX_WORKERS);
    check("file size", fileSize, 1, MAX_FILE_SIZE);
  }

  /** Starts from the defaults. */
  public static Builder builder(String table, S3Location destination) {
    return new Builder(table, destination);
  }

  private static void check(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          what + " is " + value + "; it can be " + min + " to " + max);
    }
  }

  /** Collects options. */
  public static final class Builder {
    private final String table;
    private final S3Location destination;
    private @Nullable String index;
    private int segments = 0;
    private int workers = 8;
    private boolean consistentRead;
    private @Nullable String filter;
    private @Nullable String projection;
    private Map<String, String> names = Map.of();
    private Item values = Item.empty();
    private ExportFormat format = ExportFormat.DYNAMODB_JSON;
    private Compression compression = Compression.NONE;
    private long fileSize = 256L << 20;
    private boolean overwrite;

    private Builder(String table, S3Location destination) {
      this.table = table;
      this.destination = destination;
    }

    /** Scans an index instead of the table. */
    public Builder index(@Nullable String value) {
      index = value;
      return this;
    }

    /** Splits the scan; 0, the default, chooses by the table's size. */
    public Builder segments(int value) {
      segments = value;
      return this;
    }

    /** Reads so many segments at a time; 8 by default. */
    public Builder workers(int value) {
      workers = value;
      return this;
    }

    /** Reads with strong consistency; not by default. */
    public Builder consistentRead(boolean value) {
      consistentRead = value;
      return this;
    }

    /** Keeps only items that satisfy a filter expression. */
    public Builder filter(@Nullable String expression) {
      filter = expression;
      return this;
    }

    /** Keeps only the attributes of a projection expression. */
    public Builder projection(@Nullable String expression) {
      projection = expression;
      return this;
    }

    /** What the expressions' {@code #name} placeholders stand for. */
    public Builder names(Map<String, String> value) {
      names = value;
      return this;
    }

    /** What the expressions' {@code :value} placeholders stand for. */
    public Builder values(Item value) {
      values = value;
      return this;
    }

    /** DynamoDB JSON by default. */
    public Builder format(ExportFormat value) {
      format = value;
      return this;
    }

    /** None by default. */
    public Builder compression(Compression value) {
      compression = value;
      return this;
    }

    /** 256 MiB by default. */
    public Builder fileSize(long bytes) {
      fileSize = bytes;
      return this;
    }

    /** Replaces a finished export in the same place; not by default. */
    public Builder overwrite(boolean value) {
      overwrite = value;
      return this;
    }

    /** The options. */
    public ReplicationOptions build() {
      return new ReplicationOptions(
          table,
          destination,
          index,
          segments,
          workers,
          consistentRead,
          filter,
          projection,
          names,
          values,
          format,
          compression,
          fileSize,
          overwrite);
    }
  }
}
