package dev.stator.cli;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.ItemReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One item for a person: a line for each attribute, with its type, and nothing cut. */
final class ItemFacts extends ItemPrinter {
  private final List<String> keyNames;

  ItemFacts(Invocation invocation, List<String> keyNames) {
    super(invocation);
    this.keyNames = keyNames;
  }

  @Override
  void print(ItemReader reader) {
    Item item = reader.item();
    List<String> names = new ArrayList<>(keyNames);
    names.retainAll(item.names());
    item.names().stream().filter(name -> !names.contains(name)).sorted().forEach(names::add);
    FactTable table = new FactTable(invocation().outStyle());
    Map<String, AttributeValue> values = item.asMap();
    for (String name : names) {
      AttributeValue value = values.get(name);
      if (value != null) {
        String type = String.format("%-4s", value.type());
        table.row(
            CellText.visible(name),
            invocation().outStyle().dim(type) + "  " + CellText.of(value, false));
      }
    }
    out().print(table);
  }
}
