package dev.stator.item.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Attribute names prepared once, to be told apart by {@link ItemReader#nameIndex}: the reader has
 * hashed each name that it passes, so a look-up is one probe and one comparison of bytes, however
 * many names there are. Immutable and safe to share between threads.
 */
public final class AttributeNames {
  private final List<String> names;
  private final byte[][] utf8;
  private final long[] hashes;
  // Open addressing over entry numbers plus one; at most half full.
  private final int[] slots;

  private AttributeNames(List<String> names) {
    this.names = names;
    utf8 = new byte[names.size()][];
    hashes = new long[names.size()];
    slots = new int[Math.max(4, Integer.highestOneBit(names.size()) * 4)];
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = names.get(i).getBytes(StandardCharsets.UTF_8);
      hashes[i] = SeenNames.hash(utf8[i], 0, utf8[i].length);
      int at = (int) hashes[i] & (slots.length - 1);
      while (slots[at] != 0) {
        if (Arrays.equals(utf8[slots[at] - 1], utf8[i])) {
          throw new IllegalArgumentException("the name \"" + names.get(i) + "\" is given twice");
        }
        at = (at + 1) & (slots.length - 1);
      }
      slots[at] = i + 1;
    }
  }

  /**
   * Prepares these names.
   *
   * @throws IllegalArgumentException if a name is given twice
   */
  public static AttributeNames of(String... names) {
    return new AttributeNames(List.of(names));
  }

  /** The names, in the order given: the first has index 0. */
  public List<String> asList() {
    return names;
  }

  /** The name's UTF-8 bytes: the array is shared, and not to be changed. */
  public byte[] utf8(int index) {
    return utf8[index];
  }

  /** The index of the name in this slice, which has no escapes, or -1. */
  int indexOf(long hash, byte[] b, int from, int to) {
    int at = (int) hash & (slots.length - 1);
    while (slots[at] != 0) {
      int entry = slots[at] - 1;
      if (hashes[entry] == hash && Arrays.equals(b, from, to, utf8[entry], 0, utf8[entry].length)) {
        return entry;
      }
      at = (at + 1) & (slots.length - 1);
    }
    return -1;
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
