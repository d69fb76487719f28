package dev.stator.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The payload inside a body of content encoding {@code aws-chunked}: chunks of {@code
 * size[;chunk-signature=...]}, data and line end, the last of size 0, then trailing headers (<a
 * href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">signature
 * calculations with trailing headers</a>). Chunk signatures are not verified.
 */
final class AwsChunkedInputStream extends InputStream {
  private static final int MAX_LINE = 8 * 1024;

  private final byte[] one = new byte[1];
  private final InputStream in;
  private final Map<String, String> trailers = new HashMap<>();
  private long remaining;
  private boolean first = true;
  private boolean ended;

  AwsChunkedInputStream(InputStream in) {
    this.in = in;
  }

  /** The trailing headers by lower-case name; complete once the stream has ended. */
  Map<String, String> trailers() {
    return trailers;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (remaining == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int n = in.read(into, offset, (int) Math.min(length, remaining));
    if (n < 0) {
      throw new EOFException("the body ended inside a chunk, " + remaining + " bytes to go");
    }
    remaining -= n;
    return n;
  }

  private void nextChunk() throws IOException {
    if (!first && !line().isEmpty()) {
      throw new MalformedRequestException("a chunk is longer than its size says");
    }
    first = false;
    String header = line();
    int end = header.indexOf(';');
    String size = end < 0 ? header : header.substring(0, end);
    try {
      remaining = Long.parseLong(size.trim(), 16);
    } catch (NumberFormatException e) {
      throw new MalformedRequestException("a chunk's size is \"" + size + "\"", e);
    }
    if (remaining == 0) {
      ended = true;
      readTrailers();
    }
  }

  private void readTrailers() throws IOException {
    while (true) {
      String line = line();
      if (line.isEmpty()) {
        return;
      }
      int colon = line.indexOf(':');
      if (colon < 0) {
        throw new MalformedRequestException("a trailing header is \"" + line + "\"");
      }
      trailers.put(
          line.substring(0, colon).trim().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).trim());
    }
  }

  /** A line without its end; the body's end also ends a line, as some clients leave it out. */
  private String line() throws IOException {
    StringBuilder line = new StringBuilder(100);
    while (true) {
      int b = in.read();
      if (b < 0 || b == '\n') {
        int length = line.length();
        if (length > 0 && line.charAt(length - 1) == '\r') {
          line.setLength(length - 1);
        }
        return line.toString();
      }
      if (line.length() == MAX_LINE) {
        throw new MalformedRequestException("a line between chunks is longer than " + MAX_LINE);
      }
      line.append((char) (b & 0xff));
    }
  }
}
