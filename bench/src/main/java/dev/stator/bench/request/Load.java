package dev.stator.bench.request;

import java.util.concurrent.CompletableFuture;

/** Sends requests of one kind through one client, and finds each answer right. */
sealed interface Load extends AutoCloseable {
  /** Through a client that lets its callers wait. */
  non-sealed interface Waiting extends Load {
    /** Sends the n-th request and reads its answer. */
    void call(int n);
  }

  /** Through a client that does not. */
  non-sealed interface Async extends Load {
    /** Sends the n-th request; completed when its answer was read. */
    CompletableFuture<?> send(int n);
  }

  @Override
  void close();
}
