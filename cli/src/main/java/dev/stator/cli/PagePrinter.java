package dev.stator.cli;

import dev.stator.client.CallFacts;
import dev.stator.client.DynamoException;
import dev.stator.client.NoAnswerException;
import dev.stator.client.ResponseBody;
import dev.stator.client.StartKey;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.item.json.PageReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Prints the items of pages as they come, from a response's bytes to stdout's, and tells how far it
 * is where the items themselves do not. Not for several threads.
 */
final class PagePrinter {
  private interface Reading {
    void run() throws InterruptedException;
  }

  private final CallFacts call;
  private final ItemPrinter printer;
  private final CapacityOption capacity;
  private final Invocation invocation;
  private final PageReader page = new PageReader();
  private final long started = System.nanoTime();
  private final AtomicLong evaluated = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private long printed;

  /**
   * @param call what the pages are answers to
   */
  PagePrinter(CallFacts call, ItemPrinter printer, CapacityOption capacity, Invocation invocation) {
    this.call = call;
    this.printer = printer;
    this.capacity = capacity;
    this.invocation = invocation;
  }

  /**
   * Reads pages, one after another, until there are no more or the limit is reached.
   *
   * @param limit how many items to print at most
   * @param filtered whether a page may have fewer items than were evaluated: then a request cannot
   *     be told how many are wanted
   * @param read reads the page that begins at a key, and evaluates so many items at most
   */
  ExitCode print(
      long limit,
      boolean filtered,
      BiFunction<@Nullable StartKey, @Nullable Integer, ResponseBody> read) {
    return toTheEnd(
        () -> {
          StartKey next = null;
          do {
            long left = limit - printed;
            Integer most =
                !filtered && left < Integer.MAX_VALUE ? Integer.valueOf((int) left) : null;
            next = printPage(read.apply(next, most), limit);
          } while (next != null && printed < limit);
        });
  }

  /** Reads a scan's segments side by side, and prints their pages in the order they come in. */
  ExitCode print(SegmentedScan scan) {
    return toTheEnd(() -> scan.read(page -> printPage(page, Long.MAX_VALUE)));
  }

  /** Prints a page, which is closed, and returns where the next one begins. */
  private @Nullable StartKey printPage(ResponseBody body, long limit) {
    StartKey next = null;
    try (body) {
      page.reset(body.array(), 0, body.length());
      while (page.nextItem()) {
        if (printed < limit) {
          printer.print(page.item());
          printed++;
        }
      }
      if (page.count() != page.items()) {
        throw unreadable("it does not say how many items it has", null);
      }
      if (page.hasLastEvaluatedKey()) {
        int start = page.lastEvaluatedKeyStart();
        next = StartKey.ofJson(body.array(), start, page.lastEvaluatedKeyEnd() - start);
      }
    } catch (MalformedJsonException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
    capacity.add(page.consumedCapacityUnits());
    evaluated.addAndGet(Math.max(page.scannedCount(), page.items()));
    bytes.addAndGet(body.length());
    printer.flush();
    return next;
  }

  private ExitCode toTheEnd(Reading reading) {
    try {
      tellingHowFar(reading);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stopped();
    } catch (NoAnswerException e) {
      if (e.reason() == NoAnswerException.Reason.INTERRUPTED) {
        return stopped();
      }
      printer.breakOff();
      throw e;
    } catch (DynamoException | CommandFailure e) {
      printer.breakOff();
      throw e;
    }
    printer.end();
    capacity.tell("RCU", invocation);
    return ExitCode.OK;
  }

  private void tellingHowFar(Reading reading) throws InterruptedException {
    ProgressDisplay progress = ProgressDisplay.startBesideData(invocation, this::snapshot);
    try {
      reading.run();
    } finally {
      progress.close();
    }
  }

  private ExitCode stopped() {
    printer.breakOff();
    String items = printed == 1 ? " item" : " items";
    invocation.terminal().err().println("stopped after " + Quantities.count(printed) + items);
    return ExitCode.INTERRUPTED;
  }

  /** An answer that came whole and is none: to go on would be to lose what it should have held. */
  private CommandFailure unreadable(String why, @Nullable Throwable cause) {
    String problem = call + ": the answer is none: " + why;
    String hint =
        "something between here and DynamoDB may have changed it: check the endpoint and the proxy";
    return cause == null
        ? CommandFailure.failed(problem, hint)
        : CommandFailure.failed(problem, cause, hint);
  }

  private ProgressSnapshot snapshot() {
    return new ProgressSnapshot(
        evaluated.get(),
        bytes.get(),
        0,
        0,
        ProgressSnapshot.UNKNOWN,
        Duration.ofNanos(System.nanoTime() - started));
  }
}
