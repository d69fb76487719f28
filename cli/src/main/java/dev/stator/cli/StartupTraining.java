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
    run("lineage", "diff", "--help");
    run("--help");
    run("--color=always", "--no-such-option");
    run("completion", "bash");
    connect();
  }

  private static void run(String... arguments) {
    Cli.run(terminal(Map.of()), Interruption.ofCaller(), arguments);
  }

  /** Makes the clients of both services, which send nothing before they are asked to. */
  private static void connect() {
    Map<String, String> environment =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "training",
            "AWS_SECRET_ACCESS_KEY", "training",
            "AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    Invocation invocation =
        new Invocation(terminal(environment), Interruption.ofCaller(), new GlobalOptions());
    try (Connections connections = Connections.open(invocation)) {
      var unused = connections.dynamo().control().sdk();
    }
  }

  private static Terminal terminal(Map<String, String> environment) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Terminal(
        InputStream.nullInputStream(), nowhere, nowhere, environment, true, true, 80);
  }
}
