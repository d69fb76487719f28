package dev.stator.client;

import dev.stator.client.BatchOperation.Answer;
import dev.stator.client.BatchOperation.Entry;
import dev.stator.client.BatchOperation.Place;
import dev.stator.client.internal.flow.Causes;
import dev.stator.client.internal.flow.Emission;
import dev.stator.item.KeySchema;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/*
 * An input is looked at and put into the slot of its key. A slot holds one that waits and one that is
 * under way: a later input takes the place of the one that waits, and what is under way is left
 * alone until it is done. So a key is never twice in a request nor in two requests at once, and the
 * last one given is the last one done.
 *
 * Slots with something to send queue up; lanes take from the queue, as much as a request holds. What
 * a request leaves over stays with its lane, which waits and fills the next request up with new
 * ones. So a lane that the service holds back slows down by itself, its requests are full, and what
 * is left over is older than what joins it.
 *
 * A request that is not full is only sent when it would not help to wait: when nothing is under way,
 * or when no more will come. Whatever comes in while a request is under way makes up the next one.
 *
 * A batch that is refused as a whole is sent again in halves, by the same lane, before anything else;
 * each half comes through, or is refused and halved, until what is refused stands alone.
 *
 * Everything here happens within one thread at a time, see Emission: what comes from outside
 * (answers, timers, key schemas) is put into a queue of events and is done in turn.
 */

/** One run of inputs through batches. Emits their outcomes. */
final class BatchRun<I, F, O> extends Emission<O> {
  private static final long MAX_REQUEST_BYTES = 16L * 1024 * 1024 - 64 * 1024;

  private final BatchInput<I> input;
  private final BatchOperation<I, F, O> operation;
  private final Batches.Settings settings;
  private final BatchMachinery machinery;
  private final Caller caller;
  private final int window;

  private final Queue<Runnable> events = new ConcurrentLinkedQueue<>();
  private final Map<String, Table> tables = new HashMap<>();
  private final Map<String, KeySchema> schemas = new HashMap<>();
  private final Map<Place, Slot<I>> slots = new HashMap<>();
  private final ArrayDeque<Slot<I>> queue = new ArrayDeque<>();
  private final List<BatchLane<I>> lanes = new ArrayList<>();
  private final ArrayDeque<O> outcomes = new ArrayDeque<>();
  private boolean begun;
  private long accepted;
  private long finished;
  private long emitted;
  private @Nullable Throwable defect;

  /** What is known of a table, or who waits to know it. */
  private final class Table {
    @Nullable DynamoException failure;
    final List<Entry<I>> waiting = new ArrayList<>();
  }

  /** What there is to do for one key. */
  private static final class Slot<I> {
    @Nullable Entry<I> waiting;
    boolean underWay;
  }

  BatchRun(
      Flow.Subscriber<? super O> subscriber,
      BatchInput<I> input,
      BatchOperation<I, F, O> operation,
      Batches.Settings settings,
      BatchMachinery machinery) {
    super(subscriber);
    this.input = input;
    this.operation = operation;
    this.settings = settings;
    this.machinery = machinery;
    this.caller = machinery.caller().here();
    this.window = 2 * operation.maxCount() * settings.concurrency();
    for (int i = 0; i < settings.concurrency(); i++) {
      lanes.add(new BatchLane<>());
    }
    schemas.putAll(settings.schemas());
  }

  @Override
  protected void advance(long wanted) {
    for (Runnable event = events.poll(); event != null; event = events.poll()) {
      event.run();
    }
    if (!begun && wanted > 0) {
      begun = true;
      input.begin(this::signal);
    }
    if (begun && defect == null) {
      accept();
      dispatch();
    }
  }

  private void accept() {
    long room = window - (accepted - emitted);
    while (room > 0) {
      I next = input.poll();
      if (next == null) {
        input.want(room);
        return;
      }
      accept(new Entry<>(accepted++, next, operation.tableName(next)));
      room--;
    }
  }

