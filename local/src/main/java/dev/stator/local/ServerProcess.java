package dev.stator.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A child process that announces on its output that it serves, and ends when its input is closed.
 *
 * <p>What it prints is read for as long as it lives, so that a full pipe never stops it, and only
 * the last lines are kept: nobody sees them unless something goes wrong.
 *
 * <p>Safe for use by several threads.
 */
final class ServerProcess implements AutoCloseable {
  private static final int LINES_KEPT = 40;
  private static final long TIME_TO_STOP_SECONDS = 10;

  private final Process process;
  private final CompletableFuture<Optional<String>> announcement = new CompletableFuture<>();
  private final CompletableFuture<Integer> ended = new CompletableFuture<>();
  private final ArrayDeque<String> lastLines = new ArrayDeque<>();

  private ServerProcess(Process process) {
    this.process = process;
  }

  /** Starts the process. Its announcement is the first line that begins with the prefix. */
  static ServerProcess start(ProcessBuilder builder, String announcementPrefix) throws IOException {
    var server = new ServerProcess(builder.redirectErrorStream(true).start());
    var reader =
        new Thread(() -> server.follow(announcementPrefix), "stator-local-" + server.pid());
    reader.setDaemon(true);
    reader.start();
    return server;
  }

  /**
   * Waits until the process announces itself.
   *
   * @return what follows the prefix; empty when the process ended without an announcement
   * @throws TimeoutException when neither happens within the limit
   */
  Optional<String> awaitAnnouncement(Duration limit) throws TimeoutException, InterruptedException {
    try {
      return announcement.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The announcement is never completed with an error.", e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Completes with the exit status once the process has ended and all that it printed was read. */
  CompletableFuture<Integer> ended() {
    return ended.copy();
  }

  /** The last lines that the process printed, oldest first, without its announcement. */
  List<String> lastLines() {
    synchronized (lastLines) {
      return List.copyOf(lastLines);
    }
  }

  /**
   * Closes the process's input and waits until it has ended; kills it when that takes over ten
   * seconds or when the calling thread is interrupted.
   */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The process is gone already, or dies below: nothing was written that could be lost.
    }
    try {
      if (!process.waitFor(TIME_TO_STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
    ended.join();
  }

  /** Ends the process without asking it. */
  void kill() {
    process.destroyForcibly();
  }

  private void follow(String announcementPrefix) {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(announcementPrefix) && !announcement.isDone()) {
          announcement.complete(Optional.of(line.substring(announcementPrefix.length())));
        } else {
          keep(line);
        }
      }
    } catch (IOException e) {
      keep("(what else it printed cannot be read: " + e + ")");
    }
    int status = process.onExit().join().exitValue();
    announcement.complete(Optional.empty());
    ended.complete(status);
  }

  private void keep(String line) {
    synchronized (lastLines) {
      if (lastLines.size() == LINES_KEPT) {
        lastLines.removeFirst();
      }
      lastLines.addLast(line);
    }
  }
}
