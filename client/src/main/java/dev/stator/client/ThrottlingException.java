package dev.stator.client;

import java.util.List;
import java.util.Objects;

/**
 * Too much, too fast: {@code ProvisionedThroughputExceededException}, {@code ThrottlingException},
 * {@code RequestLimitExceeded} and their like. The {@linkplain #problem problem} names what was
 * limited, and the {@linkplain #hint hint} says what helps against that, where the service says it.
 */
public final class ThrottlingException extends ServiceException {
  private static final long serialVersionUID = 1;

  private final List<ThrottlingReason> reasons;

  ThrottlingException(ErrorReply reply) {
    super(reply, hint(reply.throttlingReasons()));
    this.reasons = List.copyOf(reply.throttlingReasons());
  }

  /** What was limited, and why, as far as the service says; often empty. */
  public List<ThrottlingReason> reasons() {
    return reasons;
  }

  private static String hint(List<ThrottlingReason> reasons) {
    return reasons.stream()
        .map(ThrottlingReason::limit)
        .filter(Objects::nonNull)
        .findFirst()
        .map(ThrottlingReason.Limit::hint)
        .orElse("slow down, or raise the throughput of the table or index");
  }
}
