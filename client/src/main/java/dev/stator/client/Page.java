package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link QueryRequest} or {@link ScanRequest}: up to 1 MB of what was read.
 *
 * @param items the items; empty if only their number was asked for, and then still not the last
 *     page
 * @param count how many items passed the filter
 * @param scannedCount how many items were read
 * @param lastEvaluatedKey where the next page begins, or null if this is the last
 * @param consumedCapacity what it cost, if asked for
 */
public record Page(
    List<Item> items,
    int count,
    int scannedCount,
    @Nullable Item lastEvaluatedKey,
    @Nullable ConsumedCapacity consumedCapacity) {
  public Page {
    items = List.copyOf(items);
  }

  static Page read(ReplyReader reply) {
    return read(reply, JsonReader::item, Page::new);
  }

  /** What makes a page of its parts. */
  interface Of<T, P> {
    P make(
        List<T> items,
        int count,
        int scannedCount,
        @Nullable Item lastEvaluatedKey,
        @Nullable ConsumedCapacity consumedCapacity);
  }

  /** Reads a page of whatever items are read as. */
  static <T, P> P read(ReplyReader reply, Function<JsonReader, T> item, Of<T, P> page) {
    List<T> items = new ArrayList<>();
    int count = 0;
    int scannedCount = 0;
    Item last = null;
    ConsumedCapacity capacity = null;
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.ITEMS)) {
        json.beginArray();
        while (json.nextElement()) {
          items.add(item.apply(json));
        }
      } else if (json.nameIs(Names.COUNT)) {
        count = (int) json.longValue();
      } else if (json.nameIs(Names.SCANNED_COUNT)) {
        scannedCount = (int) json.longValue();
      } else if (json.nameIs(Names.LAST_EVALUATED_KEY)) {
        last = json.item();
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        capacity = reply.consumedCapacity();
      } else {
        json.skip();
      }
    }
    reply.counted(count, scannedCount);
    return page.make(items, count, scannedCount, last, capacity);
  }
}
