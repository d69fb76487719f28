package dev.stator.lineage;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a value came to be where it is: a step and the steps before it. Steps past {@link #LONGEST}
 * are dropped, oldest first kept, so that recursion in the analysed code cannot grow a trace
 * without end.
 */
final class Trace {
  private static final int LONGEST = 24;

  private final SourceFile file;
  private final int at;
  private final String what;
  private final @Nullable String quoted;
  private final @Nullable Trace before;
  private final int length;

  private Trace(
      SourceFile file, int at, String what, @Nullable String quoted, @Nullable Trace before) {
    this.quoted = quoted;
    this.file = file;
    this.at = at;
    this.what = what;
    this.before = before;
    this.length = before == null ? 1 : before.length + 1;
  }

  static Trace start(SourceFile file, int at, String what) {
    return new Trace(file, at, what, null, null);
  }

  /**
   * A step that quotes a text of the source; it is only put into words when the step is reported.
   */
  static Trace literal(SourceFile file, int at, String text) {
    return new Trace(file, at, "literal", text, null);
  }

  static Trace step(@Nullable Trace before, SourceFile file, int at, String what) {
    if (before != null && (before.length >= LONGEST || (before.at == at && before.file == file))) {
      return before;
    }
    return new Trace(file, at, what, null, before);
  }

  /** The file in which the way begins. */
  SourceFile origin() {
    Trace step = this;
    while (step.before != null) {
      step = step.before;
    }
    return step.file;
  }

  private String words() {
    return quoted == null ? what : what + " " + Expressions.quote(quoted);
  }

  /** The steps, the newest first: from the place that was asked about back to the origin. */
  List<LineageReport.Step> steps() {
    List<LineageReport.Step> steps = new ArrayList<>(length);
    for (Trace step = this; step != null; step = step.before) {
      steps.add(
          new LineageReport.Step(step.file.name(), step.file.lines().line(step.at), step.words()));
    }
    return steps;
  }
}
