package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.expression.Projection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads of any number, in batches that finish: each thing that goes in comes out as one
 * outcome, done or failed with its reason. Immutable: each setting returns another; safe for use by
 * many threads.
 *
 * <pre>{@code
 * Flow.Publisher<Batches.WriteOutcome> outcomes =
 *     client.batches().write(() -> items.map(item -> Batches.Write.put("orders", item)).iterator());
 * }</pre>
 *
 * <ul>
 *   <li>Requests hold up to 25 writes or 100 keys, and stay below 16 MB.
 *   <li>An item that DynamoDB would refuse (over 400 KB, without its key, nested too deep) fails
 *       with an {@link InvalidItemException} and is not sent. What only the service can know is
 *       found by sending a refused batch again in halves, until the refused item is alone.
 *   <li>Things with equal keys, numbers by value, are never under way at once: they are done in the
 *       order in which they came. While one waits, a later one takes its place; both have the
 *       outcome of the one that is sent.
 *   <li>What the service leaves unprocessed is sent again after a random time up to a bound that
 *       doubles, from 50 ms to 20 s, and is halved where the service gets on.
 *   <li>Nothing waits for ever: see {@link #maxAttempts} and {@link #maxTime}.
 *   <li>Memory is bounded by the {@link #concurrency}, whatever goes in: two batches for each.
 *       Input is taken as outcomes are taken.
 * </ul>
 *
 * <p>The publishers begin when they are first asked for outcomes, and begin anew for each
 * subscriber, with the input from its start. Outcomes come as they are had, not in the order of the
 * input. Cancelling stops taking input and sending; requests under way may be done or not. A
 * publisher fails only if its input does, after all that came before has its outcome.
 *
 * <p>Input is read on the client's executor: an iterator must not block there for long.
 */
public final class Batches {
  /**
   * One thing to write.
   *
   * @param tableName the table, by name or ARN
   * @param request what to write
   */
  public record Write(String tableName, WriteRequest request) {
    /** Writes an item, in place of the one with its key if there is one. */
    public static Write put(String tableName, Item item) {
      return new Write(tableName, WriteRequest.put(item));
    }

    /** Deletes the item of a key, if there is one. */
    public static Write delete(String tableName, Key key) {
      return new Write(tableName, WriteRequest.delete(key));
    }
  }

  /**
   * One item to read.
   *
   * @param tableName the table, by name or ARN
   * @param key the item's key
   */
  public record Read(String tableName, Key key) {}

  /**
   * What became of a write.
   *
   * @param position its place in the input, from 0
   * @param write what was given
   * @param superseded whether a later write of the same key took its place before it was sent; the
   *     outcome is then that of the later one
   * @param attempts in how many requests it was
   * @param failure why it was not done, or is not known to be; null if it was done
   */
  public record WriteOutcome(
      long position,
      Write write,
      boolean superseded,
      int attempts,
      @Nullable DynamoException failure) {
    /** Whether the table is as if it had been written. */
    public boolean done() {
      return failure == null;
    }
  }

  /**
   * What became of a read.
   *
   * @param position its place in the input, from 0
   * @param read what was given
   * @param item the item; null if there is none, or the read failed
   * @param attempts in how many requests it was
   * @param failure why it was not read; null if it was
   */
  public record ReadOutcome(
      long position,
      Read read,
      @Nullable Item item,
      int attempts,
      @Nullable DynamoException failure) {
    /** Whether it was read, be there an item or not. */
    public boolean done() {
      return failure == null;
    }
  }

  /** What can be chosen. */
  record Settings(
      int concurrency,
      int maxAttempts,
      Duration maxTime,
      Map<String, KeySchema> schemas,
      boolean consistentRead,
      @Nullable String projectionExpression,
      Map<String, String> projectionNames) {}

  /** Settings that are being changed. */
  private static final class Draft {
    int concurrency;
    int maxAttempts;
    Duration maxTime;
    Map<String, KeySchema> schemas;
    boolean consistentRead;
    @Nullable String projectionExpression;
    Map<String, String> projectionNames;

    Draft(Settings from) {
      concurrency = from.concurrency;
      maxAttempts = from.maxAttempts;
      maxTime = from.maxTime;
      schemas = from.schemas;
      consistentRead = from.consistentRead;
      projectionExpression = from.projectionExpression;
      projectionNames = from.projectionNames;
    }

    Settings settings() {
      return new Settings(
          concurrency,
          maxAttempts,
          maxTime,
          schemas,
          consistentRead,
          projectionExpression,
          projectionNames);
    }
  }

  private final BatchMachinery machinery;
  private final Settings settings;

  Batches(BatchMachinery machinery) {
    this(machinery, new Settings(4, 10, Duration.ofMinutes(5), Map.of(), false, null, Map.of()));
  }

  private Batches(BatchMachinery machinery, Settings settings) {
    this.machinery = machinery;
    this.settings = settings;
  }

  /** Requests under way at once; 4 by default. */
  public Batches concurrency(int concurrency) {
    if (concurrency < 1) {
      throw new IllegalArgumentException(
          "The concurrency is " + concurrency + ", but must be 1 or more");
    }
    Draft draft = new Draft(settings);
    draft.concurrency = concurrency;
    return new Batches(machinery, draft.settings());
  }

  /**
   * How many requests in a row may get nothing done before what they held fails; 10 by default.
   * Each of them is a call, with the attempts of its own that {@link
   * DynamoClientBuilder#maxAttempts} allows.
   */
  public Batches maxAttempts(int maxAttempts) {
    if (maxAttempts < 1) {
      throw new IllegalArgumentException(
          "maxAttempts is " + maxAttempts + ", but must be 1 or more");
    }
    Draft draft = new Draft(settings);
    draft.maxAttempts = maxAttempts;
    return new Batches(machinery, draft.settings());
  }

  /**
   * For how long after its first request a thing is sent again; 5 minutes by default. It ends at
   * the latest after that and one call's {@linkplain DynamoClientBuilder#callTimeout time}.
   */
  public Batches maxTime(Duration maxTime) {
    if (maxTime.isNegative() || maxTime.isZero()) {
      throw new IllegalArgumentException("maxTime is " + maxTime + ", but must be positive");
    }
    Draft draft = new Draft(settings);
    draft.maxTime = maxTime;
    return new Batches(machinery, draft.settings());
  }

  /** The key schema of a table, which is looked up by DescribeTable where it is not given. */
  public Batches schema(String tableName, KeySchema schema) {
    Map<String, KeySchema> schemas = new HashMap<>(settings.schemas);
    schemas.put(tableName, schema);
    Draft draft = new Draft(settings);
    draft.schemas = Map.copyOf(schemas);
    return new Batches(machinery, draft.settings());
  }

  /** Whether reads see every write that was answered before, at twice the price. */
  public Batches consistentRead(boolean consistentRead) {
    Draft draft = new Draft(settings);
    draft.consistentRead = consistentRead;
    return new Batches(machinery, draft.settings());
  }

  /**
   * The attributes to read, and those of the key, which tell which item is which.
   *
   * @param expression the projection
   * @param names what its {@code #names} stand for
   */
  public Batches projection(String expression, Map<String, String> names) {
    Draft draft = new Draft(settings);
    draft.projectionExpression = expression;
    draft.projectionNames = Map.copyOf(names);
    return new Batches(machinery, draft.settings());
  }

  /** The attributes to read, and those of the key; see {@link #projection(String, Map)}. */
  public Batches projection(Projection projection) {
    RequestExpressions expressions = new RequestExpressions(Map.of(), Map.of());
    return projection(expressions.required(projection), expressions.names());
  }

  BatchReads reads() {
    return new BatchReads(settings);
  }

  /** Writes all that an iterable gives. */
  public Flow.Publisher<WriteOutcome> write(Iterable<Write> writes) {
    return run(() -> BatchInput.of(writes), new BatchWrites());
  }

  /** Writes all that a publisher gives. */
  public Flow.Publisher<WriteOutcome> write(Flow.Publisher<Write> writes) {
    return run(() -> BatchInput.of(writes), new BatchWrites());
  }

  /** Writes items of one table; see {@link #write(Iterable)}. */
  public Flow.Publisher<WriteOutcome> put(String tableName, List<Item> items) {
    return write(() -> items.stream().map(item -> Write.put(tableName, item)).iterator());
  }

  /** Reads all that an iterable gives. */
  public Flow.Publisher<ReadOutcome> read(Iterable<Read> reads) {
    return run(() -> BatchInput.of(reads), new BatchReads(settings));
  }

  /** Reads all that a publisher gives. */
  public Flow.Publisher<ReadOutcome> read(Flow.Publisher<Read> reads) {
    return run(() -> BatchInput.of(reads), new BatchReads(settings));
  }

  /** Reads items of one table; see {@link #read(Iterable)}. */
  public Flow.Publisher<ReadOutcome> get(String tableName, List<Key> keys) {
    return read(() -> keys.stream().map(key -> new Read(tableName, key)).iterator());
  }

  <I, F, O> Flow.Publisher<O> run(
      Supplier<BatchInput<I>> input, BatchOperation<I, F, O> operation) {
    return subscriber -> {
      Objects.requireNonNull(subscriber, "subscriber");
      new BatchRun<>(subscriber, input.get(), operation, settings, machinery).start();
    };
  }
}
