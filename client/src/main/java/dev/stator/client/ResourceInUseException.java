package dev.stator.client;

/**
 * The table exists already, or is being created, changed or deleted: {@code
 * ResourceInUseException}.
 */
public final class ResourceInUseException extends ServiceException {
  private static final long serialVersionUID = 1;

  ResourceInUseException(ErrorReply reply) {
    super(reply, "wait until the table is ACTIVE, or choose another name");
  }
}
