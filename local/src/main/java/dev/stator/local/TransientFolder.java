package dev.stator.local;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder that goes when its owner is done with it.
 *
 * <p>A process that is killed cannot delete anything. Its folder carries its process id in the
 * name, and the next process that makes one deletes what was left: folders whose process is gone
 * and that are an hour old. The age is for containers that share a folder but not their process
 * ids.
 */
record TransientFolder(Path path) implements AutoCloseable {
  private static final String PREFIX = "stator-s3-";
  private static final Duration GRACE = Duration.ofHours(1);

  static TransientFolder create() throws IOException {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    sweep(parent, Instant.now());
    return create(parent);
  }

  static TransientFolder create(Path parent) throws IOException {
    String prefix = PREFIX + ProcessHandle.current().pid() + "-";
    return new TransientFolder(Files.createTempDirectory(parent, prefix));
  }

  /** Deletes what processes left behind that had no chance to. */
  static void sweep(Path parent, Instant now) throws IOException {
    List<Path> leftBehind;
    try (Stream<Path> children = Files.list(parent)) {
      leftBehind = children.filter(child -> isLeftBehind(child, now)).toList();
    }
    for (Path folder : leftBehind) {
      new TransientFolder(folder).close();
    }
  }

  private static boolean isLeftBehind(Path folder, Instant now) {
    String name = folder.getFileName().toString();
    int end = name.lastIndexOf('-');
    if (!name.startsWith(PREFIX) || end < PREFIX.length()) {
      return false;
    }
    try {
      long pid = Long.parseLong(name.substring(PREFIX.length(), end));
      return ProcessHandle.of(pid).isEmpty()
          && Files.isWritable(folder)
          && Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(GRACE));
    } catch (NumberFormatException | IOException e) {
      // Not one of ours, or deleted by another process in this moment.
      return false;
    }
  }

  /**
   * Deletes the folder and all in it. What cannot be deleted stays: it is in the way of nothing.
   */
  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Deletion());
    } catch (IOException e) {
      System.getLogger("dev.stator.local")
          .log(System.Logger.Level.WARNING, "Not all of " + path + " could be deleted.", e);
    }
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        throw e;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
