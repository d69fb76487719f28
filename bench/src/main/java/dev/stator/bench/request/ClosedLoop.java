package dev.stator.bench.request;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;

/**
 * So many requests in flight at any time: where one ends, the next begins. A client that lets its
 * callers wait gets a thread for each.
 */
final class ClosedLoop implements AutoCloseable {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(2);

  private final Load load;
  private final List<Slot> slots = new ArrayList<>();
  private final CountDownLatch busy;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  /** The place of one request in flight; only ever one thread at a time is in it. */
  private static final class Slot {
    final SingleWriterRecorder latency = new SingleWriterRecorder(LONGEST_NANOS, 2);
    @Nullable Histogram read;
    int next;

    Slot(int first) {
      next = first;
    }
  }

  ClosedLoop(Load load, int inFlight) {
    this.load = load;
    this.busy = new CountDownLatch(inFlight);
    for (int i = 0; i < inFlight; i++) {
      slots.add(new Slot(i * 7919));
    }
  }

  void start() {
    for (Slot slot : slots) {
      if (load instanceof Load.Async async) {
        send(async, slot);
      } else if (load instanceof Load.Waiting waiting) {
        Thread thread = new Thread(() -> callOnAndOn(waiting, slot), "caller");
        thread.setDaemon(true);
        thread.start();
      }
    }
  }

  private void callOnAndOn(Load.Waiting waiting, Slot slot) {
    try {
      while (!stopped) {
        long start = System.nanoTime();
        waiting.call(slot.next++ & Integer.MAX_VALUE);
        slot.latency.recordValue(System.nanoTime() - start);
      }
    } catch (RuntimeException e) {
      failed(e);
    } finally {
      busy.countDown();
    }
  }

  private void send(Load.Async async, Slot slot) {
    long start = System.nanoTime();
    var unused =
        async
            .send(slot.next++ & Integer.MAX_VALUE)
            .whenComplete(
                (answer, error) -> {
                  if (error != null) {
                    failed(error);
                  } else {
                    slot.latency.recordValue(System.nanoTime() - start);
                  }
                  if (stopped) {
                    busy.countDown();
                  } else {
                    send(async, slot);
                  }
                });
  }

  private void failed(Throwable error) {
    failure.compareAndSet(null, error);
    stopped = true;
  }

  /** Lets it run for a while and says what that cost. */
  Window window(double seconds) throws InterruptedException {
    takeLatencies();
    long cpu = PROCESS.getProcessCpuTime();
    long allocated = allocated();
    TimeUnit.NANOSECONDS.sleep((long) (seconds * 1e9));
    cpu = PROCESS.getProcessCpuTime() - cpu;
    allocated = allocated() - allocated;
    Histogram latency = takeLatencies();
    Throwable error = failure.get();
    if (error != null) {
      throw new IllegalStateException("a request failed", error);
    }
    return new Window(latency, cpu, allocated);
  }

  private Histogram takeLatencies() {
    Histogram all = new Histogram(LONGEST_NANOS, 2);
    for (Slot slot : slots) {
      slot.read = slot.latency.getIntervalHistogram(slot.read);
      all.add(slot.read);
    }
    return all;
  }

  /** What all threads that are alive have allocated. */
  private static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  /** Sends nothing more, waits for what is under way, and closes the client. */
  @Override
  public void close() {
    stopped = true;
    try {
      busy.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    load.close();
  }

  /**
   * What a while cost.
   *
   * @param latency of every request that ended in it, in nanoseconds
   * @param cpuNanos user and system time of the process, garbage collection and compiler included
   * @param allocatedBytes of all threads alive at both its ends
   */
  record Window(Histogram latency, long cpuNanos, long allocatedBytes) {
    long requests() {
      return latency.getTotalCount();
    }
  }
}
