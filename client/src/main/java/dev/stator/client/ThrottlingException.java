package dev.stator.client;

import java.util.List;

/**
 * Too much, too fast: {@code ProvisionedThroughputExceededException}, {@code ThrottlingException},
 * {@code RequestLimitExceeded} and their like.
 */
public final class ThrottlingException extends ServiceException {
  private static final long serialVersionUID = 1;

  private final List<ThrottlingReason> reasons;

  ThrottlingException(ErrorReply reply) {
    super(
        reply,
        reply.throttlingReasons().isEmpty()
            ? "slow down, or raise the throughput of the table or index"
            : "slow down; limited was " + reply.throttlingReasons().get(0));
    this.reasons = List.copyOf(reply.throttlingReasons());
  }

  /** What was limited, and why, as far as the service says; often empty. */
  public List<ThrottlingReason> reasons() {
    return reasons;
  }
}
