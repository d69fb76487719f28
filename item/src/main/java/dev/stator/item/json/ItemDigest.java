package dev.stator.item.json;

import dev.stator.item.DynamoNumber;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A digest of a multiset of items: equal for equal items, in whatever order the items, their
 * attributes and their sets' members come, and however their JSON is spaced, escaped or their
 * numbers written. So an export can be held against its table, segment by segment and in any order.
 *
 * <p>It is 128 bits wide and made to catch loss, repetition and damage, not an adversary: it is no
 * cryptographic hash. Add items on any number of digests and {@link #merge} them. Belongs to one
 * thread at a time.
 */
// Implementation. Each value has a hash of two 64-bit lanes, left in `h0` and `h1`:
//
//   text    S, N, B: the bytes, eight at a time, through a multiply and rotate on each lane, seeded
//           with the type. Numbers are taken by their canonical text, strings unescaped, binary by
//           its base64 (which is canonical: the reader refuses any other).
//   BOOL, NULL   a mixed constant.
//   L       the members' hashes, chained: order counts.
//   SS, NS, BS   the sum of the members' mixed hashes: order does not.
//   M, item the sum over attributes of mix(name's hash, value's hash).
//
// The digest is the sum of the items' mixed hashes modulo 2^64 in each lane, with their number.
// Sums
// commute; mixing before each sum keeps values from cancelling or trading places between
// attributes.
public final class ItemDigest {
  private static final long K0 = 0x9E3779B97F4A7C15L;
  private static final long K1 = 0xC2B2AE3D27D4EB4FL;
  private static final long K2 = 0x165667B19E3779F9L;

  private long count;
  private long sum0;
  private long sum1;

  private long h0;
  private long h1;
  private byte[] scratch = new byte[64];

  /**
   * Passes the item at which {@code in} stands and adds it.
   *
   * @throws MalformedJsonException if it is no item; then nothing was added
   */
  public void addItem(ItemReader in) {
    in.beginItem();
    attributes(in, 'I');
    sum0 += h0;
    sum1 += h1;
    count++;
  }

  /** Adds all that {@code other} has seen. */
  public void merge(ItemDigest other) {
    count += other.count;
    sum0 += other.sum0;
    sum1 += other.sum1;
  }

  /** How many items were added. */
  public long count() {
    return count;
  }

  /** The digest as 32 hexadecimal digits. */
  public String toHex() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(sum0) + hex.toHexDigits(sum1);
  }

  /** Equal when as many items with the same sum were added. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ItemDigest that
        && count == that.count
        && sum0 == that.sum0
        && sum1 == that.sum1;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sum0);
  }

  @Override
  public String toString() {
    return toHex() + " of " + count + " items";
  }

  private void attributes(ItemReader in, long seed) {
    long s0 = 0;
    long s1 = 0;
    long n = 0;
    while (in.nextAttribute()) {
      text(in.array(), in.nameStart(), in.nameEnd(), in.nameEscaped(), 'K');
      long name0 = h0;
      long name1 = h1;
      value(in);
      s0 += mix(name0 * K1 + h0);
      s1 += mix(name1 * K0 + h1);
      n++;
    }
    h0 = mix(s0 + seed * K2 + n);
    h1 = mix(s1 + seed * K0 + n);
  }

  private void value(ItemReader in) {
    switch (in.type()) {
      case S -> {
        in.scalar();
        text(in.array(), in.scalarStart(), in.scalarEnd(), in.scalarEscaped(), 'S');
      }
      case B -> {
        in.scalar();
        text(in.array(), in.scalarStart(), in.scalarEnd(), in.scalarEscaped(), 'B');
      }
      case N -> {
        in.scalar();
        number(in);
      }
      case BOOL -> constant(in.bool() ? 2 : 1);
      case NULL -> {
        in.nullValue();
        constant(3);
      }
      case M -> {
        in.beginMap();
        attributes(in, 'M');
      }
      case L -> list(in);
      case SS -> set(in, 4);
      case NS -> set(in, 5);
      case BS -> set(in, 6);
    }
  }

  private void list(ItemReader in) {
    long c0 = 'L';
    long c1 = 'L';
    in.beginList();
    while (in.nextElement()) {
      value(in);
      c0 = mix(c0 * K1 + h0);
      c1 = mix(c1 * K2 + h1);
    }
    h0 = mix(c0 + K0);
    h1 = mix(c1 + K1);
  }

  private void set(ItemReader in, long seed) {
    long s0 = 0;
    long s1 = 0;
    long n = 0;
    in.beginList();
    while (in.nextElement()) {
      value(in);
      s0 += mix(h0 + K2);
      s1 += mix(h1 + K2);
      n++;
    }
    h0 = mix(s0 + seed * K2 + n);
    h1 = mix(s1 + seed * K0 + n);
  }

  private void number(ItemReader in) {
    byte[] b = in.array();
    int start = in.scalarStart();
    int end = in.scalarEnd();
    if (!in.scalarEscaped() && JsonText.isCanonicalNumber(b, start, end)) {
      hash(b, start, end, 'N');
    } else {
      String text = JsonText.decode(b, start, end, in.scalarEscaped());
      byte[] canonical = DynamoNumber.of(text).toString().getBytes(StandardCharsets.US_ASCII);
      hash(canonical, 0, canonical.length, 'N');
    }
  }

  private void text(byte[] b, int start, int end, boolean escaped, long seed) {
    if (!escaped) {
      hash(b, start, end, seed);
      return;
    }
    if (scratch.length < end - start) {
      scratch = new byte[end - start];
    }
    hash(scratch, 0, JsonText.unescape(b, start, end, scratch), seed);
  }

  private void constant(long which) {
    h0 = mix(which * K0);
    h1 = mix(which * K1);
  }

  private void hash(byte[] b, int start, int end, long seed) {
    int length = end - start;
    long a0 = seed * K0 + length;
    long a1 = seed * K1 + length;
    int p = start;
    for (int last = end - 8; p <= last; p += 8) {
      long word = (long) JsonText.LONGS.get(b, p);
      a0 = Long.rotateLeft((a0 ^ word) * K1, 29);
      a1 = Long.rotateLeft((a1 + word) * K2, 33);
    }
    if (p < end) {
      long word = tail(b, p, end);
      a0 = Long.rotateLeft((a0 ^ word) * K1, 29);
      a1 = Long.rotateLeft((a1 + word) * K2, 33);
    }
    h0 = mix(a0);
    h1 = mix(a1);
  }

  /** The last one to seven bytes as a word. */
  private static long tail(byte[] b, int from, int end) {
    if (from + 8 <= b.length) {
      return (long) JsonText.LONGS.get(b, from) & ((1L << (8 * (end - from))) - 1);
    }
    long word = 0;
    for (int i = end - 1; i >= from; i--) {
      word = (word << 8) | (b[i] & 0xFF);
    }
    return word;
  }

  /** Spreads every bit over the whole word (the finalizer of SplitMix64, by David Stafford). */
  private static long mix(long x) {
    long z = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
