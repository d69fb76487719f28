package dev.stator.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * What is to be answered. Immutable and shareable: the buffers are duplicated when they are
 * written, so a page rendered once can be on many wires at a time.
 *
 * @param status the HTTP status
 * @param headers complete header lines, each with its line end, without those of the connection and
 *     the length
 * @param body the body in order, possibly direct memory
 * @param length the Content-Length, which for HEAD is not the body's
 * @param crc32 the body's checksum for {@code x-amz-crc32}, or {@link #NO_CRC}
 */
record Response(int status, String headers, List<ByteBuffer> body, long length, long crc32) {
  static final long NO_CRC = -1;

  static Response of(int status, String headers, byte[] body) {
    return new Response(status, headers, List.of(ByteBuffer.wrap(body)), body.length, NO_CRC);
  }

  static Response empty(int status, String headers) {
    return new Response(status, headers, List.of(), 0, NO_CRC);
  }

  static Response withCrc(int status, String headers, byte[] body) {
    return new Response(status, headers, List.of(ByteBuffer.wrap(body)), body.length, crcOf(body));
  }

  static long crcOf(byte[] body) {
    CRC32 crc = new CRC32();
    crc.update(body);
    return crc.getValue();
  }

  Response crc32(long wrong) {
    return new Response(status, headers, body, length, wrong);
  }

  /** Another body under the same headers; a checksum, where there was one, is that of the new. */
  Response body(byte[] other) {
    return new Response(
        status,
        headers,
        List.of(ByteBuffer.wrap(other)),
        other.length,
        crc32 == NO_CRC ? NO_CRC : crcOf(other));
  }

  /** Other bytes under a head that still describes the old ones. */
  Response corruptedTo(byte[] other) {
    return new Response(status, headers, List.of(ByteBuffer.wrap(other)), length, crc32);
  }

  Response header(String name, String value) {
    return new Response(status, headers + name + ": " + value + "\r\n", body, length, crc32);
  }

  /** The body in one array. */
  byte[] bodyBytes() {
    int size = 0;
    for (ByteBuffer part : body) {
      size += part.remaining();
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (ByteBuffer part : body) {
      int n = part.remaining();
      part.duplicate().get(bytes, at, n);
      at += n;
    }
    return bytes;
  }

  /** At most the first {@code count} bytes of the body, for the wire. */
  List<ByteBuffer> firstBytes(long count) {
    List<ByteBuffer> first = new ArrayList<>();
    long left = count;
    for (ByteBuffer part : body) {
      ByteBuffer copy = part.duplicate();
      if (copy.remaining() > left) {
        copy.limit(copy.position() + (int) left);
      }
      left -= copy.remaining();
      first.add(copy);
    }
    return first;
  }
}
