package dev.stator.client.internal.http;

import java.time.Duration;

/**
 * One request, as bytes: the head up to and with its empty line, and a body of the length that the
 * head announces. Holds the arrays, does not copy them.
 */
public final class HttpRequest {
  final byte[] head;
  final int headLength;
  final byte[] body;
  final int bodyOffset;
  final int bodyLength;
  final long timeoutNanos;
  final boolean replayable;
  final boolean bodiless;

  private HttpRequest(
      byte[] head,
      int headLength,
      byte[] body,
      int bodyOffset,
      int bodyLength,
      long timeoutNanos,
      boolean replayable,
      boolean bodiless) {
    this.head = head;
    this.headLength = headLength;
    this.body = body;
    this.bodyOffset = bodyOffset;
    this.bodyLength = bodyLength;
    this.timeoutNanos = timeoutNanos;
    this.replayable = replayable;
    this.bodiless = bodiless;
  }

  /**
   * A request whose whole exchange, waiting for a connection included, may take {@code timeout}.
   */
  public static HttpRequest of(
      byte[] head, int headLength, byte[] body, int bodyOffset, int bodyLength, Duration timeout) {
    return new HttpRequest(
        head, headLength, body, bodyOffset, bodyLength, timeout.toNanos(), false, false);
  }

  /**
   * The same request, sent a second time on a fresh connection when a kept-alive one turns out to
   * be closed before the first byte of a response. Only for a request that does no harm if the
   * service acts on it twice.
   */
  public HttpRequest replayable() {
    return new HttpRequest(
        head, headLength, body, bodyOffset, bodyLength, timeoutNanos, true, bodiless);
  }

  /** The same request, whose response has no body whatever its head announces: a HEAD request. */
  public HttpRequest bodiless() {
    return new HttpRequest(
        head, headLength, body, bodyOffset, bodyLength, timeoutNanos, replayable, true);
  }

  /** The number of bytes that go out. */
  public int length() {
    return headLength + bodyLength;
  }
}
