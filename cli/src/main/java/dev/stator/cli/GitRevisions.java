package dev.stator.cli;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The revisions of a git repository, read with the user's own git.
 *
 * <p>Only objects are read ({@code rev-parse}, {@code ls-tree}, {@code cat-file}): no hook or
 * filter runs, and neither the work tree nor the index is looked at or touched. Symbolic links and
 * submodules of a revision are left out, so that nothing is written outside the given folder.
 */
final class GitRevisions {
  private static final long LARGEST = 64L << 20;

  private final Path folder;

  /**
   * @param folder the repository, or a folder in it: then only what is below it counts
   */
  GitRevisions(Path folder) {
    this.folder = folder;
  }

  /** The commit that a revision means; empty if git knows none, or this is no repository. */
  Optional<String> commit(String revision) throws IOException {
    Process git =
        start("rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}");
    String id = text(git.getInputStream()).strip();
    return status(git) == 0 && !id.isEmpty() ? Optional.of(id) : Optional.empty();
  }

  /** Whether the folder is in a repository; if not, what git says of it. */
  Optional<String> complaint() throws IOException {
    Process git = start("rev-parse", "--git-dir");
    var unused = text(git.getInputStream());
    String said = text(git.getErrorStream()).strip();
    return status(git) == 0 ? Optional.empty() : Optional.of(said.lines().findFirst().orElse(""));
  }

  /**
   * Writes the files of a commit below {@code target}.
   *
   * @param wanted by file name
   * @param leftOut told of each file that is wanted and not written, and why
   */
  void write(
      String commit, Path target, Predicate<String> wanted, BiConsumer<String, String> leftOut)
      throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : list(commit)) {
      if (!wanted.test(entry.path.substring(entry.path.lastIndexOf('/') + 1))) {
        continue;
      }
      if (!entry.mode.startsWith("100")) {
        leftOut.accept(entry.path, "a symbolic link or submodule of the revision");
      } else if (entry.size > LARGEST) {
        leftOut.accept(entry.path, "huge: " + entry.size + " bytes");
      } else {
        entries.add(entry);
      }
    }
    Process git = start("cat-file", "--batch");
    try (OutputStream questions = new BufferedOutputStream(git.getOutputStream());
        InputStream answers = new BufferedInputStream(git.getInputStream(), 1 << 16)) {
      for (Entry entry : entries) {
        questions.write((entry.object + "\n").getBytes(StandardCharsets.US_ASCII));
        questions.flush();
        write(entry, blob(answers, entry), target, leftOut);
      }
    } finally {
      git.destroy();
    }
  }

  private record Entry(String mode, String object, long size, String path) {}

  /** The lines of {@code git ls-tree -r -l -z}: mode, type, object and size, a tab, the path. */
  private List<Entry> list(String commit) throws IOException {
    Process git = start("ls-tree", "-r", "-l", "-z", commit);
    String all = text(git.getInputStream());
    if (status(git) != 0) {
      throw new IOException("git ls-tree " + commit + ": " + text(git.getErrorStream()).strip());
    }
    List<Entry> entries = new ArrayList<>();
    for (String line : all.split("\0", -1)) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        String[] facts = line.substring(0, tab).split(" +", -1);
        long size = facts[3].equals("-") ? 0 : Long.parseLong(facts[3]);
        entries.add(new Entry(facts[0], facts[2], size, line.substring(tab + 1)));
      }
    }
    return entries;
  }

  /** An answer of {@code git cat-file --batch}: object, type and size on a line, then the bytes. */
  private static byte[] blob(InputStream answers, Entry entry) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = answers.read(); c != '\n'; c = answers.read()) {
      if (c < 0) {
        throw new EOFException("git cat-file ended at " + entry.path);
      }
      head.append((char) c);
    }
    if (!head.toString().equals(entry.object + " blob " + entry.size)) {
      throw new IOException("git cat-file for " + entry.path + ": " + head);
    }
    byte[] content = answers.readNBytes((int) entry.size);
    if (content.length < entry.size || answers.read() != '\n') {
      throw new EOFException("git cat-file ended at " + entry.path);
    }
    return content;
  }

  private static void write(
      Entry entry, byte[] content, Path target, BiConsumer<String, String> leftOut)
      throws IOException {
    Path file;
    try {
      file = target.resolve(entry.path).normalize();
    } catch (InvalidPathException e) {
      leftOut.accept(entry.path, "a name that this system cannot write");
      return;
    }
    if (!file.startsWith(target) || file.equals(target)) {
      leftOut.accept(entry.path, "a path that leads out of the revision");
      return;
    }
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString(), "--no-pager"));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    builder.environment().put("GIT_OPTIONAL_LOCKS", "0");
    builder.environment().put("LC_ALL", "C");
    if (arguments[0].equals("cat-file")) {
      builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    }
    return builder.start();
  }

  private static String text(InputStream stream) throws IOException {
    return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
  }

  private static int status(Process git) throws IOException {
    try {
      return git.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while git ran", e);
    }
  }
}
