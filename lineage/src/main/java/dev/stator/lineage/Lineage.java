package dev.stator.lineage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
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
    return analyze(paths, options, new LineageProgress());
  }

  /**
   * The same, telling {@code progress} how far it is.
   *
   * @throws IllegalArgumentException if a path does not exist
   */
  public static LineageReport analyze(
      List<Path> paths, LineageOptions options, LineageProgress progress) {
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
                report.set(run(paths, options, progress));
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

  /**
   * Whether a file of this name may be looked at: a source, or a template that may describe tables.
   * Any other file of a tree can be left out without changing its report.
   */
  public static boolean mayMatter(String fileName) {
    return SourceScan.isPython(fileName) || Infrastructure.mayDescribe(fileName);
  }

  /** The rules of {@link LineageReport.Finding}, in the order of reports, and what each means. */
  public static Map<String, String> findingRules() {
    return Collections.unmodifiableMap(Findings.RULES);
  }

  private static LineageReport run(
      List<Path> paths, LineageOptions options, LineageProgress progress) {
    SourceScan scan = new SourceScan(options);
    paths.forEach(scan::scan);
    progress.reading(scan.files().size());
    Parsers parsers =
        new Parsers(() -> progress.counting(new TreeSitterPython()), options.threads());
    Project project = new Project(parsers, scan);
    progress.enter(LineageProgress.Phase.PARSING);
    List<SourceFile> relevant = project.relevant();
    progress.enter(LineageProgress.Phase.FOLLOWING);
    Analysis analysis = new Analysis(project, relevant, options);
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
    LineageReport report = ReportBuilder.build(analysis, infrastructure, parsed, skipped);
    return Excerpts.added(report, project.files(), scan.infrastructure());
  }
}
