package dev.stator.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Parses files by several threads, each with a parser of its own and a stack deep enough for any
 * nesting that {@link AstBuilder} allows. Thread-safe.
 */
final class Parsers {
  private static final long STACK = 64L << 20;

  private final Supplier<SourceParser> open;
  private final int threads;

  Parsers(Supplier<SourceParser> open, int threads) {
    this.open = open;
    this.threads = threads;
  }

  /** Parses what is not parsed yet; a file that cannot be read any more is added to the skipped. */
  void parseAll(List<SourceFile> files, List<LineageReport.Skipped> skipped) {
    List<SourceFile> todo = files.stream().filter(file -> !file.isParsed()).toList();
    int workers = Math.max(1, Math.min(threads, todo.size() / 8 + 1));
    AtomicInteger next = new AtomicInteger();
    List<LineageReport.Skipped> failures = Collections.synchronizedList(new ArrayList<>());
    List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    if (todo.isEmpty()) {
      return;
    }
    CountDownLatch done = new CountDownLatch(workers);
    for (int worker = 0; worker < workers; worker++) {
      Thread thread =
          new Thread(
              null,
              () -> work(todo, next, failures, faults, done),
              "lineage-parse-" + worker,
              STACK);
      thread.setDaemon(true);
      thread.start();
    }
    try {
      done.await();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while parsing", interrupted);
    }
    if (!faults.isEmpty()) {
      throw new IllegalStateException("parsing failed: " + faults.get(0), faults.get(0));
    }
    failures.sort(java.util.Comparator.comparing(LineageReport.Skipped::file));
    skipped.addAll(failures);
  }

  private void work(
      List<SourceFile> todo,
      AtomicInteger next,
      List<LineageReport.Skipped> failures,
      List<Throwable> faults,
      CountDownLatch done) {
    try (SourceParser parser = open.get()) {
      for (int i = next.getAndIncrement(); i < todo.size(); i = next.getAndIncrement()) {
        parse(parser, todo.get(i), failures);
      }
    } catch (RuntimeException | Error fault) {
      faults.add(fault); // such as a native library that cannot be loaded
    } finally {
      done.countDown();
    }
  }

  private static void parse(
      SourceParser parser, SourceFile file, List<LineageReport.Skipped> failures) {
    try {
      byte[] text = SourceText.utf8(Files.readAllBytes(file.path()));
      SyntaxTree tree = parser.parse(text);
      List<Stmt> statements = AstBuilder.build(tree);
      file.parsed(text, statements, tree.broken());
      if (tree.cut() >= 0) {
        failures.add(
            new LineageReport.Skipped(
                file.name(),
                "nested deeper than "
                    + AstBuilder.DEPTH
                    + " levels from line "
                    + file.lines().line(tree.cut())
                    + ": not analysed there"));
      }
    } catch (SourceParser.Refused refused) {
      failures.add(new LineageReport.Skipped(file.name(), String.valueOf(refused.getMessage())));
      file.parsed(new byte[0], List.of(), false);
    } catch (SourceText.Unreadable changed) {
      failures.add(new LineageReport.Skipped(file.name(), String.valueOf(changed.getMessage())));
      file.parsed(new byte[0], List.of(), false);
    } catch (IOException gone) {
      failures.add(
          new LineageReport.Skipped(
              file.name(), "cannot be read: " + gone.getClass().getSimpleName()));
      file.parsed(new byte[0], List.of(), false);
    } catch (RuntimeException | StackOverflowError fault) {
      failures.add(
          new LineageReport.Skipped(
              file.name(), "the parser failed: " + fault.getClass().getSimpleName()));
      file.parsed(new byte[0], List.of(), false);
    }
  }
}
