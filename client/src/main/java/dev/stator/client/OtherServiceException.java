package dev.stator.client;

/** An error of a kind that this version does not know; {@link #code} has its name. */
public final class OtherServiceException extends ServiceException {
  private static final long serialVersionUID = 1;

  OtherServiceException(ErrorReply reply) {
    super(reply, "");
  }
}
