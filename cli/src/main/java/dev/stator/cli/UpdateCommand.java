package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ReturnValues;
import dev.stator.client.ReturnValuesOnConditionCheckFailure;
import dev.stator.client.UpdateItemRequest;
import dev.stator.client.ValidationException;
import dev.stator.client.WriteResponse;
import dev.stator.item.Key;
import dev.stator.item.ValueExcerpt;
import dev.stator.item.expression.Expressions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code stator update}: attributes of one item. */
@Command(
    name = "update",
    description = {
      "Changes attributes of the item of a key; if there is no such item it is made, unless"
          + " --if-exists is given. Names and values stand in the text, and no word is reserved."
          + " Each option may be given several times. [API: DescribeTable, UpdateItem]",
      "",
      "Values: 'text' or \"text\" (the quote inside twice), 12.5, true, false, null, lists ['a', 1],"
          + " maps {\"a\": 1}, sets <<'a', 'b'>>; binary as a placeholder. A minus has a blank"
          + " before it, as names may have hyphens."
    },
    footer = {
      "  stator update orders o-17 --set \"status = 'paid', qty = qty + 1\" --return",
      "  stator update orders o-17 --remove \"note, address.zip\" --condition \"status = 'open'\"",
      "  stator update orders o-17 --set \"log = list_append(if_not_exists(log, []), ['seen'])\"",
      "  stator update orders o-17 --add \"tags <<'gift'>>\" --delete \"flags <<'new'>>\"",
      "  stator update pages /home --atomic-counter visits"
    })
final class UpdateCommand extends DynamoCommand {
  private static final Pattern DIFFERENCE =
      Pattern.compile("(?<![\\w'\"`.-])\\w+-\\w+(?![\\w'\"`-])");

  @Mixin private final KeyArguments key = new KeyArguments();

  @Option(
      names = "--set",
      paramLabel = "ACTIONS",
      description = "\"a = 1, b = b + 1, c = if_not_exists(c, 0), d = list_append(d, ['x'])\"")
  List<String> set = new ArrayList<>();

  @Option(names = "--remove", paramLabel = "PATHS", description = "Attributes: \"a, b.c, d[0]\"")
  List<String> remove = new ArrayList<>();

  @Option(
      names = "--add",
      paramLabel = "ACTIONS",
      description = "To a number, absent being 0, or to a set: \"n 1, tags <<'x'>>\"")
  List<String> add = new ArrayList<>();

  @Option(
      names = "--delete",
      paramLabel = "ACTIONS",
      description = "From a set: \"tags <<'x', 'y'>>\"")
  List<String> delete = new ArrayList<>();

  @Option(
      names = "--atomic-counter",
      paramLabel = "PATH",
      description = "Add 1 to this number, absent being 0")
  List<String> counters = new ArrayList<>();

  @Option(
      names = "--if-exists",
      defaultValue = "false",
      description = "Only if there is such an item")
  boolean ifExists;

  @Option(names = "--return", defaultValue = "false", description = "Print the item as it is now")
  boolean returns;

  @Mixin private final WriteOptions options = new WriteOptions();

  UpdateCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    if (expression().isEmpty()) {
      throw CommandFailure.usage(
          "stator update: it is not said what to change",
          "say it with --set, --remove, --add, --delete or --atomic-counter");
    }
    // Mistakes show before anything is connected to.
    var unused = options.placeholders.expressions().update(expression());
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    TableSchema schema = TableSchema.lookUp(client, key.table);
    Key wanted = key.key(schema);
    UpdateItemRequest request = request(schema, wanted);
    if (options.dryRun.wanted) {
      return show(request);
    }
    WriteResponse answer;
    try {
      answer = client.updateItem(request);
    } catch (ValidationException e) {
      throw withHyphen(e);
    }
    options.capacity.tell(answer.consumedCapacity(), "WCU", invocation);
    if (answer.attributes() != null) {
      ItemPrinter.printOne(answer.attributes(), TableSchema.names(schema.key()), invocation);
    } else {
      invocation.note("updated " + ValueExcerpt.of(wanted.toItem()) + " in " + key.table);
    }
    return ExitCode.OK;
  }

  /** A minus without blanks is a hyphen, and so part of a name that no item has. */
  private RuntimeException withHyphen(ValidationException failure) {
    Matcher name = DIFFERENCE.matcher(expression());
    return name.find()
        ? CommandFailure.failed(
            failure.problem(),
            failure,
            name.group() + " is one name; a minus has a blank before it")
        : failure;
  }

  private UpdateItemRequest request(TableSchema schema, Key wanted) {
    Expressions expressions = options.placeholders.expressions();
    String update = expressions.update(expression());
    String keyName = schema.key().partitionKey().name();
    String condition =
        options.condition(
            expressions, ifExists ? WriteOptions.ofKey("attribute_exists", keyName) : null);
    PlaceholderOptions.Parsed ready = PlaceholderOptions.complete(expressions);
    UpdateItemRequest.Builder request =
        UpdateItemRequest.builder(key.table, wanted)
            .updateExpression(update)
            .expressionAttributeNames(ready.names())
            .expressionAttributeValues(ready.values());
    if (condition != null) {
      request
          .conditionExpression(condition)
          .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
    if (returns) {
      request.returnValues(ReturnValues.ALL_NEW);
    }
    if (options.capacity.wanted) {
      request.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
    return request.build();
  }

  private String expression() {
    List<String> additions = new ArrayList<>(add);
    counters.forEach(path -> additions.add(path + " 1"));
    List<String> clauses = new ArrayList<>();
    clause("SET", set, clauses);
    clause("REMOVE", remove, clauses);
    clause("ADD", additions, clauses);
    clause("DELETE", delete, clauses);
    return String.join(" ", clauses);
  }

  private static void clause(String word, List<String> actions, List<String> clauses) {
    if (!actions.isEmpty()) {
      clauses.add(word + " " + String.join(", ", actions));
    }
  }
}
