package dev.stator.cli;

import dev.stator.client.DynamoClient;
import dev.stator.client.DynamoException;
import dev.stator.client.ResponseBody;
import dev.stator.client.ScanRequest;
import dev.stator.client.StartKey;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A scan in segments that are read side by side, for one thread that takes their pages as they come
 * and undecoded. A segment's next page is asked for once its last one was taken: whoever takes them
 * slowly is waited for, and there are never more pages in memory than segments that are open.
 *
 * <p>{@code DynamoClient.parallelScan} decodes; and it knows where a page goes on before its items
 * are wanted, which of bytes is known only behind them.
 */
final class SegmentedScan implements AutoCloseable {
  /** How many segments are read at once. A page has up to 1 MB, and its JSON some times as much. */
  static final int OPEN_AT_ONCE = 32;

  /** Into how many segments a table can be split, by the API's page on Scan. */
  static final int MAX_SEGMENTS = 1_000_000;

  private record Arrival(int segment, @Nullable ResponseBody body, @Nullable Throwable failure) {}

  private final DynamoClient client;
  private final ScanRequest request;
  private final int segments;
  private final Map<Integer, CompletableFuture<ResponseBody>> underWay = new HashMap<>();
  private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();

  /**
   * @param request the request, but for its segment and start
   */
  SegmentedScan(DynamoClient client, ScanRequest request, int segments) {
    this.client = client;
    this.request = request;
    this.segments = segments;
  }

  /**
   * Reads all segments to their ends. The first failure of any of them ends it all.
   *
   * @param page takes a page, closes it, and says where the segment's next one begins, or null
   * @throws InterruptedException if the thread is interrupted while it waits for a page
   */
  void read(Function<ResponseBody, @Nullable StartKey> page) throws InterruptedException {
    int unopened = 0;
    while (unopened < Math.min(segments, OPEN_AT_ONCE)) {
      ask(unopened++, null);
    }
    while (!underWay.isEmpty()) {
      Arrival arrival = arrivals.take();
      underWay.remove(arrival.segment);
      StartKey next = page.apply(bodyOf(arrival));
      if (next != null) {
        ask(arrival.segment, next);
      } else if (unopened < segments) {
        ask(unopened++, null);
      }
    }
  }

  private void ask(int segment, @Nullable StartKey start) {
    ScanRequest.Builder next = request.toBuilder().segment(segment, segments);
    if (start != null) {
      next.exclusiveStartKey(start);
    }
    CompletableFuture<ResponseBody> answer = client.scanRaw(next.build());
    underWay.put(segment, answer);
    var unused =
        answer.whenComplete((body, failure) -> arrivals.add(new Arrival(segment, body, failure)));
  }

  private static ResponseBody bodyOf(Arrival arrival) {
    if (arrival.body != null) {
      return arrival.body;
    }
    Throwable failure = arrival.failure;
    if (failure instanceof CompletionException wrapped && wrapped.getCause() != null) {
      failure = wrapped.getCause();
    }
    if (failure instanceof DynamoException known) {
      known.fillInStackTrace(); // An event loop's says nothing to the one who waits here.
      throw known;
    } else if (failure instanceof RuntimeException defect) {
      throw defect;
    } else if (failure instanceof Error defect) {
      throw defect;
    }
    throw new IllegalStateException(failure);
  }

  /** Ends what is under way: nothing more is asked for, not even again. */
  @Override
  public void close() {
    underWay.values().forEach(answer -> answer.cancel(false));
  }
}
