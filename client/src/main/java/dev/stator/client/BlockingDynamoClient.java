package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.records.ItemCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * {@link DynamoClient} for code that waits: each method returns the answer, or throws a {@link
 * DynamoException}. Answers are decoded by the thread that waits for them. Must not be used on an
 * event loop, which would wait for itself.
 *
 * <p>A thread that waits can be interrupted, a virtual one too: the method throws a {@link
 * NoAnswerException} with {@link NoAnswerException.Reason#INTERRUPTED} and leaves the thread's flag
 * set. The call goes on without it, so that a write may still be done; {@link
 * NoAnswerException#maybeSent} is false if the thread had been interrupted before, and nothing was
 * sent. A stream ends so too, and reads and sends no more. Whoever pulls a stream again after it
 * failed or was interrupted gets the same exception again, so that it is never taken for read to
 * its end.
 */
public final class BlockingDynamoClient implements AutoCloseable {
  private final DynamoClient client;
  private final Caller caller;

  BlockingDynamoClient(DynamoClient client, Caller caller) {
    this.client = client;
    this.caller = caller;
  }

  /** Reads one item. */
  public GetItemResponse getItem(GetItemRequest request) {
    return call(request, GetItemResponse::read);
  }

  /** Writes one item. */
  public WriteResponse putItem(PutItemRequest request) {
    return call(request, WriteResponse::read);
  }

  /** Changes one item. */
  public WriteResponse updateItem(UpdateItemRequest request) {
    return call(request, WriteResponse::read);
  }

  /** Deletes one item. */
  public WriteResponse deleteItem(DeleteItemRequest request) {
    return call(request, WriteResponse::read);
  }

  /** Reads a page of the items of one partition key. */
  public Page query(QueryRequest request) {
    return call(request, Page::read);
  }

  /** Reads a page of a table. */
  public Page scan(ScanRequest request) {
    return call(request, Page::read);
  }

  /** Reads items by their keys; what was not read is in the answer. */
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return call(request, BatchGetItemResponse::read);
  }

  /** Writes items; what was not written is in the answer. */
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return call(request, BatchWriteItemResponse::read);
  }

  /** Does writes together, all or none. */
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return call(request, TransactWriteItemsResponse::read);
  }

  /** Reads items together, as they were at one moment. */
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return call(request, TransactGetItemsResponse::read);
  }

  /** Executes a statement in PartiQL; what it selects comes in pages. */
  public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
    return call(request, ExecuteStatementResponse::read);
  }

  /** Executes statements, each on its own. */
  public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
    return call(request, BatchExecuteStatementResponse::read);
  }

  /** Executes statements together, all or none. */
  public TransactGetItemsResponse executeTransaction(ExecuteTransactionRequest request) {
    return call(request, TransactGetItemsResponse::read);
  }

  /** Any operation by its name; see {@link DynamoClient#execute(String, String)}. */
  public String execute(String operation, String body) {
    return new String(execute(operation, body.getBytes(UTF_8)), UTF_8);
  }

  /** Any operation by its name, with bodies in UTF-8. */
  public byte[] execute(String operation, byte[] body) {
    return await(RawRequest.of(operation, body), Reply::bytes);
  }

  /** Reads a page of a table and hands out its bytes; see {@link DynamoClient#scanRaw}. */
  public ResponseBody scanRaw(ScanRequest request) {
    return await(request, Reply::body);
  }

  /** Reads a page of a partition key's items and hands out its bytes. */
  public ResponseBody queryRaw(QueryRequest request) {
    return await(request, Reply::body);
  }

  /**
   * A table whose items are records.
   *
   * @throws IllegalArgumentException if the class has no codec; the message says what to do
   */
  public <T> BlockingDynamoTable<T> table(String tableName, Class<T> type) {
    return client.table(tableName, type).blocking();
  }

  /** A table whose items are read and written by a codec, such as {@code OrderCodec.INSTANCE}. */
  public <T> BlockingDynamoTable<T> table(String tableName, ItemCodec<T> codec) {
    return client.table(tableName, codec).blocking();
  }

  /** The pages of a query, one after another, and their items. */
  public BlockingPages queryPages(QueryRequest request) {
    return new BlockingPages(client.queryPages(request));
  }

  /** The pages of a scan, one after another, and their items. */
  public BlockingPages scanPages(ScanRequest request) {
    return new BlockingPages(client.scanPages(request));
  }

  /**
   * The pages of a scan's segments, so many of which are read at once; see {@link ParallelScan}.
   * The stream should be closed if it is not read to its end.
   */
  public Stream<ParallelScan.SegmentPage> parallelScan(
      ScanRequest request, int segments, int concurrency) {
    ParallelScan scan = client.parallelScan(request, segments, concurrency);
    return Pull.stream(scan.facts(), scan, scan.concurrency(), page -> List.of(page));
  }

  /** Writes of any number, in batches that finish: see {@link Batches}. */
  public BlockingBatches batches() {
    return new BlockingBatches(client.batches());
  }

  /** Tables and their settings, under the same configuration. Closed with this client. */
  public BlockingControlPlane control() {
    return client.control().blocking();
  }

  /** The changes of tables. */
  public BlockingDynamoStreams streams() {
    return new BlockingDynamoStreams(client.streams());
  }

  /** The same client for code that does not wait. */
  public DynamoClient async() {
    return client;
  }

  <R> R call(DynamoRequest request, ReplyReader.Of<R> type) {
    return await(request, type);
  }

  private <R> R await(DynamoRequest request, Function<Reply, R> decode) {
    CallEvents events = caller.events().started(request);
    R answer;
    try {
      CallFacts call = CallFacts.of(request);
      Waiting.requireUninterrupted(call);
      CompletableFuture<Reply> reply =
          caller.chain().call(request, Function.identity(), Runnable::run, events);
      answer = decode.apply(Waiting.on(reply, call, Reply::drop));
    } catch (RuntimeException | Error failure) {
      events.ended(failure);
      throw failure;
    }
    events.ended(null);
    return answer;
  }

  /** Closes the client, for its asynchronous side too. */
  @Override
  public void close() {
    client.close();
  }
}
