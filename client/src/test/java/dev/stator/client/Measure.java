package dev.stator.client;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.stator.item.Key;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Measures what this process spends on requests, against a server in another process, such as the
 * testkit's {@code Standalone --rounds 0}. Not a test: run by hand.
 *
 * <pre>
 * java -cp ... dev.stator.client.Measure PORT get-async|get-direct|get-block|scan-raw IN_FLIGHT
 *     [EVENT_LOOPS] [WINDOWS] [iouring]
 * </pre>
 *
 * <p>Prints for each second CPU time per request, megabytes per CPU-second and allocation.
 */
final class Measure {
  private final DynamoClient client;
  private final int inFlight;
  private final LongAdder requests = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final AtomicBoolean stopped = new AtomicBoolean();

  private Measure(DynamoClient client, int inFlight) {
    this.client = client;
    this.inFlight = inFlight;
  }

  public static void main(String[] args) throws Exception {
    String mode = args[1];
    int inFlight = Integer.parseInt(args[2]);
    int loops = args.length > 3 ? Integer.parseInt(args[3]) : 1;
    int windows = args.length > 4 ? Integer.parseInt(args[4]) : 8;
    DynamoClientBuilder builder =
        DynamoClient.builder()
            .environment(Map.of())
            .region("us-east-1")
            .endpoint(URI.create("http://127.0.0.1:" + args[0]))
            .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .maxConnections(inFlight)
            .eventLoops(loops)
            .executor(mode.equals("get-async") ? ForkJoinPool.commonPool() : Runnable::run);
    if (args.length > 5 && args[5].equals("iouring")) {
      builder.ioUring();
    }
    try (DynamoClient client = builder.build()) {
      Measure measure = new Measure(client, inFlight);
      measure.start(mode);
      for (int i = 0; i < windows; i++) {
        measure.window(mode + " x" + inFlight + " loops=" + loops);
      }
      measure.stopped.set(true);
    }
  }

  private void start(String mode) {
    GetItemRequest get = GetItemRequest.builder("load", Key.of("id", "item-1")).build();
    for (int i = 0; i < inFlight; i++) {
      switch (mode) {
        case "get-async", "get-direct" ->
            again(
                () -> client.getItem(get),
                answer -> {
                  if (answer.item() == null) {
                    throw new IllegalStateException("no item");
                  }
                  return 0;
                });
        case "scan-raw" -> {
          ScanRequest scan = ScanRequest.builder("load").segment(i, inFlight).build();
          again(
              () -> client.scanRaw(scan),
              body -> {
                try (body) {
                  return body.length();
                }
              });
        }
        case "get-block" -> {
          Thread thread =
              new Thread(
                  () -> {
                    BlockingDynamoClient blocking = client.blocking();
                    while (!stopped.get()) {
                      blocking.getItem(get);
                      requests.increment();
                    }
                  });
          thread.setDaemon(true);
          thread.start();
        }
        default -> throw new IllegalArgumentException(mode);
      }
    }
  }

  private <R> void again(Supplier<CompletableFuture<R>> call, Function<R, Integer> use) {
    var unused =
        call.get()
            .whenComplete(
                (answer, failure) -> {
                  if (failure != null) {
                    if (!stopped.get()) {
                      failure.printStackTrace();
                    }
                    return;
                  }
                  bytes.add(use.apply(answer));
                  requests.increment();
                  if (!stopped.get()) {
                    again(call, use);
                  }
                });
  }

  private void window(String what) throws InterruptedException {
    OperatingSystemMXBean os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = os.getProcessCpuTime();
    long start = System.nanoTime();
    long allocated = allocated();
    requests.reset();
    bytes.reset();
    TimeUnit.MILLISECONDS.sleep(1000);
    long count = requests.sum();
    long moved = bytes.sum();
    double cpuSeconds = (os.getProcessCpuTime() - cpu) / 1e9;
    double seconds = (System.nanoTime() - start) / 1e9;
    long grown = allocated() - allocated;
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f/s, CPU %.2f us/request, %.0f MB/CPU-s, alloc %d B/request, %.5f B/B%n",
        what,
        count / seconds,
        cpuSeconds * 1e6 / count,
        moved / 1e6 / cpuSeconds,
        grown / Math.max(count, 1),
        moved == 0 ? 0 : (double) grown / moved);
  }

  /** What all threads that are alive have allocated. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      sum += Math.max(each, 0);
    }
    return sum;
  }
}
