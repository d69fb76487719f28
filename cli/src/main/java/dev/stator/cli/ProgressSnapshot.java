package dev.stator.cli;

import java.time.Duration;

/**
 * How far a long command is.
 *
 * @param items items done
 * @param bytesRead bytes that came in
 * @param bytesWritten bytes that went out
 * @param consumedReadUnits read units that DynamoDB has charged
 * @param expectedItems how many items there are by the table's own count, which may be hours old;
 *     -1 if unknown
 * @param elapsed time since the start
 */
record ProgressSnapshot(
    long items,
    long bytesRead,
    long bytesWritten,
    double consumedReadUnits,
    long expectedItems,
    Duration elapsed) {
  static final long UNKNOWN = -1;
}
