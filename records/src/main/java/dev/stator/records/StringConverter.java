package dev.stator.records;

/**
 * Stores a type as a string. What it stores can be a key and a member of a set. Safe to share
 * between threads.
 *
 * @param <T> the type; neither method sees or gives null
 */
public interface StringConverter<T> {
  /** The text of the value. */
  String toText(T value);

  /**
   * The value of the text.
   *
   * @throws IllegalArgumentException if it is none; the message should say why, the codec adds
   *     where
   */
  T fromText(String text);
}
