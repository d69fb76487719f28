package dev.stator.item.json;

import dev.stator.item.DynamoNumber;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
// Implementation. Everything has two 64-bit lanes, left in `h0` and `h1`. A value's hash begins
// with
// a seed for each lane, which says where the value stands:
//
//   attribute      the seed is its name's bytes, taken into a seed of the map's kind
//   list member    the hash of the member before it: order counts
//   set member     a constant of the set's type: order does not
//
// and goes on with what the value is:
//
//   S, N, B        type, length and bytes: sixteen at a time, their two words are multiplied, one
//                  of them with what came before on it, and the 128 bits folded to 64; in the other
//                  lane with the other word. Numbers by their canonical text, strings unescaped,
//                  binary by its base64 (which is canonical: the reader refuses any other)
//   BOOL, NULL     a constant
//   L              the last member's hash, and how many there were
//   SS, NS, BS, M  the sum of the members' hashes, and how many there were
//
// Each ends with such a fold, which spreads every bit over the whole lane. The digest is the sum of
// the items' hashes modulo 2^64 in each lane, with their number. Sums commute; and since each term
// was folded with the place where it stands, values neither cancel nor trade places unseen.
public final class ItemDigest {
  private static final long K0 = 0x9E3779B97F4A7C15L;
  private static final long K1 = 0xC2B2AE3D27D4EB4FL;
  private static final long K2 = 0x165667B19E3779F9L;
  private static final long K3 = 0xD6E8FEB86659FD93L;

  // What a value is, or where it stands: multiples of one odd constant, far from each other.
  private static final long ITEM = 0x2545F4914F6CDD1DL;
  private static final long NAME = 0x4A8BE9229ED9BA3AL;
  private static final long MEMBER = 0x6FD1DDB3EE469757L;
  private static final long S = 0x9517D2453DB37474L;
  private static final long N = 0xBA5DC6D68D205191L;
  private static final long B = 0xDFA3BB67DC8D2EAEL;
  private static final long BOOL = 0x04E9AFF92BFA0BCBL;
  private static final long NULL = 0x2A2FA48A7B66E8E8L;
  private static final long M = 0x4F75991BCAD3C605L;
  private static final long L = 0x74BB8DAD1A40A322L;
  private static final long SS = 0x9A01823E69AD803FL;
  private static final long NS = 0xBF4776CFB91A5D5CL;
  private static final long BS = 0xE48D6B6108873A79L;

  /** What belongs to a text of so many bytes in its first eight, and in its second. */
  private static final long[] FIRST = new long[17];

  private static final long[] SECOND = new long[17];

  static {
    for (int i = 1; i <= 16; i++) {
      FIRST[i] = -1L >>> (64 - 8 * Math.min(i, 8));
      SECOND[i] = i <= 8 ? 0 : -1L >>> (64 - 8 * (i - 8));
    }
  }

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
    attributes(in, ITEM, ~ITEM);
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

  private void attributes(ItemReader in, long seed0, long seed1) {
    long sum0 = 0;
    long sum1 = 0;
    long n = 0;
    while (in.nextAttribute()) {
      take(in.array(), in.nameStart(), in.nameEnd(), in.nameEscaped(), NAME, ~NAME);
      value(in, h0, h1);
      sum0 += h0;
      sum1 += h1;
      n++;
    }
    end(seed0 + sum0 * K1, seed1 + sum1 * K2, n);
  }

