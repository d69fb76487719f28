package dev.stator.client;

import dev.stator.item.Key;
import org.jspecify.annotations.Nullable;

/**
 * What became of one of many reads of a {@link DynamoTable}.
 *
 * @param position its place in the input, from 0
 * @param key the item's key
 * @param item the item; null if there is none, or the read failed
 * @param attempts in how many requests it was
 * @param failure why it was not read: a {@link DynamoException}, or a {@link
 *     dev.stator.records.RecordMappingException} if it is none of the record's; null if it was read
 * @param <T> the record
 */
public record RecordRead<T>(
    long position, Key key, @Nullable T item, int attempts, @Nullable RuntimeException failure) {
  /** Whether it was read, be there an item or not. */
  public boolean done() {
    return failure == null;
  }
}
