package dev.stator.client;

import dev.stator.client.DynamoStreams.Records;
import dev.stator.client.NoAnswerException.Reason;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * A shard is asked for records by one request at a time, and up to the request's concurrency of shards
 * at once. What comes waits in one queue, in the order in which it came; so a shard's records stay in
 * order, and a child's, which is asked only after its parent has ended, come behind its parent's. Shards
 * take turns: one that was asked goes to the end of the line.
 *
 * Requests go out only when next() is called, or while it waits; and no more than would fill the queue
 * to the concurrency. So one that does not ask for more holds that many answers at most.
 *
 * An iterator is good for fifteen minutes. It is made anew from the last record that was read; before
 * the first, from where the reading began. That makes a gap visible: the service refuses a sequence
 * number that it no longer has, where it would silently begin behind the gap with the oldest record.
 *
 * One lock guards the state; no future is completed and no request made under it.
 */

/**
 * Reads a stream's records: of an item, in the order of its changes; of different items, in no
 * order. Each record is there once. Shards are read after the shards they follow; new ones are
 * found as others end.
 *
 * <p>Nothing is read ahead of what is asked for but what was under way. What was read is kept in
 * mind by its user: the last {@link StreamRecord#sequenceNumber} of each {@link
 * StreamRecord#shardId}, from which {@link StreamRequest.Builder#after} goes on, after a crash too.
 *
 * <p>Safe for use by many threads, one call of {@link #next} at a time.
 */
public final class StreamReader implements AutoCloseable {
  /** How often an iterator is made anew without a record in between. */
  private static final int RENEWALS = 3;

  private static final Duration CLOSED_SHARD_WAIT = Duration.ofMillis(200);

  private final DynamoStreams streams;
  private final Caller caller;
  private final StreamRequest request;
  private final Function<Duration, CompletableFuture<Void>> delay;

  private final ReentrantLock lock = new ReentrantLock();
  private final ShardTree shards;
  private final ArrayDeque<List<StreamRecord>> arrived = new ArrayDeque<>();
  private int underWay;
  private boolean describing;
  private int emptyDescriptions;
  private boolean finished;
  private @Nullable Throwable failure;
  private @Nullable CompletableFuture<List<StreamRecord>> waiting;

  StreamReader(
      DynamoStreams streams,
      Caller caller,
      StreamRequest request,
      Function<Duration, CompletableFuture<Void>> delay) {
    this.streams = streams;
    this.caller = caller;
    this.request = request;
    this.delay = delay;
    this.shards = new ShardTree(request);
  }

  /**
   * The next records, of one shard; completes when there are some. Without any, the reading has
   * ended: the stream was turned off and read to its end, or had nothing for as long as was asked
   * for, or this was closed.
   *
   * @return fails with a {@link DynamoException}, after what was read before it; cancelling it
   *     closes this
   * @throws IllegalStateException if the call before is still waiting
   */
  public CompletableFuture<List<StreamRecord>> next() {
    CompletableFuture<List<StreamRecord>> answer = new CompletableFuture<>();
    var unused =
        answer.whenComplete(
            (records, failed) -> {
              if (answer.isCancelled()) {
                close();
              }
            });
    lock.lock();
    try {
      if (waiting != null) {
        throw new IllegalStateException("The call of next() before this is still waiting");
      }
      waiting = answer;
    } finally {
      lock.unlock();
    }
    turn();
    return answer;
  }

