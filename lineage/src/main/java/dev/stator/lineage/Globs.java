package dev.stator.lineage;

/** The wildcards of IAM: {@code *} for any run of characters, {@code ?} for one. */
final class Globs {
  private Globs() {}

  /** Whether a pattern holds for a text. */
  static boolean matches(String pattern, String text) {
    return meet(pattern, text, false);
  }

  /** Whether there is a text that both patterns hold for. */
  static boolean mayMeet(String left, String right) {
    return meet(left, right, true);
  }

  /** {@code row[j]}: whether the part of the left read so far meets the first j of the right. */
  private static boolean meet(String left, String right, boolean both) {
    boolean[] row = new boolean[right.length() + 1];
    row[0] = true;
    for (int j = 1; j <= right.length(); j++) {
      row[j] = row[j - 1] && both && right.charAt(j - 1) == '*';
    }
    for (int i = 1; i <= left.length(); i++) {
      char a = left.charAt(i - 1);
      boolean diagonal = row[0];
      row[0] = row[0] && a == '*';
      for (int j = 1; j <= right.length(); j++) {
        char b = right.charAt(j - 1);
        boolean above = row[j];
        boolean any = a == '*' || (both && b == '*');
        boolean same = a == b || a == '?' || (both && b == '?');
        row[j] = any ? above || row[j - 1] : diagonal && same;
        diagonal = above;
      }
    }
    return row[right.length()];
  }
}
