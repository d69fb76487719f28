package dev.stator.bench.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs a contender in a JVM of its own, with the same flags for all. */
final class JavaProcess {
  static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

  /** What one window of time cost. */
  record Window(long items, long cpuNanos, long allocatedBytes) {}

  private JavaProcess() {}

  static List<Window> run(
      String contender, Services services, double warmUp, int windows, double seconds)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                List.of(
                    JAVA,
                    "-Xmx512m",
                    "-Dslf4j.internal.verbosity=ERROR",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Contender.class.getName(),
                    contender,
                    Integer.toString(services.dynamoDbPort()),
                    Integer.toString(services.s3Port()),
                    Double.toString(warmUp),
                    Integer.toString(windows),
                    Double.toString(seconds)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Window> measured = new ArrayList<>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        String[] words = line.split(" ", -1);
        if (words.length == 4 && words[0].equals("WINDOW")) {
          measured.add(
              new Window(
                  Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3])));
        }
      }
    }
    int exit = process.waitFor();
    if (exit != 0 || measured.size() != windows) {
      throw new IOException("contender " + contender + " ended with exit code " + exit);
    }
    return measured;
  }
}
