package dev.stator.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line: from arguments to one command's run. */
final class Cli {
  private final Invocation invocation;
  private final CommandLine root;

  private Cli(Invocation invocation, List<Verb> verbs, Predicate<String> isNamed) {
    this.invocation = invocation;
    this.root = Help.dress(new CommandLine(invocation.options()));
    Forms.allow(Verb.USUAL_FORMS, root);
    for (Verb verb : verbs) {
      CommandLine command = Help.dress(new CommandLine(verb.command(invocation)), verb);
      root.addSubcommand(verb.text(), command);
      Forms.allow(verb.forms(""), command);
      Set<String> words = verb.below().keySet();
      boolean some = words.stream().anyMatch(isNamed);
      verb.below()
          .forEach(
              (word, callable) -> {
                if (!some || isNamed.test(word)) {
                  CommandLine below = Help.dress(new CommandLine(callable.apply(invocation)));
                  command.addSubcommand(word, below);
                  Forms.allow(verb.forms(word), below);
                }
              });
    }
    root.setCaseInsensitiveEnumValuesAllowed(true);
    root.setPosixClusteredShortOptionsAllowed(false);
    // A profile, a table or a file may be called like a command.
    root.setAllowSubcommandsAsOptionParameters(true);
    // An argument such as @order.json is for the command to read, as items.
    root.setExpandAtFiles(false);
  }

  /** Runs the command that the arguments name; errors are printed, not thrown. */
  static ExitCode run(Terminal terminal, Interruption interruption, String... arguments) {
    Invocation invocation = new Invocation(terminal, interruption, new GlobalOptions());
    // Only what the arguments name is set up: the annotations of all commands take long to read.
    List<Verb> verbs = Verb.among(arguments).toList();
    ExitCode code;
    try {
      code = new Cli(invocation, verbs, List.of(arguments)::contains).execute(arguments);
    } catch (DataStream.StdoutClosedException e) {
      code = ExitCode.OK;
    } catch (Exception | OutOfMemoryError | LinkageError e) {
      code = report(e, invocation);
    }
    if (terminal.out().checkError() && code == ExitCode.OK) {
      if (terminal.out().readerIsGone()) {
        return ExitCode.READER_GONE;
      }
      String problem = terminal.out().problem();
      terminal.err().println("error: stdout: not everything was written: " + problem);
      return ExitCode.FAILED;
    }
    return code;
  }

  /** The command line with all commands, for those who need to know them all. */
  static CommandLine complete(Invocation invocation) {
    return new Cli(invocation, List.of(Verb.values()), word -> true).root;
  }

  private ExitCode execute(String[] arguments) throws Exception {
    ParseResult parsed = root.parseArgs(arguments);
    CommandLine chosen = parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
    GlobalOptions options = invocation.options();
    if (options.help) {
      Help.print(chosen, invocation);
      return ExitCode.OK;
    }
    if (options.version) {
      invocation.out().println(Version.text());
      return ExitCode.OK;
    }
    if (chosen == root) {
      throw new ParameterException(root, "No command given");
    }
    Forms.check(options.output, chosen);
    Callable<ExitCode> command = chosen.getCommand();
    return command.call();
  }

  private static ExitCode report(Throwable failure, Invocation invocation) {
    invocation.out().flush();
    ErrorReport report = ErrorReport.of(failure);
    Terminal terminal = invocation.terminal();
    terminal.err().println(report.text(invocation.errStyle()));
    if (invocation.options().debug) {
      terminal.err().print(ErrorReport.stackTrace(failure));
    }
    return report.exitCode();
  }
}
