package dev.stator.cli;

import dev.stator.item.json.ItemReader;
import dev.stator.item.json.PlainJson;
import dev.stator.item.json.Utf8Buffer;

/** One JSON document, indented: an item, or an array of items. */
final class ItemDocument extends ItemPrinter {
  private final boolean array;
  private final Utf8Buffer plain = new Utf8Buffer(4096);
  private final Utf8Buffer indented = new Utf8Buffer(4096);
  private boolean begun;

  ItemDocument(Invocation invocation, boolean array) {
    super(invocation);
    this.array = array;
  }

  @Override
  void print(ItemReader item) {
    plain.clear();
    PlainJson.writeItem(item, plain);
    indented.clear();
    if (array) {
      out().print(begun ? ",\n  " : "[\n  ");
    }
    IndentedJson.write(plain.array(), 0, plain.length(), array ? 1 : 0, indented);
    out().write(indented.array(), 0, indented.length());
    begun = true;
  }

  @Override
  void end() {
    if (array) {
      out().print(begun ? "\n]" : "[]");
    }
    if (array || begun) {
      out().print('\n');
    }
    flush();
  }

  /** The array stays open: nobody reads it as all there is. */
  @Override
  void breakOff() {
    if (begun) {
      out().print('\n');
    }
    super.breakOff();
  }
}
