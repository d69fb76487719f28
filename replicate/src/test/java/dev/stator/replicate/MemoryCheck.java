package dev.stator.replicate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replicates gigabytes with little memory, to be run by hand from the test class path:
 *
 * <pre>
 * java -cp ... dev.stator.replicate.MemoryCheck 512m 32 4000 1048576 NONE DYNAMODB_JSON
 * </pre>
 *
 * <p>Arguments: the replication's heap limit, its workers, how often a table of 16,000 items of 1
 * KB is given out, how large its pages are, compression, format. The fakes have a process of their
 * own. A replication that needs more memory dies of it.
 */
final class MemoryCheck {
  private static final Pattern READY = Pattern.compile("READY dynamodb=(\\d+) s3=(\\d+)");

  private MemoryCheck() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Process fakes =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stator.testkit.Standalone",
                "--rounds",
                args[2],
                "--page-bytes",
                args[3])
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader ready = reader(fakes)) {
      Matcher ports = READY.matcher(String.valueOf(ready.readLine()));
      if (!ports.matches()) {
        throw new IllegalStateException("the fakes did not start");
      }
      Process replication =
          ReplicateProcess.start(
              List.of("-Xmx" + args[0]),
              URI.create("http://127.0.0.1:" + ports.group(1)),
              URI.create("http://127.0.0.1:" + ports.group(2)),
              "load",
              "s3://load/memory",
              args[1],
              "0",
              args[4],
              args[5],
              Long.toString(256L << 20));
      try (BufferedReader lines = reader(replication)) {
        lines.lines().forEach(System.out::println);
      }
      int exit = replication.waitFor();
      System.out.println("-Xmx" + args[0] + " with " + args[1] + " workers: exit code " + exit);
      if (exit != 0) {
        System.exit(1);
      }
    } finally {
      fakes.destroy();
    }
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
