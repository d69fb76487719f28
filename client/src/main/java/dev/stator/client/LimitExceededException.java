package dev.stator.client;

/**
 * A limit of the account or of an item collection is reached: {@code LimitExceededException},
 * {@code ItemCollectionSizeLimitExceededException}.
 */
public final class LimitExceededException extends ServiceException {
  private static final long serialVersionUID = 1;

  LimitExceededException(ErrorReply reply) {
    super(
        reply,
        reply.code().startsWith("ItemCollection")
            ? "items that share a partition key may hold 10 GB at most where there is a local index"
            : "wait for other table operations to end, or ask for a higher quota");
  }
}
