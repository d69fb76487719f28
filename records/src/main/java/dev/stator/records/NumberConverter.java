package dev.stator.records;

import dev.stator.item.DynamoNumber;

/**
 * Stores a type as a number. What it stores can be a key and a member of a set. Safe to share
 * between threads.
 *
 * @param <T> the type; neither method sees or gives null
 */
public interface NumberConverter<T> {
  /** The number of the value. */
  DynamoNumber toNumber(T value);

  /**
   * The value of the number.
   *
   * @throws IllegalArgumentException if it is none; the message should say why, the codec adds
   *     where
   */
  T fromNumber(DynamoNumber number);
}
