package dev.stator.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code stator completion}: words after the Tab key. */
@Command(
    name = "completion",
    description = "One script serves both shells; it sets zsh up for completions in bash's form.",
    footer = {
      "  source <(stator completion bash)     in ~/.bashrc",
      "  source <(stator completion zsh)      in ~/.zshrc"
    })
final class CompletionCommand implements Callable<ExitCode> {
  private final Invocation invocation;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  private Shell shell = Shell.BASH;

  CompletionCommand(Invocation invocation) {
    this.invocation = invocation;
  }

  @Override
  public ExitCode call() {
    invocation.out().println("# For " + shell + ": source <(stator completion " + shell + ")");
    invocation.out().print(AutoComplete.bash("stator", Cli.complete(invocation)));
    return ExitCode.OK;
  }

  private enum Shell {
    BASH("bash"),
    ZSH("zsh");

    private final String text;

    Shell(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
