package dev.stator.cli;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * The commands, in the order in which help lists them. To add one, write its class and name it
 * here.
 *
 * <p>A constant does not touch its command's class until {@link #command} is called, so that a
 * start loads the one command it runs.
 */
enum Verb {
  DEMO("demo", "Show the main job from end to end, on this machine"),
  REPLICATE("replicate", "Write a table to S3"),
  LOCAL("local", "Run DynamoDB and S3 on this machine"),
  COMPLETION("completion", "Print the completion script of a shell");

  private final String text;
  private final String summary;

  Verb(String text, String summary) {
    this.text = text;
    this.summary = summary;
  }

  /** The word on the command line. */
  String text() {
    return text;
  }

  /** One line for the list of commands. */
  String summary() {
    return summary;
  }

  /** A new object whose class carries picocli's annotations. */
  Callable<ExitCode> command(Invocation invocation) {
    return switch (this) {
      case DEMO -> new DemoCommand(invocation);
      case REPLICATE -> new ReplicateCommand(invocation);
      case LOCAL -> new LocalCommand(invocation);
      case COMPLETION -> new CompletionCommand(invocation);
    };
  }

  /** The verbs that occur among the arguments, be it as the value of an option. */
  static Stream<Verb> among(String[] arguments) {
    return Arrays.stream(values()).filter(verb -> Arrays.asList(arguments).contains(verb.text()));
  }
}
