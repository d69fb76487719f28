package dev.stator.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The client's two views. What they do is the same, and so is what tests expect of them. */
enum View {
  ASYNCHRONOUS,
  BLOCKING;

  /** The operations of a client, by way of this view. */
  Operations of(DynamoClient client) {
    return switch (this) {
      case ASYNCHRONOUS -> new Asynchronous(client);
      case BLOCKING -> new Blocking(client.blocking());
    };
  }

  /** The operations on items, each of which returns its answer or throws. */
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
  }
}
