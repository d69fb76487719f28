package dev.stator.replicate;

import org.jspecify.annotations.Nullable;

/**
 * A replication, or the reading of an export, that could not be done: what, where, why, and where
 * it helps a hint. Failures of DynamoDB itself come as the client's own errors.
 */
public final class ReplicationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  ReplicationException(String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.hint = hint;
  }

  /** What may help, or null. */
  public @Nullable String hint() {
    return hint;
  }
}
