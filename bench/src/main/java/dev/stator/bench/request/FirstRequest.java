package dev.stator.bench.request;

/**
 * The process of one client that sends one GetItem and ends: prints how long that took from the
 * first line of {@code main}, with the client made in between, in nanoseconds.
 *
 * <p>Arguments: the client, the {@link Endpoint}.
 */
public final class FirstRequest {
  private FirstRequest() {}

  /** See the class. */
  public static void main(String[] args) {
    long start = System.nanoTime();
    Endpoint endpoint = Endpoint.of(args[1]);
    Load load = Client.valueOf(args[0]).open(endpoint, Work.GET, 1);
    if (load instanceof Load.Async async) {
      async.send(0).join();
    } else if (load instanceof Load.Waiting waiting) {
      waiting.call(0);
    }
    System.out.println("FIRST " + (System.nanoTime() - start));
    System.exit(0);
  }
}
