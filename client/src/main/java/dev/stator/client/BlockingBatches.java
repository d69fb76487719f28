package dev.stator.client;

import dev.stator.client.Batches.Read;
import dev.stator.client.Batches.ReadOutcome;
import dev.stator.client.Batches.Write;
import dev.stator.client.Batches.WriteOutcome;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@link Batches} for code that waits: outcomes come as streams. Nothing is sent before a stream is
 * read, and all is sent only if it is read to its end; one that is left before should be closed.
 */
public final class BlockingBatches {
  /** Outcomes that may be ready before they are taken. */
  private static final int AHEAD = 256;

  private final Batches batches;

  BlockingBatches(Batches batches) {
    this.batches = batches;
  }

  /** The same with other settings: {@code with(b -> b.concurrency(8))}. */
  public BlockingBatches with(UnaryOperator<Batches> settings) {
    return new BlockingBatches(settings.apply(batches));
  }

  /** Writes all that an iterable gives. */
  public Stream<WriteOutcome> write(Iterable<Write> writes) {
    return stream(BatchWrites.NAME, null, batches.write(writes));
  }

  /** Writes items of one table. */
  public Stream<WriteOutcome> put(String tableName, List<Item> items) {
    return stream(BatchWrites.NAME, tableName, batches.put(tableName, items));
  }

  /** Reads all that an iterable gives. */
  public Stream<ReadOutcome> read(Iterable<Read> reads) {
    return stream(BatchReads.NAME, null, batches.read(reads));
  }

  /** Reads items of one table. */
  public Stream<ReadOutcome> get(String tableName, List<Key> keys) {
    return stream(BatchReads.NAME, tableName, batches.get(tableName, keys));
  }

  /**
   * The outcomes as they come.
   *
   * @param tableName the table, if they are all of one
   */
  static <O> Stream<O> stream(
      String operation, @Nullable String tableName, Flow.Publisher<O> outcomes) {
    CallFacts call = new CallFacts(operation, tableName, null, 1);
    return Pull.stream(call, outcomes, AHEAD, outcome -> List.of(outcome));
  }
}
