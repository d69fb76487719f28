package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoException;
import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;

/** {@code stator table create}: a new table. */
@Command(
    name = "create",
    header = "Make a table.",
    description = {
      "Makes a table, waits until it is ACTIVE, and describes it. On-demand, unless units are"
          + " provisioned; indexes then have as many as the table."
          + " [API: CreateTable, DescribeTable, UpdateTimeToLive]"
    },
    footer = {
      "  stator table create orders --keys id:S",
      "  stator table create lines --keys order:S line:N --index by-price=kind:S,price:N,name",
      "  stator table create sessions --keys id:S --ttl expiresAt --stream new-image",
      "  stator table create ledger --keys account:S seq:N --rcu 10 --wcu 5 --deletion-protection"
    })
final class TableCreateCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The new table's name")
  String table = "";

  @Option(
      names = {"-k", "--keys"},
      paramLabel = "NAME:TYPE",
      arity = "1..2",
      required = true,
      description = "The partition key, and the sort key if there is to be one; types S, N, B")
  List<String> keys = new ArrayList<>();

  @Option(
      names = "--index",
      paramLabel = KeyDefinition.INDEX_FORM,
      description = KeyDefinition.INDEX_DESCRIPTION)
  List<String> indexes = new ArrayList<>();

  @Option(
      names = "--local-index",
      paramLabel = "NAME=SORT:TYPE[,ATTRIBUTE...]",
      description = "A local index, which has the table's partition key")
  List<String> localIndexes = new ArrayList<>();

  @Mixin private final CapacityMode capacity = new CapacityMode();

  @Mixin private final TableFeatures features = new TableFeatures();

  @Option(
      names = "--deletion-protection",
      defaultValue = "false",
      description = "Refuse to delete the table until that is turned off")
  boolean deletionProtection;

  @Mixin private final TableWait wait = new TableWait();

  TableCreateCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    capacity.check("stator table create");
    wait.check("stator table create");
    features.check("stator table create");
    if (wait.noWait && features.timeToLive != null) {
      throw CommandFailure.usage(
          "stator table create: --ttl together with --no-wait: it is set when the table is ACTIVE",
          "leave one of them out");
    }
    var unused = request();
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    var unused = client.control().createTable(request());
    wait.active(client, table, invocation);
    if (features.timeToLive != null) {
      expire(features.timeToLive, client);
    }
    TableDescription.print(client, table, invocation);
    return ExitCode.OK;
  }

  private void expire(String attribute, BlockingDynamoClient client) {
    try {
      client.control().updateTimeToLive(table, attribute, true);
    } catch (DynamoException e) {
      throw CommandFailure.partial(
          "table " + table + " was made, and its items do not expire yet: " + e.problem(),
          e,
          "go on from there: stator table update " + table + " --ttl " + attribute);
    }
  }

  private CreateTableRequest request() {
    KeySchema key = KeyDefinition.key(keys);
    Map<String, AttributeType> types = new LinkedHashMap<>();
    KeyDefinition.collect(key, types);
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(table)
            .keySchema(KeyDefinition.elements(key))
            .billingMode(
                capacity.billing() == null ? BillingMode.PAY_PER_REQUEST : capacity.billing())
            .provisionedThroughput(capacity.throughput());
    if (!indexes.isEmpty()) {
      request.globalSecondaryIndexes(
          indexes.stream().map(typed -> globalIndex(typed, types)).toList());
    }
    if (!localIndexes.isEmpty()) {
      request.localSecondaryIndexes(
          localIndexes.stream().map(typed -> localIndex(typed, key, types)).toList());
    }
    if (features.stream != null) {
      request.streamSpecification(features.stream.specification());
    }
    if (deletionProtection) {
      request.deletionProtectionEnabled(true);
    }
    return request.attributeDefinitions(KeyDefinition.definitions(types)).build();
  }

  private GlobalSecondaryIndex globalIndex(String typed, Map<String, AttributeType> types) {
    KeyDefinition.Index index = KeyDefinition.index("--index", typed);
    KeyDefinition.collect(index.key(), types);
    return GlobalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(KeyDefinition.elements(index.key()))
        .projection(index.projection())
        .provisionedThroughput(capacity.throughput())
        .build();
  }

  private static LocalSecondaryIndex localIndex(
      String typed, KeySchema key, Map<String, AttributeType> types) {
    KeyDefinition.Index index = KeyDefinition.index("--local-index", typed);
    if (index.key().sortKey() != null) {
      throw CommandFailure.usage(
          "--local-index " + typed + ": it has two keys",
          "name its sort key alone; its partition key is the table's");
    }
    KeySchema own = new KeySchema(key.partitionKey(), index.key().partitionKey());
    KeyDefinition.collect(own, types);
    return LocalSecondaryIndex.builder()
        .indexName(index.name())
        .keySchema(KeyDefinition.elements(own))
        .projection(index.projection())
        .build();
  }
}
