package dev.stator.client;

import dev.stator.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Makes one page of many. Its fields belong to whoever is calling it, which is one at a time. */
final class PageGathering implements Flow.Subscriber<Page> {
  private final CompletableFuture<Page> result = new CompletableFuture<>();
  private final List<Item> items = new ArrayList<>();
  private int count;
  private int scannedCount;
  private @Nullable Item lastEvaluatedKey;
  private @Nullable ConsumedCapacity capacity;

  CompletableFuture<Page> result() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    var unused =
        result.whenComplete(
            (page, failure) -> {
              if (result.isCancelled()) {
                subscription.cancel();
              }
            });
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(Page page) {
    items.addAll(page.items());
    count += page.count();
    scannedCount += page.scannedCount();
    lastEvaluatedKey = page.lastEvaluatedKey();
    ConsumedCapacity more = page.consumedCapacity();
    capacity = capacity == null ? more : more == null ? capacity : capacity.plus(more);
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    result.complete(new Page(items, count, scannedCount, lastEvaluatedKey, capacity));
  }
}
