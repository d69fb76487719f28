package dev.stator.cli;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Runs what most starts of the command have in common, so that Java can archive the classes they
 * need (class-data sharing). The launcher runs it once after each build; it prints nothing and
 * touches nothing outside this process.
 */
final class StartupTraining {
  private StartupTraining() {}

  public static void main(String[] arguments) {
    for (Verb verb : Verb.values()) {
      run(verb.text(), "--help");
    }
    run("--help");
    run("--color=always", "--no-such-option");
    run("completion", "bash");
  }

  private static void run(String... arguments) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Terminal terminal =
        new Terminal(InputStream.nullInputStream(), nowhere, nowhere, Map.of(), true, true, 80);
    Cli.run(terminal, Interruption.ofCaller(), arguments);
  }
}
