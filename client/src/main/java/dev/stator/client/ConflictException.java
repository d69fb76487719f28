package dev.stator.client;

/**
 * Another write to the same item is under way: {@code TransactionConflictException}, {@code
 * TransactionInProgressException}, {@code ReplicatedWriteConflictException}, {@code
 * DuplicateItemException}, {@code IdempotentParameterMismatchException}.
 */
public final class ConflictException extends ServiceException {
  private static final long serialVersionUID = 1;

  ConflictException(ErrorReply reply) {
    super(reply, "try again later; many of them mean that writers contend for one item");
  }
}
