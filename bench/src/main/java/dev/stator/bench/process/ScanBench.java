package dev.stator.bench.process;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * Scanning and replicating, ours beside the AWS SDK's: CPU of the whole process for each item, and
 * megabytes of response for each CPU-second. The fakes run in a process of their own; contenders
 * run one after another, each in a fresh JVM with a heap of 512 MiB, all in this one run.
 *
 * <p>Options: {@code warm-up=SECONDS} (15), {@code windows=N} (5), {@code window=SECONDS} (2). What
 * is printed is the median of the windows.
 */
public final class ScanBench {
  private record Row(String work, double goal, List<Entry> entries) {}

  private record Entry(String label, String contender) {}

  private static final List<Row> ROWS =
      List.of(
          new Row(
              "Scan -> plain JSON lines, to null",
              10,
              List.of(
                  new Entry("AWS SDK v2, sync Apache", "sdk-sync-json"),
                  new Entry("AWS SDK v2, async CRT", "sdk-async-json"),
                  new Entry("Stator", "stator-json"))),
          new Row(
              "Scan -> dynamodb-json lines, to null",
              12,
              List.of(
                  new Entry("AWS SDK v2, sync Apache", "sdk-sync-dynamodb-json"),
                  new Entry("AWS SDK v2, async CRT", "sdk-async-dynamodb-json"),
                  new Entry("Stator", "stator-dynamodb-json"))),
          new Row(
              "replicate as plain JSON to the fake S3, no compression",
              6,
              List.of(
                  new Entry("AWS SDK v2, sync Apache", "sdk-sync-replicate-json"),
                  new Entry("AWS SDK v2, async CRT", "sdk-async-replicate-json"),
                  new Entry("Stator", "stator-replicate-json"))),
          new Row(
              "replicate as dynamodb-json (with MD5) to the fake S3, no compression",
              6,
              List.of(
                  new Entry("AWS SDK v2, sync Apache", "sdk-sync-replicate-dynamodb-json"),
                  new Entry("AWS SDK v2, async CRT", "sdk-async-replicate-dynamodb-json"),
                  new Entry("Stator", "stator-replicate-dynamodb-json"))));

  private final double warmUp;
  private final int windows;
  private final double window;
  private final PrintStream out = System.out;

  private ScanBench(double warmUp, int windows, double window) {
    this.warmUp = warmUp;
    this.windows = windows;
    this.window = window;
  }

  /** See the class. */
  public static void main(String[] args) throws Exception {
    double warmUp = 15;
    int windows = 5;
    double window = 2;
    for (String arg : args) {
      String[] option = arg.split("=", 2);
      switch (option[0]) {
        case "warm-up" -> warmUp = Double.parseDouble(option[1]);
        case "windows" -> windows = Integer.parseInt(option[1]);
        case "window" -> window = Double.parseDouble(option[1]);
        default -> throw new IllegalArgumentException("there is no option " + arg);
      }
    }
    new ScanBench(warmUp, windows, window).run();
  }

  private void run() throws IOException, InterruptedException {
    out.printf(
        Locale.ROOT,
        "%-42s %10s %10s %12s %9s %6s%n",
        "",
        "us/item",
        "MB/CPU-s",
        "alloc B/B",
        "ratio",
        "goal");
    for (Row row : ROWS) {
      out.println(row.work());
      try (FakeServices fakes = FakeServices.start()) {
        run(row, fakes);
      }
    }
  }

  private void run(Row row, FakeServices fakes) throws IOException, InterruptedException {
    double best = 0;
    for (Entry entry : row.entries()) {
      List<JavaProcess.Window> measured =
          JavaProcess.run(entry.contender(), fakes.services(), warmUp, windows, window);
      double nanosPerItem = median(measured, w -> (double) w.cpuNanos() / w.items());
      double speed = fakes.bytesPerItem() / nanosPerItem * 1e3;
      double allocated =
          median(measured, w -> w.allocatedBytes() / (w.items() * fakes.bytesPerItem()));
      boolean ours = entry.label().equals("Stator");
      out.printf(
          Locale.ROOT,
          "  %-40s %10.2f %10.1f %12.3f %9s %6s%n",
          entry.label(),
          nanosPerItem / 1e3,
          speed,
          allocated,
          ours ? String.format(Locale.ROOT, "%.1fx", speed / best) : "",
          ours ? String.format(Locale.ROOT, "%.0fx", row.goal()) : "");
      best = ours ? best : Math.max(best, speed);
    }
  }

  private static double median(
      List<JavaProcess.Window> windows,
      java.util.function.ToDoubleFunction<JavaProcess.Window> figure) {
    double[] figures = windows.stream().mapToDouble(figure).sorted().toArray();
    return figures[figures.length / 2];
  }
}
