package dev.stator.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where this module keeps its few files, after the XDG Base Directory Specification.
 *
 * @param cache what can be made again: the resolved class path
 * @param runtime what is true only while a process lives: which services run
 */
record Folders(Path cache, Path runtime) {

  static Folders ofUser() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  static Folders of(Map<String, String> environment, Path home) {
    Path base = absolute(environment.get("XDG_CACHE_HOME"));
    Path cache = (base == null ? home.resolve(".cache") : base).resolve("stator");
    Path session = absolute(environment.get("XDG_RUNTIME_DIR"));
    // After `su` or in a container the variable can name another user's folder.
    if (session == null || !Files.isWritable(session)) {
      return new Folders(cache, cache);
    }
    return new Folders(cache, session.resolve("stator"));
  }

  /** Creates {@code folder} and its parents; what is created is for its owner alone. */
  static void create(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createDirectories(folder, ownerOnly);
    } catch (FileAlreadyExistsException e) {
      throw new IOException(folder + " is in the way: it is not a folder", e);
    }
  }

  /** The specification says that a path which is not absolute is to be ignored. */
  private static @Nullable Path absolute(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      return null;
    }
    Path parsed = Path.of(path);
    return parsed.isAbsolute() ? parsed : null;
  }
}
