package dev.stator.client;

import dev.stator.client.internal.flow.PageSource;
import dev.stator.item.Item;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages of one query or scan of records. Serves one reading. */
final class RecordReads<T> implements PageSource<RecordPage<T>> {
  private final Function<@Nullable Item, CompletableFuture<RecordPage<T>>> page;
  private @Nullable Item start;
  private boolean more = true;

  /**
   * @param page reads the page that begins behind a key, or the first
   */
  RecordReads(Function<@Nullable Item, CompletableFuture<RecordPage<T>>> page) {
    this.page = page;
  }

  @Override
  public boolean hasNext() {
    return more;
  }

  @Override
  public CompletableFuture<RecordPage<T>> next() {
    return Stages.then(
        page.apply(start),
        read -> {
          start = read.lastEvaluatedKey();
          more = start != null;
          return read;
        });
  }
}
