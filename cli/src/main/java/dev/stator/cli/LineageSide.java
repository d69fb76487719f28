package dev.stator.cli;

import dev.stator.lineage.Lineage;
import dev.stator.lineage.LineageReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One side of a comparison: a report, a git revision or a folder, and the report on it. */
final class LineageSide {
  private static final Pattern A_PATH = Pattern.compile("(?:\\.{0,2}/|\\.{1,2}$).*");

  private final Invocation invocation;
  private final String command;
  private final LineageRun run;
  private final Path repository;

  LineageSide(Invocation invocation, String command, LineageRun run, Path repository) {
    this.invocation = invocation;
    this.command = command;
    this.run = run;
    this.repository = repository;
  }

  /**
   * The report on it; empty if the run is interrupted.
   *
   * @param text as it was given; empty means the repository's folder as it stands
   */
  Optional<LineageReport> report(String text) {
    if (text.isEmpty()) {
      return run.analyze(List.of(repository));
    }
    Path path = Path.of(text);
    if (Files.isRegularFile(path)) {
      return Optional.of(read(path));
    }
    if (Files.isDirectory(path) && A_PATH.matcher(text).matches()) {
      return run.analyze(List.of(path));
    }
    GitRevisions git = new GitRevisions(repository);
    try {
      Optional<String> commit = git.commit(text);
      if (commit.isPresent()) {
        return revision(git, text, commit.get());
      }
      if (Files.isDirectory(path)) {
        return run.analyze(List.of(path));
      }
      String complaint = git.complaint().map(said -> " (" + said + ")").orElse("");
      throw CommandFailure.usage(
          command + ": " + text + ": neither a revision nor a report nor a folder" + complaint,
          "revisions are those of " + name(repository) + "; another repository: --repo DIR");
    } catch (IOException e) {
      if (Files.isDirectory(path)) {
        return run.analyze(List.of(path));
      }
      throw unreadable(text, e);
    }
  }

  private LineageReport read(Path file) {
    try {
      return LineageReport.fromJson(Files.readString(file));
    } catch (IOException e) {
      throw CommandFailure.failed(
          command + ": " + file + ": cannot be read: " + LineageRun.reason(e), e);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          command + ": " + file + ": " + firstLine(e),
          "write it with: stator lineage PATH -o json --to " + file);
    }
  }

  private Optional<LineageReport> revision(GitRevisions git, String text, String commit)
      throws IOException {
    Path folder = Files.createTempDirectory("stator-lineage-");
    try {
      git.write(
          commit,
          folder,
          Lineage::mayMatter,
          (file, reason) -> invocation.note("skipped: " + text + ":" + file + ": " + reason));
      Optional<LineageReport> report = run.analyzeAny(List.of(folder));
      if (report.isPresent() && report.get().stats().files() == 0) {
        invocation.note("there is no Python file in " + text);
      }
      return report;
    } finally {
      remove(folder);
    }
  }

  private CommandFailure unreadable(String text, IOException failure) {
    String reason = String.valueOf(failure.getMessage());
    if (reason.startsWith("Cannot run program")) {
      return CommandFailure.failed(
          command + ": " + text + ": there is no git on the path, and no such report or folder",
          failure,
          "install git, or compare two reports: stator lineage PATH -o json --to base.json");
    }
    return CommandFailure.failed(command + ": " + text + ": " + reason, failure);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  private static String firstLine(Exception failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }

  private static String name(Path folder) {
    return folder.toString().isEmpty() ? "the current folder" : folder.toString();
  }
}
