package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * Tables and their settings, through the AWS SDK's own generated client: there is nothing in it
 * that this project would do better. It has the region, endpoint, credentials, proxy, trusted
 * certificates, timeouts and retries of the {@link DynamoClient} it came from, and is made when it
 * is first used. What has no method here, such as backups, exports, tags and policies, is a method
 * of {@link #sdk}.
 *
 * <p>No method but {@link #sdk}'s blocks: the SDK waits on threads of this client, eight at most,
 * and calls beyond those wait for one. A returned future is completed on the {@linkplain
 * DynamoClientBuilder#executor executor}, with an answer or with a {@link DynamoException};
 * cancelling it ends the retries. {@link #blocking} is the same for code that waits. What {@link
 * #sdk} throws is the SDK's own.
 *
 * <p>A {@link ClientListener} is told that these calls begin and end. Their attempts are the SDK's,
 * and it is not told of them.
 *
 * <p>Safe for use by many threads.
 */
public final class ControlPlane {
  private static final int LONGEST_PAGE = 100;

  private final SdkCalls calls;

  ControlPlane(SdkCalls calls) {
    this.calls = calls;
  }

  /**
   * What a table is like; fails with {@link ResourceNotFoundException} if there is none of that
   * name.
   */
  public CompletableFuture<TableDescription> describeTable(String tableName) {
    return calls.call(
        "DescribeTable", tableName, sdk -> sdk.describeTable(r -> r.tableName(tableName)).table());
  }

  /** Makes a table. It is there when its status is ACTIVE, which may take a while. */
  public CompletableFuture<TableDescription> createTable(CreateTableRequest request) {
    return calls.call(
        "CreateTable", request.tableName(), sdk -> sdk.createTable(request).tableDescription());
  }

  /**
   * Changes a table's throughput, indexes, stream or class. That is done when the table and its
   * indexes are ACTIVE again, which may take a while.
   */
  public CompletableFuture<TableDescription> updateTable(UpdateTableRequest request) {
    return calls.call(
        "UpdateTable", request.tableName(), sdk -> sdk.updateTable(request).tableDescription());
  }

  /** Deletes a table and all that is in it. It is gone after a while. */
  public CompletableFuture<TableDescription> deleteTable(String tableName) {
    return calls.call(
        "DeleteTable",
        tableName,
        sdk -> sdk.deleteTable(r -> r.tableName(tableName)).tableDescription());
  }

  /** The names of all tables of the account in the region. */
  public CompletableFuture<List<String>> listTables() {
    return calls.call(
        "ListTables", null, sdk -> sdk.listTablesPaginator().tableNames().stream().toList());
  }

  /**
   * A page of the names of the account's tables in the region.
   *
   * @param exclusiveStartTableName the name that the page before ended with, its {@code
   *     lastEvaluatedTableName()}, which is null after the last page; null for the first page
   * @param limit how many names at most, 1 to 100
   * @throws IllegalArgumentException if the limit is another
   */
  public CompletableFuture<ListTablesResponse> listTables(
      @Nullable String exclusiveStartTableName, int limit) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw new IllegalArgumentException(
          "ListTables: the limit is 1 to " + LONGEST_PAGE + ", not " + limit);
    }
    ListTablesRequest request =
        ListTablesRequest.builder()
            .exclusiveStartTableName(exclusiveStartTableName)
            .limit(limit)
            .build();
    return calls.call("ListTables", null, sdk -> sdk.listTables(request));
  }

  /** Whether items expire, and by which attribute. */
  public CompletableFuture<TimeToLiveDescription> describeTimeToLive(String tableName) {
    return calls.call(
        "DescribeTimeToLive",
        tableName,
        sdk -> sdk.describeTimeToLive(r -> r.tableName(tableName)).timeToLiveDescription());
  }

  /**
   * Lets items expire, or stops that. Takes up to an hour to be in force; until then it cannot be
   * changed again.
   *
   * @param attributeName the attribute with the time, a number of seconds since 1970
   * @param enabled whether items expire; the attribute must be named to stop it, too
   */
  public CompletableFuture<@Nullable Void> updateTimeToLive(
      String tableName, String attributeName, boolean enabled) {
    return Stages.then(
        calls.call(
            "UpdateTimeToLive",
            tableName,
            sdk ->
                sdk.updateTimeToLive(
                    r ->
                        r.tableName(tableName)
                            .timeToLiveSpecification(
                                t -> t.attributeName(attributeName).enabled(enabled)))),
        answer -> null);
  }

  /**
   * Waits until a table and all of its global indexes are ACTIVE. One that is not there yet is
   * waited for, too.
   *
   * @param atMost how long to wait; then it fails with a {@link NoAnswerException} of {@link
   *     Reason#TIMEOUT}
   */
  public CompletableFuture<TableDescription> awaitActive(String tableName, Duration atMost) {
    return TablePolling.until(
        here(),
        tableName,
        atMost,
        calls.executor(),
        (table, end) -> {
          if (table == null) {
            // What was created a moment ago may not be known everywhere.
            return "not there, not ACTIVE";
          } else if (isActive(table)) {
            end.complete(table);
            return null;
          }
          return table.tableStatusAsString() + indexes(table) + ", not ACTIVE";
        });
  }

  /**
   * Waits until there is no table of that name.
   *
   * @param atMost how long to wait; then it fails with a {@link NoAnswerException} of {@link
   *     Reason#TIMEOUT}
   */
  public CompletableFuture<@Nullable Void> awaitGone(String tableName, Duration atMost) {
    return TablePolling.until(
        here(),
        tableName,
        atMost,
        calls.executor(),
        (table, end) -> {
          if (table == null) {
            end.complete(null);
            return null;
          }
          return table.tableStatusAsString() + ", not gone";
        });
  }

  private static boolean isActive(TableDescription table) {
    return table.tableStatus() == TableStatus.ACTIVE
        && table.globalSecondaryIndexes().stream().allMatch(ControlPlane::isActive);
  }

  private static boolean isActive(GlobalSecondaryIndexDescription index) {
    return index.indexStatus() == null || index.indexStatus() == IndexStatus.ACTIVE;
  }

  private static String indexes(TableDescription table) {
    List<String> others =
        table.globalSecondaryIndexes().stream()
            .filter(index -> !isActive(index))
            .map(index -> index.indexName() + ' ' + index.indexStatusAsString())
            .toList();
    return others.isEmpty() ? "" : " (index " + String.join(", ", others) + ')';
  }

  /** The same for code that waits for its answers. */
  public BlockingControlPlane blocking() {
    // On the thread that has the answer: the executor's own may all be waiting for one.
    return new BlockingControlPlane(new ControlPlane(calls.completedOn(Runnable::run)));
  }

  /**
   * The SDK's client, for every other operation, each of which blocks. Must not be closed.
   *
   * @throws IllegalStateException if this client is closed
   */
  public DynamoDbClient sdk() {
    return calls.sdk().get();
  }

  private ControlPlane here() {
    return new ControlPlane(calls.here());
  }

  void close() {
    calls.close();
  }
}
