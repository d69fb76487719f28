package dev.stator.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Calls that the SDK makes, as futures. They block, so they have threads of their own, a few, which
 * are there only while there is something to do: those that the client needs itself, for
 * credentials say, must not wait behind them.
 *
 * @param sdk makes the calls
 * @param events who is told, on behalf of whom
 * @param threads where calls block
 * @param executor where futures are completed
 */
record SdkCalls(SdkClient sdk, Events events, ThreadPoolExecutor threads, Executor executor) {
  private static final int THREADS = 8;

  static ThreadPoolExecutor newThreads() {
    return BlockingThreads.newPool("stator-control", THREADS);
  }

  /** For calls that are made later, for whoever runs on this thread now. */
  SdkCalls here() {
    return new SdkCalls(sdk, events.here(), threads, executor);
  }

  /** The same, whose futures are completed elsewhere. */
  SdkCalls completedOn(Executor other) {
    return new SdkCalls(sdk, events, threads, other);
  }

  /**
   * Begins a call. Cancelling it interrupts the SDK, which hears that before its next attempt.
   *
   * @param tableName the table, if it is of one
   */
  <R> CompletableFuture<R> call(
      String operation, @Nullable String tableName, Function<DynamoDbClient, R> operationOn) {
    CallEvents told = events.started(operation, tableName);
    CompletableFuture<R> answer = new CompletableFuture<>();
    AtomicBoolean over = new AtomicBoolean();
    try {
      Future<?> task =
          threads.submit(
              () -> {
                try {
                  R value = sdk.call(operation, tableName, operationOn);
                  end(over, told, null, () -> answer.complete(value));
                } catch (Throwable failure) {
                  end(over, told, failure, () -> answer.completeExceptionally(failure));
                }
              });
      var unused =
          answer.whenComplete(
              (value, failure) -> {
                if (answer.isCancelled() && over.compareAndSet(false, true)) {
                  task.cancel(true);
                  told.ended(failure);
                }
              });
    } catch (RejectedExecutionException closed) {
      NoAnswerException failure = SdkClient.closed(operation, tableName);
      told.ended(failure);
      answer.completeExceptionally(failure);
    }
    return answer;
  }

  /** Tells of the end, and only then completes. */
  private void end(
      AtomicBoolean over, CallEvents told, @Nullable Throwable failure, Runnable complete) {
    if (over.compareAndSet(false, true)) {
      told.ended(failure);
      try {
        executor.execute(complete);
      } catch (RejectedExecutionException e) {
        complete.run();
      }
    }
  }

  /** Ends the calls that wait for a thread or at the service, and the threads. */
  void close() {
    sdk.close();
    threads.shutdown();
  }
}
