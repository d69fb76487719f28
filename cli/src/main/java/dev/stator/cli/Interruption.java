package dev.stator.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ctrl-C as a wish to stop that a command can hear.
 *
 * <p>A command that has something to put away hands in what stops it. The signal runs that, and the
 * process then lives until the command has returned, or for as long as it may take to stop. A
 * command that hands in nothing is ended at once, as any process is. Either way the process's exit
 * code is the signal's: 130 for SIGINT, 143 for SIGTERM.
 *
 * <p>Safe for use by several threads.
 */
final class Interruption {
  /** For a command that has something to put away. */
  static final int SECONDS_TO_STOP = 20;

  /** For one that has nothing, and at most waits for who reads its output. */
  static final int SECONDS_TO_RETURN = 2;

  private final boolean hearsSignals;
  private final CountDownLatch finished = new CountDownLatch(1);
  private boolean requested;
  private boolean listening;
  private @Nullable Runnable stop;
  private int seconds = SECONDS_TO_STOP;

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
    onRequest(stop, SECONDS_TO_STOP);
  }

  /**
   * The same for a command that may take another time to stop.
   *
   * @param secondsToStop how long the process waits for the command to return
   */
  void onRequest(Runnable stop, int secondsToStop) {
    boolean already;
    synchronized (this) {
      this.stop = stop;
      this.seconds = secondsToStop;
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

  private synchronized int secondsToStop() {
    return seconds;
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
    int limit = secondsToStop();
    try {
      if (!finished.await(limit, TimeUnit.SECONDS)) {
        System.err.println("error: not stopped after " + limit + " s: ended as it stood");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
