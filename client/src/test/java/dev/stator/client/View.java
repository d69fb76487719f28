package dev.stator.client;

import dev.stator.client.Batches.Read;
import dev.stator.client.Batches.ReadOutcome;
import dev.stator.client.Batches.Write;
import dev.stator.client.Batches.WriteOutcome;
import dev.stator.client.ParallelScan.SegmentPage;
import dev.stator.client.internal.flow.Probe;
import dev.stator.item.Item;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The client's views. What they do is the same, and so is what tests expect of them. */
enum View {
  ASYNCHRONOUS,
  BLOCKING,
  /** The blocking view, each of whose operations is called by a virtual thread. */
  VIRTUAL_THREADS;

  /** Whether this JDK has it. */
  boolean isThere() {
    return this != VIRTUAL_THREADS || VirtualThreads.areThere();
  }

  /** The operations of a client, by way of this view. */
  Operations of(DynamoClient client) {
    return switch (this) {
      case ASYNCHRONOUS -> new Asynchronous(client);
      case BLOCKING -> new Blocking(client.blocking());
      case VIRTUAL_THREADS -> onVirtualThreads(Operations.class, new Blocking(client.blocking()));
    };
  }

  static <T> T onVirtualThreads(Class<T> type, T operations) {
    return type.cast(
        Proxy.newProxyInstance(
            View.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                VirtualThreads.run(
                    () -> {
                      try {
                        return method.invoke(operations, arguments);
                      } catch (InvocationTargetException e) {
                        throw e.getCause();
                      }
                    })));
  }

  /** What a client does. Each method returns its answer, what is published too, or throws. */
  interface Operations {
    GetItemResponse getItem(GetItemRequest request);

    WriteResponse putItem(PutItemRequest request);

    WriteResponse updateItem(UpdateItemRequest request);

    WriteResponse deleteItem(DeleteItemRequest request);

    Page query(QueryRequest request);

    Page scan(ScanRequest request);

    BatchGetItemResponse batchGetItem(BatchGetItemRequest request);

    BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request);

    TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request);

    TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request);

    ExecuteStatementResponse executeStatement(ExecuteStatementRequest request);

    BatchExecuteStatementResponse batchExecuteStatement(BatchExecuteStatementRequest request);

    TransactGetItemsResponse executeTransaction(ExecuteTransactionRequest request);

    String execute(String operation, String body);

    byte[] execute(String operation, byte[] body);

    ResponseBody queryRaw(QueryRequest request);

    ResponseBody scanRaw(ScanRequest request);

    List<Item> items(QueryRequest request, int limit);

    List<SegmentPage> parallelScan(ScanRequest request, int segments, int concurrency);

    List<WriteOutcome> write(Iterable<Write> writes);

    List<ReadOutcome> read(UnaryOperator<Batches> settings, Iterable<Read> reads);

    List<StreamSummary> streams(@Nullable String tableName);

    StreamDescription describeStream(String streamArn);

    List<StreamRecord> records(StreamRequest request);
  }

  private record Asynchronous(DynamoClient client) implements Operations {
    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return join(client.getItem(request));
    }

    @Override
    public WriteResponse putItem(PutItemRequest request) {
      return join(client.putItem(request));
    }

    @Override
    public WriteResponse updateItem(UpdateItemRequest request) {
      return join(client.updateItem(request));
    }

    @Override
    public WriteResponse deleteItem(DeleteItemRequest request) {
      return join(client.deleteItem(request));
    }

    @Override
    public Page query(QueryRequest request) {
      return join(client.query(request));
    }

    @Override
    public Page scan(ScanRequest request) {
      return join(client.scan(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      return join(client.batchGetItem(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
      return join(client.batchWriteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      return join(client.transactWriteItems(request));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
      return join(client.transactGetItems(request));
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
      return join(client.executeStatement(request));
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(
        BatchExecuteStatementRequest request) {
      return join(client.batchExecuteStatement(request));
    }

    @Override
    public TransactGetItemsResponse executeTransaction(ExecuteTransactionRequest request) {
      return join(client.executeTransaction(request));
    }

    @Override
    public String execute(String operation, String body) {
      return join(client.execute(operation, body));
    }

    @Override
    public byte[] execute(String operation, byte[] body) {
      return join(client.execute(operation, body));
    }

    @Override
    public ResponseBody queryRaw(QueryRequest request) {
      return join(client.queryRaw(request));
    }

    @Override
    public ResponseBody scanRaw(ScanRequest request) {
      return join(client.scanRaw(request));
    }

    @Override
    public List<Item> items(QueryRequest request, int limit) {
      return all(client.queryPages(request).itemLimit(limit).items());
    }

    @Override
    public List<SegmentPage> parallelScan(ScanRequest request, int segments, int concurrency) {
      return all(client.parallelScan(request, segments, concurrency));
    }

    @Override
    public List<WriteOutcome> write(Iterable<Write> writes) {
      return all(client.batches().write(writes));
    }

    @Override
    public List<ReadOutcome> read(UnaryOperator<Batches> settings, Iterable<Read> reads) {
      return all(settings.apply(client.batches()).read(reads));
    }

    @Override
    public List<StreamSummary> streams(@Nullable String tableName) {
      return join(client.streams().list(tableName));
    }

    @Override
    public StreamDescription describeStream(String streamArn) {
      return join(client.streams().describe(streamArn));
    }

    @Override
    public List<StreamRecord> records(StreamRequest request) {
      return all(client.streams().records(request));
    }

    private static <T> List<T> all(Flow.Publisher<T> publisher) {
      Probe<T> probe = Probe.ofAll(publisher);
      if (probe.end() instanceof DynamoException failure) {
        throw failure;
      }
      return probe.all();
    }

    private static <R> R join(CompletableFuture<R> answer) {
      try {
        return answer.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof DynamoException failure) {
          throw failure;
        }
        throw e;
      }
    }
  }

  private record Blocking(BlockingDynamoClient client) implements Operations {
    @Override
    public GetItemResponse getItem(GetItemRequest request) {
      return client.getItem(request);
    }

    @Override
    public WriteResponse putItem(PutItemRequest request) {
      return client.putItem(request);
    }

    @Override
    public WriteResponse updateItem(UpdateItemRequest request) {
      return client.updateItem(request);
    }

    @Override
    public WriteResponse deleteItem(DeleteItemRequest request) {
      return client.deleteItem(request);
    }

    @Override
    public Page query(QueryRequest request) {
      return client.query(request);
    }

    @Override
    public Page scan(ScanRequest request) {
      return client.scan(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
      return client.batchGetItem(request);
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
      return client.batchWriteItem(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
      return client.transactWriteItems(request);
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
      return client.transactGetItems(request);
    }

    @Override
    public ExecuteStatementResponse executeStatement(ExecuteStatementRequest request) {
      return client.executeStatement(request);
    }

    @Override
    public BatchExecuteStatementResponse batchExecuteStatement(
        BatchExecuteStatementRequest request) {
      return client.batchExecuteStatement(request);
    }

    @Override
    public TransactGetItemsResponse executeTransaction(ExecuteTransactionRequest request) {
      return client.executeTransaction(request);
    }

    @Override
    public String execute(String operation, String body) {
      return client.execute(operation, body);
    }

    @Override
    public byte[] execute(String operation, byte[] body) {
      return client.execute(operation, body);
    }

    @Override
    public ResponseBody queryRaw(QueryRequest request) {
      return client.queryRaw(request);
    }

    @Override
    public ResponseBody scanRaw(ScanRequest request) {
      return client.scanRaw(request);
    }

    @Override
    public List<Item> items(QueryRequest request, int limit) {
      try (Stream<Item> items = client.queryPages(request).itemLimit(limit).items()) {
        return items.toList();
      }
    }

    @Override
    public List<SegmentPage> parallelScan(ScanRequest request, int segments, int concurrency) {
      try (Stream<SegmentPage> pages = client.parallelScan(request, segments, concurrency)) {
        return pages.toList();
      }
    }

    @Override
    public List<WriteOutcome> write(Iterable<Write> writes) {
      try (Stream<WriteOutcome> outcomes = client.batches().write(writes)) {
        return outcomes.toList();
      }
    }

    @Override
    public List<ReadOutcome> read(UnaryOperator<Batches> settings, Iterable<Read> reads) {
      try (Stream<ReadOutcome> outcomes = client.batches().with(settings).read(reads)) {
        return outcomes.toList();
      }
    }

    @Override
    public List<StreamSummary> streams(@Nullable String tableName) {
      return client.streams().list(tableName);
    }

    @Override
    public StreamDescription describeStream(String streamArn) {
      return client.streams().describe(streamArn);
    }

    @Override
    public List<StreamRecord> records(StreamRequest request) {
      try (Stream<StreamRecord> records = client.streams().records(request)) {
        return records.toList();
      }
    }
  }
}