  private void accept(Entry<I> entry) {
    KeySchema schema = schemas.get(entry.tableName);
    if (schema != null) {
      place(entry, schema);
      return;
    }
    Table table = tables.get(entry.tableName);
    if (table == null) {
      table = new Table();
      tables.put(entry.tableName, table);
      lookUp(entry.tableName, table);
    }
    if (table.failure == null) {
      table.waiting.add(entry);
    } else {
      finish(entry, null, table.failure);
    }
  }

  private void lookUp(String name, Table table) {
    var unused =
        machinery
            .keys()
            .of(name)
            .whenCompleteAsync(
                (keys, thrown) ->
                    happened(
                        () -> {
                          if (keys != null) {
                            schemas.put(name, keys.schema());
                            tables.remove(name);
                            table.waiting.forEach(entry -> place(entry, keys.schema()));
                          } else if (Causes.of(thrown) instanceof DynamoException failure) {
                            table.failure = failure;
                            table.waiting.forEach(entry -> finish(entry, null, failure));
                            table.waiting.clear();
                          } else {
                            defect = Causes.of(thrown);
                          }
                        }),
                caller.executor());
  }

  private void place(Entry<I> entry, KeySchema schema) {
    try {
      entry.checked = operation.check(entry.input, schema);
    } catch (InvalidItemException e) {
      finish(entry, null, e);
      return;
    }
    Slot<I> slot = slots.computeIfAbsent(entry.place(), place -> new Slot<>());
    Entry<I> replaced = slot.waiting;
    slot.waiting = entry;
    if (replaced != null) {
      entry.superseded.addAll(replaced.superseded);
      replaced.superseded.clear();
      entry.superseded.add(replaced);
    } else if (!slot.underWay) {
      queue.addLast(slot);
    }
  }

  private void dispatch() {
    for (BatchLane<I> lane : lanes) {
      if (lane.isFree()) {
        List<Entry<I>> batch = lane.again(operation.maxCount());
        if (batch.isEmpty() ? isWorthSending() : lane.mayFillUp()) {
          fill(batch);
        }
        if (!batch.isEmpty()) {
          send(lane, batch);
        }
      }
    }
  }

  /** Whether to send what is in the queue, rather than wait for more to join it. */
  private boolean isWorthSending() {
    return outcomes.size() < operation.maxCount()
        && (queue.size() >= operation.maxCount()
            || input.ended()
            || lanes.stream().noneMatch(BatchLane::isSending));
  }

  private void fill(List<Entry<I>> batch) {
    long bytes = 0;
    for (Entry<I> entry : batch) {
      bytes += entry.checked().wireBytes();
    }
    while (batch.size() < operation.maxCount() && !queue.isEmpty()) {
      Slot<I> slot = queue.getFirst();
      Entry<I> next = slot.waiting;
      if (next != null) {
        bytes += next.checked().wireBytes();
        if (bytes > MAX_REQUEST_BYTES && !batch.isEmpty()) {
          return;
        }
        slot.waiting = null;
        slot.underWay = true;
        batch.add(next);
      }
      queue.removeFirst();
    }
  }

  private void send(BatchLane<I> lane, List<Entry<I>> batch) {
    long now = machinery.nanoTime().getAsLong();
    for (Entry<I> entry : batch) {
      if (entry.attempts++ == 0) {
        entry.firstSent = now;
      }
    }
    var answer = operation.send(caller, batch, schemas);
    lane.sending(answer);
    var unused =
        answer.whenCompleteAsync(
            (got, thrown) ->
                happened(
                    () -> {
                      lane.sent();
                      if (got != null) {
                        answered(lane, batch, got);
                      } else if (Causes.of(thrown) instanceof DynamoException failure) {
                        failed(lane, batch, failure);
                      } else {
                        defect = Causes.of(thrown);
                      }
                    }),
            caller.executor());
  }

  private void answered(BatchLane<I> lane, List<Entry<I>> batch, Answer<F> answer) {
    List<Entry<I>> left = new ArrayList<>(answer.unprocessed().size());
    for (Entry<I> entry : batch) {
      Place place = entry.place();
      if (answer.unprocessed().contains(place)) {
        left.add(entry);
      } else {
        finish(entry, answer.found().get(place), null);
      }
    }
    if (left.isEmpty()) {
      lane.cameThrough();
    } else {
      retry(lane, left, left.size() < batch.size(), null);
    }
  }

