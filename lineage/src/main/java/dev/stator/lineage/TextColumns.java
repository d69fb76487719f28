package dev.stator.lineage;

import java.util.List;

/** Rows of plain text as columns, each as wide as its widest cell. */
final class TextColumns {
  private TextColumns() {}

  /**
   * @param rows of one length; what would end a line or move the cursor in a cell is shown as
   *     {@code ?}
   */
  static void print(List<List<String>> rows, StringBuilder out) {
    List<List<String>> shown =
        rows.stream().map(row -> row.stream().map(TextColumns::plain).toList()).toList();
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : shown) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], length(row.get(i)));
      }
    }
    for (List<String> row : shown) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - length(row.get(i)) + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  /** Without what would end the line or move the cursor of a terminal. */
  static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
