package dev.stator.item.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdateExpressionsTest {
  private final Expressions expressions = new Expressions();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SET a = 1                              | SET #n0 = :v0",
        "set a = 'x', b.c[2] = true             | SET #n0 = :v0, #n1.#n2[2] = :v1",
        "SET a = b                              | SET #n0 = #n1",
        "SET a = a + 1                          | SET #n0 = #n0 + :v0",
        "SET a = a +1                           | SET #n0 = #n0 + :v0",
        "SET a = a+1                            | SET #n0 = #n0 + :v0",
        "SET a = a - 1                          | SET #n0 = #n0 - :v0",
        "SET a = a -1                           | SET #n0 = #n0 - :v0",
        "SET a = 1 - a                          | SET #n0 = :v0 - #n0",
        "SET a = -1                             | SET #n0 = :v0",
        "SET a = a -b                           | SET #n0 = #n0 - #n1",
        "SET l = list_append(l, ['x', 2])       | SET #n0 = list_append(#n0, :v0)",
        "SET l = list_append(if_not_exists(l, []), [1]) | SET #n0 = list_append(if_not_exists(#n0, :v0), :v1)",
        "SET n = if_not_exists(n, 0) + 1        | SET #n0 = if_not_exists(#n0, :v0) + :v1",
        "REMOVE a, b[0]                         | REMOVE #n0, #n1[0]",
        "ADD n 1, tags <<'x'>>                  | ADD #n0 :v0, #n1 :v1",
        "DELETE tags <<'x', 'y'>>               | DELETE #n0 :v0",
        "ADD n 1 REMOVE b SET remove = 1        | SET #n2 = :v0 REMOVE #n1 ADD #n0 :v0",
        "SET `a b` = {\"c\":1, d: [null]}       | SET #n0 = :v0",
      })
  void namesAndValuesBecomePlaceholders(String typed, String text) {
    assertThat(expressions.update(typed)).isEqualTo(text);
  }

  @Test
  void valuesAreReadExactly() {
    expressions.update(
        "SET a = 12345678901234567890123456789012345678, b = {\"x\": [1, 'y', {z: null}]},"
            + " c = <<1, 2.50>>, d = <<'it''s'>>");

    assertThat(expressions.values().values())
        .containsExactly(
            AttributeValue.of(DynamoNumber.of("12345678901234567890123456789012345678")),
            AttributeValue.map(
                Map.of(
                    "x",
                    AttributeValue.list(
                        AttributeValue.of(1),
                        AttributeValue.of("y"),
                        AttributeValue.map(Map.of("z", AttributeValue.ofNull()))))),
            AttributeValue.numberSet(List.of(DynamoNumber.of(1), DynamoNumber.of("2.5"))),
            AttributeValue.stringSet("it's"));
  }

  @Test
  void placeholdersOfTheCallersOwnStayAsTheyAre() {
    Expressions given =
        new Expressions(Map.of("#s", "status"), Map.of(":b", AttributeValue.of(new byte[] {1})));

    assertThat(given.update("SET #s = :b ADD n :b")).isEqualTo("SET #s = :b ADD #n0 :b");
    assertThat(given.unused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a = 1                | bad update at 1: expected SET, REMOVE, ADD or DELETE, found \"a\"",
        "SET a 1              | bad update at 7: expected \"=\", found \"1\"",
        "SET a =              | bad update at 8: expected a value, found the end",
        "SET a = 1 b = 2      | bad update at 11: expected a comma, SET, REMOVE, ADD, DELETE or the end, found \"b\"",
        "SET a = 1 SET b = 2  | bad update at 11: SET is there twice: list all of it in one",
        "SET a = b * 2        | bad update at 11: unexpected \"*\"",
        "SET a = size(b)      | bad update at 9: there is no function \"size\" in an update; there are if_not_exists and list_append",
        "SET a = [b]          | bad update at 10: expected a value, found \"b\"",
        "SET a = [1           | bad update at 11: expected \"]\", found the end",
        "SET a = {\"b\" 1}    | bad update at 14: expected a colon, as in {\"name\": \"value\"}",
        "SET a = {b:1, b:2}   | bad update at 15: the map has \"b\" twice",
        "ADD n m              | bad update at 7: expected a value, found \"m\"",
        "ADD t <<'a', 1>>     | bad update at 7: the members of a set are all strings or all numbers",
        "ADD t <<1, 1.0>>     | bad update at 7: a set of type NS holds 1 twice",
        "ADD t <<>>           | bad update at 7: a set of type NS is empty: DynamoDB has no empty sets, leave it out",
        "SET a = :x           | bad update at 9: :x stands for nothing: give it a value, or write the value here, without \":\"",
      })
  void saysWhereAndWhy(String typed, String message) {
    assertThatThrownBy(() -> expressions.update(typed))
        .isInstanceOf(ExpressionSyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> expressions.update("SET a = " + "[".repeat(100_000)))
        .hasMessageContaining("nested more than 300 deep");
    assertThatThrownBy(() -> expressions.update("SET a = " + "list_append(".repeat(100_000)))
        .hasMessageContaining("nested more than 300 deep");
  }
}
