package dev.stator.client;

import dev.stator.item.AttributeValue;
import java.util.function.Function;

/**
 * The request cannot be written as what the service reads, and was not sent: a string in it has
 * half of a surrogate pair, which is no text in any encoding.
 */
public final class InvalidRequestException extends DynamoException {
  private static final long serialVersionUID = 1;

  private final CallFacts call;
  private final String path;

  InvalidRequestException(
      DynamoRequest request,
      String path,
      Function<AttributeValue, String> show,
      IllegalArgumentException cause) {
    super(
        RequestSubject.of(request, path, show)
            + ", "
            + path
            + ": "
            + cause.getMessage()
            + " (not sent)",
        "bytes that are no text go into an attribute of type B",
        cause);
    this.call = new CallFacts(request.operation(), request.tableName(), request.index(), 0);
    this.path = path;
  }

  /** Which call it would have been. */
  public CallFacts call() {
    return call;
  }

  /** Where in the request the fault is, such as {@code $.Item.address.street}. */
  public String path() {
    return path;
  }
}
