package dev.stator.client;

/**
 * The request is not a valid one, and never will be: {@code ValidationException}, {@code
 * SerializationException}, {@code MissingParameter} and their like.
 */
public final class ValidationException extends ServiceException {
  private static final long serialVersionUID = 1;

  ValidationException(ErrorReply reply) {
    super(reply, "");
  }
}
