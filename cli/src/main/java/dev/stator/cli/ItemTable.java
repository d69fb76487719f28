package dev.stator.cli;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.ItemReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Items for a person: a row for each, a column for each attribute with its type, keys first.
 *
 * <p>The columns are those of the first {@value #SAMPLE} items. On a screen that is too narrow
 * cells are cut, then columns left out; both are to be seen, and told of at the end. Elsewhere
 * nothing is cut. An attribute that has no column counts in the last one, {@code +2}.
 */
final class ItemTable extends ItemPrinter {
  private static final int SAMPLE = 200;
  private static final String GAP = "  ";
  private static final int NARROWEST = 12;
  // For +9999 and the gap before it.
  private static final int MORE = 7;

  private final List<String> keyNames;
  private final int screen;
  private final List<Item> sample = new ArrayList<>();
  private @Nullable List<Column> columns;
  private long rows;
  private boolean cut;
  private boolean leftOut;

  /** A column, as wide as its cells in the sample and no wider than there is room. */
  private static final class Column {
    final String name;
    final Set<AttributeType> types = EnumSet.noneOf(AttributeType.class);
    int items;
    int width;

    Column(String name) {
      this.name = name;
    }

    String heading() {
      return CellText.visible(name)
          + " "
          + types.stream().map(AttributeType::name).collect(Collectors.joining("|"));
    }

    boolean isNumeric() {
      return types.equals(EnumSet.of(AttributeType.N));
    }

    /** Where strings and other types meet, strings have quotes. */
    String cell(AttributeValue value) {
      boolean other = !types.equals(EnumSet.of(AttributeType.S)) || value.type() != AttributeType.S;
      return CellText.of(value, other);
    }
  }

  ItemTable(Invocation invocation, List<String> keyNames) {
    super(invocation);
    this.keyNames = keyNames;
    Terminal terminal = invocation.terminal();
    this.screen = terminal.outIsTerminal() ? terminal.columns() : Integer.MAX_VALUE;
  }

  @Override
  void print(ItemReader reader) {
    Item item = reader.item();
    rows++;
    if (columns != null) {
      row(item, columns);
      return;
    }
    sample.add(item);
    if (sample.size() == SAMPLE) {
      begin();
    }
  }

  @Override
  void flush() {
    // Until then there is nothing to hand over: the columns are not known yet.
    if (columns != null) {
      super.flush();
    }
  }

  @Override
  void end() {
    if (columns == null && rows > 0) {
      begin();
    }
    out().flushOrStop();
    if (rows == 0) {
      invocation().note("no items");
    } else if (cut || leftOut) {
      String what =
          leftOut
              ? "attributes that have no room here are counted in the last column"
              : "cells that end in " + CellText.ELLIPSIS + " are cut";
      invocation().note(what + "; -o json shows all");
    }
  }

  @Override
  void breakOff() {
    if (columns == null && rows > 0) {
      begin();
    }
    super.breakOff();
  }

  private void begin() {
    List<Column> all = columnsOfSample();
    fit(all);
    columns = all;
    Style style = invocation().outStyle();
    StringBuilder line = new StringBuilder();
    for (Column column : all) {
      append(line, column.heading(), column);
    }
    out().println(style.bold(line.toString().stripTrailing()));
    sample.forEach(item -> row(item, all));
    sample.clear();
  }

  private List<Column> columnsOfSample() {
    Map<String, Column> byName = new LinkedHashMap<>();
    for (Item item : sample) {
      item.asMap()
          .forEach(
              (name, value) -> {
                Column column = byName.computeIfAbsent(name, Column::new);
                column.items++;
                column.types.add(value.type());
              });
    }
    List<Column> all = new ArrayList<>(byName.values());
    all.sort(
        Comparator.<Column>comparingInt(column -> keyPosition(column.name))
            .thenComparing(column -> -column.items)
            .thenComparing(column -> column.name));
    for (Column column : all) {
      column.width = CellText.width(column.heading());
      for (Item item : sample) {
        AttributeValue value = item.get(column.name);
        if (value != null) {
          column.width = Math.max(column.width, CellText.width(column.cell(value)));
        }
      }
    }
    return all;
  }

  private int keyPosition(String name) {
    int position = keyNames.indexOf(name);
    return position < 0 ? keyNames.size() : position;
  }

  /** Narrows the widest columns until all fit, or leaves out the last ones. */
  private void fit(List<Column> all) {
    int widest = all.stream().mapToInt(column -> column.width).max().orElse(0);
    while (widest > NARROWEST && total(all, widest) > screen) {
      widest--;
    }
    int limit = widest;
    while (all.size() > 1 && total(all, limit) + (leftOut ? MORE : 0) > screen) {
      all.remove(all.size() - 1);
      leftOut = true;
    }
    all.forEach(column -> column.width = Math.min(column.width, limit));
  }

  private static int total(List<Column> all, int widest) {
    long total = (long) GAP.length() * (all.size() - 1);
    for (Column column : all) {
      total += Math.min(column.width, widest);
    }
    return (int) Math.min(total, Integer.MAX_VALUE);
  }

  private void row(Item item, List<Column> all) {
    StringBuilder line = new StringBuilder();
    int shown = 0;
    for (Column column : all) {
      AttributeValue value = item.get(column.name);
      shown += value == null ? 0 : 1;
      append(line, value == null ? "" : column.cell(value), column);
    }
    int others = item.size() - shown;
    if (others > 0) {
      line.append(GAP).append('+').append(others);
      leftOut = true;
    }
    out().println(line.toString().stripTrailing());
  }

  private void append(StringBuilder line, String text, Column column) {
    String cell = screen == Integer.MAX_VALUE ? text : CellText.cut(text, column.width);
    cut |= !cell.equals(text);
    String blanks = " ".repeat(Math.max(0, column.width - CellText.width(cell)));
    line.append(line.isEmpty() ? "" : GAP)
        .append(column.isNumeric() ? blanks + cell : cell + blanks);
  }
}
