package dev.stator.cli;

import dev.stator.client.ResponseBody;
import dev.stator.client.StartKey;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.item.json.PageReader;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Prints the items of pages as they come: from a response's bytes to stdout's. */
final class PagePrinter {
  private final ItemPrinter printer;
  private final CapacityOption capacity;

  PagePrinter(ItemPrinter printer, CapacityOption capacity) {
    this.printer = printer;
    this.capacity = capacity;
  }

  /**
   * Reads pages until there are no more, or the limit is reached.
   *
   * @param limit how many items to print at most
   * @param filtered whether a page may have fewer items than were evaluated: then a request cannot
   *     be told how many are wanted
   * @param read reads the page that begins at a key, and evaluates so many items at most
   */
  void print(
      long limit,
      boolean filtered,
      BiFunction<@Nullable StartKey, @Nullable Integer, ResponseBody> read) {
    PageReader page = new PageReader();
    long left = limit;
    StartKey next = null;
    do {
      Integer most = !filtered && left < Integer.MAX_VALUE ? Integer.valueOf((int) left) : null;
      try (ResponseBody body = read.apply(next, most)) {
        page.reset(body.array(), 0, body.length());
        try {
          while (page.nextItem()) {
            if (left > 0) {
              printer.print(page.item());
              left--;
            }
          }
        } catch (MalformedJsonException e) {
          throw body.malformed(e);
        }
        capacity.add(page.consumedCapacityUnits());
        int start = page.lastEvaluatedKeyStart();
        next =
            page.hasLastEvaluatedKey()
                ? StartKey.ofJson(body.array(), start, page.lastEvaluatedKeyEnd() - start)
                : null;
      }
      printer.flush();
    } while (next != null && left > 0);
    printer.end();
  }
}
