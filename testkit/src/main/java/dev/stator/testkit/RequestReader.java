package dev.stator.testkit;

import java.io.EOFException;
import java.io.IOException;

/** Reads one connection's requests: heads through a buffer, bodies straight to where they go. */
final class RequestReader {
  /** Also the limit of a head. */
  private static final int BUFFER_BYTES = 64 * 1024;

  private static final int SMALL_READ = 8 * 1024;

  private final Wire wire;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int limit;

  RequestReader(Wire wire) {
    this.wire = wire;
  }

  /** Reads the next head; false if the client closed the connection between two requests. */
  boolean readHead(RequestHead head) throws IOException {
    int searched = position;
    while (true) {
      int end = endOfHead(searched);
      if (end >= 0) {
        head.parse(buffer, position, end);
        position = end;
        return true;
      }
      searched = Math.max(position, limit - 3);
      if (limit == buffer.length) {
        searched -= position;
        compact();
      }
      int n = wire.read(buffer, limit, buffer.length - limit);
      if (n < 0) {
        if (limit == position) {
          return false;
        }
        throw new EOFException("the connection was closed inside a request head");
      }
      limit += n;
    }
  }

  /** The position after the empty line, or -1. */
  private int endOfHead(int from) {
    for (int i = from; i <= limit - 4; i++) {
      if (buffer[i + 3] == '\n'
          && buffer[i + 2] == '\r'
          && buffer[i + 1] == '\n'
          && buffer[i] == '\r') {
        return i + 4;
      }
    }
    return -1;
  }

  private void compact() throws MalformedRequestException {
    if (position == 0) {
      throw new MalformedRequestException("a request head is longer than " + BUFFER_BYTES);
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
  }

  /**
   * Reads body bytes: what lies in the buffer first, then much from the wire without another copy,
   * or little through the buffer.
   */
  int read(byte[] into, int offset, int length) throws IOException {
    if (position == limit) {
      position = 0;
      limit = 0;
      if (length >= SMALL_READ) {
        return wire.read(into, offset, length);
      }
      int n = wire.read(buffer, 0, buffer.length);
      if (n < 0) {
        return -1;
      }
      limit = n;
    }
    int n = Math.min(limit - position, length);
    System.arraycopy(buffer, position, into, offset, n);
    position += n;
    return n;
  }
}
