package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.ExecuteStatementRequest;
import dev.stator.client.ExecuteStatementResponse;
import dev.stator.client.ReturnConsumedCapacity;
import dev.stator.client.ReturnValuesOnConditionCheckFailure;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stator sql}: a statement in PartiQL. */
@Command(
    name = "sql",
    description = {
      "Executes one statement in PartiQL, DynamoDB's SQL, and prints what it selects, page by page."
          + " A SELECT without a condition on the partition key reads the whole table. A DELETE asks"
          + " before, on a terminal; elsewhere --yes is needed. [API: ExecuteStatement]",
      "",
      "Strings stand in single quotes, names with a hyphen or dot in double quotes."
    },
    footer = {
      "  stator sql \"SELECT id, total FROM orders WHERE id = 'o-17'\"",
      "  stator sql \"SELECT * FROM \\\"lines\\\".\\\"by-price\\\" WHERE price > ?\" -p 100 --limit 20",
      "  stator sql \"INSERT INTO orders VALUE {'id': ?, 'total': ?}\" -p o-18 -p 12.50",
      "  stator sql \"DELETE FROM orders WHERE id = ?\" -p '\"17\"' --yes"
    })
final class SqlCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "STATEMENT", description = "The statement")
  String statement = "";

  @Option(
      names = {"-p", "--parameter"},
      paramLabel = "VALUE",
      description =
          "What the next ? stands for. JSON if it is JSON, as 12.5, true, null, [1], {\"a\":1} or"
              + " \"17\"; any other text is a string")
  List<String> parameters = new ArrayList<>();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "How many items are wanted; all by default")
  @Nullable Long limit;

  @Option(
      names = "--consistent",
      defaultValue = "false",
      description = "Strongly consistent, which costs twice as much")
  boolean consistent;

  @Mixin private final Confirmation confirmation = new Confirmation();
  @Mixin private final CapacityOption capacity = new CapacityOption();
  @Mixin private final DryRunOption dryRun = new DryRunOption();

  SqlCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    if (limit != null && limit < 1) {
      throw CommandFailure.usage("stator sql: --limit " + limit + ": must be 1 or more");
    }
    if (isDelete() && !dryRun.wanted) {
      confirmation.requireAnswerable("stator sql", "delete an item", invocation);
    }
  }

  @Override
  ExitCode run(BlockingDynamoClient client) throws IOException {
    ExecuteStatementRequest.Builder builder =
        ExecuteStatementRequest.builder(
                statement, parameters.stream().map(SqlCommand::value).toArray())
            .consistentRead(consistent);
    if (!begins("select")) {
      builder.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
    if (capacity.wanted) {
      builder.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
    if (dryRun.wanted) {
      return show(builder.build());
    }
    if (isDelete()) {
      confirmation.ask("Execute " + CellText.visible(statement.strip()) + "?", invocation);
    }
    hearInterruption();
    return print(builder, client);
  }

  private ExitCode print(ExecuteStatementRequest.Builder request, BlockingDynamoClient client) {
    ItemPrinter printer = ItemPrinter.ofMany(invocation, List.of());
    long left = limit == null ? Long.MAX_VALUE : limit;
    long printed = 0;
    String next = null;
    do {
      ExecuteStatementResponse page = client.executeStatement(request.nextToken(next).build());
      for (Item item : page.items()) {
        if (printed < left) {
          printer.print(item);
          printed++;
        }
      }
      capacity.add(page.consumedCapacity());
      printer.flush();
      next = page.nextToken();
    } while (next != null && printed < left);
    if (printed > 0 || begins("select")) {
      printer.end();
    } else {
      invocation.note("done");
    }
    capacity.tell(begins("select") ? "RCU" : "WCU", invocation);
    return ExitCode.OK;
  }

  private boolean isDelete() {
    return begins("delete");
  }

  private boolean begins(String word) {
    String text = statement.strip().toLowerCase(Locale.ROOT);
    return text.startsWith(word)
        && (text.length() == word.length() || Character.isWhitespace(text.charAt(word.length())));
  }

  private static AttributeValue value(String text) {
    try {
      return PlainItem.readValue(text.strip().getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      if (looksLikeJson(text.strip())) {
        throw CommandFailure.usage(
            "stator sql: -p " + text + ": " + e.getMessage(),
            "a string that only looks like JSON goes in double quotes: -p '\"...\"'");
      }
      return AttributeValue.of(text);
    }
  }

  /** What is nearly JSON is a mistake rather than a string. */
  private static boolean looksLikeJson(String text) {
    return text.startsWith("{")
        || text.startsWith("[")
        || text.startsWith("\"")
        || text.matches("-?[0-9.]+([eE][+-]?[0-9]+)?");
  }
}
