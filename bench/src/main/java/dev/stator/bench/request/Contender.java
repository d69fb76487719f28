package dev.stator.bench.request;

import java.util.Locale;

/**
 * The process of one client: warms up, then prints what each of several windows of time cost.
 *
 * <p>Arguments: the client, the work, requests in flight, the {@link Endpoint}, seconds and
 * requests of warm-up, windows, seconds of a window.
 */
public final class Contender {
  private Contender() {}

  /** See the class. */
  public static void main(String[] args) throws Exception {
    Client client = Client.valueOf(args[0]);
    Work work = Work.valueOf(args[1]);
    int inFlight = Integer.parseInt(args[2]);
    Endpoint endpoint = Endpoint.of(args[3]);
    double warmUpSeconds = Double.parseDouble(args[4]);
    long warmUpRequests = Long.parseLong(args[5]);
    int windows = Integer.parseInt(args[6]);
    double window = Double.parseDouble(args[7]);
    try (ClosedLoop loop = new ClosedLoop(client.open(endpoint, work, inFlight), inFlight)) {
      loop.start();
      long requests = loop.window(warmUpSeconds).requests();
      while (requests < warmUpRequests) {
        requests += loop.window(window).requests();
      }
      for (int i = 0; i < windows; i++) {
        print(loop.window(window));
      }
    }
    // Some clients leave threads behind that are no daemons.
    System.exit(0);
  }

  private static void print(ClosedLoop.Window window) {
    System.out.println(
        String.format(
            Locale.ROOT,
            "WINDOW %d %d %d %d %d",
            window.requests(),
            window.cpuNanos(),
            window.allocatedBytes(),
            window.latency().getValueAtPercentile(50),
            window.latency().getValueAtPercentile(99)));
  }
}
