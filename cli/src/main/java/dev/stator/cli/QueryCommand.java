package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.CallFacts;
import dev.stator.client.QueryRequest;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.item.KeySchema;
import dev.stator.item.expression.Attribute;
import dev.stator.item.expression.Condition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stator query}: the items of one partition key. */
@Command(
    name = "query",
    description = {
      "Reads the items of one partition key of a table or index, in the order of their sort keys."
          + " Keys are typed plainly: their types are looked up. [API: DescribeTable, Query]"
    },
    footer = {
      "  stator query lines o-17",
      "  stator query lines o-17 --sort-key '> 5' --descending --limit 3",
      "  stator query events shop --sort-key 'begins_with 2026-11' --filter \"kind = 'sale'\"",
      "  stator query orders c-3 --index by-customer --projection \"id, total\""
    })
final class QueryCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  @Parameters(
      index = "1",
      paramLabel = "KEY",
      description = "The partition key's value, plainly; binary in base64")
  String partition = "";

  @Option(
      names = {"-s", "--sort-key"},
      paramLabel = "WHICH",
      description =
          "'> 5' (or = < <= >=), 'between 10 and 42', 'begins_with 2026-', or a value alone")
  @Nullable String sortKey;

  @Option(
      names = {"-d", "--descending"},
      defaultValue = "false",
      description = "The last sort key first")
  boolean descending;

  @Mixin private final ReadOptions options = new ReadOptions();

  QueryCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    options.check("stator query");
    var unused = options.expressions.parse();
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    TableSchema schema = TableSchema.lookUp(client, table);
    KeySchema key = schema.keyOf(options.index);
    QueryRequest.Builder request = request(schema, key);
    if (options.dryRun.wanted) {
      return show(request.build());
    }
    ItemPrinter printer = ItemPrinter.ofMany(invocation, TableSchema.names(key));
    CallFacts call = new CallFacts("Query", table, options.index, 1);
    return new PagePrinter(call, printer, options.capacity, invocation)
        .print(
            options.limit(),
            options.expressions.filter != null,
            (start, most) -> {
              if (start != null) {
                request.exclusiveStartKey(start);
              }
              if (most != null) {
                request.limit(most);
              }
              return client.queryRaw(request.build());
            });
  }

  private QueryRequest.Builder request(TableSchema schema, KeySchema key) {
    Condition condition =
        Attribute.attribute(key.partitionKey().name())
            .equalTo(KeyText.value(schema, key, key.partitionKey(), partition));
    if (sortKey != null) {
      condition = condition.and(SortKeyCondition.parse(schema, key, sortKey));
    }
    ExpressionOptions.Parsed parsed = options.expressions.parse();
    QueryRequest.Builder request =
        QueryRequest.builder(table)
            .keyConditionExpression(condition)
            .scanIndexForward(!descending)
            .consistentRead(options.consistent)
            .expressionAttributeNames(parsed.names())
            .expressionAttributeValues(parsed.values().asMap());
    if (options.index != null) {
      request.indexName(options.index);
    }
    if (parsed.filter() != null) {
      request.filterExpression(parsed.filter());
    }
    if (parsed.projection() != null) {
      request.projectionExpression(parsed.projection());
    }
    if (options.capacity.wanted) {
      request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
    return request;
  }
}
