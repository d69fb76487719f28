package dev.stator.cli;

import dev.stator.lineage.Lineage;
import dev.stator.lineage.LineageOptions;
import dev.stator.lineage.LineageProgress;
import dev.stator.lineage.LineageReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Runs an analysis for a command: shows how far it is, can be interrupted, and says in one line why
 * there is nothing to analyse.
 */
final class LineageRun {
  private static final int SKIPPED_TOLD = 10;

  private final Invocation invocation;
  private final String command;
  private final LineageOptions options;

  LineageRun(Invocation invocation, String command, LineageOptions options) {
    this.invocation = invocation;
    this.command = command;
    this.options = options;
  }

  /** The report on the sources below these paths; empty if the run is interrupted. */
  Optional<LineageReport> analyze(List<Path> paths) {
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw CommandFailure.usage(
            command + ": " + path + ": no such file or folder",
            "it is looked for from " + Path.of("").toAbsolutePath());
      }
    }
    Optional<LineageReport> report = analyzeAny(paths);
    if (report.isPresent() && report.get().stats().files() == 0) {
      throw nothing(paths, report.get());
    }
    return report;
  }

  /** The same where there may be no source at all. */
  @SuppressWarnings("try") // The display shows by itself.
  Optional<LineageReport> analyzeAny(List<Path> paths) {
    LineageProgress progress = new LineageProgress();
    invocation.interruption().onRequest(Thread.currentThread()::interrupt);
    try (ProgressDisplay display =
        ProgressDisplay.startInWords(invocation, () -> words(progress))) {
      return Optional.of(Lineage.analyze(paths, options, progress));
    } catch (IllegalStateException e) {
      if (invocation.interruption().requested()) {
        return Optional.empty();
      }
      throw explained(e);
    } finally {
      // What follows is short, and writes a file that must not be broken off.
      invocation.interruption().onRequest(() -> {});
      var unused = Thread.interrupted();
    }
  }

  /** What the user can do something about, else the failure itself. */
  private RuntimeException explained(IllegalStateException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError memory) {
        throw memory;
      }
      if (cause instanceof LinkageError) {
        return CommandFailure.failed(
            command + ": the parser's native library cannot be loaded: " + cause.getMessage(),
            failure,
            "it exists for Linux (glibc), macOS and Windows on x86-64, Linux and macOS on arm64",
            "it is unpacked into the temporary folder, which must allow execution; another one:"
                + " STATOR_JAVA_OPTS=-Djava.io.tmpdir=DIR");
      }
    }
    return failure;
  }

  private static String words(LineageProgress progress) {
    String files = Quantities.count(progress.files());
    return switch (progress.phase()) {
      case SEARCHING -> "searching for sources";
      case READING -> "reading " + files + " files";
      case PARSING ->
          "parsing: " + Quantities.count(progress.parsed()) + " of at most " + files + " files";
      case FOLLOWING ->
          "following values through " + Quantities.count(progress.parsed()) + " files";
    };
  }

  private CommandFailure nothing(List<Path> paths, LineageReport report) {
    String where = paths.size() == 1 ? name(paths.get(0)) : paths.size() + " paths";
    List<LineageReport.Skipped> skipped = report.skipped();
    String problem =
        skipped.isEmpty()
            ? ": there is no Python file"
            : ": there is no Python file that can be analysed; left out: "
                + skipped.get(0).file()
                + " ("
                + skipped.get(0).reason()
                + ")"
                + (skipped.size() > 1 ? " and " + (skipped.size() - 1) + " more" : "");
    return CommandFailure.failed(
        command + ": " + where + problem, "name the folder of the sources");
  }

  private static String name(Path path) {
    return path.toString().isEmpty() ? "the current folder" : path.toString();
  }

  /**
   * Says on stderr how much was found and what was left out, unless {@code shown}: then the report
   * says it itself.
   */
  void tell(LineageReport report, boolean shown) {
    if (shown) {
      return;
    }
    LineageReport.Stats stats = report.stats();
    invocation.note(
        Quantities.count(stats.links())
            + " links from "
            + Quantities.count(stats.sites())
            + " sites to "
            + Quantities.count(stats.tables())
            + " tables; "
            + Quantities.count(stats.unresolved())
            + " names unknown; "
            + Quantities.count(report.findings().size())
            + " findings; "
            + Quantities.count(stats.files())
            + " files");
    List<LineageReport.Skipped> skipped = report.skipped();
    skipped.stream()
        .limit(SKIPPED_TOLD)
        .map(entry -> "skipped: " + entry.file() + ": " + entry.reason())
        .forEach(line -> invocation.note(line.replaceAll("\\p{Cntrl}", "?")));
    if (skipped.size() > SKIPPED_TOLD) {
      invocation.note(
          "skipped: "
              + Quantities.count(skipped.size() - SKIPPED_TOLD)
              + " more; the report lists them all");
    }
  }

  /** What went wrong with a file, in a few words. */
  static String reason(IOException failure) {
    String kind = failure.getClass().getSimpleName().replaceFirst("Exception$", "");
    return failure.getMessage() == null ? kind : kind + " " + failure.getMessage();
  }
}
