package dev.stator.client;

import dev.stator.item.Item;
import org.jspecify.annotations.Nullable;

/** The condition of a write does not hold: {@code ConditionalCheckFailedException}. */
public final class ConditionalCheckFailedException extends ServiceException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Item item;
  private final boolean afterUnansweredAttempt;

  ConditionalCheckFailedException(ErrorReply reply) {
    super(
        reply,
        reply.afterUnansweredAttempt()
            ? "an earlier attempt of this very call got no answer; it may be what changed the item"
            : "");
    this.item = reply.item();
    this.afterUnansweredAttempt = reply.afterUnansweredAttempt();
  }

  /** The item as it is, if the request asked for it and there is one. Lost in serialization. */
  public @Nullable Item item() {
    return item;
  }

  /**
   * Whether an earlier attempt of the same call got no answer. Then that attempt may have been
   * done, and may be why the condition fails now.
   */
  public boolean afterUnansweredAttempt() {
    return afterUnansweredAttempt;
  }
}
