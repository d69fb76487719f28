package dev.stator.local;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * S3, served by s3proxy from a folder, in this process, on 127.0.0.1.
 *
 * <p>Requests must be signed with SigV4 and the given credentials; others are refused with 403.
 * Buckets are addressed by path, which SDKs do by themselves for an endpoint that is an IP address.
 * A bucket is a folder and an object a file, so some legal keys are not possible: one key that is a
 * prefix folder of another ({@code a} beside {@code a/b}), {@code //}, a leading {@code /}, and
 * parts between slashes of more than 255 bytes. Object tags, versions and checksums are not kept.
 *
 * <p><b>Closing.</b> The server's threads keep a JVM alive: whoever starts it has to close it.
 * Without a folder the objects lie in a new one under {@code java.io.tmpdir}, deleted on close, and
 * on a later start when this process had no chance to. On disk rather than in memory, because then
 * this JVM's heap does not grow with what is stored, and because it is the back end that s3proxy
 * tests most.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalS3 implements AutoCloseable {
  /** No grace: idle connections that clients keep open would use up every bit of it. */
  private static final long STOP_LIMIT_MILLIS = 0;

  private final S3Proxy server;
  private final int port;
  private final Path folder;
  private final @Nullable TransientFolder transientFolder;

  private LocalS3(S3Proxy server, Path folder, @Nullable TransientFolder transientFolder) {
    this.server = server;
    this.port = server.getPort();
    this.folder = folder;
    this.transientFolder = transientFolder;
  }

  /**
   * Starts the service; it answers when this method returns.
   *
   * @throws LocalServiceException when the port is taken or the folder cannot be used
   */
  public static LocalS3 start(Options options) {
    TransientFolder transientFolder = null;
    try {
      Path folder = options.folder();
      if (folder == null) {
        transientFolder = TransientFolder.create();
        folder = transientFolder.path();
      } else {
        Files.createDirectories(folder);
      }
      return new LocalS3(serve(folder, options), folder, transientFolder);
    } catch (Exception e) {
      if (transientFolder != null) {
        transientFolder.close();
      }
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw LocalDynamoDb.portTaken("S3", options.port());
      }
      throw new LocalServiceException(
          "S3 on 127.0.0.1 cannot be started: " + e, "check the folder of its objects", e);
    }
  }

  private static S3Proxy serve(Path folder, Options options) throws Exception {
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(new FilesystemNio2BlobStore(folder.toAbsolutePath().toString()))
            .endpoint(URI.create("http://127.0.0.1:" + options.port()))
            .awsAuthentication(
                AuthenticationType.AWS_V4, options.accessKeyId(), options.secretAccessKey())
            .stopTimeout(STOP_LIMIT_MILLIS)
            .build();
    try {
      server.start();
      return server;
    } catch (Exception e) {
      server.stop();
      throw e;
    }
  }

  /** The address of the service: {@code http://127.0.0.1:port}. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** The port that the service listens on. */
  public int port() {
    return port;
  }

  /** Where the objects are: a folder for each bucket, and a file in it for each object. */
  public Path folder() {
    return folder;
  }

  /**
   * Ends the service at once, requests that are being answered included, and deletes the objects
   * unless they are in a folder of the caller's. Closing again does nothing.
   */
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new LocalServiceException(
          "S3 on 127.0.0.1 did not stop cleanly: " + e, "its threads end with this process", e);
    } finally {
      if (transientFolder != null) {
        transientFolder.close();
      }
    }
  }

  /**
   * How to run S3.
   *
   * @param folder where the buckets are kept between runs, created when absent; null for a folder
   *     that lives as long as the service
   * @param port the port on 127.0.0.1; 0 for any free one
   * @param accessKeyId the access key that requests are signed with
   * @param secretAccessKey the secret that goes with it
   */
  public record Options(
      @Nullable Path folder, int port, String accessKeyId, String secretAccessKey) {

    /** Checks the port and the credentials. */
    public Options {
      LocalDynamoDb.Options.checkPort(port);
      if (accessKeyId.isBlank() || secretAccessKey.isBlank()) {
        throw new IllegalArgumentException("S3 needs an access key and its secret.");
      }
    }

    /**
     * Objects that live as long as the service, on a free port, with {@link
     * LocalServices#ACCESS_KEY_ID} and {@link LocalServices#SECRET_ACCESS_KEY}.
     */
    public static Options temporary() {
      return new Options(null, 0, LocalServices.ACCESS_KEY_ID, LocalServices.SECRET_ACCESS_KEY);
    }

    /** As {@link #temporary}, but with the objects kept in a folder. */
    public static Options onFolder(Path folder) {
      return new Options(folder, 0, LocalServices.ACCESS_KEY_ID, LocalServices.SECRET_ACCESS_KEY);
    }

    /** These options with another port. */
    public Options withPort(int port) {
      return new Options(folder, port, accessKeyId, secretAccessKey);
    }

    /** These options with other credentials. */
    public Options withCredentials(String accessKeyId, String secretAccessKey) {
      return new Options(folder, port, accessKeyId, secretAccessKey);
    }

    /** Everything but the secret. */
    @Override
    public String toString() {
      return "Options[folder=" + folder + ", port=" + port + ", accessKeyId=" + accessKeyId + "]";
    }
  }
}
