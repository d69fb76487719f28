package dev.stator.client.internal.flow;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A subscriber that asks for what the test says, and keeps what it is told. */
public final class Probe<T> implements Flow.Subscriber<T> {
  private final List<T> received = new CopyOnWriteArrayList<>();
  private final CompletableFuture<@Nullable Throwable> ended = new CompletableFuture<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  /** A probe that asks for everything. */
  public static <T> Probe<T> ofAll(Flow.Publisher<T> publisher) {
    Probe<T> probe = of(publisher);
    probe.request(Long.MAX_VALUE);
    return probe;
  }

  /** A probe that asks for nothing yet. */
  public static <T> Probe<T> of(Flow.Publisher<T> publisher) {
    Probe<T> probe = new Probe<>();
    publisher.subscribe(probe);
    return probe;
  }

  public void request(long n) {
    subscription.join().request(n);
  }

  public void cancel() {
    subscription.join().cancel();
  }

  /** What came so far. */
  public List<T> received() {
    return received;
  }

  /** Whether the end has come, or a failure. */
  public boolean isEnded() {
    return ended.isDone();
  }

  /** Waits for the end; returns the failure, if it was one. */
  public @Nullable Throwable end() {
    return ended.join();
  }

  /** Waits for the end and returns all; throws if it was a failure. */
  public List<T> all() {
    Throwable failure = end();
    if (failure != null) {
      throw new AssertionError(failure);
    }
    return received;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    if (!subscription.complete(newSubscription)) {
      throw new AssertionError("subscribed twice");
    }
  }

  @Override
  public void onNext(T element) {
    if (ended.isDone()) {
      throw new AssertionError("an element after the end");
    }
    received.add(element);
  }

  @Override
  public void onError(Throwable failure) {
    if (!ended.complete(failure)) {
      throw new AssertionError("ended twice", failure);
    }
  }

  @Override
  public void onComplete() {
    if (!ended.complete(null)) {
      throw new AssertionError("ended twice");
    }
  }
}
