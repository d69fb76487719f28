package dev.stator.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartiQlTest {
  private static List<String> uses(String statement) {
    return PartiQl.uses(Atom.Text.of(statement)).stream()
        .map(
            use ->
                use.verb()
                    + " "
                    + use.table().pattern()
                    + (use.index() == null ? "" : "#" + use.index()))
        .toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM t | SELECT t",
        "SELECT * FROM \"t\" WHERE pk=? | SELECT t",
        "SELECT * FROM \"t\".\"idx\" WHERE pk = ? | SELECT t#idx",
        "SELECT a, b.c[0] FROM t WHERE pk IN [?, ?] AND begins_with(sk, 'FROM x') | SELECT t",
        "SELECT \"from\" FROM \"my-table\" ORDER BY sk DESC | SELECT my-table",
        "select size(a) from t | SELECT t",
        "INSERT INTO \"t\" VALUE {'pk':'a', 'from': 'UPDATE x'} | INSERT t",
        "INSERT INTO t value {'pk': ?} | INSERT t",
        "UPDATE \"t\" SET a=1 SET b=2 WHERE pk=? RETURNING ALL NEW * | UPDATE t",
        "UPDATE t REMOVE a.b[1] WHERE pk=? | UPDATE t",
        "DELETE FROM \"t\" WHERE pk=? RETURNING ALL OLD * | DELETE t",
        "EXISTS(SELECT * FROM \"t\" WHERE pk=? AND a='x') | SELECT t",
        "SELECT * FROM \"arn:aws:dynamodb:eu-west-1:1:table/t\" | SELECT arn:aws:dynamodb:eu-west-1:1:table/t",
        "SELECT * FROM \"a\"\"b\" | SELECT a\"b",
        "SELECT * -- FROM x | ``",
        "DROP TABLE t | ``",
        "SELECT * FROM WHERE | ``",
        "'SELECT * FROM t' | ``"
      })
  void verbTableAndIndexAreRead(String statement, String expected) {
    assertThat(String.join(";", uses(statement))).isEqualTo(expected);
  }

  @Test
  void aGapIsOneWordWhateverIsAroundIt() {
    Atom.Text statement =
        Atom.Text.of("SELECT * FROM \"app-")
            .concat(Atom.Text.environment("STAGE", null))
            .concat(Atom.Text.of("-orders\" WHERE pk=?"));
    assertThat(PartiQl.uses(statement).get(0).table().pattern())
        .isEqualTo("app-{env:STAGE}-orders");
  }

  @Test
  void hostileStatementsEnd() {
    assertThat(uses("SELECT " + "(".repeat(100_000))).isEmpty();
    assertThat(uses("'".repeat(99_999))).isEmpty();
    assertThat(uses("\uE000\uE001 FROM")).isEmpty();
  }
}
