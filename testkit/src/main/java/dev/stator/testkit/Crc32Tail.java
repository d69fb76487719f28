package dev.stator.testkit;

/**
 * Continues a CRC32 whose bytes are gone: {@link java.util.zip.CRC32} cannot begin at a given
 * value. One table look-up a byte, so for short tails only.
 */
final class Crc32Tail {
  private static final int POLYNOMIAL = 0xedb88320;
  private static final int[] TABLE = new int[256];

  static {
    for (int i = 0; i < 256; i++) {
      int value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
      }
      TABLE[i] = value;
    }
  }

  private Crc32Tail() {}

  /** The checksum of the bytes whose checksum is {@code crc32}, followed by {@code tail}. */
  static long of(long crc32, byte[] tail) {
    int state = ~(int) crc32;
    for (byte b : tail) {
      state = (state >>> 8) ^ TABLE[(state ^ b) & 0xff];
    }
    return ~state & 0xffffffffL;
  }
}