  /** Passes the value that comes next and leaves its hash. */
  private void value(ItemReader in, long seed0, long seed1) {
    switch (in.tag()) {
      case TypeTags.S -> {
        in.scalar();
        text(in, seed0 ^ S, seed1 + S);
      }
      case TypeTags.B -> {
        in.scalar();
        text(in, seed0 ^ B, seed1 + B);
      }
      case TypeTags.N -> {
        in.scalar();
        number(in, seed0 ^ N, seed1 + N);
      }
      case TypeTags.BOOL -> end(seed0 ^ BOOL, seed1 + BOOL, in.bool() ? 1 : 0);
      case TypeTags.NULL -> {
        in.nullValue();
        end(seed0 ^ NULL, seed1 + NULL, 0);
      }
      case TypeTags.M -> {
        in.beginMap();
        attributes(in, seed0 ^ M, seed1 + M);
      }
      case TypeTags.L -> list(in, seed0 ^ L, seed1 + L);
      case TypeTags.SS -> set(in, seed0 ^ SS, seed1 + SS);
      case TypeTags.NS -> set(in, seed0 ^ NS, seed1 + NS);
      case TypeTags.BS -> set(in, seed0 ^ BS, seed1 + BS);
      default -> throw new IllegalStateException("no value comes next");
    }
  }

  private void list(ItemReader in, long seed0, long seed1) {
    long n = 0;
    h0 = seed0;
    h1 = seed1;
    in.beginList();
    while (in.nextElement()) {
      value(in, h0, h1);
      n++;
    }
    end(h0, h1, n);
  }

  private void set(ItemReader in, long seed0, long seed1) {
    long sum0 = 0;
    long sum1 = 0;
    long n = 0;
    in.beginList();
    while (in.nextElement()) {
      value(in, MEMBER, ~MEMBER);
      sum0 += h0;
      sum1 += h1;
      n++;
    }
    end(seed0 + sum0 * K1, seed1 + sum1 * K2, n);
  }

  private void text(ItemReader in, long seed0, long seed1) {
    take(in.array(), in.scalarStart(), in.scalarEnd(), in.scalarEscaped(), seed0, seed1);
  }

  private void number(ItemReader in, long seed0, long seed1) {
    if (in.scalarIsCanonicalNumber()) {
      text(in, seed0, seed1);
    } else {
      String text =
          JsonText.decode(in.array(), in.scalarStart(), in.scalarEnd(), in.scalarEscaped());
      byte[] canonical = DynamoNumber.of(text).toString().getBytes(StandardCharsets.US_ASCII);
      take(canonical, 0, canonical.length, false, seed0, seed1);
    }
  }

  private void end(long seed0, long seed1, long n) {
    h0 = fold(seed0 + n * K0, K3);
    h1 = fold(seed1 ^ (n * K1), K3);
  }

  /** Takes bytes into a seed; the lanes are not mixed yet. */
  private void take(byte[] b, int start, int end, boolean escaped, long seed0, long seed1) {
    if (escaped) {
      if (scratch.length < end - start) {
        scratch = new byte[end - start];
      }
      take(scratch, 0, JsonText.unescape(b, start, end, scratch), seed0, seed1);
    } else {
      take(b, start, end, seed0, seed1);
    }
  }

  private void take(byte[] b, int start, int end, long seed0, long seed1) {
    long a0 = seed0 + (end - start) * K0;
    long a1 = seed1;
    int p = start;
    for (; end - p > 16; p += 16) {
      long word0 = (long) JsonText.LONGS.get(b, p);
      long word1 = (long) JsonText.LONGS.get(b, p + 8);
      a0 = fold(word0 ^ a0, word1 ^ K1);
      a1 = fold(word0 ^ K2, word1 ^ a1);
    }
    // The rest by masks, not by branches: lengths are what a processor guesses worst.
    int left = end - p;
    byte[] rest = b;
    if (p + 16 > b.length) {
      rest = Arrays.copyOf(Arrays.copyOfRange(b, p, end), 16);
      p = 0;
    }
    long word0 = (long) JsonText.LONGS.get(rest, p) & FIRST[left];
    long word1 = (long) JsonText.LONGS.get(rest, p + 8) & SECOND[left];
    h0 = fold(word0 ^ a0, word1 ^ K1);
    h1 = fold(word0 ^ K2, word1 ^ a1);
  }

  /** Both halves of a product on each other: every bit of both factors, all over the word. */
  private static long fold(long x, long y) {
    return (x * y) ^ Math.multiplyHigh(x, y);
  }
}
