package dev.stator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A question before something is destroyed. */
final class Confirmation {
  @Option(
      names = {"-y", "--yes"},
      defaultValue = "false",
      description = "Do not ask; needed where nobody can be asked")
  boolean yes;

  /**
   * Refuses to begin where nobody can be asked.
   *
   * @param what the deed, as {@code delete an item}
   */
  void requireAnswerable(String command, String what, Invocation invocation) {
    Terminal terminal = invocation.terminal();
    if (!yes && !(terminal.inIsTerminal() && terminal.errIsTerminal())) {
      throw CommandFailure.usage(
          command + ": asks before it would " + what + ", and this is no terminal",
          "say --yes if it is meant");
    }
  }

  /**
   * Asks for a yes, unless it was given.
   *
   * @throws CommandFailure if the answer is another
   */
  void ask(String question, Invocation invocation) throws IOException {
    if (yes) {
      return;
    }
    String answer = answer(question + " [y/N] ", invocation);
    String word = answer == null ? "" : answer.strip().toLowerCase(Locale.ROOT);
    if (!word.equals("y") && !word.equals("yes")) {
      throw CommandFailure.failed("nothing was done: it was not confirmed");
    }
  }

  /**
   * Asks for a name to be typed, unless a yes was given.
   *
   * @throws CommandFailure if something else is typed
   */
  void askForName(String question, String name, Invocation invocation) throws IOException {
    if (yes) {
      return;
    }
    String answer = answer(question, invocation);
    if (answer == null || !answer.strip().equals(name)) {
      throw CommandFailure.failed("nothing was done: what was typed is not " + name);
    }
  }

  private static @Nullable String answer(String question, Invocation invocation)
      throws IOException {
    Terminal terminal = invocation.terminal();
    terminal.err().print(question);
    terminal.err().flush();
    String answer =
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)).readLine();
    if (answer == null) {
      terminal.err().println();
    }
    return answer;
  }
}
