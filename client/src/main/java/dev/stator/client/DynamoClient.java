package dev.stator.client;

import dev.stator.client.internal.http.Route;
import dev.stator.client.internal.http.Transport;
import dev.stator.client.internal.http.TransportSettings;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A client of DynamoDB. One is enough for a program: it is safe for use by many threads, and keeps
 * its connections.
 *
 * <pre>{@code
 * try (DynamoClient client = DynamoClient.create()) {
 *   Key key = Key.of("id", "o-17");
 *   client
 *       .getItem(GetItemRequest.builder("orders", key).build())
 *       .thenAccept(answer -> System.out.println(answer.item()))
 *       .join();
 * }
 * }</pre>
 *
 * <p>No method blocks. A returned future is completed on the {@linkplain
 * DynamoClientBuilder#executor executor}, with an answer or with a {@link DynamoException}, which
 * {@code join()} wraps in a {@link java.util.concurrent.CompletionException}. Cancelling a future
 * does not stop the call. {@link #blocking} is the same client for code that waits.
 *
 * <p>Numbers, sets, binary and empty values come back as they went in. A request whose attempt
 * failed is tried again where that can help and cannot harm; see {@link
 * DynamoClientBuilder#maxAttempts} and {@link DynamoClientBuilder#repeatAllWrites}.
 */
public final class DynamoClient implements AutoCloseable {
  private final Chain chain;
  private final Executor executor;
  private final ThreadPoolExecutor blocking;
  private final ControlPlane control;
  private final Endpoint endpoint;

  /**
   * Where a client sends its requests.
   *
   * @param region the region that requests are signed for
   * @param uri the service's URL
   */
  public record Endpoint(String region, URI uri) {}

  DynamoClient(DynamoClientBuilder builder) {
    AwsSettings aws = builder.awsSettings();
    this.endpoint = builder.endpoint(aws);
    // As a lambda: handed the common pool itself, a CompletableFuture on a machine of two cores or
    // fewer starts a thread for each task instead, which costs ten times the call.
    this.executor = task -> builder.executor.execute(task);
    Route route = builder.route(endpoint.uri());
    var identities = builder.credentials(aws);
    this.blocking = blockingThreads();
    TransportSettings usual = TransportSettings.to(route);
    Transport transport =
        builder.transport.apply(
            new TransportSettings(
                route,
                builder.maxConnections,
                usual.maxWaiting(),
                usual.waitTimeout(),
                builder.connectTimeout,
                builder.readTimeout,
                usual.idleTimeout(),
                usual.bodyLimit(),
                aws.caBundle(),
                builder.eventLoops,
                builder.ioUring),
            blocking);
    ServiceClock clock = new ServiceClock(builder.clock);
    Events events = new Events(builder.listener);
    CredentialsCache credentials = new CredentialsCache(identities, blocking, builder.clock);
    String path = endpoint.uri().getRawPath();
    this.chain =
        new Chain(
            transport,
            credentials,
            new Retries(
                builder.maxAttempts,
                builder.repeatAllWrites,
                transport,
                credentials,
                clock,
                events),
            clock,
            events,
            new Chain.Target(endpoint.region(), route, path == null || path.isEmpty() ? "/" : path),
            builder.attemptTimeout,
            builder.callTimeout);
    this.control = new ControlPlane(endpoint, route, identities, aws.caBundle(), builder);
  }

  /**
   * A client configured by the environment, as the AWS command line is; see {@link AwsSettings}.
   *
   * @throws ConfigurationException if the environment does not say enough
   */
  public static DynamoClient create() {
    return builder().build();
  }

  /** A builder of clients that differ from {@link #create}'s. */
  public static DynamoClientBuilder builder() {
    return new DynamoClientBuilder();
  }

  /** Reads one item. */
  public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
    return call(request, GetItemResponse::read);
  }

  /** Writes one item. */
  public CompletableFuture<WriteResponse> putItem(PutItemRequest request) {
    return call(request, WriteResponse::read);
  }

  /** Changes one item. */
  public CompletableFuture<WriteResponse> updateItem(UpdateItemRequest request) {
    return call(request, WriteResponse::read);
  }

  /** Deletes one item. */
  public CompletableFuture<WriteResponse> deleteItem(DeleteItemRequest request) {
    return call(request, WriteResponse::read);
  }

  /** Reads a page of the items of one partition key. */
  public CompletableFuture<Page> query(QueryRequest request) {
    return call(request, Page::read);
  }

  /** Reads a page of a table. */
  public CompletableFuture<Page> scan(ScanRequest request) {
    return call(request, Page::read);
  }

  /** Reads items by their keys; what was not read is in the answer. */
  public CompletableFuture<BatchGetItemResponse> batchGetItem(BatchGetItemRequest request) {
    return call(request, BatchGetItemResponse::read);
  }

  /** Writes items; what was not written is in the answer. */
  public CompletableFuture<BatchWriteItemResponse> batchWriteItem(BatchWriteItemRequest request) {
    return call(request, BatchWriteItemResponse::read);
  }

  /**
   * Reads a page of a table and hands out its bytes as they came, checked by their CRC32 but not
   * read: for {@link dev.stator.item.json.PageReader}. The receiver must close them.
   */
  public CompletableFuture<ResponseBody> scanRaw(ScanRequest request) {
    return chain.call(request, Reply::body, executor);
  }

  /** Reads a page of a partition key's items and hands out its bytes; see {@link #scanRaw}. */
  public CompletableFuture<ResponseBody> queryRaw(QueryRequest request) {
    return chain.call(request, Reply::body, executor);
  }

  /** The same client for code that waits for its answers. Closing either closes both. */
  public BlockingDynamoClient blocking() {
    return new BlockingDynamoClient(this, chain);
  }

  /** Tables and their settings, under the same configuration. Closed with this client. */
  public ControlPlane control() {
    return control;
  }

  /** Where this client sends its requests. */
  public Endpoint endpoint() {
    return endpoint;
  }

  private <R> CompletableFuture<R> call(DynamoRequest request, ReplyReader.Of<R> type) {
    return chain.call(request, reply -> reply.decode(type), executor);
  }

  /**
   * Fails the calls under way, and closes the connections and the threads. Returns when that is
   * done, unless called by a future's completion on an event loop. Repeated calls do nothing.
   */
  @Override
  public void close() {
    chain.close();
    control.close();
    blocking.shutdown();
  }

  /** Threads for what the JDK and the SDK can only do by blocking; none while there is nothing. */
  private static ThreadPoolExecutor blockingThreads() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            2,
            2,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "stator-blocking");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
