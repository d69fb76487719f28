package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stator table describe}: what a table is like. */
@Command(
    name = "describe",
    header = "Say what a table is like.",
    description =
        "Its key, indexes, capacity and size; -o json is all that DescribeTable tells, in its words."
            + " [API: DescribeTable, DescribeTimeToLive]",
    footer = {
      "  stator table describe orders",
      "  stator table describe orders -o json | jq .KeySchema"
    })
final class TableDescribeCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name or ARN")
  String table = "";

  TableDescribeCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  ExitCode run(BlockingDynamoClient client) {
    hearInterruption();
    TableDescription.print(client, table, invocation);
    return ExitCode.OK;
  }
}
