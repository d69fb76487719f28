package dev.stator.client;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Virtual threads, by reflection, since this is compiled for JDK 17. */
final class VirtualThreads {
  private static final @Nullable Method START = start();

  private VirtualThreads() {}

  private static @Nullable Method start() {
    try {
      return Runtime.version().feature() < 21
          ? null
          : Thread.class.getMethod("startVirtualThread", Runnable.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether this JDK has them. */
  static boolean areThere() {
    return START != null;
  }

  /** What a task may throw. */
  interface Task<T> {
    T run() throws Throwable;
  }

  /** Runs a task on a virtual thread of its own, and waits for it; throws what it throws. */
  static <T> T run(Task<T> task) throws Throwable {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable body =
        () -> {
          try {
            result.complete(task.run());
          } catch (Throwable thrown) {
            result.completeExceptionally(thrown);
          }
        };
    if (START == null) {
      throw new IllegalStateException("This JDK has no virtual threads");
    }
    START.invoke(null, body);
    Throwable thrown = result.handle((value, failure) -> failure).join();
    if (thrown != null) {
      throw thrown;
    }
    return result.join();
  }
}
