package dev.stator.client;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client's streams, which have a thread and connections of their own once they are used. */
final class LazyStreams {
  private final Supplier<DynamoStreams> opening;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable DynamoStreams streams;
  private boolean closed;

  LazyStreams(Supplier<DynamoStreams> opening) {
    this.opening = opening;
  }

  DynamoStreams get() {
    lock.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The client is closed");
      }
      if (streams == null) {
        streams = opening.get();
      }
      return streams;
    } finally {
      lock.unlock();
    }
  }

  void close() {
    DynamoStreams opened;
    lock.lock();
    try {
      closed = true;
      opened = streams;
      streams = null;
    } finally {
      lock.unlock();
    }
    if (opened != null) {
      opened.close();
    }
  }
}
