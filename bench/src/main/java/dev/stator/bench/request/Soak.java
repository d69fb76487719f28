package dev.stator.bench.request;

import dev.stator.client.DynamoClient;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Our client at full load for a long time: after each stretch of it, prints what lives in the heap
 * after a collection, the process's memory, its threads, the connections, and the latency of the
 * stretch's requests. Ends with exit code 1, and says why, if one of them does not stay where it
 * was; see {@link Steadiness}. Of ten requests six are GetItem, two PutItem, one Query and one
 * BatchWriteItem.
 *
 * <p>Options: {@code minutes=10 every=60 in-flight=32 tls=no}; {@code every} in seconds.
 */
public final class Soak {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final double minutes;
  private final double every;
  private final int inFlight;
  private final boolean tls;
  private final PrintStream out;

  Soak(double minutes, double every, int inFlight, boolean tls, PrintStream out) {
    this.minutes = minutes;
    this.every = every;
    this.inFlight = inFlight;
    this.tls = tls;
    this.out = out;
  }

  /** See the class. */
  public static void main(String[] args) throws Exception {
    double minutes = 10;
    double every = 60;
    int inFlight = 32;
    boolean tls = false;
    for (String arg : args) {
      String[] option = arg.split("=", 2);
      switch (option[0]) {
        case "minutes" -> minutes = Double.parseDouble(option[1]);
        case "every" -> every = Double.parseDouble(option[1]);
        case "in-flight" -> inFlight = Integer.parseInt(option[1]);
        case "tls" -> tls = RequestOptions.yes(option[1]);
        default -> throw new IllegalArgumentException("there is no option " + arg);
      }
    }
    List<String> complaints = new Soak(minutes, every, inFlight, tls, System.out).run();
    System.exit(complaints.isEmpty() ? 0 : 1);
  }

  /** Runs, prints, and says what did not stay where it was. */
  List<String> run() throws IOException, InterruptedException {
    List<Steadiness.Sample> samples = new ArrayList<>();
    try (ChildJvm fake = ChildJvm.start(RequestFake.class, tls ? "tls" : "plain")) {
      Endpoint endpoint = Endpoint.of(fake.await("READY")[0]);
      out.printf(
          "%9s %9s %8s %9s %8s %8s %12s %8s %8s %9s %8s%n",
          "seconds",
          "req/s",
          "CPU us",
          "heap MB",
          "RSS MB",
          "threads",
          "connections",
          "p50 ms",
          "p99 ms",
          "p99.9 ms",
          "max ms");
      DynamoClient client = StatorLoad.builder(endpoint, inFlight).build();
      try (ClosedLoop loop = new ClosedLoop(mix(client), inFlight)) {
        loop.start();
        for (double at = every; at <= minutes * 60 + 1e-6; at += every) {
          ClosedLoop.Window window = loop.window(every);
          Steadiness.Sample sample = sample(window, fake);
          samples.add(sample);
          print(at, window, sample);
          // What was held up by the collection just made counts for no stretch.
          loop.window(Math.min(0.2, every / 10));
        }
      }
    }
    List<String> complaints = Steadiness.complaints(samples, inFlight);
    out.println(complaints.isEmpty() ? "steady" : "not steady: " + String.join("; ", complaints));
    return complaints;
  }

  private static Load.Async mix(DynamoClient client) {
    Map<Work, Load.Async> loads = new EnumMap<>(Work.class);
    for (Work work : Work.values()) {
      loads.put(work, StatorLoad.async(client, work));
    }
    return new Load.Async() {
      @Override
      public CompletableFuture<?> send(int n) {
        Work work =
            switch (n % 10) {
              case 0 -> Work.BATCH;
              case 1 -> Work.QUERY;
              case 2, 3 -> Work.PUT;
              default -> Work.GET;
            };
        Load.Async load = loads.get(work);
        return load == null ? CompletableFuture.completedFuture(null) : load.send(n);
      }

      @Override
      public void close() {
        client.close();
      }
    };
  }

  private static Steadiness.Sample sample(ClosedLoop.Window window, ChildJvm fake)
      throws IOException {
    System.gc();
    long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    fake.tell("open?");
    Histogram latency = window.latency();
    return new Steadiness.Sample(
        heap / 1e6,
        ManagementFactory.getThreadMXBean().getThreadCount(),
        Integer.parseInt(fake.await("OPEN")[0]),
        latency.getValueAtPercentile(99.9) / 1e6);
  }

  private void print(double at, ClosedLoop.Window window, Steadiness.Sample sample)
      throws IOException {
    Histogram latency = window.latency();
    out.printf(
        Locale.ROOT,
        "%9.0f %,9.0f %8.1f %9.1f %8s %8d %12d %8.2f %8.2f %9.2f %8.1f%n",
        at,
        window.requests() / every,
        window.cpuNanos() / 1e3 / window.requests(),
        sample.heapMegabytes(),
        residentMegabytes(),
        sample.threads(),
        sample.connections(),
        latency.getValueAtPercentile(50) / 1e6,
        latency.getValueAtPercentile(99) / 1e6,
        sample.slowMillis(),
        latency.getMaxValue() / 1e6);
  }

  /** What the process holds of the machine's memory, where the system says so. */
  private static String residentMegabytes() throws IOException {
    if (!Files.exists(STATUS)) {
      return "";
    }
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .map(kilobytes -> Long.toString(Long.parseLong(kilobytes) / 1024))
        .findFirst()
        .orElse("");
  }
}
