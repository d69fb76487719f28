package dev.stator.client;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Says when a request may go out: the place for a limit on read and write units. */
interface Governor {
  /** Lets everything go at once. */
  Governor NONE =
      new Governor() {
        private final CompletableFuture<Permit> now =
            CompletableFuture.completedFuture(Permit.NONE);

        @Override
        public CompletableFuture<Permit> admit(DynamoRequest request) {
          return now;
        }

        @Override
        public boolean wantsCapacity(DynamoRequest request) {
          return false;
        }
      };

  /**
   * Completes when the request may be sent; asked before each attempt. Never blocks. Fails with a
   * {@link DynamoException} if it may not be sent in reasonable time.
   */
  CompletableFuture<Permit> admit(DynamoRequest request);

  /** Whether the request's answer must say what it cost, though nobody else asks. */
  boolean wantsCapacity(DynamoRequest request);

  /** Leave for one attempt, to be told how that went: by one of these, once. */
  interface Permit {
    /** Leave that nobody keeps account of. */
    Permit NONE =
        new Permit() {
          @Override
          public void answered(List<ConsumedCapacity> consumed, Set<String> leftOver) {}

          @Override
          public void failed(DynamoException failure) {}

          @Override
          public void unused() {}
        };

    /**
     * It was answered.
     *
     * @param consumed what it cost, as far as the answer says
     * @param leftOver the tables of which the service left something undone; an empty name for some
     *     that it did not say
     */
    void answered(List<ConsumedCapacity> consumed, Set<String> leftOver);

    /** It failed. */
    void failed(DynamoException failure);

    /** It was not sent. */
    void unused();
  }
}
