package dev.stator.client;

/**
 * Another write is in the way. While it is under way, the call is tried again: {@code
 * TransactionConflictException}, {@code TransactionInProgressException}, {@code
 * ReplicatedWriteConflictException}. Where it has been done, never: {@code DuplicateItemException},
 * an {@code INSERT} of an item that exists; {@code IdempotentParameterMismatchException}, the token
 * of another transaction.
 */
public final class ConflictException extends ServiceException {
  private static final long serialVersionUID = 1;

  ConflictException(ErrorReply reply) {
    super(
        reply,
        switch (reply.code()) {
          case "IdempotentParameterMismatchException" ->
              "a token stands for one content: use a new one for each transaction";
          case "DuplicateItem", "DuplicateItemException" -> "there is an item of that key already";
          default -> "try again later; many of them mean that writers contend for one item";
        });
  }
}
