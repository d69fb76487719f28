package dev.stator.client.internal.http;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a transport behaves. Immutable.
 *
 * @param route where the requests go
 * @param maxConnections connections at most, and so requests in flight; 1 or more
 * @param maxWaiting requests that may wait for a connection, per event loop
 * @param waitTimeout how long a request waits for a connection
 * @param connectTimeout how long each of connecting, asking a proxy and agreeing on TLS may take
 * @param readTimeout how long a response may be silent
 * @param idleTimeout how long a connection is kept without a request
 * @param bodyLimit the longest body that is accepted, in bytes
 * @param caBundle PEM file of the certificates to trust instead of the JDK's
 * @param eventLoops threads that do I/O; each has its share of the connections
 * @param ioUring whether to use io_uring, whose jar must then be present
 */
public record TransportSettings(
    Route route,
    int maxConnections,
    int maxWaiting,
    Duration waitTimeout,
    Duration connectTimeout,
    Duration readTimeout,
    Duration idleTimeout,
    int bodyLimit,
    @Nullable Path caBundle,
    int eventLoops,
    boolean ioUring) {
  public TransportSettings {
    if (maxConnections < 1 || eventLoops < 1 || maxWaiting < 0 || bodyLimit < 0) {
      throw new IllegalArgumentException(
          "A transport needs a connection and an event loop: maxConnections "
              + maxConnections
              + ", eventLoops "
              + eventLoops);
    }
  }

  /**
   * Settings for a service that answers within seconds. The longest body is 256 MiB: the 16 MB of a
   * BatchGetItem, in the wordiest JSON that DynamoDB makes of them.
   */
  public static TransportSettings to(Route route) {
    return new TransportSettings(
        route,
        50,
        10_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        1 << 28,
        null,
        1,
        false);
  }

  long waitNanos() {
    return waitTimeout.toNanos();
  }

  long readNanos() {
    return readTimeout.toNanos();
  }

  long idleNanos() {
    return idleTimeout.toNanos();
  }

  int connectMillis() {
    return (int) Math.min(connectTimeout.toMillis(), Integer.MAX_VALUE);
  }
}
