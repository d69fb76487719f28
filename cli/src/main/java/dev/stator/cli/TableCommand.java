package dev.stator.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;

/** {@code stator table}: what is done to tables as such; each of its commands is a class. */
@Command(
    name = "table",
    description = "What is done to tables as such; their items have commands of their own.",
    footer = {
      "  stator table ls",
      "  stator table describe orders",
      "  stator table create lines --keys order:S line:N --index by-price=kind:S,price:N",
      "  stator table update orders --ttl expiresAt --deletion-protection on",
      "  stator table delete orders"
    })
final class TableCommand implements Callable<ExitCode> {
  /** The commands below, in the order in which help lists them; none is made before it is used. */
  static final Map<String, Function<Invocation, Callable<ExitCode>>> BELOW = below();

  private static Map<String, Function<Invocation, Callable<ExitCode>>> below() {
    Map<String, Function<Invocation, Callable<ExitCode>>> below = new LinkedHashMap<>();
    below.put("ls", TableListCommand::new);
    below.put("describe", TableDescribeCommand::new);
    below.put("create", TableCreateCommand::new);
    below.put("update", TableUpdateCommand::new);
    below.put("delete", TableDeleteCommand::new);
    return below;
  }

  @Override
  public ExitCode call() {
    throw CommandFailure.usage(
        "stator table: it is not said what to do: " + String.join(", ", BELOW.keySet()),
        "see stator table --help");
  }
}
