package dev.stator.replicate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The bytes of one part of an upload, in memory. Grows to a part's size at most, so that a small
 * table needs little and no table needs more. Not for several threads.
 */
final class PartBuffer {
  /** 8 MiB: above S3's minimum of 5 MiB, and large enough that requests do not count. */
  static final int PART_BYTES = 8 << 20;

  private byte[] bytes = new byte[64 * 1024];
  private int length;

  /** Copies as many bytes as there is room for and says how many. */
  int write(byte[] source, int offset, int count) {
    int n = Math.min(count, PART_BYTES - length);
    if (length + n > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.min(PART_BYTES, Math.max(length + n, bytes.length * 2)));
    }
    System.arraycopy(source, offset, bytes, length, n);
    length += n;
    return n;
  }

  boolean isFull() {
    return length == PART_BYTES;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  /** A view of the content, valid until the next write. */
  ByteBuffer content() {
    return ByteBuffer.wrap(bytes, 0, length);
  }

  /** The content's CRC32 as S3 wants it: big-endian, in base64. */
  String crc32() {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
