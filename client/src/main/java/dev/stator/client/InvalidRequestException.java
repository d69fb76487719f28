package dev.stator.client;

import dev.stator.item.ValueExcerpt;

/**
 * The request cannot be written as what the service reads, and was not sent: a string in it has
 * half of a surrogate pair, which is no text in any encoding.
 */
public final class InvalidRequestException extends DynamoException {
  private static final long serialVersionUID = 1;

  private final CallFacts call;
  private final String path;

  InvalidRequestException(DynamoRequest request, String path, IllegalArgumentException cause) {
    super(
        describe(request) + ": " + path + ": " + cause.getMessage() + " (not sent)",
        "bytes that are no text go into an attribute of type B",
        cause);
    this.call = new CallFacts(request.operation(), request.tableName(), request.index(), 0);
    this.path = path;
  }

  private static String describe(DynamoRequest request) {
    String call = new CallFacts(request.operation(), request.tableName(), request.index(), 0) + "";
    return request.key() == null ? call : call + ", key " + ValueExcerpt.of(request.key());
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
