package dev.stator.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request cost of one table's throughput.
 *
 * @param tableName the table, by name or ARN; null if the service does not say
 * @param total what the request took of the table and its indexes together
 * @param table what of it the table took; null unless asked for by index
 * @param localSecondaryIndexes what of it local indexes took, by name
 * @param globalSecondaryIndexes what of it global indexes took, by name
 * @param vectorIndexes what vector indexes took, by name; it is counted in bytes, not in units
 */
public record ConsumedCapacity(
    @Nullable String tableName,
    Capacity total,
    @Nullable Capacity table,
    Map<String, Capacity> localSecondaryIndexes,
    Map<String, Capacity> globalSecondaryIndexes,
    Map<String, VectorCapacity> vectorIndexes) {
  /**
   * Capacity units.
   *
   * @param capacityUnits read and write units together
   * @param readCapacityUnits read units, where the service tells them apart
   * @param writeCapacityUnits write units, where the service tells them apart
   */
  public record Capacity(
      double capacityUnits,
      @Nullable Double readCapacityUnits,
      @Nullable Double writeCapacityUnits) {}

  /**
   * What a vector index took.
   *
   * @param searchRequestBytes bytes that were searched, if any were
   * @param writeRequestBytes bytes that were written, if any were
   */
  public record VectorCapacity(
      @Nullable Double searchRequestBytes, @Nullable Double writeRequestBytes) {}

  public ConsumedCapacity {
    localSecondaryIndexes = Map.copyOf(localSecondaryIndexes);
    globalSecondaryIndexes = Map.copyOf(globalSecondaryIndexes);
    vectorIndexes = Map.copyOf(vectorIndexes);
  }

  /** Read and write units together, of the table and its indexes. */
  public double capacityUnits() {
    return total.capacityUnits();
  }
}
