package dev.stator.testkit;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fake S3 on 127.0.0.1: buckets in memory, conditional writes that exactly one of many writers
 * wins, multipart uploads, verified checksums; scriptable with every {@link Fault}.
 *
 * <pre>{@code
 * try (FakeS3 s3 = FakeS3.start()) {
 *   s3.createBucket("exports");
 *   s3.when(S3Operation.UPLOAD_PART).part(2).call(1).then(Fault.slowDown());
 *   // path style, endpoint s3.endpoint()
 * }
 * }</pre>
 *
 * <p>Requests must be path-style. Answered: buckets (create, head, delete, list), objects (put, get
 * with ranges, head, copy, delete, delete many, list V2 with prefix, delimiter and pages),
 * multipart uploads. {@code If-None-Match: *} and {@code If-Match} on writes and completions, both
 * on reads. Verified when sent: Content-MD5 and the checksums CRC32, CRC32C, SHA-1 and SHA-256, in
 * a header or a trailing header; {@code aws-chunked} bodies are decoded. Not verified: signatures,
 * {@code x-amz-content-sha256}, CRC64NVME. Anything else: NotImplemented.
 *
 * <p>All methods are safe for several threads. The caller closes it; its threads are daemons.
 */
public final class FakeS3 implements AutoCloseable {
  static final String SERVICE = "S3";

  private final Script<S3Request> script = new Script<>(SERVICE);
  private final RequestLog log;
  private final S3Store store;
  private final LoopbackServer server;

  private FakeS3(Builder builder) {
    log = new RequestLog(builder.recordedRequests);
    store = new S3Store(builder.keepsBodies, builder.minimumPartBytes);
    server =
        new LoopbackServer(
            "fake-s3",
            builder.port,
            builder.tls,
            new S3Service(script, log, builder.authorization, store));
    server.start();
  }

  /** Starts a fake with all defaults. */
  public static FakeS3 start() {
    return builder().start();
  }

  /** Starts with a choice. */
  public static Builder builder() {
    return new Builder();
  }

  /** Where it listens: {@code http://127.0.0.1:port}, or https. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /** Begins a rule for these operations; for all if none is given. */
  public S3Rule when(S3Operation... operations) {
    return new S3Rule(script, Set.of(operations));
  }

  /** Takes all rules out of force. */
  public void clearScript() {
    script.clear();
  }

  /**
   * Creates a bucket.
   *
   * @throws IllegalArgumentException if it exists
   */
  public FakeS3 createBucket(String bucket) {
    if (store.has(bucket)) {
      throw new IllegalArgumentException("bucket " + bucket + " exists");
    }
    store.create(bucket);
    return this;
  }

  /** Stores an object, without a request. */
  public FakeS3 put(String bucket, String key, byte[] bytes) {
    Payload payload = Payload.of(bytes.clone());
    store(bucket, key, payload, payload.etag());
    return this;
  }

  void store(String bucket, String key, Payload payload, String etag) {
    StoredObject object = StoredObject.of(payload, etag, "content-type: binary/octet-stream\r\n");
    bucket(bucket).objects().put(key, object);
  }

  boolean hasBucket(String bucket) {
    return store.has(bucket);
  }

  /**
   * A copy of an object's bytes, or null if there is no such object.
   *
   * @throws IllegalStateException if the fake discards bodies
   */
  public byte @Nullable [] get(String bucket, String key) {
    StoredObject object = bucket(bucket).objects().get(key);
    if (object == null) {
      return null;
    }
    if (object.payload().isDiscarded()) {
      throw new IllegalStateException("the bytes of " + key + " were discarded, as this fake does");
    }
    return object.payload().bytes();
  }

  /** An object's size in bytes, or -1 if there is no such object. */
  public long size(String bucket, String key) {
    StoredObject object = bucket(bucket).objects().get(key);
    return object == null ? -1 : object.payload().size();
  }

  /** The keys of a bucket in S3's order. */
  public List<String> keys(String bucket) {
    return new ArrayList<>(bucket(bucket).objects().keySet());
  }

  /** How many multipart uploads of a bucket are neither complete nor aborted. */
  public int uploadsInProgress(String bucket) {
    return bucket(bucket).uploads().size();
  }

  private Bucket bucket(String name) {
    try {
      return store.bucket(name);
    } catch (S3Error e) {
      throw new IllegalArgumentException("there is no bucket " + name, e);
    }
  }

  /** The latest requests, oldest first, as many as are kept. */
  public List<RecordedRequest> requests() {
    return log.requests();
  }

  /** The latest requests of one operation, oldest first. */
  public List<RecordedRequest> requests(S3Operation operation) {
    return log.requests().stream()
        .filter(request -> request.operation().equals(operation.wireName()))
        .toList();
  }

  /** Forgets the requests kept; {@link #requestCount} goes on. */
  public void clearRequests() {
    log.clear();
  }

  /** All requests since the start, kept or not. */
  public long requestCount() {
    return log.received();
  }

  /** The bytes of all objects and parts received since the start. */
  public long bytesReceived() {
    return store.bytesReceived().sum();
  }

  /** The connections accepted since the start. */
  public long connectionsAccepted() {
    return server.connectionsAccepted();
  }

  /** The connections open now. */
  public int connectionsOpen() {
    return server.connectionsOpen();
  }

  /** Ends all connections at once and frees the port. Idempotent. */
  @Override
  public void close() {
    server.close();
  }

  /** Choices to start with. Not for several threads. */
  public static final class Builder {
    private int port;
    private boolean tls;
    private int recordedRequests = 1000;
    private boolean keepsBodies = true;
    private long minimumPartBytes = 5L * 1024 * 1024;
    private Authorization authorization = Authorization.ANY;

    private Builder() {}

    /** The port to listen on; any that is free if unset. */
    public Builder port(int listenPort) {
      port = listenPort;
      return this;
    }

    /** Speaks TLS with the {@link LoopbackCertificate}. */
    public Builder tls() {
      tls = true;
      return this;
    }

    /** How many requests are kept for {@link FakeS3#requests()}; 1,000 if unset, none with 0. */
    public Builder recordRequests(int most) {
      recordedRequests = most;
      return this;
    }

    /**
     * Keeps only the sizes of objects, and does not compute their MD5: for benchmarks. An entity
     * tag is then made from the size.
     */
    public Builder discardBodies() {
      keepsBodies = false;
      return this;
    }

    /** How large each part but the last must be; 5 MiB, as in S3, if unset. */
    public Builder minimumPartBytes(long bytes) {
      minimumPartBytes = bytes;
      return this;
    }

    /** Answers AccessDenied to requests without an Authorization header. */
    public Builder requireAuthorization() {
      authorization = new Authorization(true, null);
      return this;
    }

    /** Answers InvalidAccessKeyId to requests signed with any other access key. */
    public Builder requireAccessKey(String accessKey) {
      authorization = new Authorization(true, accessKey);
      return this;
    }

    /**
     * Starts the fake.
     *
     * @throws java.io.UncheckedIOException if the port cannot be bound
     */
    public FakeS3 start() {
      return new FakeS3(this);
    }
  }
}
