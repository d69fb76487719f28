package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoRequest;
import dev.stator.client.NoAnswerException;
import dev.stator.client.ResourceNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * What the commands that work on one DynamoDB have in common: the client, an end by Ctrl-C, and
 * names of tables that are mistyped.
 */
abstract class DynamoCommand implements Callable<ExitCode> {
  final Invocation invocation;

  DynamoCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  /** Does the command's work. */
  abstract ExitCode run(BlockingDynamoClient client) throws IOException;

  /** Refuses, before anything is connected to, what cannot be done. */
  void check() {}

  @Override
  public final ExitCode call() throws IOException {
    check();
    try (Connections connections = Connections.open(invocation)) {
      BlockingDynamoClient client = connections.dynamo().blocking();
      try {
        return run(client);
      } catch (ResourceNotFoundException e) {
        throw notFound(e, client);
      }
    } catch (NoAnswerException e) {
      if (e.reason() == NoAnswerException.Reason.INTERRUPTED
          && invocation.interruption().requested()) {
        invocation.terminal().err().println("stopped: " + e.problem());
        if (!e.hint().isEmpty()) {
          invocation.terminal().err().println(invocation.errStyle().hint("hint:") + " " + e.hint());
        }
        return ExitCode.INTERRUPTED;
      }
      throw e;
    }
  }

  /**
   * From now on Ctrl-C ends the wait for an answer. Before, while a person is asked, it ends the
   * process.
   */
  final void hearInterruption() {
    invocation
        .interruption()
        .onRequest(Thread.currentThread()::interrupt, Interruption.SECONDS_TO_RETURN);
  }

  /** Prints what would be sent. */
  final ExitCode show(DynamoRequest request) {
    invocation.out().println(request.dryRun());
    return ExitCode.OK;
  }

  private CommandFailure notFound(ResourceNotFoundException e, BlockingDynamoClient client) {
    String table = e.call().table();
    if (table == null) {
      return CommandFailure.failed(e.problem(), e, e.hint());
    }
    List<String> names;
    try {
      names = TableNames.some(client);
    } catch (RuntimeException unknown) {
      e.addSuppressed(unknown);
      return CommandFailure.failed(e.problem(), e, e.hint());
    }
    if (names.contains(table)) {
      return CommandFailure.failed(e.problem(), e, e.hint());
    }
    List<String> similar = Similar.to(table, names);
    if (!similar.isEmpty()) {
      return CommandFailure.failed(
          e.problem(), e, "did you mean " + String.join(" or ", similar) + "?");
    }
    String there =
        names.isEmpty()
            ? "there are no tables at all"
            : "stator table ls lists the tables that are there";
    return CommandFailure.failed(e.problem(), e, there, e.hint());
  }
}
