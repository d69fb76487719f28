package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a future as code that waits expects it: what went wrong is thrown itself, with the
 * waiting thread's stack, and an interrupt ends the wait. Holds no lock, so that a virtual thread
 * gives its carrier away.
 */
final class Waiting {
  private Waiting() {}

  /**
   * The future's value.
   *
   * @param unwanted is given a value that comes after the wait was interrupted
   * @throws NoAnswerException with {@link Reason#INTERRUPTED}; the thread's flag is set then
   */
  static <T extends @Nullable Object> T on(
      CompletableFuture<T> future, CallFacts call, Consumer<? super T> unwanted) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var unused = future.thenAccept(unwanted);
      throw interrupted(call, true, e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof DynamoException failure) {
        // Made on an event loop, whose stack says nothing to the one who waits here.
        failure.fillInStackTrace();
        throw failure;
      } else if (cause instanceof RuntimeException defect) {
        throw defect;
      } else if (cause instanceof Error defect) {
        throw defect;
      }
      throw new IllegalStateException(cause);
    }
  }

  /**
   * Begins what is waited for, and cancels it if the wait is interrupted.
   *
   * @throws NoAnswerException with {@link Reason#INTERRUPTED}; the thread's flag is set then
   */
  static <T extends @Nullable Object> T cancelling(
      CallFacts call, Supplier<CompletableFuture<T>> begun) {
    requireUninterrupted(call);
    CompletableFuture<T> future = begun.get();
    try {
      return on(future, call, late -> {});
    } catch (NoAnswerException e) {
      if (e.reason() == Reason.INTERRUPTED) {
        future.cancel(false);
      }
      throw e;
    }
  }

  /**
   * Refuses to begin what a thread that is interrupted already would not wait for.
   *
   * @throws NoAnswerException with {@link Reason#INTERRUPTED}; the thread's flag stays set
   */
  static void requireUninterrupted(CallFacts call) {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(call, false, null);
    }
  }

  static NoAnswerException interrupted(
      CallFacts call, boolean maybeSent, @Nullable InterruptedException cause) {
    return new NoAnswerException(
        Reason.INTERRUPTED, maybeSent, call, "the thread that waits was interrupted", cause);
  }
}
