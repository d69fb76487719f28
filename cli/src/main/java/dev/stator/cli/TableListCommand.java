package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code stator table ls}: which tables there are. */
@Command(
    name = "ls",
    header = "List the tables of the region.",
    description =
        "Prints the names, one a line; -o json prints one array, -o jsonl a JSON string a line."
            + " [API: ListTables]",
    footer = {
      "  stator table ls",
      "  stator table ls --region eu-central-1 --prefix staging-",
      "  stator table ls | xargs -n1 stator table describe"
    })
final class TableListCommand extends DynamoCommand {
  @Option(names = "--prefix", paramLabel = "TEXT", description = "Only names that begin with it")
  String prefix = "";

  TableListCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    List<String> all = new ArrayList<>();
    TableNames.all(
        client,
        page -> {
          List<String> names = page.stream().filter(name -> name.startsWith(prefix)).toList();
          all.addAll(names);
          if (invocation.options().output != OutputFormat.JSON) {
            names.forEach(this::line);
            invocation.out().flushOrStop();
          }
        });
    if (invocation.options().output == OutputFormat.JSON) {
      JsonWriter json = new JsonWriter(new Utf8Buffer(256)).beginArray();
      all.forEach(json::value);
      Utf8Buffer plain = json.endArray().buffer();
      Utf8Buffer indented = new Utf8Buffer(256);
      IndentedJson.write(plain.array(), 0, plain.length(), 0, indented);
      invocation.out().println(indented);
    } else if (all.isEmpty()) {
      invocation.note(prefix.isEmpty() ? "no tables" : "no tables that begin with " + prefix);
    }
    return ExitCode.OK;
  }

  private void line(String name) {
    invocation
        .out()
        .println(
            invocation.options().output == OutputFormat.JSONL
                ? new JsonWriter(new Utf8Buffer(64)).value(name).buffer()
                : name);
  }
}
