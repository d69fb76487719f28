package dev.stator.cli;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which known words a mistyped one may stand for. */
final class Similar {
  private static final int MOST = 2;
  private static final int BEGINNING = 3;

  private Similar() {}

  /**
   * The nearest words, nearest first: those that go on where what was typed ends, and those that
   * are no further from it than a third of its length.
   */
  static List<String> to(String typed, Collection<String> known) {
    String word = typed.contains("=") ? typed.substring(0, typed.indexOf('=')) : typed;
    int limit = Math.max(1, word.length() / 3);
    return known.stream()
        .filter(
            candidate ->
                distance(word, candidate) <= limit
                    || (word.length() >= BEGINNING && candidate.startsWith(word)))
        .sorted(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .limit(MOST)
        .toList();
  }

  /**
   * Edit distance where two neighbours that changed places count once (optimal string alignment).
   */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + substitution);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