  /** Whether the reading has ended and all of its records were handed out. */
  public boolean isFinished() {
    lock.lock();
    try {
      return finished && arrived.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the reading: a call that waits completes without records. */
  @Override
  public void close() {
    lock.lock();
    try {
      finished = true;
      arrived.clear();
    } finally {
      lock.unlock();
    }
    turn();
  }

  /** Asks for what is to be asked for, and hands out what is there to the one who waits. */
  private void turn() {
    CompletableFuture<List<StreamRecord>> taker;
    List<StreamRecord> records = null;
    Throwable failed = null;
    List<ShardTree.Node> toRead = List.of();
    boolean describe = false;
    lock.lock();
    try {
      taker = waiting;
      if (taker != null && !finished && failure == null) {
        describe = shards.stale() && !describing;
        describing |= describe;
        toRead = shards.take(request.concurrency() - underWay - arrived.size());
        underWay += toRead.size();
      }
      if (taker != null) {
        records = arrived.poll();
        if (records == null && finished) {
          records = List.of();
        } else if (records == null) {
          failed = failure;
        }
        if (records != null || failed != null) {
          waiting = null;
        }
      }
    } finally {
      lock.unlock();
    }
    if (describe) {
      describe();
    }
    toRead.forEach(this::read);
    if (taker != null && records != null) {
      taker.complete(records);
    } else if (taker != null && failed != null) {
      taker.completeExceptionally(failed);
    }
  }

  private void describe() {
    var unused =
        streams
            .describe(caller, request.streamArn())
            .whenComplete(
                (description, thrown) -> {
                  if (description == null) {
                    fail(thrown);
                  } else {
                    described(description);
                  }
                });
  }

  private void described(StreamDescription description) {
    List<StreamGap> gaps;
    boolean stale;
    lock.lock();
    try {
      gaps = shards.add(description);
      stale = shards.stale();
      describing = stale;
      emptyDescriptions = stale ? emptyDescriptions + 1 : 0;
      finished |= isOver();
    } finally {
      lock.unlock();
    }
    gaps.forEach(gap -> gap(gap, null));
    if (stale) {
      // It has no shards yet; or one has ended, and those that follow it are not there yet.
      after(
          request.pollInterval(),
          () -> {
            describing = false;
          });
    }
    turn();
  }

  private void read(ShardTree.Node shard) {
    String iterator = shard.iterator;
    CompletableFuture<String> found =
        iterator != null
            ? CompletableFuture.completedFuture(iterator)
            : streams.shardIterator(
                caller, request.streamArn(), shard.id, shard.iteratorType(), shard.after);
    var unused =
        found
            .thenCompose(current -> streams.records(caller, shard.id, current, request.limit()))
            .whenComplete(
                (records, thrown) -> {
                  if (records == null) {
                    notRead(shard, thrown);
                  } else {
                    haveRead(shard, records);
                  }
                });
  }

  private void haveRead(ShardTree.Node shard, Records read) {
    Duration pause = null;
    lock.lock();
    try {
      underWay--;
      shard.renewals = 0;
      shard.iterator = read.nextIterator();
      if (read.records().isEmpty()) {
        shard.emptyPolls++;
      } else {
        shard.emptyPolls = 0;
        shard.after = read.records().get(read.records().size() - 1).sequenceNumber();
        if (!finished) {
          arrived.add(read.records());
        }
      }
      if (read.nextIterator() == null) {
        shards.ended(shard);
      } else if (read.records().isEmpty()) {
        pause = shard.open ? request.pollInterval() : CLOSED_SHARD_WAIT;
      } else {
        shards.putBack(shard);
      }
      finished |= isOver();
    } finally {
      lock.unlock();
    }
    if (pause != null) {
      after(pause, () -> shards.putBack(shard));
    }
    turn();
  }

  private void notRead(ShardTree.Node shard, Throwable thrown) {
    Throwable cause = cause(thrown);
    String code = cause instanceof ServiceException known ? known.code() : "";
    boolean trimmed =
        code.equals("TrimmedDataAccessException") || code.equals("ResourceNotFoundException");
    StreamGap gap = null;
    boolean renewed = false;
    lock.lock();
    try {
      underWay--;
      renewed =
          (trimmed || code.equals("ExpiredIteratorException")) && ++shard.renewals <= RENEWALS;
      if (renewed) {
        if (trimmed && shard.after != null) {
          gap = new StreamGap(request.streamArn(), shard.id, shard.after);
        }
        shard.renew(trimmed);
        if (code.equals("ResourceNotFoundException")) {
          shards.ended(shard);
        } else {
          shards.putBack(shard);
        }
      }
    } finally {
      lock.unlock();
    }
    if (gap != null) {
      gap(gap, cause);
    }
    if (renewed) {
      turn();
    } else {
      fail(cause);
    }
  }

  private void gap(StreamGap gap, @Nullable Throwable cause) {
    if (request.onGap() == null) {
      fail(new StreamGapException(gap, cause));
      return;
    }
    try {
      request.onGap().accept(gap);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Does something to the shards after a while. A client that is closed ends the reading. */
  private void after(Duration pause, Runnable change) {
    var unused =
        delay
            .apply(pause)
            .whenComplete(
                (elapsed, closed) -> {
                  lock.lock();
                  try {
                    change.run();
                    failure = failure == null && closed != null ? closed(closed) : failure;
                  } finally {
                    lock.unlock();
                  }
                  turn();
                });
  }

  private static NoAnswerException closed(Throwable closed) {
    return new NoAnswerException(
        Reason.CLOSED,
        false,
        new CallFacts("GetRecords", null, null, 1),
        "the client was closed",
        closed);
  }

  private void fail(Throwable thrown) {
    lock.lock();
    try {
      failure = failure == null ? cause(thrown) : failure;
    } finally {
      lock.unlock();
    }
    turn();
  }

  private boolean isOver() {
    Integer polls = request.emptyPolls();
    boolean caughtUp =
        polls != null
            && shards.emptyPolls(polls)
            && (!shards.stale() || emptyDescriptions >= polls);
    return shards.over() || caughtUp;
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }
}
