package dev.stator.cli;

import dev.stator.client.ConditionalCheckFailedException;
import dev.stator.client.DynamoException;
import dev.stator.item.AttributeValue;
import dev.stator.item.expression.ExpressionSyntaxException;
import dev.stator.local.LocalServiceException;
import dev.stator.replicate.ReplicationException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What a person is told when a command fails: {@code error: <what> <where>: <why>}, then lines that
 * begin with {@code hint:}.
 */
record ErrorReport(ExitCode exitCode, String problem, List<String> hints) {
  private static final int LONGEST_ITEM = 1000;

  static ErrorReport of(Throwable failure) {
    if (failure instanceof CommandFailure f) {
      return new ErrorReport(f.exitCode(), String.valueOf(f.getMessage()), f.hints());
    }
    if (failure instanceof ParameterException e) {
      return usage(e);
    }
    if (failure instanceof DynamoException e) {
      return new ErrorReport(ExitCode.FAILED, e.problem(), hints(e));
    }
    if (failure instanceof ExpressionSyntaxException e) {
      return new ErrorReport(ExitCode.USAGE, e.getMessage() + "\n" + e.excerpt(), List.of());
    }
    if (failure instanceof ReplicationException e) {
      return new ErrorReport(
          ExitCode.FAILED,
          String.valueOf(e.getMessage()),
          e.hint() == null ? List.of() : List.of(e.hint()));
    }
    if (failure instanceof LocalServiceException e) {
      return new ErrorReport(ExitCode.FAILED, e.problem(), List.of(e.hint()));
    }
    if (failure instanceof OutOfMemoryError) {
      return new ErrorReport(
          ExitCode.FAILED,
          "out of memory: " + failure.getMessage(),
          List.of("give it more, as in STATOR_JAVA_OPTS=-Xmx2g"));
    }
    return new ErrorReport(
        ExitCode.FAILED,
        "unexpected " + failure.getClass().getSimpleName() + ": " + failure.getMessage(),
        List.of("this is a defect of stator; the same with --debug shows where"));
  }

  private static List<String> hints(DynamoException failure) {
    List<String> hints = new ArrayList<>();
    if (failure instanceof ConditionalCheckFailedException e) {
      // Every write of a command asks for it.
      hints.add(
          e.item() == null
              ? "there is no item of that key"
              : "the item is "
                  + CellText.cut(
                      CellText.of(AttributeValue.map(e.item().asMap()), false), LONGEST_ITEM));
    }
    if (!failure.hint().isEmpty()) {
      hints.add(failure.hint());
    }
    return hints;
  }

  private static ErrorReport usage(ParameterException failure) {
    CommandLine command = failure.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    String help = "see " + name + " --help";
    if (failure instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      boolean above = command.getParent() == null || !command.getSubcommands().isEmpty();
      String what = unmatched.isUnknownOption() ? "option" : above ? "command" : "argument";
      String problem =
          what.equals("argument")
              ? name + ": one argument too many: " + argument
              : name + ": unknown " + what + " " + argument;
      List<String> similar =
          what.equals("argument") ? List.of() : Similar.to(argument, known(command, what));
      if (!similar.isEmpty()) {
        return new ErrorReport(
            ExitCode.USAGE,
            problem,
            List.of("did you mean " + String.join(" or ", similar) + "?", help));
      }
      boolean value =
          what.equals("option") && !command.getCommandSpec().positionalParameters().isEmpty();
      return new ErrorReport(
          ExitCode.USAGE,
          problem,
          value
              ? List.of("a value that begins with a hyphen goes behind --", help)
              : List.of(help));
    }
    return new ErrorReport(ExitCode.USAGE, name + ": " + why(failure), List.of(help));
  }

  private static String why(ParameterException failure) {
    ArgSpec argument = failure.getArgSpec();
    String value = failure.getValue();
    if (argument == null || value == null) {
      return inPicocliWords(failure);
    }
    String name =
        argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    if (argument.type().isEnum()) {
      // picocli would list the names of the constants, which nobody types.
      String choices = String.join(", ", argument.completionCandidates());
      return name + " " + value + ": not one of " + choices;
    }
    if (argument.type() == int.class || argument.type() == Long.class) {
      boolean whole = value.matches("[+-]?[0-9]+");
      return name + " " + value + (whole ? ": too large" : ": not a whole number");
    }
    return inPicocliWords(failure);
  }

  private static String inPicocliWords(ParameterException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  private static List<String> known(CommandLine command, String what) {
    if (what.equals("option")) {
      return command.getCommandSpec().options().stream()
          .filter(option -> !option.hidden())
          .map(OptionSpec::longestName)
          .toList();
    }
    return command.getParent() == null
        ? Stream.of(Verb.values()).map(Verb::text).toList()
        : List.copyOf(command.getSubcommands().keySet());
  }

  /** The report as it is printed, without the stack trace. */
  String text(Style style) {
    StringBuilder text = new StringBuilder(style.bad("error:")).append(' ').append(problem);
    for (String hint : hints) {
      text.append('\n').append(style.hint("hint:")).append(' ').append(hint);
    }
    return text.toString();
  }

  static String stackTrace(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
