package dev.stator.client;

import dev.stator.item.expression.Attribute;
import dev.stator.item.expression.Condition;
import dev.stator.records.ItemCodec;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a record's version asks of the stored item.
 *
 * @param attribute the version's attribute
 * @param version the record's
 */
record VersionCheck(String attribute, long version) {
  /** The record's, or null if it has no version. */
  static <T> @Nullable VersionCheck of(ItemCodec<T> codec, T item) {
    String attribute = codec.versionAttribute();
    return attribute == null ? null : new VersionCheck(attribute, codec.version(item));
  }

  /** Nobody has written the item since. */
  Condition condition() {
    Attribute<Object> stored = Attribute.attribute(attribute);
    return version == 0 ? stored.notExists() : stored.equalTo(version);
  }

  /**
   * The version that is stored.
   *
   * @throws ArithmeticException after 2<sup>63</sup>-1
   */
  long next() {
    return Math.addExact(version, 1);
  }

  /**
   * Which failures are lost races: where more had to hold, the item that came along tells.
   *
   * @param check null where there is no version
   */
  static UnaryOperator<RuntimeException> failure(
      @Nullable VersionCheck check, @Nullable String otherCondition) {
    if (check == null) {
      return UnaryOperator.identity();
    }
    return failure ->
        failure instanceof ConditionalCheckFailedException failed
            ? VersionConflictException.of(
                failed, check.attribute, check.version, otherCondition == null)
            : failure;
  }
}
