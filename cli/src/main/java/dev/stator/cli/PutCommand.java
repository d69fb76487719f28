package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoException;
import dev.stator.client.PutItemRequest;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ReturnValues;
import dev.stator.client.ReturnValuesOnConditionCheckFailure;
import dev.stator.client.ValidationException;
import dev.stator.client.WriteResponse;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.item.expression.Expressions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stator put}: one item, or many. */
@Command(
    name = "put",
    description = {
      "Writes an item, in place of the one with its key if there is one. Many items, from a file or"
          + " from stdin, are written in batches, which go on until each of them is written or has"
          + " failed with a reason; an item that failed makes the exit code 4."
          + " [API: PutItem; for many BatchWriteItem; DescribeTable]"
    },
    footer = {
      "  stator put orders o-17 --item '{\"total\": 12.50, \"tags\": [\"gift\"]}'",
      "  stator put orders --item @order.json --if-absent",
      "  stator put orders --item - < orders.jsonl",
      "  stator scan orders -o dynamodb-json | stator put copy --item - --format dynamodb-json"
    })
final class PutCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "KEY",
      description = "The partition key's value, if the item does not have it; binary in base64")
  @Nullable String partition;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "SORT",
      description = "The sort key's value")
  @Nullable String sort;

  @Mixin private final ItemInput input = new ItemInput();

  @Option(
      names = "--if-absent",
      defaultValue = "false",
      description = "Only if there is no item with the key")
  boolean ifAbsent;

  @Option(
      names = "--return",
      defaultValue = "false",
      description = "Print the item that was there before")
  boolean returns;

  @Mixin private final WriteOptions options = new WriteOptions();

  PutCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    if (!input.given() && partition == null) {
      throw CommandFailure.usage(
          "stator put: there is no item", "give it as KEY, as --item, or both");
    }
  }

  @Override
  ExitCode run(BlockingDynamoClient client) throws IOException {
    try (ItemInput.Items items = input.open(invocation.terminal().in())) {
      Item first = items.next();
      if (first == null) {
        if (items.place().startsWith("--item")) {
          throw CommandFailure.usage("stator put: --item is empty", "an item is {...}");
        }
        invocation.note("there was no item to put");
        return ExitCode.OK;
      }
      String firstPlace = items.place();
      Item second = items.next();
      if (second == null) {
        return putOne(first, client);
      }
      requireNothingOfOneItem();
      TableSchema schema = TableSchema.lookUp(client, table);
      return new PutMany(table, schema, client, invocation)
          .add(first, firstPlace)
          .add(second, items.place())
          .run(items);
    }
  }

  private ExitCode putOne(Item given, BlockingDynamoClient client) {
    hearInterruption();
    TableSchema schema = partition != null || ifAbsent ? TableSchema.lookUp(client, table) : null;
    Item item = partition == null || schema == null ? given : withKey(given, schema, partition);
    PutItemRequest request = request(item, schema);
    if (options.dryRun.wanted) {
      return show(request);
    }
    WriteResponse answer;
    try {
      answer = client.putItem(request);
    } catch (ValidationException e) {
      throw withKey(e, item, client);
    }
    options.capacity.tell(answer.consumedCapacity(), "WCU", invocation);
    invocation.note("put an item into " + table);
    if (answer.attributes() != null) {
      List<String> keyNames = schema == null ? List.of() : TableSchema.names(schema.key());
      ItemPrinter.printOne(answer.attributes(), keyNames, invocation);
    }
    return ExitCode.OK;
  }

  /** The item with the key that was typed; one that says otherwise is a mistake. */
  private Item withKey(Item given, TableSchema schema, String partitionText) {
    Map<String, AttributeValue> attributes =
        new LinkedHashMap<>(KeyText.read(schema, partitionText, sort).toItem().asMap());
    attributes.forEach(
        (name, value) -> {
          AttributeValue other = given.get(name);
          if (other != null && !other.equals(value)) {
            throw CommandFailure.usage(
                "stator put: KEY and --item have different values of " + name,
                "leave it out of one of them");
          }
        });
    attributes.putAll(given.asMap());
    return Item.of(attributes);
  }

  /** The service says of a wrong key neither which it is nor what it should be. */
  private RuntimeException withKey(
      ValidationException failure, Item item, BlockingDynamoClient client) {
    try {
      KeySchema key = TableSchema.lookUp(client, table).key();
      try {
        var unused = key.keyOf(item);
      } catch (IllegalArgumentException wrong) {
        return CommandFailure.failed(
            failure.problem(),
            failure,
            String.valueOf(wrong.getMessage()),
            "the key of " + table + " is " + TableSchema.describe(key));
      }
    } catch (DynamoException unknown) {
      failure.addSuppressed(unknown);
    }
    return failure;
  }

  private PutItemRequest request(Item item, @Nullable TableSchema schema) {
    Expressions expressions = options.placeholders.expressions();
    String demand =
        ifAbsent && schema != null
            ? WriteOptions.ofKey("attribute_not_exists", schema.key().partitionKey().name())
            : null;
    String condition = options.condition(expressions, demand);
    PlaceholderOptions.Parsed ready = PlaceholderOptions.complete(expressions);
    PutItemRequest.Builder request = PutItemRequest.builder(table, item);
    if (condition != null) {
      request
          .conditionExpression(condition)
          .expressionAttributeNames(ready.names())
          .expressionAttributeValues(ready.values())
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
    if (returns) {
      request.returnValues(ReturnValues.ALL_OLD);
    }
    if (options.capacity.wanted) {
      request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
    return request.build();
  }

  private void requireNothingOfOneItem() {
    String option =
        partition != null
            ? "KEY"
            : ifAbsent
                ? "--if-absent"
                : options.condition != null
                    ? "--condition"
                    : returns
                        ? "--return"
                        : options.dryRun.wanted
                            ? "--dry-run"
                            : options.capacity.wanted ? "--capacity" : null;
    if (option != null) {
      throw CommandFailure.usage(
          "stator put: " + option + " is for one item, and there are several; nothing was put",
          "put them without it, or one at a time");
    }
  }
}
