package dev.stator.client;

import dev.stator.item.Item;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@link Pages} for code that waits. Immutable; each stream is a reading of its own, which begins
 * when it is first pulled, on any thread, virtual ones too. A page is asked for when half of the
 * one before has been used. A stream that is not read to its end should be closed; a thread that is
 * interrupted while it waits for a page ends it, as any wait on a {@link BlockingDynamoClient}.
 */
public final class BlockingPages {
  private final Pages pages;

  BlockingPages(Pages pages) {
    this.pages = pages;
  }

  /** See {@link Pages#itemLimit}. */
  public BlockingPages itemLimit(long items) {
    return new BlockingPages(pages.itemLimit(items));
  }

  /** See {@link Pages#evaluationLimit}. */
  public BlockingPages evaluationLimit(long items) {
    return new BlockingPages(pages.evaluationLimit(items));
  }

  /** The pages. */
  public Stream<Page> stream() {
    return Pull.stream(pages.facts(), pages, 1, page -> List.of(page));
  }

  /** The items of the pages. */
  public Stream<Item> items() {
    return Pull.stream(pages.facts(), pages.unresumable(), 1, Page::items);
  }

  /** All of it as one page; see {@link Pages#asOne}. */
  public Page asOne() {
    CallFacts call = pages.facts();
    Waiting.requireUninterrupted(call);
    return Waiting.on(pages.asOne(), call, page -> {});
  }
}
