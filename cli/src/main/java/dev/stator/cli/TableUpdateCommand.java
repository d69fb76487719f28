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
    List<UpdateTableRequest> requests = requests();
    int changes =
        requests.size() + (features.timeToLive == null ? 0 : 1) + (noTimeToLive == null ? 0 : 1);
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
        var unused = schema.keyOf(index);
      }
      String names = String.join(", ", dropped);
      confirmation.ask("Delete index " + names + " of " + table + "?", invocation);
    }
    hearInterruption();
    for (UpdateTableRequest request : requests()) {
      var unused = client.control().updateTable(request);
      wait.active(client, table, invocation);
    }
    if (features.timeToLive != null) {
      client.control().updateTimeToLive(table, features.timeToLive, true);
    }
    if (noTimeToLive != null) {
      client.control().updateTimeToLive(table, noTimeToLive, false);
    }
    TableDescription.print(client, table, invocation);
    return ExitCode.OK;
  }

  /** A request for each change: the service takes one index, or one other change, at a time. */
  private List<UpdateTableRequest> requests() {
    List<UpdateTableRequest> requests = new ArrayList<>();
    if (capacity.billing() != null) {
      requests.add(
          request()
              .billingMode(capacity.billing())
              .provisionedThroughput(capacity.throughput())
              .build());
    }
    if (features.stream != null) {
      requests.add(request().streamSpecification(features.stream.specification()).build());
    }
    if (deletionProtection != null) {
      requests.add(request().deletionProtectionEnabled(deletionProtection == Switch.ON).build());
    }
    for (String name : dropped) {
      GlobalSecondaryIndexUpdate drop =
          GlobalSecondaryIndexUpdate.builder().delete(d -> d.indexName(name)).build();
      requests.add(request().globalSecondaryIndexUpdates(drop).build());
    }
    for (String typed : indexes) {
      requests.add(adding(KeyDefinition.index("--add-index", typed)));
    }
    return requests;
  }

  private UpdateTableRequest adding(KeyDefinition.Index index) {
    Map<String, AttributeType> types = new LinkedHashMap<>();
    KeyDefinition.collect(index.key(), types);
    CreateGlobalSecondaryIndexAction create =
        CreateGlobalSecondaryIndexAction.builder()
            .indexName(index.name())
            .keySchema(KeyDefinition.elements(index.key()))
            .projection(index.projection())
            .provisionedThroughput(capacity.throughput())
            .build();
    return request()
        .attributeDefinitions(KeyDefinition.definitions(types))
        .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder().create(create).build())
        .build();
  }

  private UpdateTableRequest.Builder request() {
    return UpdateTableRequest.builder().tableName(table);
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
