package dev.stator.client;

import org.jspecify.annotations.Nullable;

/**
 * What became of one of many writes to a {@link DynamoTable}.
 *
 * @param position its place in the input, from 0
 * @param input the record to put, or the key to delete
 * @param superseded whether a later write of the same key took its place before it was sent; the
 *     outcome is then that of the later one
 * @param attempts in how many requests it was
 * @param failure why it was not done, or is not known to be; null if it was done
 * @param <I> the record, or {@link dev.stator.item.Key}
 */
public record RecordOutcome<I>(
    long position, I input, boolean superseded, int attempts, @Nullable DynamoException failure) {
  /** Whether the table is as if it had been written. */
  public boolean done() {
    return failure == null;
  }
}
