package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.partiql.lang.syntax.Parser;
import org.partiql.lang.syntax.PartiQLParserBuilder;

/**
 * The recogniser beside PartiQL's own parser, which knows nothing of DynamoDB but reads its
 * statements: what that finds as the source of a statement is the table, and a path below it the
 * index.
 */
class PartiQlOracleTest {
  private static final Pattern SOURCE =
      Pattern.compile(
          "\\((?:scan|insert_value|insert) (?:\\(path )?\\(id ('(?:[^'\\\\]|\\\\.)*'|\\S+) "
              + "\\(case_\\w+\\) \\(unqualified\\)\\)(?: \\(path_expr \\(lit \"([^\"]*)\"\\))?");

  private static final List<String> TABLES =
      List.of("t", "\"t\"", "Orders_2", "\"my-table\"", "\"from\"", "\"select\"", "\"a b\"");

  private static final List<String> CONDITIONS =
      List.of(
          "pk=?",
          "pk = 'FROM x' AND sk > 1",
          "pk IN [?, ?] OR begins_with(sk, 'UPDATE y')",
          "\"from\" = ? AND a.b[0] IS MISSING",
          "pk = 'it''s' AND NOT contains(tags, '\"q\"')");

  private final Parser parser = PartiQLParserBuilder.standard().build();

  static Stream<String> statements() {
    return TABLES.stream()
        .flatMap(
            table ->
                CONDITIONS.stream()
                    .flatMap(
                        condition ->
                            Stream.of(
                                "SELECT * FROM " + table + " WHERE " + condition,
                                "select a, b.c FROM " + table + ".\"by-x\" where " + condition,
                                "SELECT \"from\", size(a) FROM " + table,
                                "INSERT INTO " + table + " VALUE {'pk': ?, 'from': 'DELETE x'}",
                                "UPDATE " + table + " SET a=1 SET b='SET' WHERE " + condition,
                                "UPDATE " + table + " REMOVE a.b[1] WHERE " + condition,
                                "DELETE FROM " + table + " WHERE " + condition,
                                "DELETE FROM "
                                    + table
                                    + " WHERE "
                                    + condition
                                    + " RETURNING ALL OLD *",
                                "EXISTS(SELECT * FROM " + table + " WHERE " + condition + ")")))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void readsAStatementAsThePartiQlParserDoes(String statement) {
    String tree = parser.parseAstStatement(statement).toString();
    Matcher source = SOURCE.matcher(tree);
    assertThat(source.find()).as(tree).isTrue();
    String name = source.group(1);
    String table = name.startsWith("'") ? name.substring(1, name.length() - 1) : name;
    String index = source.group(2);

    assertThat(PartiQl.uses(Atom.Text.of(statement)))
        .singleElement()
        .satisfies(
            use -> {
              assertThat(use.verb().name()).isEqualTo(verb(tree));
              assertThat(use.table().literal()).isEqualTo(table);
              assertThat(use.index()).isEqualTo(index);
            });
  }

  private static String verb(String tree) {
    String verb =
        tree.startsWith("(query")
            ? "select"
            : tree.contains("(dml_op_list (insert")
                ? "insert"
                : tree.contains("(dml_op_list (delete") ? "delete" : "update";
    return verb.toUpperCase(Locale.ROOT);
  }
}
