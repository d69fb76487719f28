package dev.stator.client.internal.flow;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/*
 * How far it reads ahead. Never beyond what was asked for: requests under way are fewer than the
 * elements that are wanted and not there, one to an element, since a page may hold just one. And
 * never by more than a page for each source that is open: pages that wait to be emitted count as if
 * they were still under way. While a page is being emitted it counts no more, so that the next one is
 * on its way as soon as the subscriber's demand goes beyond it.
 *
 * Sources take turns. As many are open as may be read at once; the one that waited longest is read
 * next, so none starves when little is asked for. A new one is opened when one has ended.
 */

/**
 * Emits the elements of the pages of one source or several. The first failure ends it, after what
 * was read before.
 *
 * @param <P> the pages
 * @param <T> the elements
 */
public final class PageFlow<P, T> extends Emission<T> {
  private record Arrival<P>(PageSource<P> from, @Nullable P page, @Nullable Throwable failure) {}

  private final Iterator<? extends PageSource<P>> unopened;
  private final int concurrency;
  private final Function<P, List<T>> elementsOf;
  private final Executor executor;

  private final Queue<Arrival<P>> arrivals = new ConcurrentLinkedQueue<>();
  private final ArrayDeque<PageSource<P>> waiting = new ArrayDeque<>();
  private final Map<PageSource<P>, CompletableFuture<P>> underWay = new HashMap<>();
  private final ArrayDeque<Iterator<T>> pages = new ArrayDeque<>();
  private Iterator<T> current = List.<T>of().iterator();
  private long buffered;
  private @Nullable Throwable failure;

  private PageFlow(
      Flow.Subscriber<? super T> subscriber,
      Iterator<? extends PageSource<P>> sources,
      int concurrency,
      Function<P, List<T>> elementsOf,
      Executor executor) {
    super(subscriber);
    this.unopened = sources;
    this.concurrency = concurrency;
    this.elementsOf = elementsOf;
    this.executor = executor;
  }

  /**
   * A publisher that reads anew for each subscriber.
   *
   * @param sources makes the sources of one subscription, to be read in this order
   * @param concurrency how many of them are read at once
   * @param elementsOf what a page holds
   * @param executor calls the subscribers
   */
  public static <P, T> Flow.Publisher<T> publisher(
      Iterable<? extends PageSource<P>> sources,
      int concurrency,
      Function<P, List<T>> elementsOf,
      Executor executor) {
    return subscriber ->
        new PageFlow<P, T>(
                Objects.requireNonNull(subscriber, "subscriber"),
                sources.iterator(),
                concurrency,
                elementsOf,
                executor)
            .start();
  }

  @Override
  protected void advance(long wanted) {
    for (Arrival<P> arrival = arrivals.poll(); arrival != null; arrival = arrivals.poll()) {
      arrived(arrival);
    }
    takePage();
    while (failure == null
        && underWay.size() + pages.size() < concurrency
        && underWay.size() < wanted - buffered) {
      PageSource<P> source = nextSource();
      if (source == null) {
        return;
      }
      read(source);
    }
  }

  private void arrived(Arrival<P> arrival) {
    underWay.remove(arrival.from);
    if (failure != null) {
      return;
    }
    if (arrival.page == null) {
      failure = arrival.failure;
      release();
      return;
    }
    List<T> elements = elementsOf.apply(arrival.page);
    buffered += elements.size();
    if (!elements.isEmpty()) {
      pages.addLast(elements.iterator());
    }
    if (arrival.from.hasNext()) {
      waiting.addLast(arrival.from);
    }
  }

  private @Nullable PageSource<P> nextSource() {
    boolean room = waiting.size() + underWay.size() < concurrency;
    return room && unopened.hasNext() ? unopened.next() : waiting.pollFirst();
  }

  private void read(PageSource<P> source) {
    CompletableFuture<P> request = source.next();
    underWay.put(source, request);
    var unused =
        request.whenCompleteAsync(
            (page, thrown) -> {
              arrivals.add(new Arrival<>(source, page, Causes.of(thrown)));
              signal();
            },
            executor);
  }

  @Override
  protected @Nullable T poll() {
    takePage();
    if (!current.hasNext()) {
      return null;
    }
    buffered--;
    return current.next();
  }

  /** Makes the next page the one that goes out, if the last one has. */
  private void takePage() {
    Iterator<T> next = current.hasNext() ? null : pages.pollFirst();
    if (next != null) {
      current = next;
    }
  }

  @Override
  protected boolean ended() {
    return buffered == 0
        && (failure != null || (underWay.isEmpty() && waiting.isEmpty() && !unopened.hasNext()));
  }

  @Override
  protected @Nullable Throwable failure() {
    return failure;
  }

  @Override
  protected void release() {
    underWay.values().forEach(request -> request.cancel(false));
    waiting.clear();
  }
}
