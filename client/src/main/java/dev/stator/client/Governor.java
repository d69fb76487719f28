package dev.stator.client;

import java.util.concurrent.CompletableFuture;

/** Says when a request may go out: the place for a limit on read and write units. */
interface Governor {
  /** Lets everything go at once. */
  Governor NONE =
      new Governor() {
        private final CompletableFuture<Void> now = CompletableFuture.completedFuture(null);

        @Override
        public CompletableFuture<Void> admit(DynamoRequest request) {
          return now;
        }
      };

  /** Completes when the request may be sent; asked before each attempt. Never blocks. */
  CompletableFuture<Void> admit(DynamoRequest request);
}
