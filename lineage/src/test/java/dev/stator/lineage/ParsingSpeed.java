package dev.stator.lineage;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Megabytes of Python a second that one thread makes trees of, by the processor time that it takes:
 * parsed and copied as the analysis wants it, and with every node asked for, round after round.
 * Arguments: folders.
 */
public final class ParsingSpeed {
  private static final int ROUNDS = 4;

  private ParsingSpeed() {}

  /** See the class. */
  public static void main(String[] folders) throws IOException {
    List<byte[]> sources = new ArrayList<>();
    for (String folder : folders) {
      try (Stream<Path> all = Files.walk(Path.of(folder))) {
        for (Path file :
            all.filter(path -> path.toString().endsWith(".py") && Files.isRegularFile(path))
                .toList()) {
          try {
            sources.add(SourceText.utf8(Files.readAllBytes(file)));
          } catch (SourceText.Unreadable odd) {
            System.out.println("without " + file + ": " + odd.getMessage());
          }
        }
      }
    }
    double megabytes = sources.stream().mapToLong(source -> source.length).sum() / 1e6;
    System.out.printf(Locale.ROOT, "%d files, %.1f MB%n", sources.size(), megabytes);
    System.out.printf("%10s %10s %10s%n", "MB/s", "all asked", "nodes");
    for (int round = 0; round < ROUNDS; round++) {
      long nodes = 0;
      double[] seconds = new double[2];
      for (boolean reckons : new boolean[] {true, false}) {
        nodes = 0;
        long start = time();
        try (SourceParser parser = new TreeSitterPython(reckons)) {
          for (byte[] source : sources) {
            nodes += parser.parse(source).size();
          }
        }
        seconds[reckons ? 0 : 1] = (time() - start) / 1e9;
      }
      System.out.printf(
          Locale.ROOT,
          "%10.2f %10.2f %10d%n",
          megabytes / seconds[0],
          megabytes / seconds[1],
          nodes);
    }
  }

  private static long time() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return threads.isCurrentThreadCpuTimeSupported()
        ? threads.getCurrentThreadCpuTime()
        : System.nanoTime();
  }
}
