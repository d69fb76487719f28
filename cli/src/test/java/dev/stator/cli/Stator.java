package dev.stator.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Runs the command in this process, as a shell would in its own. */
final class Stator {
  final Interruption interruption = Interruption.ofCaller();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final CompletableFuture<String> firstOutput = new CompletableFuture<>();
  private final ByteArrayOutputStream out =
      new ByteArrayOutputStream() {
        @Override
        public void flush() {
          if (size() > 0) {
            firstOutput.complete(toString(StandardCharsets.UTF_8));
          }
        }
      };
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private String in = "";
  private boolean isTerminal;

  static Outcome run(String... arguments) {
    return new Stator().launch(arguments);
  }

  Stator with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  Stator onTerminal() {
    isTerminal = true;
    return this;
  }

  /** What is typed, or piped into it. */
  Stator typing(String text) {
    in = text;
    return this;
  }

  Terminal terminal() {
    return new Terminal(
        new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
        new DataStream(out),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        isTerminal,
        isTerminal,
        isTerminal,
        80);
  }

  /** What is on stdout when a command that goes on running first makes it seen. */
  CompletableFuture<String> firstOutput() {
    return firstOutput;
  }

  Outcome launch(String... arguments) {
    ExitCode code = Cli.run(terminal(), interruption, arguments);
    return new Outcome(code, out.toString(StandardCharsets.UTF_8), err());
  }

  /** What has been printed on stderr so far. */
  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  record Outcome(ExitCode code, String out, String err) {}
}
