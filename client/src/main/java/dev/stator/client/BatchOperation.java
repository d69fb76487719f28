package dev.stator.client;

import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What is different between writing and reading in batches.
 *
 * @param <I> what goes in
 * @param <F> what is found for it, if it is read
 * @param <O> the outcomes
 */
interface BatchOperation<I, F, O> {
  /** Whose item it is: what no request may hold twice. */
  record Place(String tableName, Key key) {}

  /**
   * What was found when an input was looked at.
   *
   * @param key the key of its item
   * @param wireBytes what it takes of a request, at most
   */
  record Checked(Key key, long wireBytes) {}

  /**
   * What a request brought.
   *
   * @param unprocessed what is to be sent again
   * @param found what was read
   */
  record Answer<F>(Set<Place> unprocessed, Map<Place, F> found) {}

  /** One thing on its way, with those whose place it took. */
  final class Entry<I> {
    final long position;
    final I input;
    final String tableName;
    final List<Entry<I>> superseded = new ArrayList<>(0);
    @Nullable Checked checked;
    int attempts;
    long firstSent;

    Entry(long position, I input, String tableName) {
      this.position = position;
      this.input = input;
      this.tableName = tableName;
    }

    Checked checked() {
      Checked known = checked;
      if (known == null) {
        throw new IllegalStateException("Nothing goes out that was not looked at");
      }
      return known;
    }

    Place place() {
      return new Place(tableName, checked().key());
    }
  }

  /** The operation's name. */
  String name();

  /** The most that a request may hold. */
  int maxCount();

  /** The table that an input is for. */
  String tableName(I input);

  /**
   * Looks at an input before it is sent.
   *
   * @throws InvalidItemException if the service would refuse it
   */
  Checked check(I input, KeySchema schema);

  /** Sends a request. */
  CompletableFuture<Answer<F>> send(
      Caller caller, List<Entry<I>> entries, Map<String, KeySchema> schemas);

  /** An input's outcome. */
  O outcome(
      Entry<I> entry,
      boolean superseded,
      int attempts,
      @Nullable F found,
      @Nullable DynamoException failure);
}
