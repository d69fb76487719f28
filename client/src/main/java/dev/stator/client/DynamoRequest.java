package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A request for one of DynamoDB's operations on items: an immutable value, made by its builder,
 * that writes itself as the JSON that goes out. DynamoDB's parameters from before expressions
 * ({@code Expected}, {@code AttributesToGet} and their like) are left out.
 */
public sealed interface DynamoRequest
    permits BatchGetItemRequest,
        BatchWriteItemRequest,
        DeleteItemRequest,
        GetItemRequest,
        PutItemRequest,
        QueryRequest,
        RecordBatchWrite,
        RecordPut,
        RecordUpdate,
        ScanRequest,
        UpdateItemRequest {
  /** The operation's name, such as {@code GetItem}. */
  String operation();

  /** The table, by name or ARN; null where a request has several. */
  @Nullable String tableName();

  /** The index that is read; null for none. */
  default @Nullable String index() {
    return null;
  }

  /** Whether doing it twice leaves the table as doing it once does. */
  boolean repeatable();

  /** Writes the members of the request's JSON object. */
  void writeMembers(JsonWriter json);
}
