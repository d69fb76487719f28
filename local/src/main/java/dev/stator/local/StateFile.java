package dev.stator.local;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * The file through which one process finds the services that another runs.
 *
 * <p>It is written in full under another name, readable by its owner alone, and then renamed. It
 * holds ports and no address: whatever is in it, nobody is sent anywhere but to 127.0.0.1. It is
 * believed only while its process lives and both ports answer; the rest, and what cannot be read,
 * counts as absent, because a process that was killed could not remove it.
 */
record StateFile(Path folder) {
  private static final Duration ANSWER_LIMIT = Duration.ofMillis(500);

  static StateFile in(Folders folders) {
    return new StateFile(folders.runtime());
  }

  /**
   * Services and the process that runs them.
   *
   * @param pid the process that started the services and ends them
   */
  record Entry(long pid, int dynamoDbPort, int s3Port, Instant startedAt) {

    private boolean isAlive() {
      return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)
          && answers(dynamoDbPort)
          && answers(s3Port);
    }
  }

  Path path() {
    return folder.resolve("local-services.properties");
  }

  void write(Entry entry) throws IOException {
    var properties = new Properties();
    properties.setProperty("pid", Long.toString(entry.pid()));
    properties.setProperty("dynamodb-port", Integer.toString(entry.dynamoDbPort()));
    properties.setProperty("s3-port", Integer.toString(entry.s3Port()));
    properties.setProperty("dynamodb-endpoint", "http://127.0.0.1:" + entry.dynamoDbPort());
    properties.setProperty("s3-endpoint", "http://127.0.0.1:" + entry.s3Port());
    properties.setProperty("started-at", entry.startedAt().toString());
    Folders.create(folder);
    Path unfinished = Files.createTempFile(folder, "local-services", ".tmp");
    try {
      try (Writer out = Files.newBufferedWriter(unfinished)) {
        properties.store(out, "Services of Stator that run on this machine");
      }
      Files.move(
          unfinished, path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** The services that the file names, when they are there. */
  Optional<Entry> alive() {
    return read().filter(Entry::isAlive);
  }

  /** Removes the file, unless it is another process's by now. */
  void remove(Entry own) throws IOException {
    if (read().equals(Optional.of(own))) {
      Files.deleteIfExists(path());
    }
  }

  private Optional<Entry> read() {
    var properties = new Properties();
    try (Reader in = Files.newBufferedReader(path())) {
      properties.load(in);
      return Optional.of(
          new Entry(
              Long.parseLong(properties.getProperty("pid", "")),
              port(properties.getProperty("dynamodb-port", "")),
              port(properties.getProperty("s3-port", "")),
              Instant.parse(properties.getProperty("started-at", ""))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException | DateTimeException e) {
      System.getLogger("dev.stator.local")
          .log(System.Logger.Level.DEBUG, path() + " is not understood and is ignored.", e);
      return Optional.empty();
    }
  }

  private static int port(String text) {
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException("not a port: " + text);
    }
    return port;
  }

  private static boolean answers(int port) {
    try (var socket = new Socket()) {
      var address =
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
      socket.connect(address, (int) ANSWER_LIMIT.toMillis());
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
