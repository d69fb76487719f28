package dev.stator.client.internal.http;

import org.jspecify.annotations.Nullable;

/**
 * One whole response. Its body is a lease: the array comes from a pool and goes back to it on
 * {@link #close}, after which it must not be touched. Not safe for use by two threads at once, but
 * may be handed from one to another.
 */
public final class HttpResponse implements AutoCloseable {
  private final ResponseHead head;
  private final byte[] body;
  private final int length;
  private final int crc32;
  private @Nullable BodyPool pool;

  HttpResponse(ResponseHead head, byte[] body, int length, int crc32, BodyPool pool) {
    this.head = head;
    this.body = body;
    this.length = length;
    this.crc32 = crc32;
    this.pool = pool;
  }

  /** The status code, 200 to 599. */
  public int status() {
    return head.status();
  }

  /** The first header of that name, in any case of letters, without surrounding blanks. */
  public @Nullable String header(String name) {
    return head.header(name);
  }

  /** The array whose first {@link #length} bytes are the body, after any chunked coding. */
  public byte[] array() {
    return body;
  }

  /** The number of bytes in the body. */
  public int length() {
    return length;
  }

  /** The CRC32 of the body, taken as the bytes came in. */
  public int crc32() {
    return crc32;
  }

  /** Gives the body's array back. Repeated calls do nothing. */
  @Override
  public void close() {
    BodyPool home = pool;
    if (home != null) {
      pool = null;
      home.release(body);
    }
  }
}
