package dev.stator.item.json;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The names seen in the maps that are open, to find one that is there twice. Slices of the text are
 * kept, not copies.
 */
// Implementation. All names lie in one growing array, each open map owning the stretch from its
// first. A 64-bit hash of each is kept, with a filter of one bit for a hash: nearly every name is
// new by the filter alone, the others are compared hash by hash. A map of more than LINEAR names
// gets an index, so that an item of 60,000 attributes costs as much for each as one of ten. The
// hash has a secret of this process in it: whoever may write items must not be able to make names
// that collide.
final class SeenNames {
  /** What the hash of a name begins with; see {@link #hash}. */
  static final long SEED;

  private static final long FACTOR;

  static {
    SplittableRandom random = new SplittableRandom();
    SEED = random.nextLong();
    FACTOR = random.nextLong() | 1;
  }

  private static final int LINEAR = 32;

  private long[] hashes = new long[64];
  private long[] slices = new long[64];
  private int count;

  // The innermost open map, and those around it.
  private int depth = -1;
  private int first;
  private long filter;
  private final int[] firsts;
  private final long[] filters;
  private final Index[] indexes;

  SeenNames(int maxDepth) {
    firsts = new int[maxDepth];
    filters = new long[maxDepth];
    indexes = new Index[maxDepth];
  }

  void clear() {
    depth = -1;
    count = 0;
  }

  /** A map opens. */
  void enter() {
    if (depth >= 0) {
      firsts[depth] = first;
      filters[depth] = filter;
    }
    depth++;
    first = count;
    filter = 0;
  }

  /** The innermost map closes. */
  void leave() {
    count = first;
    depth--;
    if (depth >= 0) {
      first = firsts[depth];
      filter = filters[depth];
    }
  }

  /**
   * Adds a name to the innermost map.
   *
   * @return false if it is there already
   */
  boolean add(byte[] b, int from, int to, boolean escaped, long hash) {
    long slice = ((long) from << 32) | ((escaped ? ~to : to) & 0xFFFF_FFFFL);
    long bit = 1L << (hash >>> 58);
    int n = count;
    if (((filter & bit) != 0 || n - first >= LINEAR) && isKnown(b, slice, hash)) {
      return false;
    }
    filter |= bit;
    if (n == hashes.length) {
      hashes = Arrays.copyOf(hashes, n * 2);
      slices = Arrays.copyOf(slices, n * 2);
    }
    hashes[n] = hash;
    slices[n] = slice;
    count = n + 1;
    return true;
  }

  /** The hash of the name added last. */
  long lastHash() {
    return hashes[count - 1];
  }

  private boolean isKnown(byte[] b, long slice, long hash) {
    if (count - first < LINEAR) {
      for (int i = first; i < count; i++) {
        if (hashes[i] == hash && isSame(b, slices[i], slice)) {
          return true;
        }
      }
      return false;
    }
    Index index = indexes[depth];
    if (index == null) {
      index = new Index();
      indexes[depth] = index;
    }
    if (count - first == LINEAR) {
      index.clear();
      for (int i = first; i < count; i++) {
        index.add(hashes[i], i);
      }
    }
    for (int i = index.first(hash); i >= 0; i = index.next(hash)) {
      if (isSame(b, slices[i], slice)) {
        return true;
      }
    }
    index.add(hash, count);
    return false;
  }

  private static boolean isSame(byte[] b, long one, long other) {
    int from = (int) (one >>> 32);
    int to = (int) one;
    int otherFrom = (int) (other >>> 32);
    int otherTo = (int) other;
    return (to >= 0 && otherTo >= 0)
        ? Arrays.equals(b, from, to, b, otherFrom, otherTo)
        : text(b, from, to).equals(text(b, otherFrom, otherTo));
  }

  private static String text(byte[] b, int from, int to) {
    return JsonText.decode(b, from, to < 0 ? ~to : to, to < 0);
  }

  /**
   * The hash of a name: its words of eight bytes, then what is left of it with its length, each
   * folded into what was before. {@link ItemReader} does the same on its way through a name.
   */
  static long hash(byte[] bytes, int from, int to) {
    long hash = SEED;
    int at = from;
    for (; at + 8 <= to; at += 8) {
      hash = fold(hash ^ (long) JsonText.LONGS.get(bytes, at));
    }
    long last = 0;
    for (int i = to - 1; i >= at; i--) {
      last = (last << 8) | (bytes[i] & 0xFF);
    }
    return fold(hash ^ last ^ (to - from));
  }

  /** Both halves of the product with a secret, on each other. */
  static long fold(long x) {
    return (x * FACTOR) ^ Math.multiplyHigh(x, FACTOR);
  }

  /** The names of one large map, by hash: open addressing over entry numbers. */
  private static final class Index {
    private static final int SMALL = 256;
    private static final int LARGE = 4096;

    private long[] hashes = new long[SMALL];
    private int[] entries = new int[SMALL];
    private int count;
    private int cursor;

    void clear() {
      if (entries.length > LARGE) {
        // One huge map must not make every later one pay for clearing what it needed.
        hashes = new long[SMALL];
        entries = new int[SMALL];
      }
      Arrays.fill(entries, 0);
      count = 0;
    }

    void add(long hash, int entry) {
      if (2 * ++count > entries.length) {
        grow();
      }
      insert(hash, entry + 1);
    }

    /** The first entry with this hash, or -1. */
    int first(long hash) {
      cursor = (int) hash & (entries.length - 1);
      return find(hash);
    }

    /** The next one, or -1. */
    int next(long hash) {
      cursor = (cursor + 1) & (entries.length - 1);
      return find(hash);
    }

    private int find(long hash) {
      while (entries[cursor] != 0) {
        if (hashes[cursor] == hash) {
          return entries[cursor] - 1;
        }
        cursor = (cursor + 1) & (entries.length - 1);
      }
      return -1;
    }

    private void insert(long hash, int entry) {
      int at = (int) hash & (entries.length - 1);
      while (entries[at] != 0) {
        at = (at + 1) & (entries.length - 1);
      }
      hashes[at] = hash;
      entries[at] = entry;
    }

    private void grow() {
      long[] oldHashes = hashes;
      int[] oldEntries = entries;
      hashes = new long[oldHashes.length * 2];
      entries = new int[oldEntries.length * 2];
      for (int i = 0; i < oldEntries.length; i++) {
        if (oldEntries[i] != 0) {
          insert(oldHashes[i], oldEntries[i]);
        }
      }
    }
  }
}
