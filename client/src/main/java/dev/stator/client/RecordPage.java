package dev.stator.client;

import dev.stator.item.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a query or scan of a {@link DynamoTable}: up to 1 MB of what was read.
 *
 * @param items the items; empty if only their number was asked for, and then still not the last
 *     page
 * @param count how many items passed the filter
 * @param scannedCount how many items were read
 * @param lastEvaluatedKey where the next page begins, or null if this is the last
 * @param consumedCapacity what it cost, if asked for
 * @param <T> the record
 */
public record RecordPage<T>(
    List<T> items,
    int count,
    int scannedCount,
    @Nullable Item lastEvaluatedKey,
    @Nullable ConsumedCapacity consumedCapacity) {
  public RecordPage {
    items = List.copyOf(items);
  }

  static <T> RecordPage<T> read(ReplyReader reply, RecordItems<T> items) {
    return Page.read(
        reply,
        items::read,
        (records, count, scanned, last, capacity) ->
            new RecordPage<>(records, count, scanned, last, capacity));
  }
}
