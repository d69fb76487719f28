package dev.stator.client;

/**
 * There is no such table or index in this account and region: {@code ResourceNotFoundException}.
 */
public final class ResourceNotFoundException extends ServiceException {
  private static final long serialVersionUID = 1;

  ResourceNotFoundException(ErrorReply reply) {
    super(
        reply,
        "check the table's name, the region and the endpoint; a table that is being created is not there yet");
  }
}
