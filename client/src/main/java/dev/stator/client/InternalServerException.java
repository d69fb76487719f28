package dev.stator.client;

/**
 * The service failed, with a status of 500 or more: {@code InternalServerError}, {@code
 * InternalFailure}, {@code ServiceUnavailable}. A write may have been done.
 */
public final class InternalServerException extends ServiceException {
  private static final long serialVersionUID = 1;

  InternalServerException(ErrorReply reply) {
    super(reply, "try again later; a write may have been done, so read before you repeat it");
  }
}
