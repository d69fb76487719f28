package dev.stator.client;

import java.util.Iterator;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** What goes into batches, taken as there is room for it. Used by one thread at a time. */
interface BatchInput<I> {
  /** Begins; {@code arrived} is called when there may be more to take, by any thread. */
  void begin(Runnable arrived);

  /** Says that so many may be taken. */
  void want(long room);

  /** The next, if it is there. */
  @Nullable I poll();

  /** Whether nothing is there and nothing will come. */
  boolean ended();

  /** Why it ended, if not because there is no more. */
  @Nullable Throwable failure();

  /** Takes no more. */
  void cancel();

  static <I> BatchInput<I> of(Iterable<I> inputs) {
    return new Iterated<>(inputs);
  }

  static <I> BatchInput<I> of(Flow.Publisher<I> inputs) {
    return new Published<>(inputs);
  }

  /** The input of an iterator: always there. */
  final class Iterated<I> implements BatchInput<I> {
    private final Iterable<I> inputs;
    private @Nullable Iterator<I> iterator;
    private @Nullable Throwable failure;
    private boolean ended;

    private Iterated(Iterable<I> inputs) {
      this.inputs = inputs;
    }

    @Override
    public void begin(Runnable arrived) {}

    @Override
    public void want(long room) {}

    @Override
    public @Nullable I poll() {
      if (ended) {
        return null;
      }
      try {
        Iterator<I> from = iterator;
        if (from == null) {
          from = inputs.iterator();
          iterator = from;
        }
        if (from.hasNext()) {
          return Objects.requireNonNull(from.next(), "input");
        }
      } catch (RuntimeException e) {
        failure = e;
      }
      ended = true;
      return null;
    }

    @Override
    public boolean ended() {
      return ended;
    }

    @Override
    public @Nullable Throwable failure() {
      return failure;
    }

    @Override
    public void cancel() {
      ended = true;
    }
  }

  /** The input of a publisher, which is asked for as much as there is room for. */
  final class Published<I> implements BatchInput<I>, Flow.Subscriber<I> {
    private final Flow.Publisher<I> publisher;
    private final Queue<I> arrived = new ConcurrentLinkedQueue<>();
    private Runnable signal = () -> {};
    private volatile Flow.@Nullable Subscription subscription;
    private volatile @Nullable Throwable failure;
    private volatile boolean complete;
    private volatile boolean cancelled;
    private long expected;

    private Published(Flow.Publisher<I> publisher) {
      this.publisher = publisher;
    }

    @Override
    public void begin(Runnable newSignal) {
      signal = newSignal;
      publisher.subscribe(this);
    }

    @Override
    public void want(long room) {
      Flow.Subscription asked = subscription;
      if (asked != null && room > expected) {
        long more = room - expected;
        expected = room;
        asked.request(more);
      }
    }

    @Override
    public @Nullable I poll() {
      I next = arrived.poll();
      if (next != null) {
        expected--;
      }
      return next;
    }

    @Override
    public boolean ended() {
      return complete && arrived.isEmpty();
    }

    @Override
    public @Nullable Throwable failure() {
      return failure;
    }

    @Override
    public void cancel() {
      cancelled = true;
      Flow.Subscription running = subscription;
      if (running != null) {
        running.cancel();
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      Objects.requireNonNull(newSubscription, "subscription");
      if (subscription != null || cancelled) {
        newSubscription.cancel();
        return;
      }
      subscription = newSubscription;
      signal.run();
    }

    @Override
    public void onNext(I input) {
      arrived.add(Objects.requireNonNull(input, "input"));
      signal.run();
    }

    @Override
    public void onError(Throwable thrown) {
      failure = Objects.requireNonNull(thrown, "failure");
      complete = true;
      signal.run();
    }

    @Override
    public void onComplete() {
      complete = true;
      signal.run();
    }
  }
}
