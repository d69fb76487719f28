package dev.stator.client;

import dev.stator.client.Batches.Read;
import dev.stator.client.internal.flow.PageSource;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What a table publishes: pages, their records, and the outcomes of batches. */
final class TableReadings<T> {
  private final DynamoClient client;
  private final TableCalls<T> calls;
  private final RecordItems<T> items;

  TableReadings(DynamoClient client, TableCalls<T> calls) {
    this.client = client;
    this.calls = calls;
    this.items = calls.items();
  }

  <E> Flow.Publisher<E> query(
      Consumer<QueryRequest.Builder> options, Function<RecordPage<T>, List<E>> elements) {
    return one(
        (caller, start) ->
            send(
                caller,
                calls.query(
                    request -> {
                      options.accept(request);
                      if (start != null) {
                        request.exclusiveStartKey(start);
                      }
                    })),
        elements);
  }

  <E> Flow.Publisher<E> scan(
      Consumer<ScanRequest.Builder> options, Function<RecordPage<T>, List<E>> elements) {
    return one(
        (caller, start) -> send(caller, calls.scan(segment(options, start, request -> {}))),
        elements);
  }

  Flow.Publisher<T> parallelScan(
      Consumer<ScanRequest.Builder> options, int segments, int concurrency) {
    CallFacts call = new CallFacts("Scan", items.tableName(), null, 0);
    ParallelScan.requireParts(call, segments, concurrency);
    Iterable<PageSource<RecordPage<T>>> all =
        () -> {
          Caller caller = client.caller().here();
          return IntStream.range(0, segments)
              .<PageSource<RecordPage<T>>>mapToObj(
                  number ->
                      new RecordReads<>(
                          start ->
                              send(
                                  caller,
                                  calls.scan(
                                      segment(
                                          options,
                                          start,
                                          request -> request.segment(number, segments))))))
              .iterator();
        };
    return client.publish(all, Math.min(concurrency, segments), RecordPage::items);
  }

  Flow.Publisher<RecordOutcome<T>> putAll(Iterable<T> records, UnaryOperator<Batches> settings) {
    return batches(settings)
        .run(() -> BatchInput.of(writes(records)), RecordBatchWrites.puts(items));
  }

  Flow.Publisher<RecordOutcome<Key>> deleteAll(
      Iterable<Key> keys, UnaryOperator<Batches> settings) {
    return batches(settings)
        .run(() -> BatchInput.of(writes(keys)), RecordBatchWrites.deletes(items.tableName()));
  }

  Flow.Publisher<RecordRead<T>> getAll(Iterable<Key> keys, UnaryOperator<Batches> settings) {
    Batches batches = batches(settings);
    Iterable<Read> reads =
        () -> stream(keys).map(key -> new Read(items.tableName(), key)).iterator();
    return batches.run(() -> BatchInput.of(reads), new RecordBatchReads<>(batches.reads(), items));
  }

  private Batches batches(UnaryOperator<Batches> settings) {
    return settings.apply(client.batches().schema(items.tableName(), items.codec().keySchema()));
  }

  private static <I> Iterable<RecordBatchWrites.Write<I>> writes(Iterable<I> inputs) {
    return () -> {
      Iterator<RecordBatchWrites.Write<I>> writes =
          stream(inputs).map(RecordBatchWrites.Write::new).iterator();
      return writes;
    };
  }

  private static <E> Stream<E> stream(Iterable<E> elements) {
    return StreamSupport.stream(elements.spliterator(), false);
  }

  private static Consumer<ScanRequest.Builder> segment(
      Consumer<ScanRequest.Builder> options,
      @Nullable Item start,
      Consumer<ScanRequest.Builder> segment) {
    return request -> {
      options.accept(request);
      segment.accept(request);
      if (start != null) {
        request.exclusiveStartKey(start);
      }
    };
  }

  private <E> Flow.Publisher<E> one(
      BiFunction<Caller, @Nullable Item, CompletableFuture<RecordPage<T>>> page,
      Function<RecordPage<T>, List<E>> elements) {
    Iterable<PageSource<RecordPage<T>>> reads =
        () -> {
          Caller caller = client.caller().here();
          return List.<PageSource<RecordPage<T>>>of(
                  new RecordReads<>(start -> page.apply(caller, start)))
              .iterator();
        };
    return client.publish(reads, 1, elements);
  }

  private CompletableFuture<RecordPage<T>> send(Caller caller, TableCall<RecordPage<T>> call) {
    return caller.call(call.request(), call.answer());
  }
}
