package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * {@link ControlPlane} for code that waits: each method returns the answer, or throws a {@link
 * DynamoException}. A thread that waits can be interrupted, as with {@link BlockingDynamoClient};
 * what {@link #sdk} does hears no interrupt while it waits for an answer, and throws the SDK's own.
 *
 * <p>Safe for use by many threads.
 */
public final class BlockingControlPlane {
  private final ControlPlane control;

  BlockingControlPlane(ControlPlane control) {
    this.control = control;
  }

  /**
   * What a table is like.
   *
   * @throws ResourceNotFoundException if there is none of that name
   */
  public TableDescription describeTable(String tableName) {
    return await("DescribeTable", tableName, () -> control.describeTable(tableName));
  }

  /** Makes a table; see {@link ControlPlane#createTable}. */
  public TableDescription createTable(CreateTableRequest request) {
    return await("CreateTable", request.tableName(), () -> control.createTable(request));
  }

  /** Changes a table; see {@link ControlPlane#updateTable}. */
  public TableDescription updateTable(UpdateTableRequest request) {
    return await("UpdateTable", request.tableName(), () -> control.updateTable(request));
  }

  /** Deletes a table and all that is in it. It is gone after a while. */
  public TableDescription deleteTable(String tableName) {
    return await("DeleteTable", tableName, () -> control.deleteTable(tableName));
  }

  /** The names of all tables of the account in the region. */
  public List<String> listTables() {
    return await("ListTables", null, control::listTables);
  }

  /**
   * A page of the names of the account's tables; see {@link ControlPlane#listTables(String, int)}.
   */
  public ListTablesResponse listTables(@Nullable String exclusiveStartTableName, int limit) {
    return await("ListTables", null, () -> control.listTables(exclusiveStartTableName, limit));
  }

  /** Whether items expire, and by which attribute. */
  public TimeToLiveDescription describeTimeToLive(String tableName) {
    return await("DescribeTimeToLive", tableName, () -> control.describeTimeToLive(tableName));
  }

  /** Lets items expire, or stops that; see {@link ControlPlane#updateTimeToLive}. */
  public void updateTimeToLive(String tableName, String attributeName, boolean enabled) {
    var unused =
        await(
            "UpdateTimeToLive",
            tableName,
            () -> control.updateTimeToLive(tableName, attributeName, enabled));
  }

  /**
   * Waits until a table and all of its global indexes are ACTIVE; see {@link
   * ControlPlane#awaitActive}.
   *
   * @throws NoAnswerException with {@link Reason#TIMEOUT} if they are not by then
   */
  public TableDescription awaitActive(String tableName, Duration atMost) {
    return await("DescribeTable", tableName, () -> control.awaitActive(tableName, atMost));
  }

  /**
   * Waits until there is no table of that name.
   *
   * @param atMost how long to wait
   * @throws NoAnswerException with {@link Reason#TIMEOUT} if there is one still
   */
  public void awaitGone(String tableName, Duration atMost) {
    var unused = await("DescribeTable", tableName, () -> control.awaitGone(tableName, atMost));
  }

  /**
   * The SDK's client, for every other operation. Must not be closed.
   *
   * @throws IllegalStateException if this client is closed
   */
  public DynamoDbClient sdk() {
    return control.sdk();
  }

  private static <R extends @Nullable Object> R await(
      String operation, @Nullable String tableName, Supplier<CompletableFuture<R>> begun) {
    return Waiting.cancelling(new CallFacts(operation, tableName, null, 1), begun);
  }
}
