package dev.stator.otel;

import dev.stator.client.CallStart;
import dev.stator.client.ConsumedCapacity;
import dev.stator.client.ConsumedCapacity.Capacity;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The metrics. */
final class Instruments {
  static final String DURATION = "db.client.operation.duration";
  static final String CAPACITY = "stator.client.consumed_capacity";

  private final DoubleHistogram duration;
  private final DoubleCounter capacity;

  Instruments(Meter meter) {
    duration =
        meter
            .histogramBuilder(DURATION)
            .setUnit("s")
            .setDescription("Duration of database client operations.")
            .setExplicitBucketBoundariesAdvice(
                List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0))
            .build();
    capacity =
        meter
            .counterBuilder(CAPACITY)
            .ofDoubles()
            .setUnit("{capacity_unit}")
            .setDescription("Read and write units that DynamoDB says were consumed.")
            .build();
  }

  void took(double seconds, Attributes attributes, Context context) {
    duration.record(seconds, attributes, context);
  }

  /**
   * Adds what a request took of a table: by index where the answer says so. Where it tells no more
   * than the sum, that is the index's which was read, or the table's with its indexes.
   */
  void consumed(CallStart call, ConsumedCapacity consumed, Context context) {
    String given = CallAttributes.collection(call);
    String table = given == null ? consumed.tableName() : given;
    Capacity ofTable = consumed.table();
    if (ofTable == null
        && consumed.localSecondaryIndexes().isEmpty()
        && consumed.globalSecondaryIndexes().isEmpty()) {
      add(call, table, call.index(), consumed.total(), context);
      return;
    }
    if (ofTable != null) {
      add(call, table, null, ofTable, context);
    }
    consumed
        .localSecondaryIndexes()
        .forEach((index, units) -> add(call, table, index, units, context));
    consumed
        .globalSecondaryIndexes()
        .forEach((index, units) -> add(call, table, index, units, context));
  }

  private void add(
      CallStart call,
      @Nullable String table,
      @Nullable String index,
      Capacity units,
      Context context) {
    Double read = units.readCapacityUnits();
    Double write = units.writeCapacityUnits();
    if (read == null && write == null) {
      Boolean writes = call.writes();
      String type = writes == null ? null : writes ? "write" : "read";
      add(call, table, index, type, units.capacityUnits(), context);
      return;
    }
    add(call, table, index, "read", read == null ? 0 : read, context);
    add(call, table, index, "write", write == null ? 0 : write, context);
  }

  private void add(
      CallStart call,
      @Nullable String table,
      @Nullable String index,
      @Nullable String type,
      double units,
      Context context) {
    if (!(units > 0)) {
      return;
    }
    AttributesBuilder attributes =
        Attributes.builder()
            .put(Keys.SYSTEM, CallAttributes.DYNAMODB)
            .put(Keys.OPERATION, call.operation())
            .put(Keys.REGION, call.endpoint().region());
    CallAttributes.put(attributes, Keys.COLLECTION, table);
    CallAttributes.put(attributes, Keys.INDEX_NAME, index);
    CallAttributes.put(attributes, Keys.CAPACITY_TYPE, type);
    capacity.add(units, attributes.build(), context);
  }
}
