package dev.stator.client;

/**
 * The service failed, with a status of 500 or more: {@code InternalServerError}, {@code
 * InternalFailure}, {@code ServiceUnavailable}. A write may have been done, unless the status is
 * 501, by which an endpoint says that it does not have the operation, or 503.
 */
public final class InternalServerException extends ServiceException {
  private static final long serialVersionUID = 1;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int UNAVAILABLE = 503;

  InternalServerException(ErrorReply reply) {
    super(reply, hint(reply));
  }

  private static String hint(ErrorReply reply) {
    String operation = reply.call().operation();
    if (reply.status() == NOT_IMPLEMENTED) {
      return "the endpoint has no " + operation + ": check that it is DynamoDB's";
    }
    return RawRequest.reads(operation)
        ? "try again later"
        : "try again later; a write may have been done, so read before you repeat it";
  }

  /** Whether another attempt could fare better. */
  boolean mayPass() {
    return status() != NOT_IMPLEMENTED;
  }

  /** Whether what was asked may have been done all the same. */
  boolean maybeDone() {
    return status() != NOT_IMPLEMENTED && status() != UNAVAILABLE;
  }
}
