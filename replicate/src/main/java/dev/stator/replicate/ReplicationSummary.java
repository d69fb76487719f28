package dev.stator.replicate;

import java.time.Duration;

/**
 * A finished replication.
 *
 * @param items items written
 * @param scannedItems items evaluated, before the filter
 * @param bytesRead bytes of the service's responses
 * @param bytesWritten bytes of data objects in S3, as compressed
 * @param objects data objects
 * @param consumedReadUnits read units that the service says were consumed
 * @param segments segments the scan was split into
 * @param elapsed time it took
 * @param manifest where the manifest's summary is
 * @param digest the items' digest ({@link dev.stator.item.json.ItemDigest}) in hexadecimal
 */
public record ReplicationSummary(
    long items,
    long scannedItems,
    long bytesRead,
    long bytesWritten,
    long objects,
    double consumedReadUnits,
    int segments,
    Duration elapsed,
    S3Location manifest,
    String digest) {}
