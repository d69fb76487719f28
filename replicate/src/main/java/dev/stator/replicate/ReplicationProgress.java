package dev.stator.replicate;

import java.time.Duration;

/**
 * How far a replication is.
 *
 * @param items items written
 * @param scannedItems items evaluated, before the filter
 * @param bytesRead bytes of the service's responses
 * @param bytesWritten bytes of data objects in S3, as compressed
 * @param objects data objects finished
 * @param consumedReadUnits read units that the service says were consumed
 * @param segmentsDone segments read to their end
 * @param segments segments in all; 0 until they are known
 * @param expectedItems the table's own count of its items, or -1 while unknown. The service updates
 *     it about every six hours, so it is a hint and no truth
 * @param elapsed time since the start
 */
public record ReplicationProgress(
    long items,
    long scannedItems,
    long bytesRead,
    long bytesWritten,
    long objects,
    double consumedReadUnits,
    int segmentsDone,
    int segments,
    long expectedItems,
    Duration elapsed) {}
