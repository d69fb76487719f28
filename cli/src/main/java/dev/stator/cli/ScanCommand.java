package dev.stator.cli;

import dev.stator.client.AccessDeniedException;
import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.CallFacts;
import dev.stator.client.DynamoException;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ScanRequest;
import dev.stator.client.ValidationException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stator scan}: all items of a table. */
@Command(
    name = "scan",
    description = {
      "Reads a whole table or index, one page after another or in parallel segments, and prints its"
          + " items as they come: a table on a terminal, lines of plain JSON elsewhere. A filter"
          + " saves no read units. For whole tables to S3 there is stator replicate."
          + " [API: Scan; for a table on a terminal DescribeTable]"
    },
    footer = {
      "  stator scan orders --limit 10",
      "  stator scan orders --filter \"status = 'paid' AND total > 100\" --capacity",
      "  stator scan orders -o jsonl | jq .total",
      "  stator scan orders -o dynamodb-json > orders.jsonl    With all types",
      "  stator scan orders --segments 8 -o jsonl | wc -l"
    })
final class ScanCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  @Mixin private final ReadOptions options = new ReadOptions();

  @Option(
      names = "--segments",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Read the table in so many parts side by side, up to 1000000, of which 32 at a time:"
              + " sooner done, takes capacity as fast, and items come in no order. Not with"
              + " --limit; ${DEFAULT-VALUE} by default")
  int segments;

  ScanCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    options.check("stator scan");
    if (segments < 1 || segments > SegmentedScan.MAX_SEGMENTS) {
      throw CommandFailure.usage(
          "stator scan: --segments "
              + segments
              + ": must be 1 to "
              + Quantities.count(SegmentedScan.MAX_SEGMENTS));
    }
    if (segments > 1 && options.limit != null) {
      throw CommandFailure.usage(
          "stator scan: --limit together with --segments: the parts are read at the same time, so"
              + " which items come first would be chance, and more would be read and paid for",
          "leave one of them out; any 10 items are had with --segments 8 -o jsonl | head");
    }
    var unused = options.expressions.parse();
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    ScanRequest.Builder request = request();
    if (options.dryRun.wanted) {
      return show(segments == 1 ? request.build() : request.segment(0, segments).build());
    }
    ItemPrinter printer = ItemPrinter.ofMany(invocation, keyNames(client));
    CallFacts call = new CallFacts("Scan", table, options.index, 1);
    PagePrinter pages = new PagePrinter(call, printer, options.capacity, invocation);
    try {
      return print(request, pages, client);
    } catch (ValidationException e) {
      throw withIndexes(e, client);
    }
  }

  private ExitCode print(
      ScanRequest.Builder request, PagePrinter pages, BlockingDynamoClient client) {
    if (segments > 1) {
      try (SegmentedScan scan = new SegmentedScan(client.async(), request.build(), segments)) {
        return pages.print(scan);
      }
    }
    return pages.print(
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
  }

  /** The service does not say which indexes there are. */
  private RuntimeException withIndexes(ValidationException failure, BlockingDynamoClient client) {
    if (options.index != null) {
      try {
        TableSchema.lookUp(client, table).requireIndex(options.index);
      } catch (DynamoException unknown) {
        failure.addSuppressed(unknown);
      }
    }
    return failure;
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
