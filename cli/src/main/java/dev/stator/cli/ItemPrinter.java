package dev.stator.cli;

import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.ItemReader;
import java.util.List;

/**
 * Prints items on stdout, one after another, in memory that does not grow with their number. Not
 * for several threads.
 */
abstract sealed class ItemPrinter permits ItemLines, ItemDocument, ItemTable, ItemFacts {
  private final Invocation invocation;
  private final ItemReader reader = new ItemReader();

  ItemPrinter(Invocation invocation) {
    this.invocation = invocation;
  }

  /**
   * Prints any number of items, in the form that was asked for.
   *
   * @param keyNames the attributes to show first, where a form has an order of its own
   */
  static ItemPrinter ofMany(Invocation invocation, List<String> keyNames) {
    return switch (invocation.form()) {
      case JSON -> new ItemDocument(invocation, true);
      case DYNAMODB_JSON -> ItemLines.ofDynamoDbJson(invocation);
      case TABLE -> new ItemTable(invocation, keyNames);
      default -> ItemLines.ofJson(invocation);
    };
  }

  /** Prints one item, which is all there is. */
  static void printOne(Item item, List<String> keyNames, Invocation invocation) {
    ItemPrinter printer =
        switch (invocation.form()) {
          case JSON -> new ItemDocument(invocation, false);
          case TABLE -> new ItemFacts(invocation, keyNames);
          default -> ofMany(invocation, keyNames);
        };
    printer.print(item);
    printer.end();
  }

  /** Prints the item at which the reader stands, and passes it. */
  abstract void print(ItemReader item);

  /** Prints an item. */
  final void print(Item item) {
    byte[] json = ItemJson.write(item);
    print(reader.reset(json, 0, json.length));
  }

  /**
   * Hands over what is ready, as at the end of a page.
   *
   * @throws DataStream.StdoutClosedException if nobody takes it any more
   */
  void flush() {
    out().flushOrStop();
  }

  /** Prints what comes behind the last item. */
  void end() {
    flush();
  }

  /**
   * Hands over what there is of a reading that was broken off, so that it does not pass for whole.
   */
  void breakOff() {
    out().flush();
  }

  final Invocation invocation() {
    return invocation;
  }

  final DataStream out() {
    return invocation.out();
  }
}
