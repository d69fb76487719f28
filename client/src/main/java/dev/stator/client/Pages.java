package dev.stator.client;

import dev.stator.client.PageReads.Reading;
import dev.stator.client.internal.flow.PageFlow;
import dev.stator.client.internal.flow.PageSource;
import dev.stator.item.Item;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * The pages of a query or scan, one after another: a publisher of pages, and by {@link #items} of
 * items. Immutable; each subscriber has a reading of its own, from the request's start.
 *
 * <p>It reads as it is asked to. A page is requested when the subscriber wants more than has been
 * read; while the items of one page go out, the next may be on its way if they are not enough.
 * Never are two requests under way at once. A subscriber that cancels ends the reading: a request
 * under way is not tried again, and its answer is dropped. A failure comes once, after what was
 * read before it, and is a {@link DynamoException}. Subscribers are called on the client's executor
 * or on the thread on which they ask for more, never by two threads at once.
 *
 * <p>How many items are <em>wanted</em> and how many are <em>evaluated</em> are different things
 * where there is a filter, which is applied to what was read and paid for:
 *
 * <table>
 * <caption>Limits</caption>
 * <tr><th>limit</th><th>of what</th><th>where it is said</th></tr>
 * <tr><td>item limit</td><td>items handed out, over all pages</td><td>{@link #itemLimit}</td></tr>
 * <tr><td>evaluation limit</td><td>items evaluated, over all pages</td><td>{@link
 *     #evaluationLimit}</td></tr>
 * <tr><td>page limit</td><td>items evaluated by one request</td><td>{@link
 *     QueryRequest.Builder#limit}</td></tr>
 * </table>
 */
public final class Pages implements Flow.Publisher<Page> {
  private final Reading reading;
  private final Caller caller;
  private final TableKeys keys;
  private final long itemLimit;
  private final long evaluationLimit;

  Pages(Reading reading, Caller caller, TableKeys keys) {
    this(reading, caller, keys, Long.MAX_VALUE, Long.MAX_VALUE);
  }

  private Pages(
      Reading reading, Caller caller, TableKeys keys, long itemLimit, long evaluationLimit) {
    this.reading = reading;
    this.caller = caller;
    this.keys = keys;
    this.itemLimit = itemLimit;
    this.evaluationLimit = evaluationLimit;
  }

  /**
   * At most so many items, over all pages. The page that goes beyond is cut, and its {@code
   * lastEvaluatedKey} is where its last item is, so that a later request can go on from there. For
   * that its items must have their key attributes; and the table's key schema may be looked up.
   *
   * @throws IllegalArgumentException if {@code items} is less than 1, or if the request asks for
   *     the number of items instead of items
   */
  public Pages itemLimit(long items) {
    atLeastOne("item limit", items);
    if (reading.select() == Select.COUNT) {
      throw facts()
          .invalid("a request that only counts has no items to limit; limit what it evaluates");
    }
    return new Pages(reading, caller, keys, items, evaluationLimit);
  }

  /**
   * Evaluates at most so many items, over all pages, and ends then, however few have passed the
   * filter: so that a filter that little passes does not read a whole table.
   *
   * @throws IllegalArgumentException if {@code items} is less than 1
   */
  public Pages evaluationLimit(long items) {
    return new Pages(reading, caller, keys, itemLimit, atLeastOne("evaluation limit", items));
  }

  @Override
  public void subscribe(Flow.Subscriber<? super Page> subscriber) {
    publisher(true, page -> List.of(page)).subscribe(subscriber);
  }

  /** The items of the pages. */
  public Flow.Publisher<Item> items() {
    return publisher(false, Page::items);
  }

  /**
   * All of it as one page, for lists of a known length: with an {@linkplain #itemLimit item limit}
   * of 20, the next 20 items, and where to go on. Its counts and capacity are the sums of those
   * read. Cancelling the future ends the reading.
   *
   * @throws IllegalStateException if neither items nor evaluations are limited
   */
  public CompletableFuture<Page> asOne() {
    if (itemLimit == Long.MAX_VALUE && evaluationLimit == Long.MAX_VALUE) {
      throw new IllegalStateException(
          facts() + ": all pages may not fit into memory: set an item or evaluation limit");
    }
    PageGathering gathering = new PageGathering();
    subscribe(gathering);
    return gathering.result();
  }

  /** Which calls these are. */
  CallFacts facts() {
    return new CallFacts(reading.operation(), reading.table(), reading.index(), 1);
  }

  /** The pages, of which one that is cut does not say where to go on. */
  Flow.Publisher<Page> unresumable() {
    return publisher(false, page -> List.of(page));
  }

  private <T> Flow.Publisher<T> publisher(boolean resumable, Function<Page, List<T>> elements) {
    Iterable<PageSource<Page>> reads =
        () ->
            List.<PageSource<Page>>of(
                    new PageReads(
                        reading, caller.here(), keys, itemLimit, evaluationLimit, resumable))
                .iterator();
    return PageFlow.publisher(reads, 1, elements, caller.executor());
  }

  private long atLeastOne(String what, long value) {
    if (value < 1) {
      throw facts().invalid("the " + what + " is " + value + ", but must be 1 or more");
    }
    return value;
  }
}
