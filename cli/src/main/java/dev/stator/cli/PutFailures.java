package dev.stator.cli;

import dev.stator.client.DynamoException;
import dev.stator.client.NoAnswerException;
import dev.stator.client.ServiceException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Why items were not put. Failures that say the same are one line, which has their number and the
 * first of their places; one is told as soon as it is known, those that follow it at the end. For
 * many threads.
 */
final class PutFailures {
  private static final int PLACES = 3;

  /** So many are kept apart; what is yet another is told by itself. */
  private static final int MOST = 100;

  private final String source;
  private final Style style;
  private final Consumer<String> say;
  private final Map<List<Object>, Failure> failures = new LinkedHashMap<>();

  /** What failed in the same way and is not told yet. */
  private static final class Failure {
    private final DynamoException first;
    private final TreeSet<Long> lines = new TreeSet<>();
    private long items;
    private boolean told;

    Failure(DynamoException first) {
      this.first = first;
    }
  }

  /**
   * @param source what the lines are of, such as {@code stdin}
   * @param say prints a line for a person
   */
  PutFailures(String source, Style style, Consumer<String> say) {
    this.source = source;
    this.style = style;
    this.say = say;
  }

  /** An item failed, which began at a line. */
  synchronized void add(DynamoException failure, long line) {
    List<Object> said = said(failure);
    Failure like = failures.get(said);
    if (like == null) {
      like = new Failure(failure);
      if (failures.size() < MOST) {
        failures.put(said, like);
      }
    }
    like.items++;
    like.lines.add(line);
    if (like.lines.size() > PLACES) {
      like.lines.pollLast();
    }
    if (!failures.containsKey(said)) {
      tell(like);
    }
  }

  /** Tells of those that are like none that was told. */
  synchronized void tellNew() {
    failures.values().stream().filter(failure -> !failure.told).forEach(this::tell);
  }

  /** Tells of all that are not told yet. */
  synchronized void tellRest() {
    failures.values().stream().filter(failure -> failure.items > 0).forEach(this::tell);
  }

  private void tell(Failure failure) {
    String lines =
        failure.lines.stream().map(line -> Long.toString(line)).collect(Collectors.joining(", "));
    String places =
        source
            + (failure.lines.size() == 1 ? ", line " : ", lines ")
            + lines
            + (failure.lines.size() == PLACES && failure.items > PLACES ? ", …" : "");
    String count = failure.items == 1 ? "" : " (" + Quantities.count(failure.items) + " items)";
    ErrorReport report = ErrorReport.of(failure.first);
    say.accept(
        new ErrorReport(report.exitCode(), places + count + ": " + report.problem(), report.hints())
            .text(style));
    failure.told = true;
    failure.items = 0;
    failure.lines.clear();
  }

  /**
   * What a failure says, but for what is of one request alone: its id, and how often it was tried.
   */
  private static List<Object> said(DynamoException failure) {
    if (failure instanceof ServiceException e) {
      return List.of(e.code(), e.serviceMessage(), e.status());
    }
    return failure instanceof NoAnswerException e
        ? List.of(e.reason(), e.maybeSent())
        : List.of(failure.problem());
  }
}
