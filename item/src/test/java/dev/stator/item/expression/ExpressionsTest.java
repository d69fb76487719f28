package dev.stator.item.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionsTest {
  private final Expressions expressions = new Expressions();

  @Test
  void everyNameAndValueIsReplacedSoThatNoWordIsReserved() {
    String text = expressions.filter("age >= 21 AND status = 'paid' AND contains(tags, \"x\")");

    assertThat(text).isEqualTo("#n0 >= :v0 AND #n1 = :v1 AND contains(#n2, :v2)");
    assertThat(expressions.names()).isEqualTo(Map.of("#n0", "age", "#n1", "status", "#n2", "tags"));
    assertThat(expressions.values())
        .isEqualTo(
            Map.of(
                ":v0", AttributeValue.of(21),
                ":v1", AttributeValue.of("paid"),
                ":v2", AttributeValue.of("x")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a = 1                             | #n0 = :v0",
        "1 <> a                            | :v0 <> #n0",
        "a<1 or a<=2 Or a>3                | #n0 < :v0 OR #n0 <= :v1 OR #n0 > :v2",
        "a.b[0].c = true                   | #n0.#n1[0].#n2 = :v0",
        "a[0][12] = null                   | #n0[0][12] = :v0",
        "a BETWEEN 1 AND 2 AND b = 3       | #n0 BETWEEN :v0 AND :v1 AND #n1 = :v2",
        "a IN (1, 'x', b)                  | #n0 IN (:v0, :v1, #n1)",
        "NOT a = 1 AND b = 2               | NOT #n0 = :v0 AND #n1 = :v1",
        "size(a) > size(b)                 | size(#n0) > size(#n1)",
        "3 < size(a.b)                     | :v0 < size(#n0.#n1)",
        "attribute_exists(a)               | attribute_exists(#n0)",
        "attribute_not_exists(a.b)         | attribute_not_exists(#n0.#n1)",
        "attribute_type(a, 'SS')           | attribute_type(#n0, :v0)",
        "begins_with(a, 'x')               | begins_with(#n0, :v0)",
        "Contains(a, b)                    | contains(#n0, #n1)",
        "size = 1 AND contains = 2         | #n0 = :v0 AND #n1 = :v1",
        "created-at > 5                    | #n0 > :v0",
        "a.and.or[1].between = 1           | #n0.#n1.#n2[1].#n3 = :v0",
      })
  void writesWhatTheRequestNeeds(String typed, String text) {
    assertThat(expressions.filter(typed)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "((a = 1))                         | #n0 = :v0",
        "(a = 1) AND (b = 1)               | #n0 = :v0 AND #n1 = :v0",
        "(a = 1 AND b = 1) AND c = 1       | #n0 = :v0 AND #n1 = :v0 AND #n2 = :v0",
        "(a = 1 OR b = 1) AND c = 1        | (#n0 = :v0 OR #n1 = :v0) AND #n2 = :v0",
        "a = 1 OR (b = 1 AND c = 1)        | #n0 = :v0 OR #n1 = :v0 AND #n2 = :v0",
        "NOT (a = 1)                       | NOT #n0 = :v0",
        "NOT (a = 1 AND b = 1)             | NOT (#n0 = :v0 AND #n1 = :v0)",
        "NOT ((a = 1 OR b = 1))            | NOT (#n0 = :v0 OR #n1 = :v0)",
      })
  void parenthesesStandWhereTheyAreNeededBecauseDynamoDbRefusesTheOthers(
      String typed, String text) {
    assertThat(expressions.filter(typed)).isEqualTo(text);
  }

  @Test
  void stringsKeepWhatIsBetweenTheirQuotes() {
    expressions.filter("a IN ('it''s', \"it's\", \"say \"\"hi\"\"\", '', ' é#:x ')");

    assertThat(expressions.values().values())
        .containsExactly(
            AttributeValue.of("it's"),
            AttributeValue.of("say \"hi\""),
            AttributeValue.of(""),
            AttributeValue.of(" é#:x "));
  }

  @Test
  void numbersAreExact() {
    expressions.filter("a IN (12345678901234567890123456789012345678, -0.5, +1E-130, 1e+2)");

    assertThat(expressions.values().values())
        .containsExactly(
            AttributeValue.of(DynamoNumber.of("12345678901234567890123456789012345678")),
            AttributeValue.of(DynamoNumber.of("-0.5")),
            AttributeValue.of(DynamoNumber.of("1E-130")),
            AttributeValue.of(100));
  }

  @Test
  void backticksMakeAnyTextAName() {
    String text = expressions.filter("`a.b` = 1 AND `and`.`2fa` = true AND `x``y` = 2");

    assertThat(text).isEqualTo("#n0 = :v0 AND #n1.#n2 = :v1 AND #n3 = :v2");
    assertThat(expressions.names().values()).containsExactly("a.b", "and", "2fa", "x`y");
  }

  @Test
  void oneNameHasOnePlaceholderThroughoutTheRequest() {
    expressions.filter("a = 1 AND b = 1 AND a <> 2");

    assertThat(expressions.projection("b, c.a[0]")).isEqualTo("#n1, #n2.#n0[0]");
    assertThat(expressions.names()).hasSize(3);
    assertThat(expressions.values()).hasSize(2);
  }

  @Test
  void placeholdersOfTheCallersOwnStayAsTheyAre() {
    Expressions own =
        new Expressions(
            Map.of("#status", "status", "#n0", "zero"), Map.of(":s", AttributeValue.of("paid")));

    assertThat(own.filter("#status = :s AND #n0.x[1] > 5"))
        .isEqualTo("#status = :s AND #n0.#n1[1] > :v0");
    assertThat(own.names()).isEqualTo(Map.of("#status", "status", "#n0", "zero", "#n1", "x"));
    assertThat(own.values())
        .isEqualTo(Map.of(":s", AttributeValue.of("paid"), ":v0", AttributeValue.of(5)));
    assertThat(own.unused()).isEmpty();
  }

  @Test
  void placeholdersThatNothingUsesAreTold() {
    Expressions own =
        new Expressions(Map.of("#a", "a", "#b", "b"), Map.of(":x", AttributeValue.of(1)));
    own.filter("#a = 1");

    assertThat(own.unused()).containsExactlyInAnyOrder("#b", ":x");
  }

  @Test
  void placeholdersMustLookLikeSome() {
    assertThatThrownBy(() -> new Expressions(Map.of("status", "status"), Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("placeholder \"status\" must be a \"#\" and a name");
    assertThatThrownBy(() -> new Expressions(Map.of(), Map.of(":", AttributeValue.of(1))))
        .hasMessageContaining("must be a \":\" and a name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "a = 1 b                | bad filter at 7: expected AND, OR or the end, found \"b\"",
        "a = 1 AND              | bad filter at 10: expected an attribute or a value, found the end",
        "a                      | bad filter at 2: expected a comparison (= <> < <= > >= BETWEEN IN), found the end",
        "a != 1                 | bad filter at 3: DynamoDB has no \"!=\": write <>",
        "a == 1                 | bad filter at 3: DynamoDB has no \"==\": write =",
        "a NOT IN (1)           | bad filter at 3: NOT goes before the whole comparison: NOT a IN (...), NOT a BETWEEN ...",
        "a = 'x                 | bad filter at 5: the string that begins here has no closing '",
        "`a = 1                 | bad filter at 1: the name that begins here has no closing `",
        "`` = 1                 | bad filter at 1: an attribute's name cannot be empty",
        "(a = 1                 | bad filter at 7: expected \")\", found the end",
        "a = and                | bad filter at 5: expected an attribute or a value, found \"and\"; as an attribute's name it goes in backticks",
        "attribute_exists(true) | bad filter at 18: expected an attribute's name, found \"true\"; as an attribute's name it goes in backticks",
        "a[x] = 1               | bad filter at 3: expected the number of an element, as in [0]",
        "a[-1] = 1              | bad filter at 3: expected the number of an element, as in [0]",
        "a.0 = 1                | bad filter at 3: a name that begins with a digit goes in backticks; an element is a[0]",
        "a. = 1                 | bad filter at 4: expected a name after the dot, found \"=\"",
        "2fa = 1                | bad filter at 1: \"2fa\" is not a number; a name that begins with a digit goes in backticks",
        "a = 1E200              | bad filter at 5: number 1E+200 is out of DynamoDB's range, 1E-130 to 9.99...E+125",
        "a BETWEEN 1, 2         | bad filter at 12: expected AND and the upper bound of BETWEEN, found \",\"",
        "a IN 1                 | bad filter at 6: expected \"(\", found \"1\"",
        "a IN ()                | bad filter at 7: expected an attribute or a value, found \")\"",
        "lower(a) = 'x'         | bad filter at 1: there is no function \"lower\"; there are attribute_exists, attribute_not_exists, attribute_type, begins_with, contains and size",
        "1 = contains(a, 'x')   | bad filter at 5: contains is a condition by itself and cannot be compared",
        "contains(a)            | bad filter at 11: expected \",\", found \")\"",
        "attribute_type(a, 'X') | bad filter at 19: there is no type \"X\"; there are [S, N, B, BOOL, NULL, SS, NS, BS, L, M]",
        "#status = 1            | bad filter at 1: #status stands for nothing: give it a name, or write the name here, without \"#\"",
        "a = :v                 | bad filter at 5: :v stands for nothing: give it a value, or write the value here, without \":\"",
        "# = 1                  | bad filter at 1: \"#\" needs a name after it",
        "a = 1; b = 2           | bad filter at 6: unexpected \";\"",
      })
  void saysWhereAndWhy(String typed, String message) {
    assertThatThrownBy(() -> expressions.filter(typed))
        .isInstanceOf(ExpressionSyntaxException.class)
        .hasMessage(message);
  }

  @Test
  void anEmptyFilterIsNone() {
    assertThatThrownBy(() -> expressions.filter(" "))
        .hasMessage("bad filter at 2: expected an attribute or a value, found the end");
  }

  @Test
  void theExcerptPointsAtThePlace() {
    String longText = "a = 1 AND ".repeat(20) + "b ? 2" + " AND a = 1".repeat(20);

    assertThat(failure("age >= 21 AND > 3").excerpt())
        .isEqualTo("age >= 21 AND > 3\n" + " ".repeat(14) + "^");
    String[] lines = failure(longText).excerpt().split("\n", -1);
    assertThat(lines[0]).startsWith("...").endsWith("...").hasSizeLessThan(100);
    assertThat(lines[0].charAt(lines[1].indexOf('^'))).isEqualTo('?');
  }

  @Test
  void inTakesAHundredChoicesAndNoMore() {
    String hundred = "1" + ", 1".repeat(99);
    expressions.filter("a IN (" + hundred + ")");

    assertThatThrownBy(() -> expressions.filter("a IN (" + hundred + ", 1)"))
        .hasMessage("bad filter at 6: IN has 101 choices; DynamoDB takes 100");
  }

  @Test
  void depthIsBounded() {
    expressions.filter("(".repeat(300) + "a = 1" + ")".repeat(300));

    assertThatThrownBy(() -> expressions.filter("(".repeat(100_000)))
        .hasMessage("bad filter at 301: nested more than 300 deep");
    assertThatThrownBy(() -> expressions.filter("NOT ".repeat(100_000)))
        .hasMessageContaining("nested more than 300 deep");
  }

  @Test
  void projectionsAreListsOfPaths() {
    assertThat(expressions.projection("a, b.c[0],`d e`")).isEqualTo("#n0, #n1.#n2[0], #n3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a,", ",a", "a b", "a = 1", "'a'", "1", "a,,b", "a[", "a[0"})
  void whatIsNoListOfPathsIsRefused(String typed) {
    assertThatThrownBy(() -> expressions.projection(typed))
        .isInstanceOf(ExpressionSyntaxException.class)
        .hasMessageStartingWith("bad projection at ");
  }

  /** Whatever is typed, it is read or refused with a place inside the text. */
  @Test
  void noTextDoesWorseThanBeRefused() {
    String[] pieces = {
      "a",
      "b.c",
      "[0]",
      "[",
      "]",
      "(",
      ")",
      ",",
      ".",
      "=",
      "<>",
      "<",
      "AND",
      "or",
      "NOT",
      "IN",
      "BETWEEN",
      "size",
      "contains",
      "'x'",
      "'",
      "\"",
      "`",
      "`q`",
      "1",
      "-2.5e3",
      "1e",
      "#p",
      ":p",
      "#",
      ":",
      "true",
      "null",
      "é",
      "\uD83D\uDE00",
      "\uD83D",
      "\t",
      "-",
      "+",
      "!"
    };
    Random random = new Random(17);
    int read = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)]).append(random.nextBoolean() ? " " : "");
      }
      try {
        new Expressions().filter(text.toString());
        read++;
      } catch (ExpressionSyntaxException e) {
        assertThat(e.position()).isBetween(1, text.length() + 1);
        assertThat(e.excerpt()).contains("\n");
      }
    }
    assertThat(read).isPositive();
  }

  private ExpressionSyntaxException failure(String typed) {
    return catchThrowableOfType(ExpressionSyntaxException.class, () -> expressions.filter(typed));
  }
}
