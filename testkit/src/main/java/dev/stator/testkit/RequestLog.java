package dev.stator.testkit;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * The latest requests of one fake, bounded by their number and by the bytes of their bodies; the
 * oldest go first.
 */
final class RequestLog {
  private static final long MAX_BODY_BYTES = 64L * 1024 * 1024;

  private final int most;
  private final Deque<RecordedRequest> requests = new ArrayDeque<>();
  private final LongAdder received = new LongAdder();
  private long bodyBytes;

  /**
   * @param most how many requests are kept; with 0 they are only counted
   */
  RequestLog(int most) {
    this.most = most;
  }

  void add(String operation, RequestHead head, byte[] body, int length) {
    received.increment();
    if (most == 0) {
      return;
    }
    RecordedRequest request = new RecordedRequest(operation, head, Arrays.copyOf(body, length));
    synchronized (this) {
      requests.addLast(request);
      bodyBytes += length;
      while (requests.size() > most || (bodyBytes > MAX_BODY_BYTES && requests.size() > 1)) {
        bodyBytes -= requests.removeFirst().bodyLength();
      }
    }
  }

  /** All requests since the start, kept or not. */
  long received() {
    return received.sum();
  }

  synchronized List<RecordedRequest> requests() {
    return List.copyOf(requests);
  }

  synchronized void clear() {
    requests.clear();
    bodyBytes = 0;
  }
}
