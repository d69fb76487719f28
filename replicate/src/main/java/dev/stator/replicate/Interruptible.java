package dev.stator.replicate;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/**
 * Calls that a waiting thread can be interrupted in. The JDK's HTTP client, which carries the SDK's
 * few requests, waits for an answer deaf to interrupts, for as long as its timeouts and retries
 * last; so it waits on a thread of its own, which an interrupt leaves behind.
 */
final class Interruptible {
  private Interruptible() {}

  static <T> T call(Supplier<T> request) throws InterruptedException {
    FutureTask<T> task = new FutureTask<>(request::get);
    Thread thread = new Thread(task, "stator-request");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true); // Before its next retry it does hear.
      throw e;
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
