package dev.stator.cli;

import dev.stator.item.Item;
import dev.stator.replicate.DataObject;
import dev.stator.replicate.Export;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Holds an export against the table's items, one by one: each is there, once, and equal. Keeps one
 * bit an item. {@link #seen} may be called by any thread.
 */
final class DemoProof {
  private static final int DIFFERENCES_TOLD = 5;

  private final int items;
  private final BitSet found;
  private final List<String> told = new ArrayList<>();
  private long differences;
  private final AtomicInteger seen = new AtomicInteger();

  /** A proof for a table of so many items. */
  DemoProof(int items) {
    this.items = items;
    this.found = new BitSet(items);
  }

  /** Reads the whole export, or until {@code stopped}. */
  void read(Export export, BooleanSupplier stopped) {
    for (DataObject object : export.objects()) {
      if (stopped.getAsBoolean()) {
        return;
      }
      var unused = export.forEachItem(object, this::check);
    }
  }

  /** Compares one item of the export with the one that the table was given. */
  void check(Item item) {
    seen.incrementAndGet();
    int index = DemoTable.indexOf(item);
    if (index < 0 || index >= items) {
      differs("an item that was never in the table: " + brief(item));
    } else if (found.get(index)) {
      differs("item " + index + " is there twice");
    } else {
      found.set(index);
      if (!DemoTable.item(index).equals(item)) {
        differs("item " + index + " is not equal: " + brief(item));
      }
    }
  }

  /** How many items were read. */
  int seen() {
    return seen.get();
  }

  /** How many differences there are between what was read and the whole table. */
  long differences() {
    return differences + items - found.cardinality();
  }

  /** The first differences, in words. */
  List<String> told() {
    List<String> all = new ArrayList<>(told);
    for (int index = found.nextClearBit(0);
        index < items && all.size() < DIFFERENCES_TOLD;
        index = found.nextClearBit(index + 1)) {
      all.add("item " + index + " is missing");
    }
    return all;
  }

  private void differs(String how) {
    differences++;
    if (told.size() < DIFFERENCES_TOLD) {
      told.add(how);
    }
  }

  private static String brief(Item item) {
    String text = item.toString();
    return text.length() <= 200 ? text : text.substring(0, 200) + "...";
  }
}
