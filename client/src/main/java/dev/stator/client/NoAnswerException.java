package dev.stator.client;

import org.jspecify.annotations.Nullable;

/** No usable answer came: the service was not reached, or did not answer whole and in time. */
public final class NoAnswerException extends DynamoException {
  private static final long serialVersionUID = 1;

  /** Why no answer came. */
  public enum Reason {
    /** The endpoint's host name could not be resolved. */
    UNKNOWN_HOST,
    /** No connection could be made, to the endpoint or to the proxy. */
    UNREACHABLE,
    /** The endpoint's certificate is not trusted, or is another host's. */
    UNTRUSTED,
    /** The endpoint is one of https, and does not speak TLS. */
    NOT_TLS,
    /** All connections of this client stayed busy for too long. */
    BUSY,
    /** A {@link RateGovernor} would have let it go only after too long a time. */
    HELD_BACK,
    /** The attempt, or the call as a whole, took longer than it may. */
    TIMEOUT,
    /** The connection ended before the answer was whole. */
    DISCONNECTED,
    /** What came is not what was sent: a wrong CRC32, or no HTTP, or no JSON. */
    CORRUPT,
    /** The client was closed. */
    CLOSED,
    /**
     * The thread that waited was interrupted. The call itself goes on, and what it does is not
     * known.
     */
    INTERRUPTED
  }

  private final Reason reason;
  private final boolean maybeSent;
  private final CallFacts call;

  NoAnswerException(
      Reason reason, boolean maybeSent, CallFacts call, String why, @Nullable Throwable cause) {
    super(
        call + ": " + why + " (" + call.tries() + ')',
        hint(reason, maybeSent, call.operation()),
        cause);
    this.reason = reason;
    this.maybeSent = maybeSent;
    this.call = call;
  }

  /** Why no answer came. */
  public Reason reason() {
    return reason;
  }

  /**
   * Whether the service may have received the last attempt, and so may have done what it asks.
   * False is certain.
   */
  public boolean maybeSent() {
    return maybeSent;
  }

  /** Which call failed. */
  public CallFacts call() {
    return call;
  }

  private static String hint(Reason reason, boolean maybeSent, String operation) {
    return switch (reason) {
      case UNKNOWN_HOST -> "check the region and the endpoint, and that names resolve here";
      case UNREACHABLE -> "check the region and the endpoint, and the proxy if there is one";
      case UNTRUSTED -> "if the endpoint's authority is your own, name its file in AWS_CA_BUNDLE";
      case NOT_TLS -> "is the endpoint http://, and not https://?";
      case HELD_BACK -> "raise the rate, allow a longer wait, or do less at once";
      case BUSY -> "allow more connections, or send fewer requests at once";
      case TIMEOUT, DISCONNECTED, CORRUPT, INTERRUPTED ->
          maybeSent && isWrite(operation)
              ? "it is not known whether the write was done: read before you repeat it"
              : "";
      case CLOSED -> "";
    };
  }

  private static boolean isWrite(String operation) {
    return !RawRequest.reads(operation);
  }
}
