package dev.stator.cli;

import picocli.CommandLine.Option;

/** The wish to see a request instead of sending it, where nothing is to be looked up for it. */
final class UnsentOption {
  @Option(
      names = "--dry-run",
      defaultValue = "false",
      description = "Print the request instead of sending it; nothing at all is sent")
  boolean wanted;
}
