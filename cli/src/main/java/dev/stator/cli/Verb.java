package dev.stator.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The commands, in the order in which help lists them. To add one, write its class and name it
 * here.
 *
 * <p>A constant does not touch its command's class until {@link #command} is called, so that a
 * start loads the one command it runs.
 */
enum Verb {
  DEMO("demo", "Show the main job from end to end, on this machine"),
  TABLE("table", "List, describe, make, change and delete tables"),
  GET("get", "Read an item by its key"),
  PUT("put", "Write an item, or many"),
  UPDATE("update", "Change attributes of an item"),
  DELETE("delete", "Delete an item"),
  QUERY("query", "Read the items of a partition key"),
  SCAN("scan", "Read all items of a table"),
  SQL("sql", "Execute a statement in PartiQL"),
  REPLICATE("replicate", "Write a table to S3"),
  LINEAGE("lineage", "Find which code touches which table"),
  LOCAL("local", "Run DynamoDB and S3 on this machine"),
  COMPLETION("completion", "Print the completion script of a shell");

  static final Set<OutputFormat> USUAL_FORMS =
      EnumSet.of(OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.JSONL);

  private static final Set<OutputFormat> FORMS_OF_ITEMS =
      EnumSet.of(
          OutputFormat.TABLE, OutputFormat.JSON, OutputFormat.JSONL, OutputFormat.DYNAMODB_JSON);

  private final String text;
  private final String summary;

  Verb(String text, String summary) {
    this.text = text;
    this.summary = summary;
  }

  /** The word on the command line. */
  String text() {
    return text;
  }

  /** One line for the list of commands. */
  String summary() {
    return summary;
  }

  /** A new object whose class carries picocli's annotations. */
  Callable<ExitCode> command(Invocation invocation) {
    return switch (this) {
      case DEMO -> new DemoCommand(invocation);
      case TABLE -> new TableCommand();
      case GET -> new GetCommand(invocation);
      case PUT -> new PutCommand(invocation);
      case UPDATE -> new UpdateCommand(invocation);
      case DELETE -> new DeleteCommand(invocation);
      case QUERY -> new QueryCommand(invocation);
      case SCAN -> new ScanCommand(invocation);
      case SQL -> new SqlCommand(invocation);
      case REPLICATE -> new ReplicateCommand(invocation);
      case LINEAGE -> new LineageCommand(invocation);
      case LOCAL -> new LocalCommand(invocation);
      case COMPLETION -> new CompletionCommand(invocation);
    };
  }

  /** What makes the commands below this one, by their words. */
  Map<String, Function<Invocation, Callable<ExitCode>>> below() {
    return switch (this) {
      case TABLE -> TableCommand.BELOW;
      case LINEAGE -> Map.of("diff", LineageDiffCommand::new);
      default -> Map.of();
    };
  }

  /** What {@code --output} may be; {@code word} is that of a command below this one, or empty. */
  Set<OutputFormat> forms(String word) {
    return switch (this) {
      case LINEAGE -> word.equals("diff") ? LineageDiffCommand.FORMS : LineageCommand.FORMS;
      case GET, PUT, UPDATE, DELETE, QUERY, SCAN, SQL -> FORMS_OF_ITEMS;
      default -> USUAL_FORMS;
    };
  }

  /** The verbs that occur among the arguments, be it as the value of an option. */
  static Stream<Verb> among(String[] arguments) {
    return Arrays.stream(values()).filter(verb -> Arrays.asList(arguments).contains(verb.text()));
  }
}
