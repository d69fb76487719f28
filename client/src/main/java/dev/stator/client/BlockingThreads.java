package dev.stator.client;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Threads for what the JDK and the SDK can only do by blocking. */
final class BlockingThreads {
  private static final int IDLE_SECONDS = 5;

  private BlockingThreads() {}

  /**
   * So many of them at most, none while there is nothing to do, and none that keeps a JVM alive.
   */
  static ThreadPoolExecutor newPool(String name, int count) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
