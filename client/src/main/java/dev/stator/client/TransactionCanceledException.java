package dev.stator.client;

/** A transaction was cancelled as a whole: {@code TransactionCanceledException}. */
public final class TransactionCanceledException extends ServiceException {
  private static final long serialVersionUID = 1;

  private final String reasons;

  TransactionCanceledException(ErrorReply reply) {
    super(reply, "the reasons stand in the order of the transaction's actions");
    this.reasons = reply.cancellationReasons();
  }

  /** The {@code CancellationReasons}, as the JSON array that the service sent. */
  public String reasons() {
    return reasons;
  }
}
