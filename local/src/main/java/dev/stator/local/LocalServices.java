package dev.stator.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB and S3 together, on 127.0.0.1, for tests and trials.
 *
 * <pre>{@code
 * try (LocalServices services = LocalServices.start(LocalServices.Options.inMemory())) {
 *   var dynamoDb = DynamoDbClient.builder().endpointOverride(services.dynamoDbEndpoint()) …
 * }
 * }</pre>
 *
 * <p>An instance either owns its services, and then {@link #close} ends them, or it only refers to
 * those of another process, and then closing it changes nothing. {@link LocalDynamoDb} says where
 * DynamoDB Local comes from and under which licence; {@link LocalS3} what its S3 cannot do.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalServices implements AutoCloseable {
  /** The access key of the local services. It opens nothing anywhere else. */
  public static final String ACCESS_KEY_ID = "statorlocal";

  /** The secret of {@link #ACCESS_KEY_ID}: no secret at all. */
  public static final String SECRET_ACCESS_KEY = "not-a-secret";

  /** The region that clients of the local services name. */
  public static final String REGION = "us-east-1";

  private final StateFile.Entry entry;
  private final @Nullable Owned owned;

  private LocalServices(StateFile.Entry entry, @Nullable Owned owned) {
    this.entry = entry;
    this.owned = owned;
  }

  /**
   * Starts both services, side by side; they answer when this method returns.
   *
   * @throws LocalServiceException when one cannot be started, and then neither runs; or when they
   *     are to be discoverable and the user has such services already
   */
  public static LocalServices start(Options options) {
    return start(options, Folders.ofUser());
  }

  /**
   * The services that a process of this user runs with {@link Options#discoverable}, if their
   * process lives and both ports answer. Takes a few milliseconds.
   */
  public static Optional<LocalServices> running() {
    return running(Folders.ofUser());
  }

  /**
   * The services that are {@link #running}; or, when there are none, those that the options start.
   */
  public static LocalServices runningOrEmbedded(Options options) {
    return runningOrEmbedded(options, Folders.ofUser());
  }

  static LocalServices runningOrEmbedded(Options options, Folders folders) {
    return running(folders).orElseGet(() -> start(options, folders));
  }

  static LocalServices start(Options options, Folders folders) {
    StateFile stateFile = StateFile.in(folders);
    if (options.discoverable()) {
      stateFile.alive().ifPresent(LocalServices::refuseSecond);
    }
    LocalDynamoDb.Launched launched = LocalDynamoDb.launch(options.dynamoDb(), folders);
    LocalS3 s3 = null;
    try {
      s3 = LocalS3.start(options.s3());
      LocalDynamoDb dynamoDb = launched.await();
      var entry =
          new StateFile.Entry(
              ProcessHandle.current().pid(),
              dynamoDb.port(),
              s3.port(),
              Instant.now().truncatedTo(ChronoUnit.SECONDS));
      if (options.discoverable()) {
        publish(stateFile, entry);
      }
      return new LocalServices(
          entry, new Owned(dynamoDb, s3, options.discoverable() ? stateFile : null));
    } catch (Throwable e) {
      launched.process().close();
      if (s3 != null) {
        s3.close();
      }
      throw e;
    }
  }

  static Optional<LocalServices> running(Folders folders) {
    return StateFile.in(folders).alive().map(entry -> new LocalServices(entry, null));
  }

  /** The address of DynamoDB. */
  public URI dynamoDbEndpoint() {
    return URI.create("http://127.0.0.1:" + entry.dynamoDbPort());
  }

  /** The address of S3. */
  public URI s3Endpoint() {
    return URI.create("http://127.0.0.1:" + entry.s3Port());
  }

  /**
   * The process that started the services and ends them: this one when they are {@link #embedded}.
   */
  public long pid() {
    return entry.pid();
  }

  /** When the services had started. */
  public Instant startedAt() {
    return entry.startedAt();
  }

  /** Whether the services are this instance's own, so that closing it ends them. */
  public boolean embedded() {
    return owned != null;
  }

  /**
   * The environment variables, in a fixed order, with which the AWS SDKs, the AWS CLI and Stator
   * use these services. A session token that is set beside them has to be unset.
   */
  public Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDbEndpoint().toString());
    variables.put("AWS_ENDPOINT_URL_S3", s3Endpoint().toString());
    variables.put("AWS_ACCESS_KEY_ID", ACCESS_KEY_ID);
    variables.put("AWS_SECRET_ACCESS_KEY", SECRET_ACCESS_KEY);
    variables.put("AWS_REGION", REGION);
    variables.put("AWS_DEFAULT_REGION", REGION);
    return Collections.unmodifiableMap(variables);
  }

  /**
   * Completes when DynamoDB ends without having been closed, or the process that owns the services
   * ends, with what there is to say about it. Ends exceptionally when embedded services are closed.
   */
  public CompletableFuture<LocalServiceException> failure() {
    if (owned != null) {
      return owned.dynamoDb().failure();
    }
    var gone =
        new LocalServiceException(
            "The local services of process " + pid() + " are gone.", "start them again");
    return ProcessHandle.of(pid())
        .map(process -> process.onExit().thenApply(ended -> gone))
        .orElseGet(() -> CompletableFuture.completedFuture(gone));
  }

  /** Ends the services if they are {@link #embedded}. Closing again does nothing. */
  @Override
  public void close() {
    if (owned != null) {
      owned.close(entry);
    }
  }

  private static void refuseSecond(StateFile.Entry running) {
    throw new LocalServiceException(
        "Local services run already: process "
            + running.pid()
            + ", DynamoDB on 127.0.0.1:"
            + running.dynamoDbPort()
            + ", S3 on 127.0.0.1:"
            + running.s3Port()
            + ".",
        "use those, or end that process first");
  }

  private static void publish(StateFile stateFile, StateFile.Entry entry) {
    try {
      stateFile.write(entry);
    } catch (IOException e) {
      throw new LocalServiceException(
          "The services run, but others cannot be told: " + stateFile.path() + ": " + e,
          "make the folder writable, or set XDG_RUNTIME_DIR or XDG_CACHE_HOME to one that is",
          e);
    }
  }

  /** What this process started, and the file that says so, if any. */
  private record Owned(LocalDynamoDb dynamoDb, LocalS3 s3, @Nullable StateFile stateFile) {

    void close(StateFile.Entry entry) {
      try (dynamoDb;
          s3) {
        if (stateFile != null) {
          stateFile.remove(entry);
        }
      } catch (IOException e) {
        throw new LocalServiceException(
            "The services ended, but their state file stays: " + e, "it is ignored from now on", e);
      }
    }
  }

  /**
   * How to run the two services.
   *
   * @param dynamoDb how to run DynamoDB
   * @param s3Folder where the buckets are kept between runs; null to keep nothing
   * @param s3Port the port of S3 on 127.0.0.1; 0 for any free one
   * @param discoverable whether other processes of this user find them with {@link #running}. A
   *     user has at most one such pair
   */
  public record Options(
      LocalDynamoDb.Options dynamoDb, @Nullable Path s3Folder, int s3Port, boolean discoverable) {

    /** Checks the port. */
    public Options {
      LocalDynamoDb.Options.checkPort(s3Port);
    }

    /** Nothing is kept; free ports; not discoverable. */
    public static Options inMemory() {
      return new Options(LocalDynamoDb.Options.inMemory(), null, 0, false);
    }

    /** As {@link #inMemory}, but with all data kept under one folder. */
    public static Options onFolder(Path folder) {
      return new Options(
          LocalDynamoDb.Options.onFolder(folder.resolve("dynamodb")),
          folder.resolve("s3"),
          0,
          false);
    }

    /** These options with other ports; 0 takes any free one. */
    public Options withPorts(int dynamoDbPort, int s3Port) {
      return new Options(dynamoDb.withPort(dynamoDbPort), s3Folder, s3Port, discoverable);
    }

    /** These options with another limit of the heap of DynamoDB's JVM. */
    public Options withHeapMegabytes(int heapMegabytes) {
      return new Options(dynamoDb.withHeapMegabytes(heapMegabytes), s3Folder, s3Port, discoverable);
    }

    /** These options with another reader of the notice of DynamoDB Local's licence. */
    public Options withNotice(Consumer<String> notice) {
      return new Options(dynamoDb.withNotice(notice), s3Folder, s3Port, discoverable);
    }

    /** These options with services that other processes of this user find, or not. */
    public Options withDiscoverable(boolean discoverable) {
      return new Options(dynamoDb, s3Folder, s3Port, discoverable);
    }

    private LocalS3.Options s3() {
      return new LocalS3.Options(s3Folder, s3Port, ACCESS_KEY_ID, SECRET_ACCESS_KEY);
    }
  }
}
