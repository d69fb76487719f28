package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.GetItemRequest;
import dev.stator.client.GetItemResponse;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.item.Key;
import dev.stator.item.ValueExcerpt;
import dev.stator.item.expression.Expressions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stator get}: one item. */
@Command(
    name = "get",
    description = {
      "Reads the item of a key. Keys are typed plainly: their types are those of the table, which"
          + " are looked up. That there is no such item is an error, with exit code 1."
          + " [API: DescribeTable, GetItem]"
    },
    footer = {
      "  stator get orders o-17                     A table with a partition key",
      "  stator get lines o-17 3 -o json            And one with a sort key",
      "  stator get orders o-17 --projection \"total, address.zip\"",
      "  stator get files -- -x.txt                 A key that begins with a hyphen"
    })
final class GetCommand extends DynamoCommand {
  @Mixin private final KeyArguments key = new KeyArguments();

  @Option(
      names = "--consistent",
      defaultValue = "false",
      description = "Strongly consistent, which costs twice as much")
  boolean consistent;

  @Option(
      names = "--projection",
      paramLabel = "ATTRIBUTES",
      description = "Only these attributes: \"id, address.zip, tags[0]\"")
  @Nullable String projection;

  @Mixin private final CapacityOption capacity = new CapacityOption();
  @Mixin private final DryRunOption dryRun = new DryRunOption();

  GetCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    Expressions expressions = new Expressions();
    String readyProjection = projection == null ? null : expressions.projection(projection);
    TableSchema schema = TableSchema.lookUp(client, key.table);
    Key wanted = key.key(schema);
    GetItemRequest.Builder request =
        GetItemRequest.builder(key.table, wanted).consistentRead(consistent);
    if (readyProjection != null) {
      request.projectionExpression(readyProjection).expressionAttributeNames(expressions.names());
    }
    if (capacity.wanted) {
      request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
    if (dryRun.wanted) {
      return show(request.build());
    }
    GetItemResponse answer = client.getItem(request.build());
    capacity.tell(answer.consumedCapacity(), "RCU", invocation);
    if (answer.item() == null) {
      throw CommandFailure.failed(
          "table " + key.table + ": there is no item " + ValueExcerpt.of(wanted.toItem()));
    }
    ItemPrinter.printOne(answer.item(), TableSchema.names(schema.key()), invocation);
    return ExitCode.OK;
  }
}
