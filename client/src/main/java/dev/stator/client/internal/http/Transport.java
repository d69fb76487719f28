package dev.stator.client.internal.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Sends requests to one origin. Safe for use by many threads; never blocks them.
 *
 * <p>A returned future is completed exactly once, with a response that the receiver must
 * {@linkplain HttpResponse#close close}, or exceptionally with a {@link TransportException}. It is
 * completed on an event loop: what is chained to it there must not block.
 */
public interface Transport extends AutoCloseable {
  /**
   * Sends a request. The request's arrays are read until the future is completed, and not after;
   * until then they must not change.
   */
  CompletableFuture<HttpResponse> send(HttpRequest request);

  /**
   * Completes on an event loop after a delay, or exceptionally with a {@link TransportException}
   * when this is closed.
   */
  CompletableFuture<Void> delay(Duration delay);

  /**
   * Fails what is waiting or in flight, closes the connections and ends the threads. Blocks until
   * that is done, unless called on an event loop. Repeated calls do nothing.
   */
  @Override
  void close();
}
