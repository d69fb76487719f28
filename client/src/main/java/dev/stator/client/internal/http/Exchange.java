package dev.stator.client.internal.http;

import dev.stator.client.internal.http.TransportException.Kind;
import java.util.concurrent.CompletableFuture;

/**
 * One request on its way: the future that its sender holds, the task that brings it to its event
 * loop, and its place in the queue there, all in one object. Its fields belong to that loop.
 */
final class Exchange extends CompletableFuture<HttpResponse> implements Runnable {
  final HttpRequest request;
  private final Lane lane;
  final long deadline;
  final long waitingDeadline;

  /** Whether a kept-alive connection has already failed it, so that only a fresh one will do. */
  boolean replayed;

  Exchange(HttpRequest request, Lane lane) {
    this.request = request;
    this.lane = lane;
    long now = System.nanoTime();
    this.deadline = now + request.timeoutNanos;
    this.waitingDeadline = now + Math.min(request.timeoutNanos, lane.settings.waitNanos());
  }

  @Override
  public void run() {
    lane.admit(this);
  }

  /** Hands the response over, or gives its body back if nobody waits for it any more. */
  void succeed(HttpResponse response) {
    if (!complete(response)) {
      response.close();
    }
  }

  void fail(TransportException cause) {
    completeExceptionally(cause);
  }

  void fail(Kind kind, boolean maybeSent, String message) {
    fail(new TransportException(kind, maybeSent, message, null));
  }
}
