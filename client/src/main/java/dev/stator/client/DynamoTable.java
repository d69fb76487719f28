package dev.stator.client;

import dev.stator.item.Key;
import dev.stator.item.expression.Update;
import dev.stator.records.ItemCodec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * A table whose items are records. They go from the response's bytes into the record and from the
 * record into the request's: nothing is in between.
 *
 * <pre>{@code
 * DynamoTable<Order> orders = client.table("orders", Order.class);
 * orders
 *     .put(new Order("ada", 17, ...))
 *     .thenCompose(stored -> orders.get(OrderCodec.key("ada", 17)))
 *     .thenAccept(System.out::println);
 * }</pre>
 *
 * <p>Each operation has two forms: one that gives or takes the record and no more, and one with all
 * parameters of the DynamoDB operation, through the builder of its request, and all of its answer.
 *
 * <p><b>Versions.</b> Where a component is a {@link dev.stator.records.Version}, a record is put,
 * updated and deleted only if the stored item still has the version that the record has; what is
 * stored then has the next, and so has the record that comes back. 0 stands for an item that was
 * never stored. A lost race is a {@link VersionConflictException}. An update by key knows no
 * version to hold the item to; it counts it up. A delete by key does not look.
 *
 * <p>A future fails with a {@link DynamoException}; with a {@link
 * dev.stator.records.RecordMappingException} where an item that was read is none of this record, or
 * a record cannot be stored: it has the table, the key and the path; or with an {@link
 * IllegalArgumentException} where the call itself makes no sense. A write whose answer cannot be
 * read as a record was done nevertheless. Safe for use by many threads.
 *
 * @param <T> the record, or the sealed interface of records
 */
public final class DynamoTable<T> {
  private final DynamoClient client;
  private final TableCalls<T> calls;
  private final TableReadings<T> readings;
  private final Sender sender;

  DynamoTable(DynamoClient client, TableCalls<T> calls) {
    this(client, calls, client::call);
  }

  private DynamoTable(DynamoClient client, TableCalls<T> calls, Sender sender) {
    this.client = client;
    this.calls = calls;
    this.sender = sender;
    this.readings = new TableReadings<>(client, calls);
  }

  /** The table's name or ARN. */
  public String name() {
    return calls.items().tableName();
  }

  /** What reads and writes the records. */
  public ItemCodec<T> codec() {
    return calls.items().codec();
  }

  /** The same table for code that waits for its answers. */
  public BlockingDynamoTable<T> blocking() {
    return new BlockingDynamoTable<>(client.blocking(), this, calls);
  }

  /** Reads an item; null if there is none. {@code OrderCodec.key(...)} makes the key. */
  public CompletableFuture<@Nullable T> get(Key key) {
    return Stages.then(get(key, options -> {}), RecordResponse::item);
  }

  /** Reads an item; see {@link GetItemRequest}. A projection must leave what the record needs. */
  public CompletableFuture<RecordResponse<T>> get(
      Key key, Consumer<GetItemRequest.Builder> options) {
    return send(() -> calls.get(key, options));
  }

  /**
   * Writes an item, in place of the one with its key if there is one.
   *
   * @return the item as it was stored: with the next version, if it has one
   */
  public CompletableFuture<T> put(T item) {
    return Stages.then(put(item, options -> {}), DynamoTable::item);
  }

  /** Writes an item; see {@link PutItemRequest}. */
  public CompletableFuture<RecordResponse<T>> put(
      T item, Consumer<PutItemRequest.Builder> options) {
    return send(() -> calls.put(item, options));
  }

  /**
   * Sets the attributes that the record has, and removes those that it could have and has not.
   * Unlike with {@link #put}, attributes that are no business of the record stay.
   *
   * @return the item as it was stored: with the next version, if it has one
   */
  public CompletableFuture<T> update(T item) {
    return Stages.then(update(item, options -> {}), DynamoTable::item);
  }

  /** Sets all attributes of a record; see {@link #update(Object)} and {@link UpdateItemRequest}. */
  public CompletableFuture<RecordResponse<T>> update(
      T item, Consumer<UpdateItemRequest.Builder> options) {
    return send(() -> calls.update(item, options));
  }

