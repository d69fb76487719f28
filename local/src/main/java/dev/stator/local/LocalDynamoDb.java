package dev.stator.local;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB Local {@value #VERSION}, in a JVM of its own, on 127.0.0.1.
 *
 * <p><b>Licence.</b> DynamoDB Local is Amazon's and is not part of Stator: the Amazon DynamoDB
 * Local License Agreement allows its use with an AWS account, and no redistribution. The first
 * start asks the Maven of whoever runs it to resolve it, and says so through {@link
 * Options#notice}. Its jars may be named instead, as a class path, in the system property {@code
 * stator.dynamodb-local.classpath} or the environment variable {@code
 * STATOR_DYNAMODB_LOCAL_CLASSPATH}.
 *
 * <p><b>Lifetime.</b> The service ends with {@link #close}, and with this JVM however it ends, even
 * when it is killed. Until then signals do not end it, so that after Ctrl-C in a terminal there is
 * still a table to finish the work against. It is told nothing about the user's AWS account, and
 * its telemetry is off.
 *
 * <p><b>Speed.</b> The child runs with the serial collector and with both compilers. To stop at the
 * first compiler saves 0.2 s of the start (0.7 instead of 0.9 s) and costs 2 s of a load of 100,000
 * items in batches (12.1 instead of 9.9 s); G1 takes 11.3 s for that load, and a fifth more memory.
 * (Medians of three; items of 180 bytes; the loading client on the same two cores.)
 *
 * <p>Safe for use by several threads.
 */
public final class LocalDynamoDb implements AutoCloseable {
  /** The version of DynamoDB Local. */
  public static final String VERSION = DynamoDbLocalClassPath.VERSION;

  private final ServerProcess process;
  private final int port;
  private final CompletableFuture<LocalServiceException> failure;

  private LocalDynamoDb(ServerProcess process, int port) {
    this.process = process;
    this.port = port;
    this.failure = process.ended().thenApply(this::endedByItself);
  }

  /**
   * Starts the service and waits until it answers.
   *
   * @throws LocalServiceException when DynamoDB Local cannot be resolved, the port is taken, or the
   *     service does not come up within {@link Options#startLimit}
   */
  public static LocalDynamoDb start(Options options) {
    return launch(options, Folders.ofUser()).await();
  }

  /** The address of the service: {@code http://127.0.0.1:port}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The port that the service listens on. */
  public int port() {
    return port;
  }

  /** The process that serves. */
  public long pid() {
    return process.pid();
  }

  /**
   * Completes when the service ends without having been closed, with what there is to say about it.
   * After {@link #close} it ends exceptionally instead.
   */
  public CompletableFuture<LocalServiceException> failure() {
    return failure.copy();
  }

  /**
   * Ends the service and waits until it is gone; what was in memory is gone with it. Takes well
   * under a second; a service that has not ended after ten seconds is killed. Closing again does
   * nothing.
   */
  @Override
  public void close() {
    failure.cancel(false);
    process.close();
  }

  /** Starts the child without waiting for it, so that something else can start meanwhile. */
  static Launched launch(Options options, Folders folders) {
    String classPath =
        new DynamoDbLocalClassPath(System.getenv(), folders.cache()).find(options.notice());
    try {
      if (options.folder() != null) {
        Files.createDirectories(options.folder());
      }
      ProcessBuilder builder = new ProcessBuilder(command(options));
      prepare(builder.environment(), classPath + File.pathSeparator + ownClasses());
      return new Launched(options, ServerProcess.start(builder, DynamoDbLocalMain.READY));
    } catch (IOException e) {
      throw new LocalServiceException(
          "DynamoDB Local cannot be started: " + e,
          "check the folder of its data, and that " + java() + " can be run",
          e);
    }
  }

  private LocalServiceException endedByItself(int status) {
    return new LocalServiceException(
        "DynamoDB Local on " + endpoint() + " ended, status " + status + shown(process.lastLines()),
        "when it says OutOfMemoryError, give it more heap; then start it again");
  }

  private static List<String> command(Options options) {
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add("-Xmx" + options.heapMegabytes() + "m");
    command.add("-XX:+UseSerialGC");
    // A service without its heap answers some requests and hangs in others: better none at all.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.add("-Dslf4j.internal.verbosity=ERROR");
    command.add(DynamoDbLocalMain.class.getName());
    command.add(Integer.toString(options.port()));
    command.add(Boolean.toString(options.sharedDb()));
    if (options.folder() != null) {
      command.add(options.folder().toAbsolutePath().toString());
    }
    return command;
  }

  private static void prepare(Map<String, String> environment, String classPath) {
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    // Agents, debuggers and heap sizes that are meant for the parent.
    environment
        .keySet()
        .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
    environment.put("DDB_LOCAL_TELEMETRY", "0");
    // Not an option: a hundred jars would fill the process list, and a command line on Windows.
    environment.put("CLASSPATH", classPath);
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The jar or folder that holds the child's main class. */
  private static String ownClasses() throws IOException {
    @Nullable CodeSource source = DynamoDbLocalMain.class.getProtectionDomain().getCodeSource();
    try {
      if (source == null) {
        throw new IOException("Stator was loaded from nowhere that another JVM could load it from");
      }
      return Path.of(source.getLocation().toURI()).toString();
    } catch (URISyntaxException | RuntimeException e) {
      throw new IOException("Stator was not loaded from a jar or folder of its own", e);
    }
  }

  private static String shown(List<String> lines) {
    return lines.isEmpty() ? "." : ":\n  " + String.join("\n  ", lines);
  }

  /** A child that may not serve yet. */
  record Launched(Options options, ServerProcess process) {

    LocalDynamoDb await() {
      try {
        String port = process.awaitAnnouncement(options.startLimit()).orElseThrow(this::diagnosis);
        return new LocalDynamoDb(process, Integer.parseInt(port));
      } catch (TimeoutException e) {
        process.kill();
        throw new LocalServiceException(
            "DynamoDB Local did not answer within "
                + options.startLimit().toMillis() / 1000.0
                + " s"
                + shown(process.lastLines()),
            "the machine may be busy: start again, or allow more time",
            e);
      } catch (InterruptedException e) {
        process.kill();
        Thread.currentThread().interrupt();
        throw new LocalServiceException(
            "Interrupted while DynamoDB Local started.", "start again", e);
      }
    }

    private LocalServiceException diagnosis() {
      if (process.lastLines().contains(DynamoDbLocalMain.PORT_TAKEN)) {
        return portTaken("DynamoDB Local", options.port());
      }
      return new LocalServiceException(
          "DynamoDB Local could not start, status "
              + process.ended().join()
              + shown(process.lastLines()),
          "the lines above are DynamoDB Local's own");
    }
  }

  static LocalServiceException portTaken(String service, int port) {
    return new LocalServiceException(
        service + " cannot listen on 127.0.0.1:" + port + ": the port is already in use.",
        "end what listens there, or choose another port; 0 takes any free one");
  }

  /**
   * How to run DynamoDB Local.
   *
   * @param folder where the tables are kept between runs, created when absent; null to keep them in
   *     memory. One folder serves one instance at a time
   * @param port the port on 127.0.0.1; 0 for any free one
   * @param sharedDb whether all access keys and regions see the same tables
   * @param heapMegabytes the most heap that the child's JVM takes. The tables, in memory too, lie
   *     outside of it, in SQLite
   * @param startLimit how long the start may take, without Maven's part of it
   * @param notice told the licence, as one line, when Maven is about to resolve DynamoDB Local
   */
  public record Options(
      @Nullable Path folder,
      int port,
      boolean sharedDb,
      int heapMegabytes,
      Duration startLimit,
      Consumer<String> notice) {

    /** Checks the port, the heap and the limit. */
    public Options {
      checkPort(port);
      if (heapMegabytes < 64) {
        throw new IllegalArgumentException(
            "heapMegabytes is " + heapMegabytes + ": DynamoDB Local needs 64 or more.");
      }
      if (startLimit.isNegative() || startLimit.isZero()) {
        throw new IllegalArgumentException("startLimit is " + startLimit + ": not positive.");
      }
    }

    /**
     * Tables in memory, shared, on a free port, with 512 MB of heap and a minute to start; the
     * licence goes to the system logger {@code dev.stator.local} at level INFO.
     */
    public static Options inMemory() {
      return new Options(
          null,
          0,
          true,
          512,
          Duration.ofMinutes(1),
          line -> System.getLogger("dev.stator.local").log(System.Logger.Level.INFO, line));
    }

    /** As {@link #inMemory}, but with the tables kept in a folder. */
    public static Options onFolder(Path folder) {
      Options memory = inMemory();
      return new Options(
          folder, 0, memory.sharedDb, memory.heapMegabytes, memory.startLimit, memory.notice);
    }

    /** These options with another port. */
    public Options withPort(int port) {
      return new Options(folder, port, sharedDb, heapMegabytes, startLimit, notice);
    }

    /** These options with tables that all access keys and regions share, or not. */
    public Options withSharedDb(boolean sharedDb) {
      return new Options(folder, port, sharedDb, heapMegabytes, startLimit, notice);
    }

    /** These options with another limit of the child's heap. */
    public Options withHeapMegabytes(int heapMegabytes) {
      return new Options(folder, port, sharedDb, heapMegabytes, startLimit, notice);
    }

    /** These options with another limit of the start. */
    public Options withStartLimit(Duration startLimit) {
      return new Options(folder, port, sharedDb, heapMegabytes, startLimit, notice);
    }

    /** These options with another reader of the licence notice. */
    public Options withNotice(Consumer<String> notice) {
      return new Options(folder, port, sharedDb, heapMegabytes, startLimit, notice);
    }

    static void checkPort(int port) {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port is " + port + ": not within 0 to 65535.");
      }
    }
  }
}
