package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DeleteItemRequest;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ReturnValues;
import dev.stator.client.ReturnValuesOnConditionCheckFailure;
import dev.stator.client.WriteResponse;
import dev.stator.item.Key;
import dev.stator.item.ValueExcerpt;
import dev.stator.item.expression.Expressions;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stator delete}: one item. */
@Command(
    name = "delete",
    description = {
      "Deletes the item of a key. Asks before, on a terminal; elsewhere --yes is needed. That there"
          + " was no such item is said, and is no error. [API: DescribeTable, DeleteItem]"
    },
    footer = {
      "  stator delete orders o-17",
      "  stator delete lines o-17 3 --yes --return -o json",
      "  stator delete orders o-17 --yes --condition \"status = 'cancelled'\""
    })
final class DeleteCommand extends DynamoCommand {
  @Mixin private final KeyArguments key = new KeyArguments();
  @Mixin private final Confirmation confirmation = new Confirmation();

  @Option(
      names = "--return",
      defaultValue = "false",
      description = "Print the item that was deleted")
  boolean returns;

  @Mixin private final WriteOptions options = new WriteOptions();

  DeleteCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    if (!options.dryRun.wanted) {
      confirmation.requireAnswerable("stator delete", "delete an item", invocation);
    }
  }

  @Override
  ExitCode run(BlockingDynamoClient client) throws IOException {
    TableSchema schema = TableSchema.lookUp(client, key.table);
    Key wanted = key.key(schema);
    String item = ValueExcerpt.of(wanted.toItem());
    DeleteItemRequest request = request(wanted);
    if (options.dryRun.wanted) {
      return show(request);
    }
    confirmation.ask("Delete " + item + " from " + key.table + "?", invocation);
    hearInterruption();
    WriteResponse answer = client.deleteItem(request);
    options.capacity.tell(answer.consumedCapacity(), "WCU", invocation);
    if (answer.attributes() == null) {
      invocation.note("there was no item " + item + " in " + key.table);
    } else {
      invocation.note("deleted " + item + " from " + key.table);
      if (returns) {
        ItemPrinter.printOne(answer.attributes(), TableSchema.names(schema.key()), invocation);
      }
    }
    return ExitCode.OK;
  }

  private DeleteItemRequest request(Key wanted) {
    Expressions expressions = options.placeholders.expressions();
    String condition = options.condition(expressions, null);
    PlaceholderOptions.Parsed ready = PlaceholderOptions.complete(expressions);
    DeleteItemRequest.Builder request =
        DeleteItemRequest.builder(key.table, wanted).returnValues(ReturnValues.ALL_OLD);
    if (condition != null) {
      request
          .conditionExpression(condition)
          .expressionAttributeNames(ready.names())
          .expressionAttributeValues(ready.values())
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
    if (options.capacity.wanted) {
      request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
    return request.build();
  }
}
