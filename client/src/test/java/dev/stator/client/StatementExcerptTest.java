package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.ValueExcerpt;
import org.junit.jupiter.api.Test;

/** Statements in messages. */
class StatementExcerptTest {
  private static String shown(String statement, Object... parameters) {
    return StatementExcerpt.of(statement, Statement.values(parameters), ValueExcerpt::of);
  }

  private static String silent(String statement, Object... parameters) {
    return StatementExcerpt.of(
        statement, Statement.values(parameters), ValueExcerpt::withoutContent);
  }

  @Test
  void parametersStandWhereTheirPlacesAre() {
    assertThat(shown("UPDATE \"orders\" SET n = ? WHERE id = ? AND k > 3", 7, "o-17"))
        .isEqualTo("UPDATE \"orders\" SET n = 7 WHERE id = \"o-17\" AND k > 3");
  }

  @Test
  void aQuestionMarkInATextOrNameIsNoPlace() {
    assertThat(shown("SELECT \"a?\" FROM t WHERE b = 'why?' AND c = ?", 1))
        .isEqualTo("SELECT \"a?\" FROM t WHERE b = \"why?\" AND c = 1");
  }

  @Test
  void aPlaceWithoutAParameterStays() {
    assertThat(shown("SELECT * FROM t WHERE a = ? AND b = ?", 1)).endsWith("a = 1 AND b = ?");
  }

  @Test
  void textsAreShortenedAsOtherValuesAre() {
    assertThat(shown("DELETE FROM t WHERE a = '" + "it''s ".repeat(20) + "'"))
        .isEqualTo(
            "DELETE FROM t WHERE a = \"" + "it's it's it's it's it's it's it's it's ..." + "\"");
  }

  @Test
  void nothingOfTextsNumbersAndParametersIsShownIfToldSo() {
    assertThat(silent("UPDATE t2 SET a = 'secret', b = -12.5e3 WHERE c = ?", "secret"))
        .isEqualTo("UPDATE t2 SET a = <S of 6 characters>, b = -<N> WHERE c = <S of 6 characters>");
  }

  @Test
  void aLongTextNeedsNoStack() {
    assertThat(silent("DELETE FROM t WHERE a = '" + "''x".repeat(100_000) + "'"))
        .isEqualTo("DELETE FROM t WHERE a = <S of 200000 characters>");
  }
}
