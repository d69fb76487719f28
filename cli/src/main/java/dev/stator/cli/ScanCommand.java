package dev.stator.cli;

import dev.stator.client.AccessDeniedException;
import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ScanRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stator scan}: all items of a table. */
@Command(
    name = "scan",
    description = {
      "Reads a whole table or index, one page after another, and prints its items as they come:"
          + " a table on a terminal, lines of plain JSON elsewhere. A filter saves no read units."
          + " For whole tables to S3, in parallel, there is stator replicate."
          + " [API: Scan; for a table on a terminal DescribeTable]"
    },
    footer = {
      "  stator scan orders --limit 10",
      "  stator scan orders --filter \"status = 'paid' AND total > 100\" --capacity",
      "  stator scan orders -o jsonl | jq .total",
      "  stator scan orders -o dynamodb-json > orders.jsonl    With all types"
    })
final class ScanCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  @Mixin private final ReadOptions options = new ReadOptions();

  ScanCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    options.check("stator scan");
    var unused = options.expressions.parse();
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    ScanRequest.Builder request = request();
    if (options.dryRun.wanted) {
      return show(request.build());
    }
    ItemPrinter printer = ItemPrinter.ofMany(invocation, keyNames(client));
    new PagePrinter(printer, options.capacity)
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
              return client.scanRaw(request.build());
            });
    options.capacity.tell("RCU", invocation);
    return ExitCode.OK;
  }

  private ScanRequest.Builder request() {
    ExpressionOptions.Parsed parsed = options.expressions.parse();
    ScanRequest.Builder request =
        ScanRequest.builder(table)
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

  /** Only a table shows keys first; that alone is no reason to fail. */
  private List<String> keyNames(BlockingDynamoClient client) {
    if (invocation.form() != OutputFormat.TABLE) {
      return List.of();
    }
    try {
      return TableSchema.names(TableSchema.lookUp(client, table).keyOf(options.index));
    } catch (AccessDeniedException e) {
      invocation.note("the table's key is not known: DescribeTable is not allowed");
      return List.of();
    }
  }
}
