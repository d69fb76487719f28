package dev.stator.testkit;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Key;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An item's place in a table: by the hash of its partition key, as DynamoDB's Scan goes, then by
 * the partition key, then by the sort key as the service orders it (strings and binaries by
 * unsigned bytes, numbers by value).
 *
 * <p>The hash is the same in every run. Segment {@code s} of {@code n} holds the hashes whose upper
 * 32 bits lie in the n-th part {@code s}.
 */
final class TableKey implements Comparable<TableKey> {
  private static final byte[] NOTHING = {};

  /** Ordered as unsigned. */
  private final long hash;

  private final byte[] partition;
  private final byte[] sort;
  private final @Nullable DynamoNumber sortNumber;

  private TableKey(long hash, byte[] partition, byte[] sort, @Nullable DynamoNumber sortNumber) {
    this.hash = hash;
    this.partition = partition;
    this.sort = sort;
    this.sortNumber = sortNumber;
  }

  static TableKey of(Key key) {
    byte[] partition = bytes(key.partitionValue());
    AttributeValue sort = key.sortValue();
    return new TableKey(
        hash(partition),
        partition,
        sort == null || sort instanceof AttributeValue.N ? NOTHING : bytes(sort),
        sort instanceof AttributeValue.N n ? n.value() : null);
  }

  /** A place just before all items of a segment. */
  static TableKey startOf(ScanSegment segment) {
    long upper = ((segment.segment() << 32) + segment.total() - 1) / segment.total();
    return new TableKey(upper << 32, NOTHING, NOTHING, null);
  }

  /** A place behind all items of a segment; null for the last segment, behind which is nothing. */
  static @Nullable TableKey endOf(ScanSegment segment) {
    return segment.segment() + 1 == segment.total()
        ? null
        : startOf(new ScanSegment(segment.segment() + 1, segment.total()));
  }

  /** A place just before all items of this key's partition. */
  TableKey startOfPartition() {
    return new TableKey(hash, partition, NOTHING, null);
  }

  boolean samePartition(TableKey other) {
    return hash == other.hash && Arrays.equals(partition, other.partition);
  }

  private static byte[] bytes(AttributeValue value) {
    if (value instanceof AttributeValue.B b) {
      return b.value().toByteArray();
    }
    String text =
        value instanceof AttributeValue.S s
            ? s.value()
            : ((AttributeValue.N) value).value().toString();
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** FNV-1a, its bits then mixed so that the upper ones are as good as the lower. */
  private static long hash(byte[] bytes) {
    long h = 0xcbf29ce484222325L;
    for (byte b : bytes) {
      h = (h ^ (b & 0xff)) * 0x100000001b3L;
    }
    h = (h ^ (h >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }

  @Override
  public int compareTo(TableKey other) {
    int order = Long.compareUnsigned(hash, other.hash);
    if (order == 0) {
      order = Arrays.compareUnsigned(partition, other.partition);
    }
    if (order != 0) {
      return order;
    }
    if (sortNumber != null && other.sortNumber != null) {
      return sortNumber.compareTo(other.sortNumber);
    }
    if (sortNumber != null || other.sortNumber != null) {
      return sortNumber != null ? 1 : -1;
    }
    return Arrays.compareUnsigned(sort, other.sort);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TableKey that && compareTo(that) == 0;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(hash);
  }
}
