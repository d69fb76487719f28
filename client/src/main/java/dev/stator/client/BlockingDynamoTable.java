package dev.stator.client;

import dev.stator.item.Key;
import dev.stator.item.expression.Update;
import dev.stator.records.ItemCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link DynamoTable} for code that waits: each method returns the answer, or throws what the
 * future would fail with. Must not be used on an event loop, which would wait for itself.
 *
 * @param <T> the record, or the sealed interface of records
 */
public final class BlockingDynamoTable<T> {
  private final BlockingDynamoClient client;
  private final DynamoTable<T> table;
  private final TableCalls<T> calls;

  BlockingDynamoTable(BlockingDynamoClient client, DynamoTable<T> table, TableCalls<T> calls) {
    this.client = client;
    this.table = table;
    this.calls = calls;
  }

  /** The table's name or ARN. */
  public String name() {
    return table.name();
  }

  /** What reads and writes the records. */
  public ItemCodec<T> codec() {
    return table.codec();
  }

  /** The same table for code that does not wait. */
  public DynamoTable<T> async() {
    return table;
  }

  /** Reads an item; null if there is none. */
  public @Nullable T get(Key key) {
    return get(key, options -> {}).item();
  }

  /** Reads an item; see {@link DynamoTable#get(Key, Consumer)}. */
  public RecordResponse<T> get(Key key, Consumer<GetItemRequest.Builder> options) {
    return send(calls.get(key, options));
  }

  /** Writes an item, and returns it as it was stored; see {@link DynamoTable#put(Object)}. */
  public T put(T item) {
    return DynamoTable.item(put(item, options -> {}));
  }

  /** Writes an item; see {@link PutItemRequest}. */
  public RecordResponse<T> put(T item, Consumer<PutItemRequest.Builder> options) {
    return send(calls.put(item, options));
  }

  /** Sets all attributes of a record; see {@link DynamoTable#update(Object)}. */
  public T update(T item) {
    return DynamoTable.item(update(item, options -> {}));
  }

  /** Sets all attributes of a record; see {@link DynamoTable#update(Object, Consumer)}. */
  public RecordResponse<T> update(T item, Consumer<UpdateItemRequest.Builder> options) {
    return send(calls.update(item, options));
  }

  /** Changes the item of a record; see {@link DynamoTable#update(Object, Update)}. */
  public T update(T item, Update update) {
    return DynamoTable.item(send(calls.update(item, update, TableCalls.RETURNING)));
  }

  /** Changes the item of a key; see {@link DynamoTable#update(Key, Update)}. */
  public T update(Key key, Update update) {
    return DynamoTable.item(
        update(
            key, options -> options.updateExpression(update).returnValues(ReturnValues.ALL_NEW)));
  }

  /** Changes the item of a key; see {@link UpdateItemRequest}. */
  public RecordResponse<T> update(Key key, Consumer<UpdateItemRequest.Builder> options) {
    return send(calls.update(key, options));
  }

  /** Deletes the item of a key, if there is one, whatever its version. */
  public void delete(Key key) {
    var unused = delete(key, options -> {});
  }

  /** Deletes the item of a key; see {@link DeleteItemRequest}. */
  public RecordResponse<T> delete(Key key, Consumer<DeleteItemRequest.Builder> options) {
    return send(calls.delete(key, options));
  }

  /** Deletes the item of a record; see {@link DynamoTable#deleteItem(Object)}. */
  public void deleteItem(T item) {
    var unused = deleteItem(item, options -> {});
  }

  /** Deletes the item of a record; see {@link DynamoTable#deleteItem(Object, Consumer)}. */
  public RecordResponse<T> deleteItem(T item, Consumer<DeleteItemRequest.Builder> options) {
    return send(calls.deleteItem(item, options));
  }

  /** Reads a page of the items of one partition key; see {@link QueryRequest}. */
  public RecordPage<T> query(Consumer<QueryRequest.Builder> options) {
    return send(calls.query(options));
  }

  /** Reads a page of the table; see {@link ScanRequest}. */
  public RecordPage<T> scan(Consumer<ScanRequest.Builder> options) {
    return send(calls.scan(options));
  }

  /**
   * The pages of a query, one after another. A page is asked for when half of the one before has
   * been used; a stream that is not read to its end should be closed.
   */
  public Stream<RecordPage<T>> queryPages(Consumer<QueryRequest.Builder> options) {
    return Pull.stream(call("Query"), table.queryPages(options), 1, page -> List.of(page));
  }

  /** The items of a query; see {@link #queryPages}. */
  public Stream<T> queryItems(Consumer<QueryRequest.Builder> options) {
    return Pull.stream(call("Query"), table.queryPages(options), 1, RecordPage::items);
  }

  /** The pages of a scan, one after another; see {@link #queryPages}. */
  public Stream<RecordPage<T>> scanPages(Consumer<ScanRequest.Builder> options) {
    return Pull.stream(call("Scan"), table.scanPages(options), 1, page -> List.of(page));
  }

  /** The items of a scan; see {@link #queryPages}. */
  public Stream<T> scanItems(Consumer<ScanRequest.Builder> options) {
    return Pull.stream(call("Scan"), table.scanPages(options), 1, RecordPage::items);
  }

  /** The items of a whole scan in no order; see {@link DynamoTable#parallelScan}. */
  public Stream<T> parallelScan(
      Consumer<ScanRequest.Builder> options, int segments, int concurrency) {
    return BlockingBatches.stream(
        "Scan", name(), table.parallelScan(options, segments, concurrency));
  }

  /** Writes any number of records; see {@link DynamoTable#putAll}, and {@link BlockingBatches}. */
  public Stream<RecordOutcome<T>> putAll(Iterable<T> items) {
    return BlockingBatches.stream(BatchWrites.NAME, name(), table.putAll(items));
  }

  /** Deletes the items of any number of keys; see {@link #putAll}. */
  public Stream<RecordOutcome<Key>> deleteAll(Iterable<Key> keys) {
    return BlockingBatches.stream(BatchWrites.NAME, name(), table.deleteAll(keys));
  }

  /** Reads the items of any number of keys; see {@link #putAll}. */
  public Stream<RecordRead<T>> getAll(Iterable<Key> keys) {
    return BlockingBatches.stream(BatchReads.NAME, name(), table.getAll(keys));
  }

  /** Reads items as they were at one moment; see {@link DynamoTable#transactGet}. */
  public List<RecordRead<T>> transactGet(List<Key> keys) {
    return send(calls.transactGet(List.copyOf(keys)));
  }

  /** Writes of this table as actions of a transaction. */
  public TableActions<T> inTransaction() {
    return table.inTransaction();
  }

  /**
   * Makes the table by the record's annotations, see {@link DynamoTable#creation}, waits until it
   * is there, and turns its time to live on if the record has one.
   *
   * @throws ResourceInUseException if there is one of its name
   */
  public void create() {
    var unused = Waiting.cancelling(call("CreateTable"), table::create);
  }

  /** Shows what a call would send, and sends nothing; see {@link DynamoTable#dryRun}. */
  public DryRun dryRun(Function<DynamoTable<T>, CompletableFuture<?>> call) {
    return table.dryRun(call);
  }

  private CallFacts call(String operation) {
    return new CallFacts(operation, name(), null, 1);
  }

  private <R> R send(TableCall<R> call) {
    try {
      return client.call(call.request(), call.answer());
    } catch (ConditionalCheckFailedException e) {
      throw call.failure().apply(e);
    }
  }
}
