package dev.stator.item;

/**
 * Read and write request units as DynamoDB bills them (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">
 * capacity unit consumption</a>). A read unit is 4 KB read with strong consistency; eventual
 * consistency takes half, a transaction the double. A write unit is 1 KB; a transaction takes the
 * double. An item that is absent costs as much as the smallest one.
 */
public final class CapacityUnits {
  /** Bytes of one read unit. */
  public static final int READ_UNIT_BYTES = 4096;

  /** Bytes of one write unit. */
  public static final int WRITE_UNIT_BYTES = 1024;

  /** How a read is done, with what it costs beside a strongly consistent one. */
  public enum Read {
    /** The default: half a unit for 4 KB. */
    EVENTUAL(0.5),
    /** One unit for 4 KB. */
    STRONG(1),
    /** Two units for 4 KB. */
    TRANSACTIONAL(2);

    private final double factor;

    Read(double factor) {
      this.factor = factor;
    }
  }

  private CapacityUnits() {}

  /**
   * Read units of GetItem, or of a whole Query or Scan page: those round the sum of their items'
   * sizes, not each item.
   *
   * @param bytes the size by {@link ItemSize}, of all items that were evaluated; 0 if none was
   */
  public static double read(long bytes, Read read) {
    return Math.max(1, ceilDiv(bytes, READ_UNIT_BYTES)) * read.factor;
  }

  /**
   * Write units of a put, update or delete.
   *
   * @param bytes the larger of the item's sizes before and after
   * @param transactional whether it is part of a transaction
   */
  public static double write(long bytes, boolean transactional) {
    return Math.max(1, ceilDiv(bytes, WRITE_UNIT_BYTES)) * (transactional ? 2.0 : 1.0);
  }

  private static long ceilDiv(long bytes, int unit) {
    return (bytes + unit - 1) / unit;
  }
}
