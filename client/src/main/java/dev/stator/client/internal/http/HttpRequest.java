package dev.stator.client.internal.http;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One request, as bytes: the head up to and with its empty line, and a body of the length that the
 * head announces. Holds the arrays or the memory, does not copy them.
 */
public final class HttpRequest {
  private static final byte[] NONE = {};

  final byte[] head;
  final int headLength;
  final byte[] body;
  final int bodyOffset;
  final int bodyLength;

  /** The body, if it lies outside the heap; then there is none in the array. */
  final @Nullable ByteBuffer memory;

  final long timeoutNanos;
  final boolean replayable;
  final boolean bodiless;

  private HttpRequest(
      byte[] head,
      int headLength,
      byte[] body,
      int bodyOffset,
      int bodyLength,
      @Nullable ByteBuffer memory,
      long timeoutNanos,
      boolean replayable,
      boolean bodiless) {
    this.head = head;
    this.headLength = headLength;
    this.body = body;
    this.bodyOffset = bodyOffset;
    this.bodyLength = bodyLength;
    this.memory = memory;
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
        head, headLength, body, bodyOffset, bodyLength, null, timeout.toNanos(), false, false);
  }

  /**
   * The same with a body in direct memory, from which the connection writes without a copy: it must
   * not change before there is a response or a failure.
   */
  public static HttpRequest ofMemory(
      byte[] head, int headLength, ByteBuffer body, Duration timeout) {
    return new HttpRequest(
        head, headLength, NONE, 0, body.remaining(), body, timeout.toNanos(), false, false);
  }

  /**
   * The same request, sent a second time on a fresh connection when a kept-alive one turns out to
   * be closed before the first byte of a response. Only for a request that does no harm if the
   * service acts on it twice.
   */
  public HttpRequest replayable() {
    return new HttpRequest(
        head, headLength, body, bodyOffset, bodyLength, memory, timeoutNanos, true, bodiless);
  }

  /** The same request, whose response has no body whatever its head announces: a HEAD request. */
  public HttpRequest bodiless() {
    return new HttpRequest(
        head, headLength, body, bodyOffset, bodyLength, memory, timeoutNanos, replayable, true);
  }

  /** The number of bytes that go out. */
  public int length() {
    return headLength + bodyLength;
  }
}
