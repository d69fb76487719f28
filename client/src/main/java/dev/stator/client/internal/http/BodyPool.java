package dev.stator.client.internal.http;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Byte arrays to be used again, in sizes of powers of two. Safe for use by many threads.
 *
 * <p>A page is about 1 MB and comes every few milliseconds for each segment; allocated anew, it
 * would cost a garbage collector more than everything else we do to its bytes. What is kept is
 * limited per size, so that one burst does not hold memory for ever. An array that does not come
 * back is simply garbage.
 */
final class BodyPool {
  private static final int SMALLEST_SHIFT = 12;
  private static final int LARGEST_SHIFT = 22;
  private static final int KEPT_BYTES_PER_SIZE = 1 << 25;
  private static final int KEPT_ARRAYS_PER_SIZE = 256;

  private final Shelf[] shelves = new Shelf[LARGEST_SHIFT - SMALLEST_SHIFT + 1];

  BodyPool() {
    for (int i = 0; i < shelves.length; i++) {
      shelves[i] =
          new Shelf(Math.min(KEPT_ARRAYS_PER_SIZE, KEPT_BYTES_PER_SIZE >> (i + SMALLEST_SHIFT)));
    }
  }

  /** An array of at least that length, with whatever was in it. */
  byte[] acquire(int length) {
    int shelf = shelfOf(length);
    if (shelf >= shelves.length) {
      return new byte[length];
    }
    byte[] kept = shelves[shelf].take();
    return kept != null ? kept : new byte[1 << (shelf + SMALLEST_SHIFT)];
  }

  void release(byte[] array) {
    int shelf = shelfOf(array.length);
    if (shelf < shelves.length && array.length == 1 << (shelf + SMALLEST_SHIFT)) {
      shelves[shelf].put(array);
    }
  }

  private static int shelfOf(int length) {
    int shift = 32 - Integer.numberOfLeadingZeros(Math.max(length, 1) - 1);
    return Math.max(shift, SMALLEST_SHIFT) - SMALLEST_SHIFT;
  }

  /** The free arrays of one size; the last one in, still warm in the cache, goes out first. */
  private static final class Shelf {
    private final ArrayDeque<byte[]> arrays = new ArrayDeque<>();
    private final int capacity;

    Shelf(int capacity) {
      this.capacity = capacity;
    }

    synchronized byte @Nullable [] take() {
      return arrays.pollLast();
    }

    synchronized void put(byte[] array) {
      if (arrays.size() < capacity) {
        arrays.addLast(array);
      }
    }
  }
}
