package dev.stator.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The text of {@code --help}: what the command does, its own options, the ones that every command
 * has, exit codes, and examples.
 */
final class Help {
  private static final String OWN_OPTIONS = "ownOptions";
  private static final String COMMON_OPTIONS = "commonOptions";
  private static final int WIDTH = 100;

  private Help() {}

  static CommandLine dress(CommandLine command, Verb verb) {
    command.getCommandSpec().usageMessage().header(verb.summary() + ".");
    return dress(command);
  }

  static CommandLine dress(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage.width(WIDTH);
    usage.sortOptions(false);
    usage.abbreviateSynopsis(true);
    usage.synopsisHeading("%nUsage: ");
    if (usage.description().length > 0) {
      usage.descriptionHeading("%n");
    }
    usage.parameterListHeading("%nArguments:%n");
    usage.exitCodeListHeading("%nExit codes:%n");
    usage.exitCodeList(exitCodes());
    if (usage.footer().length > 0) {
      usage.footerHeading("%nExamples:%n");
    }
    Map<String, CommandLine.IHelpSectionRenderer> sections = usage.sectionMap();
    sections.put(OWN_OPTIONS, help -> options(help, "%nOptions:%n", false));
    sections.put(COMMON_OPTIONS, help -> options(help, "%nOptions of every command:%n", true));
    sections.put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, Help::commands);
    usage.sectionKeys(
        List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            OWN_OPTIONS,
            COMMON_OPTIONS,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER));
    return command;
  }

  static void print(CommandLine command, Invocation invocation) {
    Ansi ansi = invocation.outStyle().colours() ? Ansi.ON : Ansi.OFF;
    command.usage(invocation.out(), CommandLine.Help.defaultColorScheme(ansi));
  }

  private static Map<String, String> exitCodes() {
    Map<String, String> codes = new LinkedHashMap<>();
    for (ExitCode code : ExitCode.values()) {
      codes.put(Integer.toString(code.number()), code.meaning());
    }
    return codes;
  }

  private static String options(CommandLine.Help help, String heading, boolean common) {
    boolean root = help.commandSpec().parent() == null;
    List<OptionSpec> options = new ArrayList<>();
    for (OptionSpec option : help.commandSpec().options()) {
      if (!option.hidden() && (option.inherited() || root) == common) {
        options.add(option);
      }
    }
    if (options.isEmpty()) {
      return "";
    }
    CommandLine.Help.Layout layout = help.createDefaultLayout();
    layout.addOptions(options, help.parameterLabelRenderer());
    return help.createHeading(heading) + layout;
  }

  private static String commands(CommandLine.Help help) {
    Map<String, String> summaries = new LinkedHashMap<>();
    if (help.commandSpec().parent() == null) {
      // From the list itself: most commands are not set up.
      for (Verb verb : Verb.values()) {
        summaries.put(verb.text(), verb.summary());
      }
    } else {
      help.subcommands()
          .forEach(
              (word, below) ->
                  summaries.put(
                      help.commandSpec().name() + " " + word,
                      String.join(" ", below.commandSpec().usageMessage().header())
                          .replaceFirst("[.]$", "")));
    }
    if (summaries.isEmpty()) {
      return "";
    }
    int longest = summaries.keySet().stream().mapToInt(String::length).max().orElse(0);
    StringBuilder text = new StringBuilder(help.createHeading("%nCommands:%n"));
    summaries.forEach(
        (word, summary) ->
            text.append("  ")
                .append(help.colorScheme().commandText(word))
                .append(" ".repeat(longest - word.length() + 2))
                .append(summary)
                .append(System.lineSeparator()));
    return text.toString();
  }
}
