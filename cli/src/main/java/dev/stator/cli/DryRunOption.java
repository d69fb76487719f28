package dev.stator.cli;

import picocli.CommandLine.Option;

/**
 * The wish to see a request instead of sending it, where a key is typed: its types are the table's.
 */
final class DryRunOption {
  @Option(
      names = "--dry-run",
      defaultValue = "false",
      description =
          "Print the request instead of sending it; the table's schema is still looked up, where"
              + " its key is needed")
  boolean wanted;
}
