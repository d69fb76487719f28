package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // What a statement does not name fails the test by itself.
class StatementTargetTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "SELECT * FROM orders | orders |",
        "select id, total from orders where id = 'o-1' | orders |",
        "SELECT * FROM \"orders\".\"by-status\" WHERE status = ? | orders | by-status",
        "SELECT * FROM orders . by_status | orders | by_status",
        "SELECT \"from\", \"a from b\" FROM \"my-table\" | my-table |",
        "SELECT 'it''s from here' FROM \"a.b\" | a.b |",
        "SELECT a.b[0].\"from\"/* from */FROM x -- from | x |",
        "INSERT INTO \"orders\" VALUE {'id': 'from', 'into': 1} | orders |",
        "UPDATE orders SET a = 'FROM' WHERE id = ? RETURNING ALL OLD * | orders |",
        "/* pay */ UPDATE orders SET paid = true WHERE id = ? | orders |",
        " DELETE FROM orders WHERE id = ? | orders |",
        "EXISTS(SELECT * FROM orders WHERE id = ? AND paid = true) | orders |",
        "SELECT * FROM \"od\"\"d\" | od\"d |",
      })
  void aStatementNamesATableAndPerhapsAnIndex(String statement, String table, String index) {
    assertThat(StatementTarget.of(statement)).isEqualTo(new StatementTarget(table, index));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "SELECT",
        "SELECT 1",
        "SELECT * FROM",
        "SELECT * FROM ?",
        "SELECT * FROM 'orders'",
        "SELECT update",
        "\"UPDATE\" orders",
        "'unclosed FROM orders",
        "SELECT \"unclosed FROM 'orders",
      })
  void whatNamesNoneIsNotGuessedAt(String statement) {
    assertThat(StatementTarget.of(statement)).isNull();
  }

  @Test
  void aLongStatementIsReadThrough() {
    String most = "SELECT \"a" + "\"\"".repeat(2000) + "\" '" + "''".repeat(2000) + "' FROM orders";
    assertThat(StatementTarget.of(most)).isEqualTo(new StatementTarget("orders", null));
  }
}
