package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpdateRepetitionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET a = :a",
        "set #a.b=:a , c = :c REMOVE d, #e",
        " REMOVE a DELETE tags :t SET b = :b ",
      })
  void leavesTheItemAsOnceDoes(String expression) {
    assertThat(UpdateRepetition.isHarmless(expression)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET a = a + :one",
        "SET a = b",
        "SET a = if_not_exists(b, :a)",
        "SET a = list_append(a, :a)",
        "SET a[0] = :a",
        "REMOVE a[0]",
        "ADD n :one",
        "SET a = :a ADD n :one",
        "",
      })
  void mayLeaveItOtherwise(String expression) {
    assertThat(UpdateRepetition.isHarmless(expression)).isFalse();
  }

  @Test
  void doesNotMindThatThereIsNoExpression() {
    assertThat(UpdateRepetition.isHarmless(null)).isTrue();
  }

  @Test
  void isDecidedQuicklyForAnyText() {
    assertThat(UpdateRepetition.isHarmless("SET " + "a = :a, ".repeat(300) + "a = a")).isFalse();
  }
}
