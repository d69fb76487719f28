package dev.stator.client;

import dev.stator.item.KeySchema;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is made of futures of calls. */
final class Stages {
  private Stages() {}

  /** A value made of a call's answer. Cancelling it cancels the call. */
  static <A, R extends @Nullable Object> CompletableFuture<R> then(
      CompletableFuture<A> call, Function<A, R> make) {
    return cancelling(call.thenApply(make), call);
  }

  /** A call that follows another's answer. Cancelling it cancels the one that is under way. */
  static <A, R extends @Nullable Object> CompletableFuture<R> compose(
      CompletableFuture<A> call, Function<A, CompletableFuture<R>> next) {
    AtomicReference<CompletableFuture<?>> under = new AtomicReference<>(call);
    CompletableFuture<R> made =
        call.thenCompose(
            answer -> {
              CompletableFuture<R> following = next.apply(answer);
              under.set(following);
              return following;
            });
    var unused =
        made.whenComplete(
            (value, failure) -> {
              CompletableFuture<?> running = under.get();
              if (made.isCancelled() && running != null) {
                running.cancel(false);
              }
            });
    return made;
  }

  /** The same future, which when it is cancelled cancels the call that it is made of. */
  static <R extends @Nullable Object> CompletableFuture<R> cancelling(
      CompletableFuture<R> made, CompletableFuture<?> call) {
    var unused =
        made.whenComplete(
            (value, failure) -> {
              if (made.isCancelled()) {
                call.cancel(false);
              }
            });
    return made;
  }

  /** The schema of a table that an answer names, which is one that the request named. */
  static KeySchema known(Map<String, KeySchema> schemas, String table) {
    KeySchema schema = schemas.get(table);
    if (schema == null) {
      throw new IllegalStateException(
          "The answer to a batch names table \"" + table + "\", which was not asked for");
    }
    return schema;
  }
}
