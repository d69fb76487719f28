package dev.stator.cli;

import java.util.ArrayList;
import java.util.List;

/** A few facts, each with its name, in two columns. */
final class FactTable {
  private final Style style;
  private final List<String[]> rows = new ArrayList<>();

  FactTable(Style style) {
    this.style = style;
  }

  FactTable row(String name, String fact) {
    rows.add(new String[] {name, fact});
    return this;
  }

  @Override
  public String toString() {
    int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      text.append(style.bold(row[0]))
          .append(" ".repeat(width - row[0].length() + 2))
          .append(row[1])
          .append('\n');
    }
    return text.toString();
  }
}
