package dev.stator.bench.lineage;

import dev.stator.lineage.Lineage;
import dev.stator.lineage.LineageOptions;
import dev.stator.lineage.LineageReport;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Seconds, megabytes a second and peak heap of one analysis of a generated tree, each in a JVM of
 * its own with a heap of 1 GiB and two processors, from its start to its end: a person runs the
 * command once, cold.
 *
 * <p>Options: {@code megabytes=N,N,…} (10,20,40).
 */
public final class LineageBench {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private LineageBench() {}

  /** See the class. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length == 2 && args[0].equals("once")) {
      once(Path.of(args[1]));
      return;
    }
    String sizes = "10,20,40";
    for (String arg : args) {
      String[] option = arg.split("=", 2);
      if (!option[0].equals("megabytes") || option.length < 2) {
        throw new IllegalArgumentException("there is no option " + arg);
      }
      sizes = option[1];
    }
    System.out.printf(
        "%8s %10s %8s %8s %9s %10s %7s%n",
        "MB", "lines", "files", "seconds", "MB/s", "peak heap", "links");
    for (String size : sizes.split(",", -1)) {
      Path folder = Files.createTempDirectory("python-tree");
      try {
        PythonTree tree = new PythonTree();
        tree.write(folder, Long.parseLong(size) * 1_000_000);
        System.out.printf(Locale.ROOT, "%8.1f %10d ", tree.bytes() / 1e6, tree.lines());
        System.out.flush();
        int exit =
            new ProcessBuilder(
                    JAVA,
                    "-Xmx1g",
                    "-XX:ActiveProcessorCount=2",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LineageBench.class.getName(),
                    "once",
                    folder.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
          throw new IOException("the analysis of " + size + " MB ended with exit code " + exit);
        }
      } finally {
        delete(folder);
      }
    }
  }

  private static void once(Path folder) {
    LineageReport report = Lineage.analyze(List.of(folder), LineageOptions.defaults());
    double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
    long peak = 0;
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        peak += pool.getPeakUsage().getUsed();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%8d %8.1f %9.1f %7d MB %7d%n",
        report.stats().files(),
        seconds,
        report.stats().bytes() / 1e6 / seconds,
        peak >> 20,
        report.stats().links());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
