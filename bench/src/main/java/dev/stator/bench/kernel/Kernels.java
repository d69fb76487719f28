package dev.stator.bench.kernel;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Comparator;
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
 * CPU milliseconds for a MB, and bytes allocated for each byte of response; for signing, CPU and
 * bytes allocated a request. Takes JMH's own command line, such as {@code plainJson -wi 2 -i 3};
 * from the project's root:
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
    Collection<RunResult> runs = new Runner(options).run();
    printPages(of(PageKernels.class, runs), PageKernels.pageBytes(), System.out);
    printRequests(of(SigningKernels.class, runs), System.out);
  }

  /** The runs of one class's kernels, the cheapest first. */
  private static List<RunResult> of(Class<?> kernels, Collection<RunResult> runs) {
    return runs.stream()
        .filter(run -> run.getParams().getBenchmark().startsWith(kernels.getName() + '.'))
        .sorted(Comparator.comparingDouble(Kernels::cpuMicros))
        .toList();
  }

  private static void printRequests(List<RunResult> runs, PrintStream out) {
    if (runs.isEmpty()) {
      return;
    }
    out.printf("%n%-28s %10s %12s %14s%n", "kernel", "body bytes", "CPU us", "alloc bytes");
    for (RunResult run : runs) {
      out.printf(
          Locale.ROOT,
          "%-28s %,10d %,12.2f %,14.0f%n",
          name(run),
          Integer.valueOf(run.getParams().getParam("bodyBytes")),
          cpuMicros(run),
          secondary(run, "gc.alloc.rate.norm"));
    }
  }

  private static String name(RunResult run) {
    String name = run.getParams().getBenchmark();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static void printPages(List<RunResult> runs, double pageBytes, PrintStream out) {
    if (runs.isEmpty()) {
      return;
    }
    out.printf("%n%-28s %10s %12s %10s %14s%n", "kernel", "MB/s", "MB/CPU-s", "ms/MB", "alloc B/B");
    for (RunResult run : runs) {
      out.printf(
          Locale.ROOT,
          "%-28s %,10.0f %,12.0f %10.3f %14.4f%n",
          name(run),
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
