package dev.stator.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the command in this process, as a shell would in its own. */
final class Stator {
  final Interruption interruption = Interruption.ofCaller();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
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

  Terminal terminal() {
    return new Terminal(
        new ByteArrayInputStream(new byte[0]),
        new PrintStream(out, false, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        environment,
        isTerminal,
        isTerminal,
        80);
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
