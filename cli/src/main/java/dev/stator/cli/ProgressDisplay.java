package dev.stator.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
  private final Supplier<ProgressSnapshot> source;
  private final ProgressLine line = new ProgressLine();
  private @Nullable ScheduledExecutorService timer;
  private boolean closed;

  private ProgressDisplay(Terminal terminal, Mode mode, Supplier<ProgressSnapshot> source) {
    this.terminal = terminal;
    this.mode = mode;
    this.source = source;
  }

  /** A display that moves when {@link #tick} is called. */
  static ProgressDisplay of(Invocation invocation, Supplier<ProgressSnapshot> source) {
    Terminal terminal = invocation.terminal();
    GlobalOptions options = invocation.options();
    Mode mode;
    if (options.quiet || options.noProgress) {
      mode = Mode.NOTHING;
    } else if (terminal.errIsTerminal() && !"dumb".equals(terminal.environment().get("TERM"))) {
      mode = Mode.ONE_LINE;
    } else {
      mode = Mode.HEARTBEAT;
    }
    return new ProgressDisplay(terminal, mode, source);
  }

  /** A display that moves with the time; {@code source} is asked on a thread of the display's. */
  static ProgressDisplay start(Invocation invocation, Supplier<ProgressSnapshot> source) {
    ProgressDisplay display = of(invocation, source);
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
      case ONE_LINE -> draw(WIPE + line.bar(source.get(), terminal.columns()));
      case HEARTBEAT -> terminal.err().println(line.heartbeat(source.get()));
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
