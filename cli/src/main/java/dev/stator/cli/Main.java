package dev.stator.cli;

import dev.stator.client.internal.http.UrlConnections;

/** The process: from its arguments to its exit code. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    if (arguments.length == 1 && isVersion(arguments[0])) {
      // Answered before anything else is loaded: scripts ask this often.
      System.out.println(Version.text());
      return;
    }
    // By default the JDK gives no proxy the password that it wants for a tunnel.
    System.setProperty(UrlConnections.DISABLED_SCHEMES, "");
    Terminal terminal = Terminal.ofProcess();
    Interruption interruption = Interruption.ofProcess();
    ExitCode code = Cli.run(terminal, interruption, arguments);
    interruption.finished();
    System.exit(code.number());
  }

  private static boolean isVersion(String argument) {
    return argument.equals("--version") || argument.equals("-V");
  }
}
