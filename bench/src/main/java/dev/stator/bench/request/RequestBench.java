package dev.stator.bench.request;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What a request costs the process that sends it, ours beside the AWS SDK's: CPU time, user and
 * system, garbage collection and compiler included. The fake DynamoDB runs in a process of its own;
 * the clients run one after another, each in a fresh JVM with a heap of 1 GiB, all in this one run.
 * Printed is the median of the windows; the ratio is to the cheapest of the SDK's clients.
 *
 * <p>Options, see {@link RequestOptions}: {@code rows=get,put,query,batch,first in-flight=32,200
 * tls=no,yes clients=... warm-up=SECONDS warm-up-requests=N windows=N window=SECONDS pairs=N}.
 */
public final class RequestBench {
  private final RequestOptions options;
  private final PrintStream out;

  RequestBench(RequestOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  /** See the class. */
  public static void main(String[] args) throws Exception {
    new RequestBench(RequestOptions.parse(args), System.out).run();
  }

  void run() throws IOException, InterruptedException {
    for (boolean tls : options.tls()) {
      for (int inFlight : options.inFlight()) {
        for (Work work : options.works()) {
          run(work, inFlight, tls);
        }
      }
      if (options.firstRequest()) {
        new FirstRequestBench(options, out).run(tls);
      }
    }
  }

  private void run(Work work, int inFlight, boolean tls) throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%-44s %9s %9s %11s %8s %8s %7s %6s%n",
        title(work.title + ", " + inFlight + " in flight", tls),
        "CPU us",
        "req/CPU-s",
        "alloc B",
        "p50 us",
        "p99 us",
        "ratio",
        "goal");
    double best = Double.NaN;
    double bestAllocation = Double.NaN;
    try (ChildJvm fake = ChildJvm.start(RequestFake.class, tls ? "tls" : "plain")) {
      String endpoint = fake.await("READY")[0];
      for (Client client : options.clients()) {
        List<long[]> windows = measure(client, work, inFlight, endpoint);
        double cpu = median(windows, w -> (double) w[1] / w[0]);
        double allocation = median(windows, w -> (double) w[2] / w[0]);
        if (!client.ours() && !(cpu >= best)) {
          best = cpu;
        }
        if (!client.ours() && !(allocation >= bestAllocation)) {
          bestAllocation = allocation;
        }
        out.printf(
            Locale.ROOT,
            "  %-42s %9.1f %,9.0f %,11.0f %,8.0f %,8.0f %7s %6s%n",
            client.label,
            cpu / 1e3,
            1e9 / cpu,
            allocation,
            median(windows, w -> w[3] / 1e3),
            median(windows, w -> w[4] / 1e3),
            client.ours() ? times(best / cpu) : "",
            client.ours() ? times(work.goal) : "");
        if (client.ours() && work == Work.QUERY) {
          out.printf(
              "  %-42s %49s %7s %6s%n",
              "  its allocation", "", times(bestAllocation / allocation), times(5));
        }
      }
    }
  }

  private List<long[]> measure(Client client, Work work, int inFlight, String endpoint)
      throws IOException, InterruptedException {
    try (ChildJvm jvm =
        ChildJvm.start(
            Contender.class,
            client.name(),
            work.name(),
            Integer.toString(inFlight),
            endpoint,
            Double.toString(options.warmUp()),
            Long.toString(options.warmUpRequests(work)),
            Integer.toString(options.windows()),
            Double.toString(options.window()))) {
      List<long[]> windows = new ArrayList<>();
      for (int i = 0; i < options.windows(); i++) {
        String[] words = jvm.await("WINDOW");
        long[] figures = new long[words.length];
        for (int j = 0; j < words.length; j++) {
          figures[j] = Long.parseLong(words[j]);
        }
        windows.add(figures);
      }
      jvm.awaitEnd();
      return windows;
    }
  }

  static String title(String what, boolean tls) {
    return what + (tls ? ", TLS" : "");
  }

  static String times(double ratio) {
    return Double.isNaN(ratio) ? "" : String.format(Locale.ROOT, "%.1fx", ratio);
  }

  static <T> double median(List<T> values, ToDoubleFunction<T> figure) {
    double[] figures = values.stream().mapToDouble(figure).sorted().toArray();
    return figures[figures.length / 2];
  }
}
