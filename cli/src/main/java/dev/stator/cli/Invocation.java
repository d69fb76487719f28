package dev.stator.cli;

import java.util.Map;

/**
 * One run of a command: its surroundings and the options that all commands have in common. The
 * options hold what was given only once the command is called.
 */
record Invocation(Terminal terminal, Interruption interruption, GlobalOptions options) {

  /** Where data goes, and nothing else. */
  DataStream out() {
    return terminal.out();
  }

  Map<String, String> environment() {
    return terminal.environment();
  }

  /** A line for a person, on stderr; not with {@code --quiet}. */
  void note(String line) {
    if (!options.quiet) {
      terminal.err().println(line);
    }
  }

  /** Whether what a command tells of its work is for a person, as it is unless told otherwise. */
  boolean printsFacts() {
    return options.output == null || options.output == OutputFormat.TABLE;
  }

  /** The form of items: what was asked for, else a table on a terminal and lines elsewhere. */
  OutputFormat form() {
    OutputFormat given = options.output;
    return given != null
        ? given
        : terminal.outIsTerminal() ? OutputFormat.TABLE : OutputFormat.JSONL;
  }

  Style errStyle() {
    return new Style(options.color.colours(terminal.errIsTerminal(), terminal.environment()));
  }

  Style outStyle() {
    return new Style(options.color.colours(terminal.outIsTerminal(), terminal.environment()));
  }
}
