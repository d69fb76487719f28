package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.records.RecordCodec;
import org.jspecify.annotations.Nullable;

/** The condition of a write does not hold: {@code ConditionalCheckFailedException}. */
public sealed class ConditionalCheckFailedException extends ServiceException
    permits VersionConflictException {
  private static final long serialVersionUID = 1;

  private final transient @Nullable Item item;
  private final boolean afterUnansweredAttempt;

  private final transient @Nullable ErrorReply reply;

  ConditionalCheckFailedException(ErrorReply reply) {
    this(reply, "");
  }

  ConditionalCheckFailedException(ErrorReply reply, String hint) {
    super(
        reply,
        reply.afterUnansweredAttempt()
            ? "an earlier attempt of this very call got no answer; it may be what changed the item"
            : hint);
    this.item = reply.item();
    this.afterUnansweredAttempt = reply.afterUnansweredAttempt();
    this.reply = reply;
  }

  /** What it was made of; null once it was serialized. */
  final @Nullable ErrorReply reply() {
    return reply;
  }

  /** The item as it is, if the request asked for it and there is one. Lost in serialization. */
  public final @Nullable Item item() {
    return item;
  }

  /**
   * The same as a record.
   *
   * @throws dev.stator.records.RecordMappingException if it is not one of the codec's
   */
  public final <T> @Nullable T item(RecordCodec<T> codec) {
    return item == null ? null : codec.fromItem(item);
  }

  /**
   * Whether an earlier attempt of the same call got no answer. Then that attempt may have been
   * done, and may be why the condition fails now.
   */
  public final boolean afterUnansweredAttempt() {
    return afterUnansweredAttempt;
  }
}
