package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.item.AttributeType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** {@code stator table update}: how a table is, one change after another. */
@Command(
    name = "update",
    header = "Change how a table is.",
    description = {
      "Makes one change after another, as the service wants it, and waits after each until the"
          + " table and its indexes are ACTIVE; then describes the table. A new index on a table"
          + " that has items may take hours to fill: --timeout. --drop-index asks before, on a"
          + " terminal; elsewhere --yes is needed."
          + " [API: UpdateTable, DescribeTable, UpdateTimeToLive]"
    },
    footer = {
      "  stator table update orders --mode provisioned --rcu 100 --wcu 20",
      "  stator table update orders --mode on-demand",
      "  stator table update orders --add-index by-customer=customer:S,placed:N --timeout 120",
      "  stator table update sessions --ttl expiresAt --stream off"
    })
final class TableUpdateCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  @Mixin private final CapacityMode capacity = new CapacityMode();

  @Option(
      names = "--add-index",
      paramLabel = KeyDefinition.INDEX_FORM,
      description = KeyDefinition.INDEX_DESCRIPTION)
  List<String> indexes = new ArrayList<>();

  @Option(names = "--drop-index", paramLabel = "NAME", description = "Delete a global index")
  List<String> dropped = new ArrayList<>();

  @Mixin private final TableFeatures features = new TableFeatures();

  @Option(
      names = "--no-ttl",
      paramLabel = "ATTRIBUTE",
      description = "Items no longer expire by this attribute")
  @Nullable String noTimeToLive;

  @Option(
      names = "--deletion-protection",
      paramLabel = "on|off",
      description = "Whether the table cannot be deleted: ${COMPLETION-CANDIDATES}")
  @Nullable Switch deletionProtection;

  @Mixin private final Confirmation confirmation = new Confirmation();
  @Mixin private final TableWait wait = new TableWait();

  TableUpdateCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    capacity.check("stator table update");
    wait.check("stator table update");
    features.check("stator table update");
    int changes = changes().size();
    if (changes == 0) {
      throw CommandFailure.usage(
          "stator table update: it is not said what to change", "see stator table update --help");
    }
    if (changes > 1 && wait.noWait) {
      throw CommandFailure.usage(
          "stator table update: --no-wait is for one change, and these are " + changes,
          "each has to wait for the one before");
    }
    if (!dropped.isEmpty()) {
      confirmation.requireAnswerable("stator table update", "delete an index", invocation);
    }
  }

  @Override
  ExitCode run(BlockingDynamoClient client) throws IOException {
    if (!dropped.isEmpty()) {
      TableSchema schema = TableSchema.lookUp(client, table);
      for (String index : dropped) {
        var unused = schema.requireIndex(index);
      }
      String names = String.join(", ", dropped);
      confirmation.ask("Delete index " + names + " of " + table + "?", invocation);
    }
    hearInterruption();
    changes().make(client, wait, invocation);
    TableDescription.print(client, table, invocation);
    return ExitCode.OK;
  }

  private TableChanges changes() {
    TableChanges changes = new TableChanges(table);
    if (capacity.billing() != null) {
      changes.update(
          "--mode",
          update ->
              update.billingMode(capacity.billing()).provisionedThroughput(capacity.throughput()));
    }
    StreamView stream = features.stream;
    if (stream != null) {
      changes.update(
          "--stream " + stream, update -> update.streamSpecification(stream.specification()));
    }
    if (deletionProtection != null) {
      changes.update(
          "--deletion-protection " + deletionProtection,
          update -> update.deletionProtectionEnabled(deletionProtection == Switch.ON));
    }
    for (String name : dropped) {
      GlobalSecondaryIndexUpdate drop =
          GlobalSecondaryIndexUpdate.builder().delete(d -> d.indexName(name)).build();
      changes.update("--drop-index " + name, update -> update.globalSecondaryIndexUpdates(drop));
    }
    for (String typed : indexes) {
      KeyDefinition.Index index = KeyDefinition.index("--add-index", typed);
      changes.update("--add-index " + typed, update -> add(index, update));
    }
    if (features.timeToLive != null) {
      changes.expire("--ttl", features.timeToLive, true);
    }
    if (noTimeToLive != null) {
      changes.expire("--no-ttl", noTimeToLive, false);
    }
    return changes;
  }

  private void add(KeyDefinition.Index index, UpdateTableRequest.Builder update) {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    KeyDefinition.collect(index.key(), types);
    CreateGlobalSecondaryIndexAction create =
        CreateGlobalSecondaryIndexAction.builder()
            .indexName(index.name())
            .keySchema(KeyDefinition.elements(index.key()))
            .projection(index.projection())
            .provisionedThroughput(capacity.throughput())
            .build();
    update
        .attributeDefinitions(KeyDefinition.definitions(types))
        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder().create(create).build());
  }

  enum Switch {
    ON,
    OFF;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
