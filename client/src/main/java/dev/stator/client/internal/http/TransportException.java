package dev.stator.client.internal.http;

import org.jspecify.annotations.Nullable;

/** Why a request got no usable response. Immutable. */
public final class TransportException extends Exception {
  private static final long serialVersionUID = 1;

  /** What went wrong, as far as it matters to whoever decides about a retry. */
  public enum Kind {
    /** The host's name could not be resolved. */
    UNKNOWN_HOST,
    /** No connection could be made, to the host or to its proxy. */
    CONNECT,
    /** The TLS handshake failed: the certificate is not trusted, or is another host's. */
    TLS,
    /** The host answered the TLS handshake with something else, as one of plain HTTP does. */
    NOT_TLS,
    /** No connection came free in time, or too many requests already wait for one. */
    BUSY,
    /** The attempt as a whole, or the silence between two reads, took too long. */
    TIMEOUT,
    /** The connection was closed or reset before the response was whole. */
    DISCONNECTED,
    /** What came back is not an HTTP/1.1 response within the limits. */
    MALFORMED,
    /** The transport was closed. */
    CLOSED
  }

  private final Kind kind;
  private final boolean maybeSent;

  public TransportException(
      Kind kind, boolean maybeSent, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.maybeSent = maybeSent;
  }

  public Kind kind() {
    return kind;
  }

  /**
   * Whether the service may have received the request, and so may have acted on it. False is
   * certain: not one byte of the request was handed to the network.
   */
  public boolean maybeSent() {
    return maybeSent;
  }

  TransportException sent(boolean sent) {
    return sent == maybeSent ? this : new TransportException(kind, sent, getMessage(), getCause());
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
