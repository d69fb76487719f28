package dev.stator.client;

import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/*
 * The subscription asks for chunks: first for as many as may be under way at once, then for another
 * when a chunk is half used up. So one is on its way while another is worked on, and a stream that is
 * left early has asked for little more than it used. The queue never blocks the publisher, and holds
 * no more than was asked for; its lock is one that lets go of the carrier of a virtual thread.
 */

/**
 * A publisher's chunks as a stream of what they hold, for code that waits. Serves one thread at a
 * time.
 *
 * @param <C> the chunks
 * @param <T> what the stream holds
 */
final class Pull<C, T> extends Spliterators.AbstractSpliterator<T> implements Flow.Subscriber<C> {
  private static final Object END = new Object();

  private record Failure(Throwable thrown) {}

  private final CallFacts call;
  private final Flow.Publisher<C> publisher;
  private final int window;
  private final Function<C, List<T>> contents;
  private final LinkedBlockingQueue<Object> arrived = new LinkedBlockingQueue<>();

  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;
  private boolean subscribed;
  private boolean over;
  private @Nullable Throwable failure;
  private List<T> chunk = List.of();
  private int used;
  private boolean askedForNext = true;

  private Pull(
      CallFacts call, Flow.Publisher<C> publisher, int window, Function<C, List<T>> contents) {
    super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
    this.call = call;
    this.publisher = publisher;
    this.window = window;
    this.contents = contents;
  }

  /**
   * A stream that subscribes when it is first pulled, and cancels when it is closed. A thread that
   * is interrupted ends it too, with {@link NoAnswerException.Reason#INTERRUPTED}. A stream that
   * failed, or was interrupted, fails with the same whenever it is pulled again: it must not look
   * as if it had come to its end.
   *
   * @param call what the chunks come of, for whoever reads of that
   * @param window how many chunks may be under way at once
   */
  static <C, T> Stream<T> stream(
      CallFacts call, Flow.Publisher<C> publisher, int window, Function<C, List<T>> contents) {
    Pull<C, T> pull = new Pull<>(call, publisher, window, contents);
    return StreamSupport.stream(pull, false).onClose(pull::close);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    while (used == chunk.size()) {
      if (!next()) {
        return false;
      }
    }
    T element = chunk.get(used++);
    if (2 * used >= chunk.size()) {
      askForNext();
    }
    action.accept(element);
    return true;
  }

  /** Waits for the next chunk; returns whether there is one. */
  private boolean next() {
    if (failure != null) {
      throw thrown(failure);
    }
    if (over || closed) {
      return false;
    }
    if (!subscribed) {
      requireUninterrupted();
      subscribed = true;
      publisher.subscribe(this);
    }
    askForNext();
    Object signal = take();
    if (signal == END) {
      over = true;
      return false;
    }
    if (signal instanceof Failure failed) {
      failure = failed.thrown;
      throw thrown(failed.thrown);
    }
    @SuppressWarnings("unchecked") // Only chunks, ends and failures are put in.
    C arrivedChunk = (C) signal;
    chunk = contents.apply(arrivedChunk);
    used = 0;
    askedForNext = false;
    return true;
  }

  private Object take() {
    try {
      return arrived.take();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw failure(Waiting.interrupted(call, true, e));
    }
  }

  private void requireUninterrupted() {
    try {
      Waiting.requireUninterrupted(call);
    } catch (NoAnswerException interrupted) {
      throw failure(interrupted);
    }
  }

  private NoAnswerException failure(NoAnswerException interrupted) {
    failure = interrupted;
    return interrupted;
  }

  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof DynamoException known) {
      // Made on another thread, whose stack says nothing to the one who waits here.
      known.fillInStackTrace();
    }
    return failure instanceof RuntimeException unchecked
        ? unchecked
        : new IllegalStateException(failure);
  }

  private void askForNext() {
    Flow.Subscription asked = subscription;
    if (!askedForNext && asked != null) {
      askedForNext = true;
      asked.request(1);
    }
  }

  private void close() {
    closed = true;
    Flow.Subscription cancelled = subscription;
    if (cancelled != null) {
      cancelled.cancel();
    }
    arrived.add(END);
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    Objects.requireNonNull(newSubscription, "subscription");
    if (subscription != null || closed) {
      newSubscription.cancel();
      return;
    }
    subscription = newSubscription;
    newSubscription.request(window);
  }

  @Override
  public void onNext(C next) {
    arrived.add(Objects.requireNonNull(next, "next"));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.add(new Failure(Objects.requireNonNull(failure, "failure")));
  }

  @Override
  public void onComplete() {
    arrived.add(END);
  }
}
