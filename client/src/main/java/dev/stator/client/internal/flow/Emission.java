package dev.stator.client.internal.flow;

import java.lang.System.Logger.Level;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/*
 * All that can happen to a subscription (more is asked for, something arrived, it is cancelled)
 * happens on any thread, at any time, also from within the subscriber's own methods. It is turned
 * into one thing: work. Whoever brings the first piece of work does it, and all that is brought
 * meanwhile; whoever finds somebody at it leaves a note and goes. So the subscriber is never called
 * twice at once (rule 1.3), a request from within onNext does not recurse (3.3), nothing blocks
 * (3.4, 3.5), and what a subclass keeps needs no lock: its methods are called by one thread at a
 * time, each after the other.
 *
 * The counter starts at one, as if somebody were at work: what onSubscribe asks for waits until it
 * has returned (1.9).
 */

/**
 * A subscription to something that is read as it is asked for. Elements go out one after another,
 * as many as were asked for; then the end or a failure, once. Cancelling it is final.
 *
 * @param <T> the elements
 */
public abstract class Emission<T> implements Flow.Subscription {
  private static final System.Logger LOG = System.getLogger("dev.stator.client");

  private final AtomicInteger work = new AtomicInteger(1);
  private final AtomicLong demand = new AtomicLong();
  private volatile boolean cancelled;
  private volatile @Nullable IllegalArgumentException misuse;

  /** Null once there is nothing more to tell, so that nobody is kept from being collected. */
  private Flow.@Nullable Subscriber<? super T> subscriber;

  protected Emission(Flow.Subscriber<? super T> subscriber) {
    this.subscriber = subscriber;
  }

  /**
   * Takes note of what has come, and sets about getting more where {@code wanted} elements are not
   * there yet.
   */
  protected abstract void advance(long wanted);

  /** The next element, if it is there. */
  protected abstract @Nullable T poll();

  /** Whether nothing is there and nothing will come. */
  protected abstract boolean ended();

  /** Why it ended, if not because all is told. */
  protected abstract @Nullable Throwable failure();

  /** Lets go of everything that is under way. Called once: at the end, or when cancelled. */
  protected abstract void release();

  /** Greets the subscriber, and begins. */
  public final void start() {
    Flow.Subscriber<? super T> greeted = subscriber;
    if (greeted != null) {
      try {
        greeted.onSubscribe(this);
      } catch (RuntimeException | Error e) {
        broken(e);
      }
    }
    work();
  }

  @Override
  public final void request(long n) {
    if (n < 1) {
      misuse =
          new IllegalArgumentException(
              "A subscriber asked for " + n + " elements; rule 3.9 wants 1 or more");
    } else {
      demand.accumulateAndGet(n, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
    }
    signal();
  }

  @Override
  public final void cancel() {
    cancelled = true;
    signal();
  }

  /** Says that something has come, or that something is to be done. */
  protected final void signal() {
    if (work.getAndIncrement() == 0) {
      work();
    }
  }

  private void work() {
    int done = work.get();
    do {
      Flow.Subscriber<? super T> listening = subscriber;
      if (listening != null && step(listening)) {
        subscriber = null;
        release();
      }
      done = work.addAndGet(-done);
    } while (done != 0);
  }

  /** Returns whether that was the last. */
  private boolean step(Flow.Subscriber<? super T> to) {
    try {
      if (cancelled) {
        return true;
      }
      if (misuse != null) {
        return end(to, misuse);
      }
      advance(demand.get());
      emit(to);
      if (cancelled) {
        return true;
      }
      advance(demand.get());
      return ended() && end(to, failure());
    } catch (SubscriberThrew e) {
      broken(e.getCause());
      return true;
    } catch (RuntimeException | Error e) {
      return end(to, e);
    }
  }

  private void emit(Flow.Subscriber<? super T> to) {
    long wanted = demand.get();
    long emitted = 0;
    while (emitted < wanted && !cancelled) {
      T next = poll();
      if (next == null) {
        break;
      }
      try {
        to.onNext(next);
      } catch (RuntimeException | Error e) {
        throw new SubscriberThrew(e);
      }
      emitted++;
    }
    if (emitted > 0 && wanted != Long.MAX_VALUE) {
      demand.addAndGet(-emitted);
    }
  }

  private static boolean end(Flow.Subscriber<?> to, @Nullable Throwable failure) {
    try {
      if (failure == null) {
        to.onComplete();
      } else {
        to.onError(failure);
      }
    } catch (RuntimeException | Error e) {
      log(e);
    }
    return true;
  }

  /** Rule 2.13: whoever throws has cancelled. It is told to nobody but the log. */
  private void broken(@Nullable Throwable thrown) {
    cancelled = true;
    log(thrown);
  }

  private static void log(@Nullable Throwable thrown) {
    LOG.log(Level.WARNING, "A subscriber threw, which ends its subscription", thrown);
  }

  /** Tells what a subscriber threw from what reading threw. */
  private static final class SubscriberThrew extends RuntimeException {
    private static final long serialVersionUID = 1;

    SubscriberThrew(Throwable thrown) {
      super(null, thrown, false, false);
    }
  }
}
