package dev.stator.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * The units that a table and its global indexes are to have, by what is asked for and by what they
 * have. Where units are provisioned the service wants them of each index: of one for which none are
 * asked they are those it has, else those of the table.
 */
final class TableUnits {
  private final CapacityMode wanted;
  private final Map<String, ProvisionedThroughput> asked;

  /** Those of the indexes that are there; null for one that has none. */
  private final Map<String, @Nullable ProvisionedThroughput> indexes;

  private final boolean onDemand;
  private final @Nullable ProvisionedThroughput own;

  private TableUnits(
      CapacityMode wanted,
      Map<String, @Nullable ProvisionedThroughput> indexes,
      boolean onDemand,
      @Nullable ProvisionedThroughput own) {
    this.wanted = wanted;
    this.asked = wanted.ofIndexes();
    this.indexes = indexes;
    this.onDemand = onDemand;
    this.own = own;
  }

  /** Of a table that is not there yet. */
  static TableUnits ofNew(CapacityMode wanted) {
    return new TableUnits(wanted, Map.of(), wanted.throughput() == null, null);
  }

  /**
   * Of a table that is there.
   *
   * @param description what DescribeTable calls {@code Table}
   */
  static TableUnits of(JsonTree description, CapacityMode wanted) {
    Map<String, @Nullable ProvisionedThroughput> indexes = new LinkedHashMap<>();
    for (JsonTree index : description.objects("GlobalSecondaryIndexes")) {
      indexes.put(index.text("IndexName"), units(index));
    }
    return new TableUnits(wanted, indexes, isOnDemand(description), units(description));
  }

  static boolean isOnDemand(JsonTree description) {
    return description.object("BillingModeSummary").text("BillingMode").equals("PAY_PER_REQUEST");
  }

  /** The units in a description of a table or of an index; null if it has none. */
  static @Nullable ProvisionedThroughput units(JsonTree description) {
    JsonTree throughput = description.object("ProvisionedThroughput");
    long read = (long) throughput.number("ReadCapacityUnits");
    long write = (long) throughput.number("WriteCapacityUnits");
    return read < 1 || write < 1 ? null : CapacityMode.units(read, write);
  }

  /** Whether there is a global index of that name. */
  boolean hasIndex(String name) {
    return indexes.containsKey(name);
  }

  /** Whether units are provisioned once all is done that is asked for. */
  boolean provisioned() {
    BillingMode billing = wanted.billing();
    return billing == null ? !onDemand : billing == BillingMode.PROVISIONED;
  }

  /** What an index that is made has: what is asked for it, else as many as the table. */
  @Nullable ProvisionedThroughput ofNewIndex(String name) {
    if (!provisioned()) {
      return null;
    }
    ProvisionedThroughput units = asked.get(name);
    return units != null ? units : table();
  }

  /**
   * Asks for the table's own units and those of its indexes, as far as they change.
   *
   * @param made the names of indexes that are made later, and have their units from then
   */
  void update(UpdateTableRequest.Builder update, Set<String> made) {
    if (wanted.billing() != null) {
      update.billingMode(wanted.billing()).provisionedThroughput(wanted.throughput());
    }
    List<GlobalSecondaryIndexUpdate> updates =
        indexes.keySet().stream()
            .filter(name -> onDemand || (asked.containsKey(name) && !made.contains(name)))
            .map(this::update)
            .toList();
    if (provisioned() && !updates.isEmpty()) {
      update.globalSecondaryIndexUpdates(updates);
    }
  }

  private GlobalSecondaryIndexUpdate update(String name) {
    ProvisionedThroughput given = asked.get(name);
    ProvisionedThroughput units = given != null ? given : indexes.get(name);
    ProvisionedThroughput ready = units != null ? units : table();
    return GlobalSecondaryIndexUpdate.builder()
        .update(u -> u.indexName(name).provisionedThroughput(ready))
        .build();
  }

  private @Nullable ProvisionedThroughput table() {
    ProvisionedThroughput given = wanted.throughput();
    return given != null ? given : own;
  }
}
