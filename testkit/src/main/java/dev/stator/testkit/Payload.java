package dev.stator.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Bytes that were sent to S3: in memory, or only counted.
 *
 * @param chunks the bytes in order; none if they were discarded
 * @param size how many bytes there were
 * @param etag the entity tag without quotes: the MD5 if the bytes were kept
 * @param checksums the checksums that were sent and found true, by header name
 */
record Payload(
    List<byte[]> chunks, long size, String etag, List<PayloadChecksum.Verified> checksums) {
  private static final int CHUNK_BYTES = 8 * 1024 * 1024;

  static Payload of(byte[] bytes) {
    return new Payload(List.of(bytes), bytes.length, Digests.md5Hex(bytes), List.of());
  }

  /**
   * Reads a request's body to its end and verifies what it was sent with.
   *
   * @param keep whether the bytes are kept; if not, they pass through one small buffer
   */
  static Payload receive(RequestHead head, RequestBody body, boolean keep) throws IOException {
    InputStream in = body;
    long expected = body.length();
    AwsChunkedInputStream chunked = null;
    if (isChunked(head)) {
      chunked = new AwsChunkedInputStream(body);
      in = chunked;
      expected = decodedLength(head);
    }
    PayloadChecksum checksum = PayloadChecksum.of(head, keep);
    List<byte[]> chunks = new ArrayList<>();
    long size = keep ? keep(in, expected, chunks, checksum) : discard(in, checksum);
    if (size != expected || in.read() >= 0) {
      throw new S3Error(
          400,
          "IncompleteBody",
          "You did not provide the number of bytes specified by the Content-Length HTTP header");
    }
    List<PayloadChecksum.Verified> verified =
        checksum.verify(head, chunked == null ? Map.of() : chunked.trailers());
    return new Payload(chunks, size, checksum.etag(size), verified);
  }

  private static boolean isChunked(RequestHead head) {
    String sha256 = head.header("x-amz-content-sha256");
    String encoding = head.header("content-encoding");
    return (sha256 != null && sha256.startsWith("STREAMING-"))
        || (encoding != null && encoding.contains("aws-chunked"));
  }

  private static long decodedLength(RequestHead head) {
    String value = head.header("x-amz-decoded-content-length");
    try {
      if (value != null) {
        return Long.parseLong(value);
      }
    } catch (NumberFormatException e) {
      throw S3Error.invalidArgument("x-amz-decoded-content-length is \"" + value + "\"");
    }
    throw new S3Error(
        411, "MissingContentLength", "You must provide the x-amz-decoded-content-length header.");
  }

  private static long keep(
      InputStream in, long expected, List<byte[]> chunks, PayloadChecksum checksum)
      throws IOException {
    long size = 0;
    while (size < expected) {
      byte[] chunk = new byte[(int) Math.min(CHUNK_BYTES, expected - size)];
      int n = in.readNBytes(chunk, 0, chunk.length);
      checksum.update(chunk, n);
      chunks.add(chunk);
      size += n;
      if (n < chunk.length) {
        return size;
      }
    }
    return size;
  }

  private static long discard(InputStream in, PayloadChecksum checksum) throws IOException {
    byte[] window = new byte[128 * 1024];
    long size = 0;
    int n = in.read(window, 0, window.length);
    while (n >= 0) {
      checksum.update(window, n);
      size += n;
      n = in.read(window, 0, window.length);
    }
    return size;
  }

  boolean isDiscarded() {
    return size > 0 && chunks.isEmpty();
  }

  /** The bytes from {@code from} on, {@code length} of them, without a copy. */
  List<ByteBuffer> range(long from, long length) {
    List<ByteBuffer> buffers = new ArrayList<>();
    long skip = from;
    long left = length;
    for (byte[] chunk : chunks) {
      if (skip >= chunk.length) {
        skip -= chunk.length;
      } else if (left > 0) {
        int n = (int) Math.min(left, chunk.length - skip);
        buffers.add(ByteBuffer.wrap(chunk, (int) skip, n));
        left -= n;
        skip = 0;
      }
    }
    return buffers;
  }

  /** A copy of all bytes. */
  byte[] bytes() {
    byte[] all = new byte[Math.toIntExact(size)];
    ByteBuffer into = ByteBuffer.wrap(all);
    range(0, size).forEach(into::put);
    return all;
  }
}
