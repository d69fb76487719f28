package dev.stator.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One request's body as on the wire, as long as Content-Length says. The first read invites a
 * client that waits for {@code 100 Continue}.
 */
final class RequestBody extends InputStream {
  private static final byte[] CONTINUE =
      "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final byte[] one = new byte[1];
  private final Wire wire;
  private final RequestReader reader;
  private final long length;
  private long remaining;
  private boolean clientWaits;

  RequestBody(Wire wire, RequestReader reader, RequestHead head) throws MalformedRequestException {
    if (head.header("transfer-encoding") != null) {
      throw new MalformedRequestException(411, "Transfer-Encoding instead of Content-Length");
    }
    this.wire = wire;
    this.reader = reader;
    this.length = head.contentLength();
    this.remaining = length;
    this.clientWaits = remaining > 0 && head.has("expect", "100-continue");
  }

  /** The declared length, read or not. */
  long length() {
    return length;
  }

  boolean isConsumed() {
    return remaining == 0;
  }

  /** Whether the client holds the body back until it is invited. */
  boolean clientWaits() {
    return clientWaits;
  }

  @Override
  public int read() throws IOException {
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    if (clientWaits) {
      clientWaits = false;
      wire.write(ByteBuffer.wrap(CONTINUE));
    }
    int n = reader.read(into, offset, (int) Math.min(length, remaining));
    if (n < 0) {
      throw new EOFException("the connection was closed inside a body, " + remaining + " to go");
    }
    remaining -= n;
    return n;
  }
}
