package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.client.PageReads.Reading;
import dev.stator.client.internal.flow.PageFlow;
import dev.stator.client.internal.flow.PageSource;
import dev.stator.client.internal.http.Route;
import dev.stator.records.ItemCodec;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

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
 * ends the call's retries; an attempt that is under way is not stopped, and a write may be done by
 * it. {@link #blocking} is the same client for code that waits.
 *
 * <p>Numbers, sets, binary and empty values come back as they went in. A request whose attempt
 * failed is tried again where that can help and cannot harm; see {@link
 * DynamoClientBuilder#maxAttempts} and {@link DynamoClientBuilder#repeatAllWrites}.
 */
public final class DynamoClient implements AutoCloseable {
  private final Caller caller;
  private final ThreadPoolExecutor blocking;
  private final ControlPlane control;
  private final TableKeys keys;
  private final LazyStreams streams;
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
    Executor executor = task -> builder.executor.execute(task);
    Route route = builder.route(endpoint.uri());
    var identities = builder.credentials(aws);
    this.blocking = BlockingThreads.newPool("stator-blocking", 2);
    blocking.execute(Encoder::rehearse);
    ServiceClock clock = new ServiceClock(builder.clock);
    CredentialsCache credentials = new CredentialsCache(identities, blocking, builder.clock);
    Events events = new Events(builder.listener, endpoint);
    this.control =
        new ControlPlane(
            new SdkCalls(
                new SdkClient(endpoint, identities, aws.caBundle(), builder),
                events,
                SdkCalls.newThreads(),
                executor));
    Function<String, TableDescription> describe = name -> control.blocking().describeTable(name);
    ChainOpening opening =
        new ChainOpening(builder, blocking, credentials, clock, aws.caBundle(), describe);
    Chain chain = opening.chain(opening.transport(route), endpoint, route, Chain.DYNAMODB);
    this.caller = new Caller(chain, executor, events);
    this.keys = new TableKeys(describe, blocking);
    this.streams =
        new LazyStreams(
            () -> {
              Endpoint there = builder.streamsEndpoint(aws);
              Route way = builder.route(there.uri());
              Chain toStreams =
                  opening.chain(opening.transport(way), there, way, StreamsCall.PREFIX);
              Events told = new Events(builder.listener, there);
              return new DynamoStreams(new Caller(toStreams, executor, told), there);
            });
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

  /** Does writes together, all or none. */
  public CompletableFuture<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest request) {
    return call(request, TransactWriteItemsResponse::read);
  }

  /** Reads items together, as they were at one moment. */
  public CompletableFuture<TransactGetItemsResponse> transactGetItems(
      TransactGetItemsRequest request) {
    return call(request, TransactGetItemsResponse::read);
  }

  /** Executes a statement in PartiQL; what it selects comes in pages. */
  public CompletableFuture<ExecuteStatementResponse> executeStatement(
      ExecuteStatementRequest request) {
    return call(request, ExecuteStatementResponse::read);
  }

  /** Executes statements, each on its own. */
  public CompletableFuture<BatchExecuteStatementResponse> batchExecuteStatement(
      BatchExecuteStatementRequest request) {
    return call(request, BatchExecuteStatementResponse::read);
  }

  /** Executes statements together, all or none. */
  public CompletableFuture<TransactGetItemsResponse> executeTransaction(
      ExecuteTransactionRequest request) {
    return call(request, TransactGetItemsResponse::read);
  }

  /**
   * Any operation by its name, for what has no method here: signed, tried again and failing like
   * every other. It is tried again after an attempt that may have been done only if its name says
   * that it reads, if it is one that may be done twice, such as {@code PutItem}, or if the body has
   * a {@code ClientRequestToken}. If there is a {@link RateGovernor} for its tables, or a listener
   * that {@linkplain ClientListener#wantsCapacity wants it}, an operation on items that does not
   * say {@code ReturnConsumedCapacity} is made to ask for {@code INDEXES}, so that its answer has
   * it.
   *
   * @param operation the operation's name, such as {@code SearchVectors}
   * @param body its parameters, one JSON object
   * @return the answer's JSON
   * @throws IllegalArgumentException if the operation is no name, or the body no JSON object
   */
  public CompletableFuture<String> execute(String operation, String body) {
    return execute(operation, body.getBytes(UTF_8)).thenApply(answer -> new String(answer, UTF_8));
  }

  /** Any operation by its name, with bodies in UTF-8; see {@link #execute(String, String)}. */
  public CompletableFuture<byte[]> execute(String operation, byte[] body) {
    return caller.send(RawRequest.of(operation, body), Reply::bytes);
  }

  /**
   * Reads a page of a table and hands out its bytes as they came, checked by their CRC32 but not
   * read: for {@link dev.stator.item.json.PageReader}. The receiver must close them. If the request
   * asks for the consumed capacity and there is a listener, they are searched for it.
   */
  public CompletableFuture<ResponseBody> scanRaw(ScanRequest request) {
    return caller.send(request, Reply::body);
  }

  /** Reads a page of a partition key's items and hands out its bytes; see {@link #scanRaw}. */
  public CompletableFuture<ResponseBody> queryRaw(QueryRequest request) {
    return caller.send(request, Reply::body);
  }

  /**
   * A table whose items are records, as their generated codec reads and writes them.
   *
   * @throws IllegalArgumentException if the class has no codec; the message says what to do
   */
  public <T> DynamoTable<T> table(String tableName, Class<T> type) {
    return table(tableName, ItemCodec.of(type));
  }

  /** A table whose items are read and written by a codec, such as {@code OrderCodec.INSTANCE}. */
  public <T> DynamoTable<T> table(String tableName, ItemCodec<T> codec) {
    return new DynamoTable<>(this, new TableCalls<>(tableName, codec));
  }

  /** The pages of a query, one after another, and their items. */
  public Pages queryPages(QueryRequest request) {
    return new Pages(Reading.of(request), caller, keys);
  }

  /** The pages of a scan, one after another, and their items. */
  public Pages scanPages(ScanRequest request) {
    return new Pages(Reading.of(request), caller, keys);
  }

  /**
   * The pages of a whole scan, in segments that are read side by side, and their items.
   *
   * @param segments into how many segments the table is split, up to 1,000,000; a few times as many
   *     as are read at once keep all of them busy to the end
   * @param concurrency how many segments are read at once
   */
  public ParallelScan parallelScan(ScanRequest request, int segments, int concurrency) {
    return new ParallelScan(caller, keys, request, segments, concurrency);
  }

  /** Any number of writes and reads, split into batches that finish. */
  public Batches batches() {
    return new Batches(
        new BatchMachinery(
            caller, keys, caller.chain()::delay, System::nanoTime, BatchMachinery.FULL_JITTER));
  }

  /** The same client for code that waits for its answers. Closing either closes both. */
  public BlockingDynamoClient blocking() {
    return new BlockingDynamoClient(this, caller);
  }

  /** Tables and their settings, under the same configuration. Closed with this client. */
  public ControlPlane control() {
    return control;
  }

  /** The changes of tables, under the same configuration. Closed with this client. */
  public DynamoStreams streams() {
    return streams.get();
  }

  /** Where this client sends its requests. */
  public Endpoint endpoint() {
    return endpoint;
  }

  /** Reads pages one after another, of as many sources side by side. */
  <P, T> Flow.Publisher<T> publish(
      Iterable<PageSource<P>> sources, int concurrency, Function<P, List<T>> elements) {
    return PageFlow.publisher(sources, concurrency, elements, caller.executor());
  }

  <R> CompletableFuture<R> call(DynamoRequest request, ReplyReader.Of<R> type) {
    return caller.call(request, type);
  }

  Caller caller() {
    return caller;
  }

  /**
   * Fails the calls under way, and closes the connections and the threads. Returns when that is
   * done, unless called by a future's completion on an event loop. Repeated calls do nothing.
   */
  @Override
  public void close() {
    caller.chain().close();
    streams.close();
    control.close();
    blocking.shutdown();
  }
}
