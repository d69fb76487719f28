package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Function;

/**
 * {@link DynamoClient} for code that waits: each method returns the answer, or throws a {@link
 * DynamoException}. Answers are decoded by the thread that waits for them. Must not be used on an
 * event loop, which would wait for itself.
 *
 * <p>A thread that waits can be interrupted, a virtual one too: the method throws a {@link
 * NoAnswerException} with {@link NoAnswerException.Reason#INTERRUPTED} and leaves the thread's flag
 * set. The call goes on without it, so that a write may still be done; {@link
 * NoAnswerException#maybeSent} is false if the thread had been interrupted before, and nothing was
 * sent.
 */
public final class BlockingDynamoClient implements AutoCloseable {
  private final DynamoClient client;
  private final Chain chain;

  BlockingDynamoClient(DynamoClient client, Chain chain) {
    this.client = client;
    this.chain = chain;
  }

  /** Reads one item. */
  public GetItemResponse getItem(GetItemRequest request) {
    return await(request).decode(GetItemResponse::read);
  }

  /** Writes one item. */
  public WriteResponse putItem(PutItemRequest request) {
    return await(request).decode(WriteResponse::read);
  }

  /** Changes one item. */
  public WriteResponse updateItem(UpdateItemRequest request) {
    return await(request).decode(WriteResponse::read);
  }

  /** Deletes one item. */
  public WriteResponse deleteItem(DeleteItemRequest request) {
    return await(request).decode(WriteResponse::read);
  }

  /** Reads a page of the items of one partition key. */
  public Page query(QueryRequest request) {
    return await(request).decode(Page::read);
  }

  /** Reads a page of a table. */
  public Page scan(ScanRequest request) {
    return await(request).decode(Page::read);
  }

  /** Reads items by their keys; what was not read is in the answer. */
  public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
    return await(request).decode(BatchGetItemResponse::read);
  }

  /** Writes items; what was not written is in the answer. */
  public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
    return await(request).decode(BatchWriteItemResponse::read);
  }

  /** Does writes together, all or none. */
  public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
    return await(request).decode(TransactWriteItemsResponse::read);
  }

  /** Reads items together, as they were at one moment. */
  public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
    return await(request).decode(TransactGetItemsResponse::read);
  }

  /** Executes a statement in PartiQL; what it selects comes in pages. */
  public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
    return await(request).decode(ExecuteStatementResponse::read);
  }

  /** Executes statements, each on its own. */
  public BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request) {
    return await(request).decode(BatchExecuteStatementResponse::read);
  }

  /** Executes statements together, all or none. */
  public TransactGetItemsResponse executeTransaction(ExecuteTransactionRequest request) {
    return await(request).decode(TransactGetItemsResponse::read);
  }

  /** Any operation by its name; see {@link DynamoClient#execute(String, String)}. */
  public String execute(String operation, String body) {
    return new String(execute(operation, body.getBytes(UTF_8)), UTF_8);
  }

  /** Any operation by its name, with bodies in UTF-8. */
  public byte[] execute(String operation, byte[] body) {
    return await(RawRequest.of(operation, body)).bytes();
  }

  /** Reads a page of a table and hands out its bytes; see {@link DynamoClient#scanRaw}. */
  public ResponseBody scanRaw(ScanRequest request) {
    return await(request).body();
  }

  /** Reads a page of a partition key's items and hands out its bytes. */
  public ResponseBody queryRaw(QueryRequest request) {
    return await(request).body();
  }

  /** Tables and their settings; these methods block on either client. */
  public ControlPlane control() {
    return client.control();
  }

  /** The changes of tables. */
  public BlockingDynamoStreams streams() {
    return new BlockingDynamoStreams(client.streams());
  }

  /** The same client for code that does not wait. */
  public DynamoClient async() {
    return client;
  }

  private Reply await(DynamoRequest request) {
    CallFacts call = new CallFacts(request.operation(), request.tableName(), request.index(), 1);
    Waiting.requireUninterrupted(call);
    return Waiting.on(
        chain.call(request, Function.identity(), Runnable::run), call, Reply::discard);
  }

  /** Closes the client, for its asynchronous side too. */
  @Override
  public void close() {
    client.close();
  }
}
