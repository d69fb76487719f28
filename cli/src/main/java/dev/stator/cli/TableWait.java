package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import java.time.Duration;
import picocli.CommandLine.Option;

/** The wait until what was asked of a table is done. */
final class TableWait {
  @Option(names = "--no-wait", defaultValue = "false", description = "Do not wait until it is done")
  boolean noWait;

  @Option(
      names = "--timeout",
      paramLabel = "MINUTES",
      defaultValue = "10",
      description = "How long to wait at most; ${DEFAULT-VALUE} by default")
  int minutes;

  void check(String command) {
    if (minutes < 1) {
      throw CommandFailure.usage(command + ": --timeout " + minutes + ": must be 1 or more");
    }
  }

  /** Waits until the table and its indexes are ACTIVE. */
  void active(BlockingDynamoClient client, String table, Invocation invocation) {
    await(
        "waiting until " + table + " is ACTIVE",
        () -> client.control().awaitActive(table, Duration.ofMinutes(minutes)),
        invocation);
  }

  /** Waits until the table is gone. */
  void gone(BlockingDynamoClient client, String table, Invocation invocation) {
    await(
        "waiting until " + table + " is gone",
        () -> client.control().awaitGone(table, Duration.ofMinutes(minutes)),
        invocation);
  }

  private void await(String what, Runnable wait, Invocation invocation) {
    if (noWait) {
      return;
    }
    long started = System.nanoTime();
    ProgressDisplay progress =
        ProgressDisplay.startInWords(
            invocation,
            () -> what + ", " + Quantities.time(Duration.ofNanos(System.nanoTime() - started)));
    try {
      wait.run();
    } finally {
      progress.close();
    }
  }
}
