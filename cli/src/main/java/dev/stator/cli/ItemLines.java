package dev.stator.cli;

import dev.stator.item.json.ItemReader;
import dev.stator.item.json.PlainJson;
import dev.stator.item.json.Utf8Buffer;

/** A line for each item: plain JSON, or DynamoDB JSON as the service wrote it. */
final class ItemLines extends ItemPrinter {
  private final boolean plain;
  private final Utf8Buffer line = new Utf8Buffer(4096);

  private ItemLines(Invocation invocation, boolean plain) {
    super(invocation);
    this.plain = plain;
  }

  static ItemLines ofJson(Invocation invocation) {
    return new ItemLines(invocation, true);
  }

  static ItemLines ofDynamoDbJson(Invocation invocation) {
    return new ItemLines(invocation, false);
  }

  @Override
  void print(ItemReader item) {
    line.clear();
    if (plain) {
      PlainJson.writeItem(item, line);
    } else {
      int start = item.position();
      item.skipItem();
      line.append(item.array(), start, item.position() - start);
    }
    line.append((byte) '\n');
    out().write(line.array(), 0, line.length());
  }
}
