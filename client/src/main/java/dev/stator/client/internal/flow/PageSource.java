package dev.stator.client.internal.flow;

import java.util.concurrent.CompletableFuture;

/**
 * Pages of which each begins where the one before ended.
 *
 * @param <P> the pages
 */
public interface PageSource<P> {
  /** Whether there may be another page; true at first. Asked when none is under way. */
  boolean hasNext();

  /** Reads the next page. Called when there may be one and none is under way. */
  CompletableFuture<P> next();
}
