package dev.stator.replicate;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What a table's description says of one of its indexes.
 *
 * @param items its items, as of the service's last count
 * @param bytes its size
 */
record IndexStatistics(long items, long bytes) {
  /**
   * Looks an index up.
   *
   * @throws ReplicationException if the table has no such index; it lists those it has
   */
  static IndexStatistics of(TableDescription description, String index, String table) {
    for (GlobalSecondaryIndexDescription global : description.globalSecondaryIndexes()) {
      if (global.indexName().equals(index)) {
        return new IndexStatistics(orZero(global.itemCount()), orZero(global.indexSizeBytes()));
      }
    }
    for (LocalSecondaryIndexDescription local : description.localSecondaryIndexes()) {
      if (local.indexName().equals(index)) {
        return new IndexStatistics(orZero(local.itemCount()), orZero(local.indexSizeBytes()));
      }
    }
    String known =
        Stream.concat(
                description.globalSecondaryIndexes().stream()
                    .map(GlobalSecondaryIndexDescription::indexName),
                description.localSecondaryIndexes().stream()
                    .map(LocalSecondaryIndexDescription::indexName))
            .collect(Collectors.joining(", "));
    throw new ReplicationException(
        "table \"" + table + "\" has no index \"" + index + "\"",
        known.isEmpty() ? "it has no indexes" : "it has: " + known,
        null);
  }

  private static long orZero(@Nullable Long value) {
    return value == null ? 0 : value;
  }
}
