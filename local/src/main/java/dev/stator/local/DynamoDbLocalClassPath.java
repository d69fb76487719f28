package dev.stator.local;

import dev.stator.local.Maven.MavenFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Finds the jars of DynamoDB Local, which its licence forbids to ship with anything.
 *
 * <p>In this order: the class path that the user names; the one resolved before; the one that the
 * user's own Maven resolves now. The resolved path is kept in a file whose name carries the version
 * and a checksum of the POM, and is resolved anew once a jar in it is gone. Processes that come at
 * the same time wait for one another, because one Maven repository is not made for two writers; the
 * file appears by an atomic rename, so a reader never sees half of it.
 */
final class DynamoDbLocalClassPath {
  static final String VERSION = "3.3.1";
  static final String PROPERTY = "stator.dynamodb-local.classpath";
  static final String VARIABLE = "STATOR_DYNAMODB_LOCAL_CLASSPATH";

  static final String LICENCE_NOTICE =
      "Your Maven now resolves DynamoDB Local "
          + VERSION
          + ", once. It comes under the Amazon DynamoDB Local License Agreement: for use with an AWS"
          + " account, no redistribution.";

  private static final String ANOTHER_WAY =
      "or name the jars of DynamoDB Local in "
          + VARIABLE
          + ", or use another endpoint through AWS_ENDPOINT_URL_DYNAMODB";

  /** A slow line has to fetch about 45 MB. */
  private static final Duration RESOLUTION_LIMIT = Duration.ofMinutes(15);

  private static final ReentrantLock ONE_THREAD = new ReentrantLock();

  private final Map<String, String> environment;
  private final Path folder;

  DynamoDbLocalClassPath(Map<String, String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /**
   * Returns the class path, its entries separated as on this platform.
   *
   * @param notice told the licence, as one line, before Maven is asked
   * @throws LocalServiceException when there is no way to a complete class path
   */
  String find(Consumer<String> notice) {
    String named = System.getProperty(PROPERTY, environment.getOrDefault(VARIABLE, ""));
    if (!named.isBlank()) {
      return checked(named.strip());
    }
    byte[] pom = pom();
    Path file = folder.resolve(fileName(pom));
    try {
      Optional<String> known = read(file);
      return known.isPresent() ? known.get() : resolveAlone(file, pom, notice);
    } catch (IOException e) {
      throw new LocalServiceException(
          "The class path of DynamoDB Local cannot be kept in " + folder + ": " + e,
          "make the folder writable, or set XDG_CACHE_HOME to one that is",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalServiceException(
          "Interrupted while Maven resolved DynamoDB Local " + VERSION + ".", "start again", e);
    }
  }

  private static String checked(String named) {
    for (String entry : named.split(File.pathSeparator, -1)) {
      Path path = Path.of(entry.endsWith("*") ? entry.substring(0, entry.length() - 1) : entry);
      if (!Files.exists(path)) {
        throw new LocalServiceException(
            "The class path of DynamoDB Local names " + entry + ", which does not exist.",
            "correct " + VARIABLE + " (or the system property " + PROPERTY + "), or unset it");
      }
    }
    return named;
  }

  private String resolveAlone(Path file, byte[] pom, Consumer<String> notice)
      throws IOException, InterruptedException {
    // The file lock is between processes; within one, Java wants threads to have their own.
    ONE_THREAD.lockInterruptibly();
    try {
      Folders.create(folder);
      try (FileChannel channel =
          FileChannel.open(
              folder.resolve("dynamodb-local.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        // Released with the channel.
        channel.lock();
        Optional<String> resolvedMeanwhile = read(file);
        if (resolvedMeanwhile.isPresent()) {
          return resolvedMeanwhile.get();
        }
        notice.accept(LICENCE_NOTICE);
        String classPath = resolve(pom);
        write(file, classPath);
        return classPath;
      }
    } finally {
      ONE_THREAD.unlock();
    }
  }

  private String resolve(byte[] pom) throws IOException, InterruptedException {
    Maven maven =
        Maven.find(environment)
            .orElseThrow(
                () ->
                    new LocalServiceException(
                        "DynamoDB Local " + VERSION + " is resolved by Maven, but there is no mvn.",
                        "install Maven 3.8 or newer and put it on the PATH, " + ANOTHER_WAY));
    String classPath;
    try {
      classPath = maven.classPath(pom, RESOLUTION_LIMIT);
    } catch (MavenFailure e) {
      throw new LocalServiceException(
          maven.executable()
              + " could not resolve DynamoDB Local "
              + VERSION
              + ":\n  "
              + e.getMessage(),
          "the first start needs Maven Central, or a mirror of it in Maven's settings.xml; "
              + ANOTHER_WAY,
          e);
    }
    if (!isComplete(classPath)) {
      throw new IOException("Maven resolved files that do not exist: " + classPath);
    }
    return classPath;
  }

  private static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file)).filter(DynamoDbLocalClassPath::isComplete);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private void write(Path file, String classPath) throws IOException {
    Path unfinished = Files.createTempFile(folder, "class-path", ".tmp");
    try {
      Files.writeString(unfinished, classPath);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static boolean isComplete(String classPath) {
    return !classPath.isBlank()
        && Stream.of(classPath.split(File.pathSeparator, -1))
            .allMatch(entry -> Files.isRegularFile(Path.of(entry)));
  }

  private static String fileName(byte[] pom) {
    var checksum = new CRC32();
    checksum.update(pom);
    return String.format("dynamodb-local-%s-%08x.classpath", VERSION, checksum.getValue());
  }

  private static byte[] pom() {
    String resource = "dynamodb-local.pom.xml";
    try (@Nullable InputStream in = DynamoDbLocalClassPath.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from this jar of Stator.");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
