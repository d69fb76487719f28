package dev.stator.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C as a wish to stop that a command can hear.
 *
 * <p>A command that has something to put away hands in what stops it. The signal runs that, and the
 * process then lives until the command has returned, or for {@value #SECONDS_TO_STOP} seconds. A
 * command that hands in nothing is ended at once, as any process is. Either way the process's exit
 * code is the signal's: 130 for SIGINT, 143 for SIGTERM.
 *
 * <p>Safe for use by several threads.
 */
final class Interruption {
  static final int SECONDS_TO_STOP = 20;

  private final boolean hearsSignals;
  private final CountDownLatch finished = new CountDownLatch(1);
  private boolean requested;
  private boolean listening;
  private @Nullable Runnable stop;

  private Interruption(boolean hearsSignals) {
    this.hearsSignals = hearsSignals;
  }

  /** Hears SIGINT and SIGTERM of this process. */
  static Interruption ofProcess() {
    return new Interruption(true);
  }

  /** Hears {@link #request()} alone. */
  static Interruption ofCaller() {
    return new Interruption(false);
  }

  /**
   * From now on an interruption runs {@code stop}, on a thread of its own; at once if there was one
   * already. What it does must be quick: ask the work to end, not wait for it.
   */
  void onRequest(Runnable stop) {
    boolean already;
    synchronized (this) {
      this.stop = stop;
      already = requested;
      if (hearsSignals && !listening) {
        listening = true;
        Runtime.getRuntime().addShutdownHook(new Thread(this::signalled, "interruption"));
      }
    }
    if (already) {
      stop.run();
    }
  }

  /** What Ctrl-C does. */
  void request() {
    Runnable action;
    synchronized (this) {
      requested = true;
      action = stop;
    }
    if (action != null) {
      action.run();
    }
  }

  synchronized boolean requested() {
    return requested;
  }

  /** The command has returned and said its last word: nothing is left to wait for. */
  void finished() {
    finished.countDown();
  }

  private void signalled() {
    // The hook runs when the process ends by itself, too.
    if (finished.getCount() == 0) {
      return;
    }
    request();
    try {
      if (!finished.await(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
        System.err.println("error: not stopped after " + SECONDS_TO_STOP + " s: ended as it stood");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
