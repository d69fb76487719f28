package dev.stator.replicate;

import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * How a table is to be scanned.
 *
 * @param request what every page is asked for with, but for its segment and start
 * @param segments into how many segments the scan is split
 * @param expectedItems the table's or index's own count of its items, or -1 if it gives none
 */
record ScanPlan(ScanRequest request, int segments, long expectedItems) {
  /** A segment is about this much of the table, if that makes more segments than workers want. */
  private static final long SEGMENT_BYTES = 256L << 20;

  private static final int SEGMENTS_PER_WORKER = 4;
  private static final int MAX_AUTOMATIC_SEGMENTS = 10_000;

  /**
   * The plan for a table as it is described.
   *
   * @throws ReplicationException if the index to scan is not there
   */
  static ScanPlan of(ReplicationOptions options, TableDescription table) {
    long items = table.itemCount() == null ? -1 : table.itemCount();
    long bytes = table.tableSizeBytes() == null ? 0 : table.tableSizeBytes();
    if (options.index() != null) {
      IndexStatistics index = IndexStatistics.of(table, options.index(), options.table());
      items = index.items();
      bytes = index.bytes();
    }
    int segments = options.segments() > 0 ? options.segments() : segments(options, bytes);
    return new ScanPlan(request(options), segments, items);
  }

  private static int segments(ReplicationOptions options, long bytes) {
    long bySize = (bytes + SEGMENT_BYTES - 1) / SEGMENT_BYTES;
    return (int)
        Math.min(
            MAX_AUTOMATIC_SEGMENTS,
            Math.max((long) SEGMENTS_PER_WORKER * options.workers(), bySize));
  }

  private static ScanRequest request(ReplicationOptions options) {
    ScanRequest.Builder request =
        ScanRequest.builder(options.table())
            .consistentRead(options.consistentRead())
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    if (options.index() != null) {
      request.indexName(options.index());
    }
    if (options.filter() != null) {
      request.filterExpression(options.filter());
    }
    if (options.projection() != null) {
      request.projectionExpression(options.projection());
    }
    if (!options.names().isEmpty()) {
      request.expressionAttributeNames(options.names());
    }
    if (options.values().size() > 0) {
      request.expressionAttributeValues(options.values().asMap());
    }
    return request.build();
  }
}
