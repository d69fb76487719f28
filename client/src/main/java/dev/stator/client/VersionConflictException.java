package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import org.jspecify.annotations.Nullable;

/**
 * A lost race: the item no longer has the version that the record was read with, for someone has
 * written or deleted it since, or has written it before. Nothing was changed. See {@link
 * dev.stator.records.Version}.
 */
public final class VersionConflictException extends ConditionalCheckFailedException {
  private static final long serialVersionUID = 1;

  private final long expected;
  private final @Nullable Long stored;

  private VersionConflictException(ErrorReply reply, long expected, @Nullable Long stored) {
    super(reply, "read the item again, and decide by what it is now");
    this.expected = expected;
    this.stored = stored;
  }

  /**
   * What a condition that failed means for a record of a version.
   *
   * @param attribute the version's
   * @param onlyVersion whether nothing else had to hold
   * @return this exception, or {@code failure} if it was for something else
   */
  static RuntimeException of(
      ConditionalCheckFailedException failure,
      String attribute,
      long expected,
      boolean onlyVersion) {
    Item item = failure.item();
    Long stored = item == null ? null : version(item.get(attribute));
    boolean lost =
        onlyVersion
            || (expected == 0
                ? item != null && item.has(attribute)
                : stored == null || stored != expected);
    ErrorReply reply = failure.reply();
    if (!lost || reply == null) {
      return failure;
    }
    String was = expected == 0 ? "no item with a version" : "version " + expected;
    String is =
        item == null ? "" : stored == null ? ", and there is none" : ", and it is " + stored;
    return new VersionConflictException(
        reply.withMessage("the item has changed: " + was + " was expected" + is), expected, stored);
  }

  private static @Nullable Long version(@Nullable AttributeValue value) {
    return value instanceof AttributeValue.N n ? n.value().bigDecimal().longValue() : null;
  }

  /** The version that the record was read with; 0 if it was never stored. */
  public long expectedVersion() {
    return expected;
  }

  /**
   * The version that the item has, or null if it is not known: the item must have been asked for,
   * with {@code returnValuesOnConditionCheckFailure}.
   */
  public @Nullable Long storedVersion() {
    return stored;
  }
}
