package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * Asks again and again what a table is like, until it is as it should be or the time is over. One
 * question at a time is under way, so that there is nothing to lock.
 *
 * @param <R> what there is at the end
 */
final class TablePolling<R> {
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** What an answer means. */
  interface Judge<R> {
    /**
     * Ends the polling, or says what the table still is.
     *
     * @param table the table, or null if there is none
     */
    @Nullable String judge(@Nullable TableDescription table, CompletableFuture<R> end);
  }

  private final ControlPlane control;
  private final Judge<R> judge;
  private final CallFacts call;
  private final Duration atMost;
  private final long deadline;
  private final Executor executor;
  private final CompletableFuture<R> end = new CompletableFuture<>();
  private long wait = FIRST_WAIT.toNanos();

  private TablePolling(
      ControlPlane control, String tableName, Duration atMost, Executor executor, Judge<R> judge) {
    this.control = control;
    this.call = new CallFacts("DescribeTable", tableName, null, 1);
    this.atMost = atMost;
    this.deadline = System.nanoTime() + atMost.toNanos();
    this.executor = executor;
    this.judge = judge;
  }

  static <R> CompletableFuture<R> until(
      ControlPlane control, String tableName, Duration atMost, Executor executor, Judge<R> judge) {
    TablePolling<R> polling = new TablePolling<>(control, tableName, atMost, executor, judge);
    polling.ask(tableName);
    return polling.end;
  }

  private void ask(String tableName) {
    if (end.isDone()) {
      return; // Cancelled.
    }
    CompletableFuture<TableDescription> question = control.describeTable(tableName);
    var unused =
        question.whenComplete(
            (table, failure) -> {
              try {
                answered(tableName, table, failure);
              } catch (RuntimeException | Error defect) {
                end.completeExceptionally(defect);
              }
            });
    var unusedToo = Stages.cancelling(end, question);
  }

  private void answered(
      String tableName, @Nullable TableDescription table, @Nullable Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause != null && !(cause instanceof ResourceNotFoundException)) {
      end.completeExceptionally(cause);
      return;
    }
    String state = judge.judge(table, end);
    if (state == null) {
      return;
    }
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      String why = "the table is " + state + ", after " + atMost + " of waiting";
      end.completeExceptionally(new NoAnswerException(Reason.TIMEOUT, false, call, why, null));
      return;
    }
    Executor later =
        CompletableFuture.delayedExecutor(Math.min(wait, left), TimeUnit.NANOSECONDS, executor);
    wait = Math.min(2 * wait, LONGEST_WAIT.toNanos());
    later.execute(() -> ask(tableName));
  }
}
