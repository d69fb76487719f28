package dev.stator.client;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What a table and its global indexes may take in a second: what is provisioned or, on demand, the
 * maximum that was set. 0 is for what has neither.
 *
 * @param read read units of the table
 * @param write write units of the table
 * @param indexes the same of its global indexes, by name
 */
record ProvisionedUnits(double read, double write, Map<String, ProvisionedUnits> indexes) {
  static ProvisionedUnits of(TableDescription table) {
    Map<String, ProvisionedUnits> indexes = new HashMap<>();
    for (GlobalSecondaryIndexDescription index : table.globalSecondaryIndexes()) {
      indexes.put(
          index.indexName(),
          of(index.provisionedThroughput(), index.onDemandThroughput(), Map.of()));
    }
    return of(table.provisionedThroughput(), table.onDemandThroughput(), indexes);
  }

  private static ProvisionedUnits of(
      @Nullable ProvisionedThroughputDescription provisioned,
      @Nullable OnDemandThroughput onDemand,
      Map<String, ProvisionedUnits> indexes) {
    double read = provisioned == null ? 0 : orZero(provisioned.readCapacityUnits());
    double write = provisioned == null ? 0 : orZero(provisioned.writeCapacityUnits());
    if (onDemand != null) {
      read = read > 0 ? read : orZero(onDemand.maxReadRequestUnits());
      write = write > 0 ? write : orZero(onDemand.maxWriteRequestUnits());
    }
    return new ProvisionedUnits(read, write, indexes);
  }

  private static double orZero(@Nullable Long units) {
    return units == null ? 0 : units;
  }

  /** The units of the table, or of an index. */
  double of(@Nullable String index, boolean ofWrites) {
    if (index == null) {
      return ofWrites ? write : read;
    }
    ProvisionedUnits ofIndex = indexes.get(index);
    return ofIndex == null ? 0 : ofIndex.of(null, ofWrites);
  }
}
