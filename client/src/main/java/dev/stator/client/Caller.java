package dev.stator.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Makes calls through a chain, and tells of them.
 *
 * @param chain the calls' way
 * @param executor where answers are decoded
 * @param events who is told, on behalf of whom
 */
record Caller(Chain chain, Executor executor, Events events) {
  /** For calls that are made later, on other threads, for whoever runs on this one now. */
  Caller here() {
    Events here = events.here();
    return here == events ? this : new Caller(chain, executor, here);
  }

  <R> CompletableFuture<R> call(DynamoRequest request, ReplyReader.Of<R> type) {
    return send(request, type);
  }

  <R> CompletableFuture<R> send(DynamoRequest request, Function<Reply, R> decode) {
    return chain.call(request, decode, executor, events);
  }
}