  /**
   * Changes the item of a record; if it has a version, only if it still is the record's.
   *
   * @return the item as it is then
   */
  public CompletableFuture<T> update(T item, Update update) {
    return Stages.then(
        send(() -> calls.update(item, update, TableCalls.RETURNING)), DynamoTable::item);
  }

  /**
   * Changes the item of a key, and makes it if there is none.
   *
   * @return the item as it is then
   */
  public CompletableFuture<T> update(Key key, Update update) {
    return Stages.then(
        update(key, options -> options.updateExpression(update).returnValues(ReturnValues.ALL_NEW)),
        DynamoTable::item);
  }

  /** Changes the item of a key; see {@link UpdateItemRequest}. */
  public CompletableFuture<RecordResponse<T>> update(
      Key key, Consumer<UpdateItemRequest.Builder> options) {
    return send(() -> calls.update(key, options));
  }

  /** Deletes the item of a key, if there is one, whatever its version. */
  public CompletableFuture<@Nullable Void> delete(Key key) {
    return Stages.then(delete(key, options -> {}), response -> null);
  }

  /** Deletes the item of a key; see {@link DeleteItemRequest}. */
  public CompletableFuture<RecordResponse<T>> delete(
      Key key, Consumer<DeleteItemRequest.Builder> options) {
    return send(() -> calls.delete(key, options));
  }

  /** Deletes the item of a record; if it has a version, only if it still is the record's. */
  public CompletableFuture<@Nullable Void> deleteItem(T item) {
    return Stages.then(deleteItem(item, options -> {}), response -> null);
  }

  /**
   * Deletes the item of a record; see {@link #deleteItem(Object)} and {@link DeleteItemRequest}.
   */
  public CompletableFuture<RecordResponse<T>> deleteItem(
      T item, Consumer<DeleteItemRequest.Builder> options) {
    return send(() -> calls.deleteItem(item, options));
  }

  /** Reads a page of the items of one partition key; see {@link QueryRequest}. */
  public CompletableFuture<RecordPage<T>> query(Consumer<QueryRequest.Builder> options) {
    return send(() -> calls.query(options));
  }

  /** Reads a page of the table; see {@link ScanRequest}. */
  public CompletableFuture<RecordPage<T>> scan(Consumer<ScanRequest.Builder> options) {
    return send(() -> calls.scan(options));
  }

  /**
   * The pages of a query, one after another. Each subscriber has a reading of its own, which goes
   * on as far as it asks, under the rules of {@link Pages}.
   */
  public Flow.Publisher<RecordPage<T>> queryPages(Consumer<QueryRequest.Builder> options) {
    return readings.query(options, page -> List.of(page));
  }

  /** The items of a query; see {@link #queryPages}. */
  public Flow.Publisher<T> queryItems(Consumer<QueryRequest.Builder> options) {
    return readings.query(options, RecordPage::items);
  }

  /** The pages of a scan, one after another; see {@link #queryPages}. */
  public Flow.Publisher<RecordPage<T>> scanPages(Consumer<ScanRequest.Builder> options) {
    return readings.scan(options, page -> List.of(page));
  }

  /** The items of a scan; see {@link #queryPages}. */
  public Flow.Publisher<T> scanItems(Consumer<ScanRequest.Builder> options) {
    return readings.scan(options, RecordPage::items);
  }

  /**
   * The items of a whole scan, in no order, in segments that are read side by side; see {@link
   * ParallelScan}.
   *
   * @param segments into how many segments the table is split, up to 1,000,000
   * @param concurrency how many segments are read at once
   */
  public Flow.Publisher<T> parallelScan(
      Consumer<ScanRequest.Builder> options, int segments, int concurrency) {
    return readings.parallelScan(options, segments, concurrency);
  }

  /**
   * Writes any number of records, in batches that finish, with an outcome for each: see {@link
   * Batches}. Nothing is sent before outcomes are asked for. Batches have no conditions: versions
   * are written as they are, and looked at by nobody.
   */
  public Flow.Publisher<RecordOutcome<T>> putAll(Iterable<T> items) {
    return putAll(items, UnaryOperator.identity());
  }

  /** Writes any number of records, with other settings: {@code b -> b.concurrency(8)}. */
  public Flow.Publisher<RecordOutcome<T>> putAll(
      Iterable<T> items, UnaryOperator<Batches> settings) {
    return readings.putAll(items, settings);
  }

