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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern COMMENTS =
      Pattern.compile("(?:[\\s\\p{Z}\uFEFF]++|--[^\\n]*+|/\\*.*?\\*/)++", Pattern.DOTALL);
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
  private static final Pattern DELETE = Pattern.compile("\\bdelete\\b", Pattern.CASE_INSENSITIVE);

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
    if (verb().isEmpty() && withoutComments().isEmpty()) {
      throw CommandFailure.usage("stator sql: the statement is empty");
    }
    if (limit != null && limit < 1) {
      throw CommandFailure.usage("stator sql: --limit " + limit + ": must be 1 or more");
    }
    if (mayDelete() && !dryRun.wanted) {
      confirmation.requireAnswerable("stator sql", "delete an item", invocation);
    }
  }

  @Override
  ExitCode run(BlockingDynamoClient client) throws IOException {
    ExecuteStatementRequest.Builder builder =
        ExecuteStatementRequest.builder(
                statement, parameters.stream().map(SqlCommand::value).toArray())
            .consistentRead(consistent);
    if (!isSelect()) {
      builder.returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD);
    }
    if (capacity.wanted) {
      builder.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    }
    if (dryRun.wanted) {
      return show(builder.build());
    }
    if (mayDelete()) {
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
    if (printed > 0 || isSelect()) {
      printer.end();
    } else {
      invocation.note("done");
    }
    capacity.tell(isSelect() ? "RCU" : "WCU", invocation);
    return ExitCode.OK;
  }

  private boolean isSelect() {
    return verb().equals("select");
  }

  /** What is not known to be harmless, and speaks of deleting, may do it. */
  private boolean mayDelete() {
    return switch (verb()) {
      case "select", "insert", "update", "exists" -> false;
      default -> DELETE.matcher(statement).find();
    };
  }

  /** The statement's first word, in small letters. */
  private String verb() {
    Matcher word = WORD.matcher(withoutComments());
    return word.lookingAt() ? word.group().toLowerCase(Locale.ROOT) : "";
  }

  /** The statement from where it says something. */
  private String withoutComments() {
    Matcher comments = COMMENTS.matcher(statement);
    return comments.lookingAt() ? statement.substring(comments.end()) : statement;
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
