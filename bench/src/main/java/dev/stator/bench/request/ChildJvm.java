package dev.stator.bench.request;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM with this one's class path, with the same flags for every client. */
final class ChildJvm implements AutoCloseable {
  private final String name;
  private final Process process;
  private final BufferedReader out;
  private final BufferedWriter in;

  private ChildJvm(String name, Process process) {
    this.name = name;
    this.process = process;
    this.out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    this.in = process.outputWriter(StandardCharsets.UTF_8);
  }

  static ChildJvm start(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx1g");
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new ChildJvm(main.getSimpleName() + " " + String.join(" ", args), process);
  }

  /** The words after the given one, on the next line that starts with it. */
  String[] await(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      String[] words = line.split(" ", -1);
      if (words[0].equals(word)) {
        return Arrays.copyOfRange(words, 1, words.length);
      }
    }
    throw new IOException(name + " ended before it said " + word);
  }

  void tell(String line) throws IOException {
    in.write(line);
    in.newLine();
    in.flush();
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() throws IOException, InterruptedException {
    int exit = process.waitFor();
    if (exit != 0) {
      throw new IOException(name + " ended with exit code " + exit);
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
