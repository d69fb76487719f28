package dev.stator.client;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The table, and the index if one is read, that a statement in PartiQL names: after its {@code
 * FROM}, its {@code INTO}, or the {@code UPDATE} that it begins with. DynamoDB knows no joins and
 * no selections within selections, so there is one.
 *
 * @param table the table
 * @param index the index; null for none
 */
record StatementTarget(String table, @Nullable String index) {
  /**
   * A comment or text, which is passed over; a quoted name; a word; any other character. What
   * begins a text or a quoted name that does not end is none of them.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\G\\s*+(?:(?:--[^\\n]*+|/\\*.*?\\*/|'[^']*+(?:''[^']*+)*+')"
              + "|\"([^\"]*+(?:\"\"[^\"]*+)*+)\""
              + "|([A-Za-z_$][A-Za-z0-9_$]*+)"
              + "|([^\\s'\"]))",
          Pattern.DOTALL);

  private static final int QUOTED = 1;
  private static final int WORD = 2;
  private static final int OTHER = 3;

  /** What the statement names, or null if it is none that can be understood. */
  static @Nullable StatementTarget of(String statement) {
    Matcher token = TOKEN.matcher(statement);
    boolean first = true;
    while (token.find()) {
      String word = token.group(WORD);
      if (word != null
          && (word.equalsIgnoreCase("FROM")
              || word.equalsIgnoreCase("INTO")
              || (first && word.equalsIgnoreCase("UPDATE")))) {
        return after(token);
      }
      first &= word == null && token.group(QUOTED) == null && token.group(OTHER) == null;
    }
    return null;
  }

  private static @Nullable StatementTarget after(Matcher token) {
    String table = name(token);
    if (table == null) {
      return null;
    }
    boolean dot = token.find() && ".".equals(token.group(OTHER));
    return new StatementTarget(table, dot ? name(token) : null);
  }

  private static @Nullable String name(Matcher token) {
    if (!token.find()) {
      return null;
    }
    String quoted = token.group(QUOTED);
    return quoted == null ? token.group(WORD) : quoted.replace("\"\"", "\"");
  }
}
