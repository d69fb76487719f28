package dev.stator.client;

import dev.stator.client.internal.flow.PageSource;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/*
 * Limit, to DynamoDB, is how many items are evaluated, and a filter comes after it. Without a filter
 * both are the same, and the last request asks for no more than is still wanted. With one, a page
 * may bring more than is wanted; it is then cut, and ends where its last item is: the names in that
 * key are those of any key at hand, or else the table's are looked up.
 */

/** The pages of one query or scan, up to its limits. Serves one reading. */
final class PageReads implements PageSource<Page> {
  /** What there is to know of a query or scan in order to go through it. */
  record Reading(
      String operation,
      String table,
      @Nullable String index,
      boolean filtered,
      @Nullable Select select,
      @Nullable Integer pageLimit,
      @Nullable StartKey start,
      BiFunction<@Nullable StartKey, @Nullable Integer, DynamoRequest> page) {
    static Reading of(QueryRequest request) {
      return new Reading(
          request.operation(),
          request.tableName(),
          request.indexName(),
          request.filterExpression() != null,
          request.select(),
          request.limit(),
          request.exclusiveStartKey(),
          (start, limit) -> {
            QueryRequest.Builder next = request.toBuilder();
            if (start != null) {
              next.exclusiveStartKey(start);
            }
            if (limit != null) {
              next.limit(limit);
            }
            return next.build();
          });
    }

    static Reading of(ScanRequest request) {
      return new Reading(
          request.operation(),
          request.tableName(),
          request.indexName(),
          request.filterExpression() != null,
          request.select(),
          request.limit(),
          request.exclusiveStartKey(),
          (start, limit) -> {
            ScanRequest.Builder next = request.toBuilder();
            if (start != null) {
              next.exclusiveStartKey(start);
            }
            if (limit != null) {
              next.limit(limit);
            }
            return next.build();
          });
    }
  }

  private final Reading reading;
  private final Caller caller;
  private final TableKeys keys;
  private final boolean resumable;
  private long itemsLeft;
  private long evaluationsLeft;
  private @Nullable StartKey next;
  private boolean more = true;

  /**
   * @param resumable whether a page that is cut must say where to go on
   */
  PageReads(
      Reading reading,
      Caller caller,
      TableKeys keys,
      long itemLimit,
      long evaluationLimit,
      boolean resumable) {
    this.reading = reading;
    this.caller = caller;
    this.keys = keys;
    this.resumable = resumable;
    this.itemsLeft = itemLimit;
    this.evaluationsLeft = evaluationLimit;
    this.next = reading.start();
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public CompletableFuture<Page> next() {
    long most = reading.filtered() ? evaluationsLeft : Math.min(evaluationsLeft, itemsLeft);
    Integer limit = reading.pageLimit();
    if (most < (limit == null ? Integer.MAX_VALUE : limit)) {
      limit = (int) most;
    }
    CompletableFuture<Page> answer = caller.call(reading.page().apply(next, limit), Page::read);
    return Stages.cancelling(answer.thenCompose(this::take), answer);
  }

  private CompletableFuture<Page> take(Page page) {
    evaluationsLeft -= page.scannedCount();
    int items = page.items().size();
    CompletableFuture<Page> whole =
        items <= itemsLeft ? CompletableFuture.completedFuture(page) : cut(page, (int) itemsLeft);
    itemsLeft -= Math.min(items, itemsLeft);
    Item last = page.lastEvaluatedKey();
    next = last == null ? null : StartKey.of(last);
    more = next != null && itemsLeft > 0 && evaluationsLeft > 0;
    return whole;
  }

  private CompletableFuture<Page> cut(Page page, int items) {
    List<Item> kept = page.items().subList(0, items);
    CompletableFuture<@Nullable Item> last =
        resumable
            ? keyNames(page).thenApply(names -> key(kept.get(items - 1), names))
            : CompletableFuture.completedFuture(null);
    return last.thenApply(
        key -> new Page(kept, items, page.scannedCount(), key, page.consumedCapacity()));
  }

  private CompletableFuture<? extends Collection<String>> keyNames(Page page) {
    if (page.lastEvaluatedKey() != null) {
      return CompletableFuture.completedFuture(page.lastEvaluatedKey().names());
    }
    if (next != null) {
      byte[] json = next.toJson();
      Set<String> names = ItemJson.read(json, 0, json.length).names();
      return CompletableFuture.completedFuture(names);
    }
    return keys.of(reading.table()).thenApply(table -> table.startKeyNames(reading.index()));
  }

  private Item key(Item item, Collection<String> names) {
    Map<String, AttributeValue> key = new LinkedHashMap<>();
    for (String name : names) {
      AttributeValue value = item.get(name);
      if (value == null) {
        throw new IllegalArgumentException(
            new CallFacts(reading.operation(), reading.table(), reading.index(), 1)
                + ": the projection leaves out key attribute \""
                + name
                + "\", without which nobody can go on after the last of the items that were wanted:"
                + " project it too");
      }
      key.put(name, value);
    }
    return Item.of(key);
  }
}