  private void failed(BatchLane<I> lane, List<Entry<I>> batch, DynamoException failure) {
    switch (BatchFailure.of(failure)) {
      case MAY_PASS -> retry(lane, batch, false, failure);
      case SOME_ITEM -> {
        if (batch.size() == 1) {
          finish(batch.get(0), null, failure);
        } else {
          lane.halve(batch);
        }
      }
      case SOME_TABLE -> {
        List<List<Entry<I>>> byTable = BatchLane.byTable(batch);
        if (byTable.size() == 1) {
          batch.forEach(entry -> finish(entry, null, failure));
        } else {
          lane.first(byTable);
        }
      }
      case ALL -> batch.forEach(entry -> finish(entry, null, failure));
    }
  }

  /** Keeps for later what may still be sent again, and ends what may not. */
  private void retry(
      BatchLane<I> lane, List<Entry<I>> left, boolean progress, @Nullable DynamoException failure) {
    int fruitless = lane.cameBack(progress);
    Duration wait = machinery.backoff().computeDelay(lane.level());
    long then = machinery.nanoTime().getAsLong() + wait.toNanos();
    List<Entry<I>> again = new ArrayList<>(left.size());
    for (Entry<I> entry : left) {
      long elapsed = then - entry.firstSent;
      if (fruitless < settings.maxAttempts() && elapsed <= settings.maxTime().toNanos()) {
        again.add(entry);
      } else {
        finish(entry, null, failure != null ? failure : unprocessed(entry, fruitless));
      }
    }
    if (again.isEmpty()) {
      lane.cameThrough();
      return;
    }
    lane.waitWith(again);
    var unused =
        machinery
            .delay()
            .apply(wait)
            .whenCompleteAsync(
                (elapsed, closed) ->
                    happened(
                        () -> {
                          lane.waited();
                          if (closed != null) {
                            DynamoException end = closed(again.get(0));
                            lane.again(again.size()).forEach(entry -> finish(entry, null, end));
                          }
                        }),
                caller.executor());
  }

  private DynamoException unprocessed(Entry<I> entry, int fruitless) {
    return ErrorReply.of(
        new CallFacts(operation.name(), entry.tableName, null, entry.attempts),
        200,
        null,
        "Unprocessed",
        fruitless >= settings.maxAttempts()
            ? fruitless + " requests in a row got nothing done"
            : "it was left over for longer than " + settings.maxTime());
  }

  private DynamoException closed(Entry<I> entry) {
    return new NoAnswerException(
        NoAnswerException.Reason.CLOSED,
        false,
        new CallFacts(operation.name(), entry.tableName, null, entry.attempts),
        "the client is closed, before what was left over could be sent again",
        null);
  }

  private void finish(Entry<I> entry, @Nullable F found, @Nullable DynamoException failure) {
    for (Entry<I> earlier : entry.superseded) {
      outcomes.addLast(operation.outcome(earlier, true, entry.attempts, found, failure));
    }
    outcomes.addLast(operation.outcome(entry, false, entry.attempts, found, failure));
    finished += 1 + entry.superseded.size();
    if (entry.attempts > 0) {
      free(entry.place());
    }
  }

  /** Lets the next one of a key go. */
  private void free(Place place) {
    Slot<I> slot = slots.get(place);
    if (slot == null) {
      return;
    }
    slot.underWay = false;
    if (slot.waiting == null) {
      slots.remove(place);
    } else {
      queue.addLast(slot);
    }
  }

  private void happened(Runnable event) {
    events.add(event);
    signal();
  }

  @Override
  protected @Nullable O poll() {
    O next = outcomes.pollFirst();
    if (next != null) {
      emitted++;
    }
    return next;
  }

  @Override
  protected boolean ended() {
    return outcomes.isEmpty()
        && (defect != null || (begun && input.ended() && accepted == finished));
  }

  @Override
  protected @Nullable Throwable failure() {
    return defect != null ? defect : input.failure();
  }

  @Override
  protected void release() {
    input.cancel();
    lanes.forEach(BatchLane::cancel);
  }
}
