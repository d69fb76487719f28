package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * A request for one of DynamoDB's operations on items: an immutable value, made by its builder,
 * that writes itself as the JSON that goes out. DynamoDB's parameters from before expressions
 * ({@code Expected}, {@code AttributesToGet} and their like) are left out.
 */
public sealed interface DynamoRequest
    permits BatchExecuteStatementRequest,
        BatchGetItemRequest,
        BatchWriteItemRequest,
        DeleteItemRequest,
        ExecuteStatementRequest,
        ExecuteTransactionRequest,
        GetItemRequest,
        PutItemRequest,
        QueryRequest,
        RawRequest,
        RecordBatchWrite,
        RecordPut,
        RecordUpdate,
        ScanRequest,
        StreamsCall,
        TransactGetItemsRequest,
        TransactWriteItemsRequest,
        UpdateItemRequest {
  /** The operation's name, such as {@code GetItem}. */
  String operation();

  /** The table, by name or ARN; null where a request has several. */
  @Nullable String tableName();

  /** The index that is read; null for none. */
  default @Nullable String index() {
    return null;
  }

  /** The attributes of the key whose item it is about; null where it is about none, or several. */
  default @Nullable Item key() {
    return null;
  }

  /** Whether doing it twice leaves the table as doing it once does. */
  boolean repeatable();

  /** Whether the answer is to report the capacity that it took. */
  default boolean reportsCapacity() {
    return false;
  }

  /** Writes the members of the request's JSON object. */
  void writeMembers(JsonWriter json);

  /**
   * Shows the request as it would be sent, without sending it. One that gets an idempotency token
   * from the client shows another each time.
   *
   * @throws InvalidRequestException if it cannot be written
   */
  default DryRun dryRun() {
    return DryRun.of(this);
  }
}
