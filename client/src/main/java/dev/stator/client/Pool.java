package dev.stator.client;

import java.util.ArrayDeque;
import java.util.function.Supplier;

/**
 * Objects that are costly to make and serve one user at a time, kept to be used again: as many as
 * there ever were users at once, up to a limit. Safe for use by many threads.
 */
final class Pool<T> {
  private static final int MOST_KEPT = 1024;

  private final Supplier<T> maker;
  private final ArrayDeque<T> free = new ArrayDeque<>();

  Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  T acquire() {
    synchronized (free) {
      T kept = free.pollLast();
      if (kept != null) {
        return kept;
      }
    }
    return maker.get();
  }

  void release(T used) {
    synchronized (free) {
      if (free.size() < MOST_KEPT) {
        free.addLast(used);
      }
    }
  }
}
