package dev.stator.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transaction was cancelled as a whole, and nothing of it done: {@code
 * TransactionCanceledException}. The {@linkplain #problem problem} names the actions that are the
 * cause. By then it has been tried again, if nothing but conflicts and throttling was in its way.
 */
public final class TransactionCanceledException extends ServiceException {
  private static final long serialVersionUID = 2;

  private final transient @Nullable List<CancellationReason> reasons;

  TransactionCanceledException(ErrorReply reply) {
    super(reply, hint(reply.cancellationReasons()));
    this.reasons = List.copyOf(reply.cancellationReasons());
  }

  /**
   * For each action of the transaction, in their order, what became of it. Lost in serialization.
   */
  public List<CancellationReason> reasons() {
    return reasons == null ? List.of() : reasons;
  }

  /** The reasons that are causes. */
  public List<CancellationReason> causes() {
    return reasons().stream().filter(CancellationReason::isCause).toList();
  }

  /** Whether the same transaction may pass later: nothing but conflicts and throttling. */
  boolean mayPass() {
    List<CancellationReason> causes = causes();
    return !causes.isEmpty()
        && causes.stream().allMatch(cause -> cause.isConflict() || cause.isThrottled());
  }

  boolean throttled() {
    return causes().stream().anyMatch(CancellationReason::isThrottled);
  }

  private static String hint(List<CancellationReason> reasons) {
    if (reasons.stream().anyMatch(CancellationReason::isConditionalCheckFailed)) {
      return "";
    }
    return reasons.stream().anyMatch(CancellationReason::isConflict)
        ? "try again later; many of them mean that writers contend for one item"
        : reasons.stream().anyMatch(CancellationReason::isThrottled)
            ? "slow down, or raise the throughput of the table or index"
            : "";
  }
}
