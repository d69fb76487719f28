package dev.stator.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The end of a command that could not do what it was asked: one line with what, where and why, and
 * what the reader can do.
 */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitCode exitCode;
  private final List<String> hints;

  private CommandFailure(
      ExitCode exitCode, String problem, List<String> hints, @Nullable Throwable cause) {
    super(problem, cause);
    this.exitCode = exitCode;
    this.hints = hints;
  }

  /** The arguments cannot be used. */
  static CommandFailure usage(String problem, String... hints) {
    return new CommandFailure(ExitCode.USAGE, problem, List.of(hints), null);
  }

  /** The work failed. */
  static CommandFailure failed(String problem, String... hints) {
    return new CommandFailure(ExitCode.FAILED, problem, List.of(hints), null);
  }

  /** The work failed because of {@code cause}, which {@code --debug} shows. */
  static CommandFailure failed(String problem, Throwable cause, String... hints) {
    return new CommandFailure(ExitCode.FAILED, problem, List.of(hints), cause);
  }

  /** The work was done in part: {@code problem} says which. */
  static CommandFailure partial(String problem, String... hints) {
    return new CommandFailure(ExitCode.PARTIAL, problem, List.of(hints), null);
  }

  /** The work was done in part, because of {@code cause}. */
  static CommandFailure partial(String problem, Throwable cause, String... hints) {
    return new CommandFailure(ExitCode.PARTIAL, problem, List.of(hints), cause);
  }

  ExitCode exitCode() {
    return exitCode;
  }

  List<String> hints() {
    return hints;
  }
}