  /** Deletes the items of any number of keys; see {@link #putAll}. */
  public Flow.Publisher<RecordOutcome<Key>> deleteAll(Iterable<Key> keys) {
    return readings.deleteAll(keys, UnaryOperator.identity());
  }

  /** Reads the items of any number of keys; see {@link #putAll}. */
  public Flow.Publisher<RecordRead<T>> getAll(Iterable<Key> keys) {
    return getAll(keys, UnaryOperator.identity());
  }

  /** Reads the items of any number of keys, with other settings. */
  public Flow.Publisher<RecordRead<T>> getAll(Iterable<Key> keys, UnaryOperator<Batches> settings) {
    return readings.getAll(keys, settings);
  }

  /**
   * Reads the items of up to 100 keys of up to 4 MB together, as they were at one moment, at twice
   * the price of consistent reads (<a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html">TransactGetItems</a>).
   * One that is none of the record's fails alone. Items of several tables are read by {@link
   * DynamoClient#transactGetItems}.
   *
   * @return an outcome for each key, in their order
   */
  public CompletableFuture<List<RecordRead<T>>> transactGet(List<Key> keys) {
    return send(() -> calls.transactGet(List.copyOf(keys)));
  }

  /** Writes of this table as actions of a transaction. */
  public TableActions<T> inTransaction() {
    return new TableActions<>(calls);
  }

  /**
   * What makes the table, by the record's annotations: its key, its indexes with all attributes in
   * them, billed on demand. For {@link ControlPlane#createTable}, if something is to be added; else
   * {@link #create} does it.
   */
  public CreateTableRequest creation() {
    return TableCreation.of(name(), codec());
  }

  /**
   * Makes the table by the record's annotations, see {@link #creation}, waits until it is there,
   * for up to ten minutes, and turns its time to live on if the record has one. Fails with {@link
   * ResourceInUseException} if there is one of its name.
   */
  public CompletableFuture<@Nullable Void> create() {
    return TableCreation.create(client.control(), creation(), codec());
  }

  /**
   * Shows what a call would send, and sends nothing: {@code orders.dryRun(o -> o.put(order))}. What
   * the client adds to ask for consumed capacity is not in it.
   *
   * @param call one call of a method that returns a future, on the table that it is given
   * @throws DynamoException if the request cannot be written
   * @throws dev.stator.records.RecordMappingException if a record cannot be
   * @throws IllegalArgumentException if there was no such call, or it makes no sense
   */
  public DryRun dryRun(Function<DynamoTable<T>, CompletableFuture<?>> call) {
    AtomicReference<DryRun> shown = new AtomicReference<>();
    Sender sender =
        new Sender() {
          @Override
          public <R> CompletableFuture<R> call(DynamoRequest request, ReplyReader.Of<R> type) {
            shown.compareAndSet(null, request.dryRun());
            return new CompletableFuture<>();
          }
        };
    CompletableFuture<?> never = call.apply(new DynamoTable<>(client, calls, sender));
    if (never.isCompletedExceptionally()) {
      var unused = Waiting.on(never, new CallFacts("DryRun", name(), null, 0), late -> {});
    }
    DryRun request = shown.get();
    if (request == null) {
      throw new IllegalArgumentException(
          "table \"" + name() + "\": nothing was called that sends one request");
    }
    return request;
  }

  /** What a request goes to. */
  private interface Sender {
    <R> CompletableFuture<R> call(DynamoRequest request, ReplyReader.Of<R> type);
  }

  private <R> CompletableFuture<R> send(Supplier<TableCall<R>> made) {
    TableCall<R> call;
    try {
      call = made.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
    CompletableFuture<R> answer = sender.call(call.request(), call.answer());
    return Stages.cancelling(
        answer.exceptionally(
            failure -> {
              Throwable cause =
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure;
              throw cause instanceof RuntimeException e
                  ? call.failure().apply(e)
                  : new CompletionException(cause);
            }),
        answer);
  }

  static <T> T item(RecordResponse<T> response) {
    T item = response.item();
    if (item == null) {
      throw new IllegalStateException("the answer to a write has no item");
    }
    return item;
  }
}
