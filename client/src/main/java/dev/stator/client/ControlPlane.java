package dev.stator.client;

import dev.stator.client.NoAnswerException.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
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
 * <p>A {@link ClientListener} is told that these calls begin and end. Their attempts are the SDK's,
 * and it is not told of them.
 *
 * <p>Safe for use by many threads, which its methods block; a thread that waits can be interrupted,
 * as with {@link BlockingDynamoClient}. They throw {@link DynamoException}; those of {@link #sdk}
 * throw the SDK's own, and hear no interrupt while they wait for an answer.
 */
public final class ControlPlane {
  private static final Duration FIRST_WAIT = Duration.ofMillis(50);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final SdkClient sdk;
  private final Events events;

  ControlPlane(SdkClient sdk, Events events) {
    this.sdk = sdk;
    this.events = events;
  }

  /**
   * What a table is like.
   *
   * @throws ResourceNotFoundException if there is none of that name
   */
  public TableDescription describeTable(String tableName) {
    return call(
        "DescribeTable", tableName, sdk -> sdk.describeTable(r -> r.tableName(tableName)).table());
  }

  /** Makes a table. It is there when its status is ACTIVE, which may take a while. */
  public TableDescription createTable(CreateTableRequest request) {
    return call(
        "CreateTable", request.tableName(), sdk -> sdk.createTable(request).tableDescription());
  }

  /**
   * Changes a table's throughput, indexes, stream or class. That is done when the table and its
   * indexes are ACTIVE again, which may take a while.
   */
  public TableDescription updateTable(UpdateTableRequest request) {
    return call(
        "UpdateTable", request.tableName(), sdk -> sdk.updateTable(request).tableDescription());
  }

  /** Deletes a table and all that is in it. It is gone after a while. */
  public TableDescription deleteTable(String tableName) {
    return call(
        "DeleteTable",
        tableName,
        sdk -> sdk.deleteTable(r -> r.tableName(tableName)).tableDescription());
  }

  /** The names of all tables of the account in the region. */
  public List<String> listTables() {
    return call(
        "ListTables", null, sdk -> sdk.listTablesPaginator().tableNames().stream().toList());
  }

  /** Whether items expire, and by which attribute. */
  public TimeToLiveDescription describeTimeToLive(String tableName) {
    return call(
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
  public void updateTimeToLive(String tableName, String attributeName, boolean enabled) {
    var unused =
        call(
            "UpdateTimeToLive",
            tableName,
            sdk ->
                sdk.updateTimeToLive(
                    r ->
                        r.tableName(tableName)
                            .timeToLiveSpecification(
                                t -> t.attributeName(attributeName).enabled(enabled))));
  }

  /**
   * Waits until a table and all of its global indexes are ACTIVE. One that is not there yet is
   * waited for, too.
   *
   * @param atMost how long to wait
   * @throws NoAnswerException with {@link Reason#TIMEOUT} if they are not by then
   */
  public TableDescription awaitActive(String tableName, Duration atMost) {
    CallFacts call = new CallFacts("DescribeTable", tableName, null, 1);
    Deadline deadline = new Deadline(call, atMost);
    while (true) {
      String state = "not there";
      try {
        TableDescription table = describeTable(tableName);
        if (isActive(table)) {
          return table;
        }
        state = table.tableStatusAsString() + indexes(table);
      } catch (ResourceNotFoundException notThereYet) {
        // What was created a moment ago may not be known everywhere.
      }
      deadline.waitOrThrow("the table is " + state + ", not ACTIVE");
    }
  }

  /**
   * Waits until there is no table of that name.
   *
   * @param atMost how long to wait
   * @throws NoAnswerException with {@link Reason#TIMEOUT} if there is one still
   */
  public void awaitGone(String tableName, Duration atMost) {
    CallFacts call = new CallFacts("DescribeTable", tableName, null, 1);
    Deadline deadline = new Deadline(call, atMost);
    try {
      while (true) {
        String state = describeTable(tableName).tableStatusAsString();
        deadline.waitOrThrow("the table is " + state + ", not gone");
      }
    } catch (ResourceNotFoundException gone) {
      // That was waited for.
    }
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

  /** The SDK's client, for every other operation. Must not be closed. */
  public DynamoDbClient sdk() {
    return sdk.get();
  }

  private <R> R call(
      String operation, @Nullable String tableName, Function<DynamoDbClient, R> operationOn) {
    CallEvents told = events.started(operation, tableName);
    R answer;
    try {
      answer = waitFor(operation, tableName, operationOn);
    } catch (RuntimeException | Error failure) {
      told.ended(failure);
      throw failure;
    }
    told.ended(null);
    return answer;
  }

  /** The JDK's HTTP client, which carries the SDK's, is deaf to interrupts: it gets a thread. */
  private <R> R waitFor(
      String operation, @Nullable String tableName, Function<DynamoDbClient, R> operationOn) {
    CallFacts call = new CallFacts(operation, tableName, null, 1);
    Waiting.requireUninterrupted(call);
    CompletableFuture<R> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(sdk.call(operation, tableName, operationOn));
              } catch (Throwable failure) {
                answer.completeExceptionally(failure);
              }
            },
            "stator-control");
    thread.setDaemon(true);
    thread.start();
    try {
      return Waiting.on(answer, call, late -> {});
    } catch (NoAnswerException e) {
      if (e.reason() == Reason.INTERRUPTED) {
        thread.interrupt(); // Before its next retry it does hear.
      }
      throw e;
    }
  }

  void close() {
    sdk.close();
  }

  /** When to ask again, and when no more. */
  private static final class Deadline {
    private final CallFacts call;
    private final Duration atMost;
    private final long end;
    private long wait = FIRST_WAIT.toNanos();

    Deadline(CallFacts call, Duration atMost) {
      this.call = call;
      this.atMost = atMost;
      this.end = System.nanoTime() + atMost.toNanos();
    }

    void waitOrThrow(String state) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw new NoAnswerException(
            Reason.TIMEOUT, false, call, state + ", after " + atMost + " of waiting", null);
      }
      try {
        TimeUnit.NANOSECONDS.sleep(Math.min(wait, left));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Waiting.interrupted(call, false, e);
      }
      wait = Math.min(2 * wait, LONGEST_WAIT.toNanos());
    }
  }
}
