package dev.stator.cli;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which of the {@link OutputFormat}s a command has: what its help and its completions offer for
 * {@code --output}, and what it takes.
 */
final class Forms {
  private static final String OPTION = "--output";

  private Forms() {}

  /** Offers these and no others. */
  static void allow(Collection<OutputFormat> forms, CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    OptionSpec option = spec.findOption(OPTION);
    List<String> words = forms.stream().map(OutputFormat::toString).toList();
    spec.remove(option);
    spec.addOption(OptionSpec.builder(option).completionCandidates(words).build());
  }

  /** Refuses what the command does not offer: it may have been given before the command's name. */
  static void check(@Nullable OutputFormat given, CommandLine command) {
    if (given == null) {
      return;
    }
    Iterable<String> words = command.getCommandSpec().findOption(OPTION).completionCandidates();
    for (String word : words) {
      if (word.equals(given.toString())) {
        return;
      }
    }
    String name = command.getCommandSpec().qualifiedName();
    throw CommandFailure.usage(
        name + ": " + OPTION + " " + given + ": not one of " + String.join(", ", words),
        "see " + name + " --help");
  }
}
