package dev.stator.client;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Tells of one call, and keeps the observer's failures away from it. */
final class CallEvents {
  static final CallEvents NONE = new CallEvents(CallObserver.NONE, false);

  private static final System.Logger LOG = System.getLogger("dev.stator.client");

  private final CallObserver observer;
  private final boolean capacity;

  CallEvents(CallObserver observer, boolean capacity) {
    this.observer = observer;
    this.capacity = capacity;
  }

  boolean heard() {
    return this != NONE;
  }

  /** Whether the request is to ask what it takes, since it does not do so itself. */
  boolean wantsCapacity(DynamoRequest request) {
    return capacity && Footprint.of(request).mayAsk();
  }

  /** Whether the answer tells what it took, and someone wants to be told. */
  boolean hearsCapacity(DynamoRequest request) {
    return heard() && (request.reportsCapacity() || wantsCapacity(request));
  }

  void attempted(Attempt attempt) {
    try {
      observer.attempted(attempt);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  void ended(@Nullable Throwable failure) {
    try {
      observer.ended(failure);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  static void failed(RuntimeException thrown) {
    LOG.log(Level.WARNING, "The client's listener failed", thrown);
  }
}
