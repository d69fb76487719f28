package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stator table delete}: a table and all that is in it. */
@Command(
    name = "delete",
    header = "Delete a table and all that is in it.",
    description =
        "Asks for the table's name to be typed, on a terminal; elsewhere --yes is needed. Waits"
            + " until the table is gone. [API: DescribeTable, DeleteTable]",
    footer = {"  stator table delete orders", "  stator table delete scratch --yes --no-wait"})
final class TableDeleteCommand extends DynamoCommand {
  @Parameters(index = "0", paramLabel = "TABLE", description = "The table's name")
  String table = "";

  @Mixin private final Confirmation confirmation = new Confirmation();
  @Mixin private final TableWait wait = new TableWait();

  TableDeleteCommand(Invocation invocation) {
    super(invocation);
  }

  @Override
  void check() {
    wait.check("stator table delete");
    confirmation.requireAnswerable("stator table delete", "delete a table", invocation);
  }

  @Override
  ExitCode run(BlockingDynamoClient client) throws IOException {
    JsonTree described = JsonTree.read(TableSchema.describe(client, table)).object("Table");
    if (described.isTrue("DeletionProtectionEnabled")) {
      throw CommandFailure.failed(
          "table " + table + " is protected against deletion; nothing was done",
          "if it is to go: stator table update " + table + " --deletion-protection off");
    }
    String items = Quantities.count((long) described.number("ItemCount"));
    String size = Quantities.bytes((long) described.number("TableSizeBytes"));
    confirmation.askForName(
        "This deletes table "
            + described.text("TableArn")
            + " with its "
            + items
            + " items, "
            + size
            + ".\nType the table's name to go on: ",
        table,
        invocation);
    hearInterruption();
    var unused = client.control().deleteTable(table);
    wait.gone(client, table, invocation);
    invocation.note(wait.noWait ? table + " is being deleted" : "deleted " + table);
    return ExitCode.OK;
  }
}
