package dev.stator.client;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
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
      @Nullable Double writeCapacityUnits) {
    Capacity plus(Capacity other) {
      return new Capacity(
          capacityUnits + other.capacityUnits,
          sum(readCapacityUnits, other.readCapacityUnits),
          sum(writeCapacityUnits, other.writeCapacityUnits));
    }
  }

  /**
   * What a vector index took.
   *
   * @param searchRequestBytes bytes that were searched, if any were
   * @param writeRequestBytes bytes that were written, if any were
   */
  public record VectorCapacity(
      @Nullable Double searchRequestBytes, @Nullable Double writeRequestBytes) {
    VectorCapacity plus(VectorCapacity other) {
      return new VectorCapacity(
          sum(searchRequestBytes, other.searchRequestBytes),
          sum(writeRequestBytes, other.writeRequestBytes));
    }
  }

  public ConsumedCapacity {
    localSecondaryIndexes = Map.copyOf(localSecondaryIndexes);
    globalSecondaryIndexes = Map.copyOf(globalSecondaryIndexes);
    vectorIndexes = Map.copyOf(vectorIndexes);
  }

  /** Read and write units together, of the table and its indexes. */
  public double capacityUnits() {
    return total.capacityUnits();
  }

  /** What two requests on the same table took together. */
  ConsumedCapacity plus(ConsumedCapacity other) {
    Capacity ofTable =
        table == null ? other.table : other.table == null ? table : table.plus(other.table);
    return new ConsumedCapacity(
        tableName,
        total.plus(other.total),
        ofTable,
        merged(localSecondaryIndexes, other.localSecondaryIndexes, Capacity::plus),
        merged(globalSecondaryIndexes, other.globalSecondaryIndexes, Capacity::plus),
        merged(vectorIndexes, other.vectorIndexes, VectorCapacity::plus));
  }

  private static <C> Map<String, C> merged(
      Map<String, C> one, Map<String, C> other, BinaryOperator<C> plus) {
    Map<String, C> both = new HashMap<>(one);
    other.forEach((index, capacity) -> both.merge(index, capacity, plus));
    return both;
  }

  private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
    return one == null ? other : other == null ? one : Double.valueOf(one + other);
  }
}
