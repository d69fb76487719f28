package dev.stator.bench.request;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The first request of a fresh JVM, by the clock on the wall: from the first line of {@code main},
 * the client's making included, and of the whole process from its start to its answer. The clients
 * take turns; printed is the median over the rounds.
 */
final class FirstRequestBench {
  private static final double GOAL = 2;

  private final RequestOptions options;
  private final PrintStream out;

  private record Took(double main, double process) {}

  FirstRequestBench(RequestOptions options, PrintStream out) {
    this.options = options;
    this.out = out;
  }

  void run(boolean tls) throws IOException {
    Map<Client, List<Took>> took = new EnumMap<>(Client.class);
    try (ChildJvm fake = ChildJvm.start(RequestFake.class, tls ? "tls" : "plain")) {
      String endpoint = fake.await("READY")[0];
      for (int round = 0; round < options.pairs(); round++) {
        for (Client client : options.clients()) {
          took.computeIfAbsent(client, any -> new ArrayList<>()).add(measure(client, endpoint));
        }
      }
    }
    print(took, tls);
  }

  private static Took measure(Client client, String endpoint) throws IOException {
    long start = System.nanoTime();
    try (ChildJvm jvm = ChildJvm.start(FirstRequest.class, client.name(), endpoint)) {
      double main = Long.parseLong(jvm.await("FIRST")[0]) / 1e6;
      return new Took(main, (System.nanoTime() - start) / 1e6);
    }
  }

  private void print(Map<Client, List<Took>> took, boolean tls) {
    out.printf(
        "%-44s %12s %7s %16s %7s %6s%n",
        RequestBench.title("first request in a fresh JVM", tls),
        "from main ms",
        "ratio",
        "whole process ms",
        "ratio",
        "goal");
    double bestMain = Double.NaN;
    double bestProcess = Double.NaN;
    for (Client client : options.clients()) {
      List<Took> rounds = took.getOrDefault(client, List.of());
      double main = RequestBench.median(rounds, Took::main);
      double process = RequestBench.median(rounds, Took::process);
      if (!client.ours()) {
        bestMain = main >= bestMain ? bestMain : main;
        bestProcess = process >= bestProcess ? bestProcess : process;
      }
      out.printf(
          Locale.ROOT,
          "  %-42s %12.0f %7s %16.0f %7s %6s%n",
          client.label,
          main,
          client.ours() ? RequestBench.times(bestMain / main) : "",
          process,
          client.ours() ? RequestBench.times(bestProcess / process) : "",
          client.ours() ? RequestBench.times(GOAL) : "");
    }
  }
}
