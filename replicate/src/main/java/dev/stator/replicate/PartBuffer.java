package dev.stator.replicate;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * The bytes of one part of an upload, in memory outside the heap, from where they go to the socket.
 * Grows to a part's size at most, so that a small table needs little and no table needs more. Not
 * for several threads.
 */
final class PartBuffer {
  /** 8 MiB: above S3's minimum of 5 MiB, and large enough that requests do not count. */
  static final int PART_BYTES = 8 << 20;

  /** Growing copies, and what was outgrown stays until it is collected: in few, large steps. */
  private static final int GROWTH = 16;

  private ByteBuffer bytes = ByteBuffer.allocateDirect(64 * 1024);

  /** Copies as many bytes as there is room for and says how many. */
  int write(byte[] source, int offset, int count) {
    int n = Math.min(count, PART_BYTES - bytes.position());
    while (n > bytes.remaining()) {
      int capacity = Math.min(PART_BYTES, bytes.capacity() * GROWTH);
      bytes = ByteBuffer.allocateDirect(capacity).put(bytes.flip());
    }
    bytes.put(source, offset, n);
    return n;
  }

  boolean isFull() {
    return bytes.position() == PART_BYTES;
  }

  int length() {
    return bytes.position();
  }

  void clear() {
    bytes.clear();
  }

  /** A view of the content, valid until the next write. */
  ByteBuffer content() {
    return bytes.duplicate().flip();
  }

  /** The content's CRC32 as S3 wants it. */
  String crc32() {
    return crc32(content());
  }

  /** The CRC32 of what remains of a buffer, as S3 wants it: big-endian, in base64. */
  static String crc32(ByteBuffer content) {
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
