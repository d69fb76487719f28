package dev.stator.lineage;

import dev.stator.lineage.LineageReport.LinkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the statements of DynamoDB's PartiQL dialect, as far as lineage asks: the verb, the
 * table, the index, and {@code EXISTS} over a select. It reads tokens, not grammar: {@code SELECT …
 * FROM t}, {@code INSERT INTO t VALUE …}, {@code UPDATE t …}, {@code DELETE FROM t}, where t is a
 * name or a quoted name, after a dot an index. Text in single quotes is data and never looked into.
 * What is not known in the statement (a gap of an f-string) is one token, so a name made of gaps
 * comes out as it went in.
 */
final class PartiQl {
  /** Stands for the n-th part that is not literal, from here on in the private use area. */
  private static final char GAPS = '\uE000';

  private static final int MOST_GAPS = 0x1000;

  enum Verb {
    SELECT("dynamodb:PartiQLSelect", LinkType.useSelectLink),
    INSERT("dynamodb:PartiQLInsert", LinkType.useInsertLink),
    UPDATE("dynamodb:PartiQLUpdate", LinkType.useUpdateLink),
    DELETE("dynamodb:PartiQLDelete", LinkType.useDeleteLink);

    private final String action;
    private final LinkType link;

    Verb(String action, LinkType link) {
      this.action = action;
      this.link = link;
    }

    String action() {
      return action;
    }

    LinkType link() {
      return link;
    }
  }

  /** One table that a statement uses. */
  record Use(Verb verb, Atom.Text table, @Nullable String index) {}

  private record Token(String text, boolean quoted, boolean name) {
    boolean is(String keyword) {
      return !quoted && text.equalsIgnoreCase(keyword);
    }
  }

  private final Atom.Text statement;
  private final List<Token> tokens;

  private PartiQl(Atom.Text statement) {
    this.statement = statement;
    this.tokens = tokens(flat(statement));
  }

  /** The tables that a statement uses, in order; empty when it is not understood. */
  static List<Use> uses(Atom.Text statement) {
    return statement.parts().size() >= MOST_GAPS ? List.of() : new PartiQl(statement).find();
  }

  private List<Use> find() {
    List<Use> uses = new ArrayList<>();
    if (tokens.isEmpty()) {
      return uses;
    }
    Token first = tokens.get(0);
    if (first.is("SELECT")) {
      from(0, Verb.SELECT, uses);
    } else if (first.is("INSERT") && at(1).is("INTO")) {
      table(2, Verb.INSERT, uses);
    } else if (first.is("UPDATE")) {
      table(1, Verb.UPDATE, uses);
    } else if (first.is("DELETE") && at(1).is("FROM")) {
      table(2, Verb.DELETE, uses);
    }
    for (int i = 0; i + 2 < tokens.size(); i++) {
      if (tokens.get(i).is("EXISTS") && at(i + 1).is("(") && at(i + 2).is("SELECT")) {
        from(i + 2, Verb.SELECT, uses);
      }
    }
    return uses;
  }

  private Token at(int index) {
    return index < tokens.size() ? tokens.get(index) : new Token("", false, false);
  }

  private void from(int select, Verb verb, List<Use> uses) {
    int depth = 0;
    for (int i = select + 1; i < tokens.size(); i++) {
      Token token = tokens.get(i);
      depth +=
          token.is("(") || token.is("[") || token.is("{")
              ? 1
              : token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
      if (depth < 0) {
        return;
      }
      if (depth == 0 && token.is("FROM")) {
        table(i + 1, verb, uses);
        return;
      }
    }
  }

  private void table(int index, Verb verb, List<Use> uses) {
    Token name = at(index);
    if (!name.name() && !name.quoted()) {
      return;
    }
    String indexName = null;
    if (at(index + 1).is(".")
        && (at(index + 2).quoted() || at(index + 2).name())
        && verb == Verb.SELECT) {
      indexName = restored(at(index + 2).text()).pattern();
    }
    uses.add(new Use(verb, restored(name.text()), indexName));
  }

  private Atom.Text restored(String token) {
    Atom.Text text = statement.as(List.of());
    int from = 0;
    for (int i = 0; i <= token.length(); i++) {
      boolean gap = i < token.length() && isGap(token.charAt(i));
      if ((gap || i == token.length()) && i > from) {
        text = text.concat(Atom.Text.of(token.substring(from, i)));
      }
      if (gap) {
        text = text.concat(statement.as(List.of(statement.parts().get(token.charAt(i) - GAPS))));
        from = i + 1;
      }
    }
    return text;
  }

  private static boolean isGap(char c) {
    return c >= GAPS && c < GAPS + MOST_GAPS;
  }

  private static String flat(Atom.Text statement) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < statement.parts().size(); i++) {
      if (statement.parts().get(i) instanceof Atom.Text.Part.Literal literal) {
        for (int j = 0; j < literal.text().length(); j++) {
          char c = literal.text().charAt(j);
          text.append(isGap(c) ? '?' : c);
        }
      } else {
        text.append((char) (GAPS + i));
      }
    }
    return text.toString();
  }

  private static List<Token> tokens(String text) {
    List<Token> tokens = new ArrayList<>();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        i++;
      } else if (c == '-' && text.startsWith("--", i)) {
        int end = text.indexOf('\n', i);
        i = end < 0 ? text.length() : end;
      } else if (c == '\'') {
        i = closing(text, i, '\'');
        tokens.add(new Token("'", false, false));
      } else if (c == '"') {
        int end = closing(text, i, '"');
        tokens.add(
            new Token(
                text.substring(i + 1, Math.max(i + 1, end - 1)).replace("\"\"", "\""),
                true,
                false));
        i = end;
      } else if (isWord(c)) {
        int end = i;
        while (end < text.length() && isWord(text.charAt(end))) {
          end++;
        }
        tokens.add(new Token(text.substring(i, end), false, !isKeyword(text.substring(i, end))));
        i = end;
      } else {
        tokens.add(new Token(String.valueOf(c), false, false));
        i++;
      }
    }
    return tokens;
  }

  private static int closing(String text, int open, char quote) {
    int i = open + 1;
    while (i < text.length()) {
      if (text.charAt(i) == quote) {
        if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
          i++;
        } else {
          return i + 1;
        }
      }
      i++;
    }
    return text.length();
  }

  /** A bare name may hold hyphens here: DynamoDB refuses it, but what is meant is plain. */
  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || isGap(c);
  }

  private static boolean isKeyword(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "SELECT",
          "FROM",
          "WHERE",
          "INSERT",
          "INTO",
          "VALUE",
          "VALUES",
          "UPDATE",
          "SET",
          "REMOVE",
          "DELETE",
          "EXISTS",
          "RETURNING" ->
          true;
      default -> false;
    };
  }
}
