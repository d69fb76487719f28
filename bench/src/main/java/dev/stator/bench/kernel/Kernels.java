package dev.stator.bench.kernel;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the kernels and prints a table: MB of response per second and per CPU-second of one thread,
 * CPU milliseconds for a MB, and bytes allocated for each byte of response. Takes JMH's own command
 * line, such as {@code plainJson -wi 2 -i 3}; from the project's root:
 *
 * <pre>{@code
 * mvn -q -Dquick -DskipTests -Pkernels -pl bench -am verify -Dkernels="plainJson -wi 2 -i 3"
 * }</pre>
 */
public final class Kernels {
  private Kernels() {}

  /** Runs and prints; a kernel that fails fails the run. */
  public static void main(String[] args) throws RunnerException, CommandLineOptionException {
    Options options =
        new OptionsBuilder()
            .parent(new CommandLineOptions(args))
            .shouldFailOnError(true)
            .addProfiler(GCProfiler.class)
            .addProfiler(CpuProfiler.class)
            .build();
    print(new Runner(options).run(), PageKernels.pageBytes(), System.out);
  }

  static void print(Collection<RunResult> runs, double pageBytes, PrintStream out) {
    List<RunResult> fastestFirst = new ArrayList<>(runs);
    fastestFirst.sort((a, b) -> Double.compare(cpuMicros(a), cpuMicros(b)));
    out.printf("%n%-28s %10s %12s %10s %14s%n", "kernel", "MB/s", "MB/CPU-s", "ms/MB", "alloc B/B");
    for (RunResult run : fastestFirst) {
      String name = run.getParams().getBenchmark();
      out.printf(
          Locale.ROOT,
          "%-28s %,10.0f %,12.0f %10.3f %14.4f%n",
          name.substring(name.lastIndexOf('.') + 1),
          pageBytes / run.getPrimaryResult().getScore(),
          pageBytes / cpuMicros(run),
          cpuMicros(run) * 1e3 / pageBytes,
          secondary(run, "gc.alloc.rate.norm") / pageBytes);
    }
    out.printf(
        Locale.ROOT,
        "%nPages of %,.0f bytes; 1 MB is 1,000,000 bytes; one thread, JDK %s.%n",
        pageBytes,
        System.getProperty("java.version"));
  }

  private static double cpuMicros(RunResult run) {
    return secondary(run, CpuProfiler.CPU);
  }

  private static double secondary(RunResult run, String label) {
    for (Result<?> result : run.getSecondaryResults().values()) {
      if (result.getLabel().endsWith(label)) {
        return result.getScore();
      }
    }
    return Double.NaN;
  }
}
