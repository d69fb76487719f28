package dev.stator.lineage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finds which Python code touches which DynamoDB table.
 *
 * <pre>{@code
 * LineageReport report = Lineage.analyze(List.of(Path.of("src")), LineageOptions.defaults());
 * System.out.println(report.links().size() + " links");
 * }</pre>
 *
 * The sources are read and parsed, never executed. A file that is broken is analysed as far as it
 * can be understood, one that cannot be read is listed with its reason; neither stops the run.
 * Thread-safe; each call stands alone.
 */
public final class Lineage {
  /** Deep enough for every chain of calls that the analysis follows. */
  private static final long STACK = 512L << 20;

  private Lineage() {}

  /**
   * Analyses the Python files at and below the given paths as one project.
   *
   * @throws IllegalArgumentException if a path does not exist
   */
  public static LineageReport analyze(List<Path> paths, LineageOptions options) {
    for (Path path : paths) {
      if (!java.nio.file.Files.exists(path)) {
        throw new IllegalArgumentException("no such file or folder: " + path);
      }
    }
    AtomicReference<LineageReport> report = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              try {
                report.set(run(paths, options));
              } catch (RuntimeException | Error thrown) {
                failure.set(thrown);
              }
            },
            "lineage",
            STACK);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while analysing", interrupted);
    }
    LineageReport done = report.get();
    if (done == null) {
      throw new IllegalStateException("the analysis failed: " + failure.get(), failure.get());
    }
    return done;
  }

  private static LineageReport run(List<Path> paths, LineageOptions options) {
    SourceScan scan = new SourceScan(options);
    paths.forEach(scan::scan);
    Project project = new Project(new Parsers(TreeSitterPython::new, options.threads()), scan);
    Analysis analysis = new Analysis(project, project.relevant(), options);
    analysis.run();
    List<LineageReport.Skipped> skipped = new ArrayList<>(project.skipped());
    skipped.addAll(analysis.faults());
    Infrastructure infrastructure =
        options.infrastructure()
            ? Infrastructure.read(scan.infrastructure(), scan.copies(), skipped)
            : Infrastructure.none();
    int parsed = 0;
    for (SourceFile file : project.files()) {
      parsed += file.isParsed() ? 1 : 0;
      if (file.broken()) {
        skipped.add(
            new LineageReport.Skipped(
                file.name(), "syntax errors: analysed as far as it can be understood"));
      }
    }
    return ReportBuilder.build(analysis, infrastructure, parsed, skipped);
  }
}
