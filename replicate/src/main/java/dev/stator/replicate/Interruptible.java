package dev.stator.replicate;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Calls that an interrupt ends at once, or not at all. The JDK's HTTP client, which carries the
 * SDK's few requests, waits for an answer deaf to interrupts, for as long as its timeouts and
 * retries last, and our own transport hears them; so a call is made on a thread of its own, which
 * an interrupt leaves behind, or does not reach.
 */
final class Interruptible {
  private Interruptible() {}

  static <T> T call(Supplier<T> request) throws InterruptedException {
    FutureTask<T> task = start(request);
    try {
      return outcome(task);
    } catch (InterruptedException e) {
      task.cancel(true); // Before its next retry it does hear.
      throw e;
    }
  }

  /** Waits for a request to its end; an interrupt that comes meanwhile is kept for later. */
  static <T> T callToTheEnd(Supplier<T> request) {
    FutureTask<T> task = start(request);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return outcome(task);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> FutureTask<T> start(Supplier<T> request) {
    FutureTask<T> task = new FutureTask<>(request::get);
    Thread thread = new Thread(task, "stator-request");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  private static <T> T outcome(FutureTask<T> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      } else if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException("a supplier throws nothing else", e.getCause());
    }
  }
}
