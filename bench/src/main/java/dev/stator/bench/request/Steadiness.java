package dev.stator.bench.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether a process under load stays as it is. The first sample is warm-up; of the others, the
 * later half is held against the earlier.
 */
final class Steadiness {
  /** Samples needed to say anything. */
  static final int FEWEST = 5;

  private static final double HEAP_GROWTH = 1.1;
  private static final double HEAP_NOISE_MEGABYTES = 8;
  private static final double LATENCY_GROWTH = 3;
  private static final double LATENCY_NOISE_MILLIS = 50;

  private Steadiness() {}

  /**
   * One look at the process.
   *
   * @param heapMegabytes what lives in the heap after a collection
   * @param threads how many threads live
   * @param connections how many connections are open
   * @param slowMillis the latency that one request in a thousand exceeds
   */
  record Sample(double heapMegabytes, int threads, int connections, double slowMillis) {}

  /** What does not stay where it was, each with its figures. */
  static List<String> complaints(List<Sample> samples, int inFlight) {
    List<String> complaints = new ArrayList<>();
    if (samples.size() < FEWEST) {
      complaints.add(samples.size() + " samples say nothing, " + FEWEST + " are needed");
      return complaints;
    }
    int middle = 1 + samples.size() / 2;
    List<Sample> early = samples.subList(1, middle);
    List<Sample> late = samples.subList(middle, samples.size());
    double heap = most(early, Sample::heapMegabytes);
    complain(
        complaints,
        "MB in the heap",
        heap * HEAP_GROWTH + HEAP_NOISE_MEGABYTES,
        most(late, Sample::heapMegabytes));
    complain(complaints, "threads", most(early, Sample::threads), most(late, Sample::threads));
    complain(complaints, "connections", inFlight, most(samples, Sample::connections));
    double slow = most(early, Sample::slowMillis);
    complain(
        complaints,
        "ms at p99.9",
        slow * LATENCY_GROWTH + LATENCY_NOISE_MILLIS,
        most(late, Sample::slowMillis));
    return complaints;
  }

  private static void complain(List<String> complaints, String what, double limit, double found) {
    if (found > limit) {
      complaints.add(
          String.format(Locale.ROOT, "%.1f %s, where %.1f were the limit", found, what, limit));
    }
  }

  private static double most(List<Sample> samples, ToDoubleFunction<Sample> figure) {
    return samples.stream().mapToDouble(figure).max().orElse(Double.NaN);
  }
}
