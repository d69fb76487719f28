package dev.stator.records;

import dev.stator.item.AttributeValue;

/**
 * Stores a type as whatever attribute value it likes. {@link StringConverter} and {@link
 * NumberConverter} are cheaper where they will do, and can be keys. Safe to share between threads.
 *
 * @param <T> the type; neither method sees or gives null
 */
public interface AttributeConverter<T> {
  /** The attribute value of the value. */
  AttributeValue toAttributeValue(T value);

  /**
   * The value of the attribute value, which may be of any type.
   *
   * @throws IllegalArgumentException if it is none; the message should say why, the codec adds
   *     where
   */
  T fromAttributeValue(AttributeValue value);
}
