package dev.stator.client;

import dev.stator.client.PageReads.Reading;
import dev.stator.client.internal.flow.PageFlow;
import dev.stator.client.internal.flow.PageSource;
import dev.stator.item.Item;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A scan of a whole table or index, in segments that are read side by side: one publisher of the
 * pages of all segments, and by {@link #items} of their items, in no order. Immutable; each
 * subscriber has a reading of its own.
 *
 * <p>As many segments are open as may be read at once, and take turns; when one ends the next is
 * opened, so with more segments than that none is left alone with a large last one. It reads as it
 * is asked to: there are never more requests under way than elements wanted, and never more pages
 * in memory, requested ones included, than are read at once and the one that is going out. The
 * rules for subscribers, cancelling and failures are those of {@link Pages}; the first failure of
 * any segment ends it all.
 */
public final class ParallelScan implements Flow.Publisher<ParallelScan.SegmentPage> {
  /** Into how many segments a table can be split. */
  public static final int MAX_SEGMENTS = 1_000_000;

  /**
   * A page of one segment. Whoever keeps the last one of each segment can go on from there.
   *
   * @param segment the segment, from 0
   * @param page its next page; the segment's last if it has no {@code lastEvaluatedKey}
   */
  public record SegmentPage(int segment, Page page) {}

  private final Caller caller;
  private final TableKeys keys;
  private final ScanRequest request;
  private final int segments;
  private final int concurrency;

  ParallelScan(Caller caller, TableKeys keys, ScanRequest request, int segments, int concurrency) {
    CallFacts call = CallFacts.of(request);
    requireParts(call, segments, concurrency);
    if (request.segment() != null || request.exclusiveStartKey() != null) {
      throw call.invalid(
          "a parallel scan reads all segments from their start; the request names one, or a start");
    }
    this.caller = caller;
    this.keys = keys;
    this.request = request;
    this.segments = segments;
    this.concurrency = concurrency;
  }

  /** Which calls these are. */
  /** Holds numbers of segments and of those that are read at once to their ranges. */
  static void requireParts(CallFacts call, int segments, int concurrency) {
    if (segments < 1 || segments > MAX_SEGMENTS) {
      throw call.invalid("there are " + segments + " segments, but must be 1 to " + MAX_SEGMENTS);
    }
    if (concurrency < 1) {
      throw call.invalid("the concurrency is " + concurrency + ", but must be 1 or more");
    }
  }

  CallFacts facts() {
    return CallFacts.of(request);
  }

  int concurrency() {
    return Math.min(concurrency, segments);
  }

  @Override
  public void subscribe(Flow.Subscriber<? super SegmentPage> subscriber) {
    publisher(page -> List.of(page)).subscribe(subscriber);
  }

  /** The items of the pages. */
  public Flow.Publisher<Item> items() {
    return publisher(page -> page.page().items());
  }

  private <T> Flow.Publisher<T> publisher(Function<SegmentPage, List<T>> elements) {
    Iterable<PageSource<SegmentPage>> all =
        () -> {
          Caller here = caller.here();
          return IntStream.range(0, segments)
              .<PageSource<SegmentPage>>mapToObj(number -> segment(number, here))
              .iterator();
        };
    return PageFlow.publisher(all, concurrency(), elements, caller.executor());
  }

  private Segment segment(int number, Caller here) {
    Reading reading = Reading.of(request.toBuilder().segment(number, segments).build());
    return new Segment(
        number, new PageReads(reading, here, keys, Long.MAX_VALUE, Long.MAX_VALUE, true));
  }

  /** One segment's pages. */
  private record Segment(int number, PageReads reads) implements PageSource<SegmentPage> {
    @Override
    public boolean hasNext() {
      return reads.hasNext();
    }

    @Override
    public CompletableFuture<SegmentPage> next() {
      return Stages.then(reads.next(), page -> new SegmentPage(number, page));
    }
  }
}
