package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoException;
import dev.stator.client.NoAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * Changes of one table, made one after another: the service takes one index, or one other change,
 * at a time. Where one fails, those before it are made and stay so, and the failure says which.
 */
final class TableChanges {
  private final String table;
  private final List<Change> changes = new ArrayList<>();

  /**
   * @param option what asked for it
   * @param takesTime whether the table is not ACTIVE until it is made
   */
  private record Change(String option, boolean takesTime, Consumer<BlockingDynamoClient> make) {}

  TableChanges(String table) {
    this.table = table;
  }

  void update(String option, Consumer<UpdateTableRequest.Builder> what) {
    UpdateTableRequest.Builder update = UpdateTableRequest.builder().tableName(table);
    what.accept(update);
    UpdateTableRequest request = update.build();
    changes.add(
        new Change(
            option,
            true,
            client -> {
              var unused = client.control().updateTable(request);
            }));
  }

  void expire(String option, String attribute, boolean enabled) {
    changes.add(
        new Change(
            option + " " + attribute,
            false,
            client -> client.control().updateTimeToLive(table, attribute, enabled)));
  }

  int size() {
    return changes.size();
  }

  /**
   * Makes them.
   *
   * @throws CommandFailure if one failed when others were made
   */
  void make(BlockingDynamoClient client, TableWait wait, Invocation invocation) {
    int made = 0;
    try {
      for (Change change : changes) {
        change.make.accept(client);
        made++;
        if (change.takesTime) {
          wait.active(client, table, invocation);
        }
      }
    } catch (DynamoException e) {
      throw made == 0 || made == changes.size() ? e : partly(made, e, invocation);
    }
  }

  private RuntimeException partly(int made, DynamoException failure, Invocation invocation) {
    String done =
        "done before: "
            + options(changes.subList(0, made))
            + "; not done: "
            + options(changes.subList(made, changes.size()));
    if (failure instanceof NoAnswerException e
        && e.reason() == NoAnswerException.Reason.INTERRUPTED) {
      invocation.note(done);
      return e;
    }
    return CommandFailure.partial(failure.problem(), failure, done);
  }

  private static String options(List<Change> changes) {
    return changes.stream().map(Change::option).collect(Collectors.joining(", "));
  }
}
