package dev.stator.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows how far a command is, on stderr: one line that changes on a terminal, a line every ten
 * seconds elsewhere, nothing with {@code --quiet} or {@code --no-progress}.
 *
 * <p>Written here rather than taken from {@code me.tongfei:progressbar}: that knows one quantity
 * where a scan has four (items, bytes, items/s, RCU/s), takes its percentage as exact where a
 * table's count is hours old, reads the clock itself so that no test can hold it to a time, and
 * brings JLine, whose loading is felt at start.
 *
 * <p>Closing it wipes the changing line, so that what is printed next begins clean. {@link #tick}
 * is what the timer calls.
 */
final class ProgressDisplay implements AutoCloseable {
  private static final String WIPE = "\r\u001B[K";

  private final Terminal terminal;
  private final Mode mode;
  private final IntFunction<String> bar;
  private final Supplier<String> heartbeat;
  private @Nullable ScheduledExecutorService timer;
  private boolean closed;

  private ProgressDisplay(
      Invocation invocation, Mode mode, IntFunction<String> bar, Supplier<String> heartbeat) {
    this.terminal = invocation.terminal();
    this.mode = mode;
    this.bar = bar;
    this.heartbeat = heartbeat;
  }

  /** A display that moves when {@link #tick} is called. */
  static ProgressDisplay of(Invocation invocation, Supplier<ProgressSnapshot> source) {
    return of(invocation, mode(invocation), source);
  }

  private static ProgressDisplay of(
      Invocation invocation, Mode mode, Supplier<ProgressSnapshot> source) {
    ProgressLine line = new ProgressLine();
    return new ProgressDisplay(
        invocation,
        mode,
        columns -> line.bar(source.get(), columns),
        () -> line.heartbeat(source.get()));
  }

  private static Mode mode(Invocation invocation) {
    Terminal terminal = invocation.terminal();
    GlobalOptions options = invocation.options();
    if (options.quiet || options.noProgress) {
      return Mode.NOTHING;
    }
    boolean redraws =
        terminal.errIsTerminal() && !"dumb".equals(terminal.environment().get("TERM"));
    return redraws ? Mode.ONE_LINE : Mode.HEARTBEAT;
  }

  /** A display that moves with the time; {@code source} is asked on a thread of the display's. */
  static ProgressDisplay start(Invocation invocation, Supplier<ProgressSnapshot> source) {
    ProgressDisplay display = of(invocation, source);
    display.start();
    return display;
  }

  /**
   * A display for work that fills stdout meanwhile; moves when {@link #tick} is called. Where the
   * data is seen it is progress enough; elsewhere what reads it may print on the screen that stderr
   * is on, so nothing is drawn over there: each line is a whole one.
   */
  static ProgressDisplay besideData(Invocation invocation, Supplier<ProgressSnapshot> source) {
    boolean seen = invocation.terminal().outIsTerminal();
    Mode mode = seen || mode(invocation) == Mode.NOTHING ? Mode.NOTHING : Mode.HEARTBEAT;
    return of(invocation, mode, source);
  }

  /** The same, moving with the time. */
  static ProgressDisplay startBesideData(Invocation invocation, Supplier<ProgressSnapshot> source) {
    ProgressDisplay display = besideData(invocation, source);
    display.start();
    return display;
  }

  /** The same for work whose progress is a few words rather than items. */
  static ProgressDisplay startInWords(Invocation invocation, Supplier<String> words) {
    ProgressDisplay display =
        new ProgressDisplay(
            invocation, mode(invocation), columns -> ProgressLine.cut(words.get(), columns), words);
    display.start();
    return display;
  }

  private void start() {
    if (mode == Mode.NOTHING) {
      return;
    }
    long millis = mode.interval.toMillis();
    timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleAtFixedRate(this::tick, millis, millis, TimeUnit.MILLISECONDS);
  }

  synchronized void tick() {
    if (closed) {
      return;
    }
    switch (mode) {
      case ONE_LINE -> draw(WIPE + bar.apply(terminal.columns()));
      case HEARTBEAT -> terminal.err().println(heartbeat.get());
      case NOTHING -> {}
    }
  }

  /** Prints a line for a person in the midst of progress. */
  synchronized void say(String text) {
    terminal.err().println(mode == Mode.ONE_LINE && !closed ? WIPE + text : text);
  }

  @Override
  public synchronized void close() {
    if (timer != null) {
      timer.shutdownNow();
    }
    if (!closed && mode == Mode.ONE_LINE) {
      draw(WIPE);
    }
    closed = true;
  }

  private void draw(String text) {
    terminal.err().print(text);
    terminal.err().flush();
  }

  private enum Mode {
    ONE_LINE(Duration.ofMillis(200)),
    HEARTBEAT(Duration.ofSeconds(10)),
    NOTHING(Duration.ZERO);

    private final Duration interval;

    Mode(Duration interval) {
      this.interval = interval;
    }
  }
}
