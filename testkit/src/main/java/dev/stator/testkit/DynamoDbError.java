package dev.stator.testkit;

import dev.stator.item.Item;
import org.jspecify.annotations.Nullable;

/** An error that DynamoDB answers a request with; thrown by what carries the request out. */
final class DynamoDbError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private static final String SERVICE = "com.amazonaws.dynamodb.v20120810#";
  private static final String CORAL = "com.amazon.coral.service#";

  private final int status;
  private final String type;
  private final transient @Nullable Item item;

  private DynamoDbError(int status, String type, String message, @Nullable Item item) {
    super(message, null, false, false);
    this.status = status;
    this.type = type;
    this.item = item;
  }

  static DynamoDbError validation(String message) {
    return new DynamoDbError(400, "com.amazon.coral.validate#ValidationException", message, null);
  }

  /** For what DynamoDB can do and the fake does not: an error, since silence would be wrong. */
  static DynamoDbError unsupported(String what) {
    return validation("this fake does not evaluate " + what);
  }

  static DynamoDbError serialization(String message) {
    return new DynamoDbError(400, CORAL + "SerializationException", message, null);
  }

  static DynamoDbError unknownOperation(String target) {
    return new DynamoDbError(
        400, CORAL + "UnknownOperationException", "this fake does not know " + target, null);
  }

  static DynamoDbError missingAuthentication() {
    return new DynamoDbError(
        400,
        CORAL + "MissingAuthenticationTokenException",
        "Request is missing Authentication Token",
        null);
  }

  static DynamoDbError noSuchTable(String table) {
    return of(
        "ResourceNotFoundException",
        "Requested resource not found: Table: " + table + " not found");
  }

  static DynamoDbError conditionFailed(@Nullable Item item) {
    return new DynamoDbError(
        400, SERVICE + "ConditionalCheckFailedException", "The conditional request failed", item);
  }

  /** An exception of DynamoDB's own, status 400. */
  static DynamoDbError of(String exception, String message) {
    return new DynamoDbError(400, SERVICE + exception, message, null);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }

  /** The item that a failed condition was checked against, if the request asked for it. */
  @Nullable Item item() {
    return item;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
