package dev.stator.item.expression;

import static dev.stator.item.expression.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BuiltExpressionsTest {
  private static final Attribute<Object> A = attribute("a");

  /** What is built, what is sent, and what is shown. */
  static Stream<Arguments> expressions() {
    return Stream.of(
        sent(A.equalTo("x"), "#n0 = :v0", "a = \"x\""),
        sent(A.notEqualTo(1), "#n0 <> :v0", "a <> 1"),
        sent(A.lessThan(1), "#n0 < :v0", "a < 1"),
        sent(A.atMost(1), "#n0 <= :v0", "a <= 1"),
        sent(A.greaterThan(1), "#n0 > :v0", "a > 1"),
        sent(A.atLeast(1), "#n0 >= :v0", "a >= 1"),
        sent(A.equalTo(AttributeValue.ofNull()), "#n0 = :v0", "a = null"),
        sent(A.equalTo(attribute("b")), "#n0 = #n1", "a = b"),
        sent(A.notEqualTo(attribute("b")), "#n0 <> #n1", "a <> b"),
        sent(A.lessThan(attribute("b")), "#n0 < #n1", "a < b"),
        sent(A.atMost(attribute("b")), "#n0 <= #n1", "a <= b"),
        sent(A.greaterThan(attribute("b")), "#n0 > #n1", "a > b"),
        sent(A.atLeast(attribute("b").size()), "#n0 >= size(#n1)", "a >= size(b)"),
        sent(A.between(1, 2), "#n0 BETWEEN :v0 AND :v1", "a BETWEEN 1 AND 2"),
        sent(A.in(1, 2), "#n0 IN (:v0, :v1)", "a IN (1, 2)"),
        sent(A.in(List.of("x")), "#n0 IN (:v0)", "a IN (\"x\")"),
        sent(A.exists(), "attribute_exists(#n0)", "attribute_exists(a)"),
        sent(A.notExists(), "attribute_not_exists(#n0)", "attribute_not_exists(a)"),
        sent(A.hasType(AttributeType.SS), "attribute_type(#n0, :v0)", "attribute_type(a, \"SS\")"),
        sent(A.beginsWith("x"), "begins_with(#n0, :v0)", "begins_with(a, \"x\")"),
        sent(A.contains(1), "contains(#n0, :v0)", "contains(a, 1)"),
        sent(A.size().greaterThan(3), "size(#n0) > :v0", "size(a) > 3"),
        sent(A.equalTo(1).not(), "NOT #n0 = :v0", "NOT a = 1"),
        sent(
            A.at("b").at(2).at(attribute("c")).exists(),
            "attribute_exists(#n0.#n1[2].#n2)",
            "attribute_exists(a.b[2].c)"),
        sent(attribute("a.b").exists(), "attribute_exists(#n0)", "attribute_exists(`a.b`)"),
        sent(
            Condition.parse("size > 1 OR b = 'x'").and(A.exists()),
            "(#n0 > :v0 OR #n1 = :v1) AND attribute_exists(#n2)",
            "(size > 1 OR b = \"x\") AND attribute_exists(a)"),
        sent(A.set(1), "SET #n0 = :v0", "SET a = 1"),
        sent(A.set(attribute("b")), "SET #n0 = #n1", "SET a = b"),
        sent(A.setIfAbsent(1), "SET #n0 = if_not_exists(#n0, :v0)", "SET a = if_not_exists(a, 1)"),
        sent(A.plus(1), "SET #n0 = #n0 + :v0", "SET a = a + 1"),
        sent(A.minus(1), "SET #n0 = #n0 - :v0", "SET a = a - 1"),
        sent(
            A.append(List.of(1)),
            "SET #n0 = list_append(if_not_exists(#n0, :v0), :v1)",
            "SET a = list_append(if_not_exists(a, []), [1])"),
        sent(
            A.prepend(List.of(1)),
            "SET #n0 = list_append(:v0, if_not_exists(#n0, :v1))",
            "SET a = list_append([1], if_not_exists(a, []))"),
        sent(A.remove(), "REMOVE #n0", "REMOVE a"),
        sent(A.add(1), "ADD #n0 :v0", "ADD a 1"),
        sent(A.delete(Set.of("x")), "DELETE #n0 :v0", "DELETE a {\"x\"}"),
        sent(
            Update.of(A.set(1), attribute("b").remove(), attribute("c").set(1))
                .and(attribute("d").add(2)),
            "SET #n0 = :v0, #n1 = :v0 REMOVE #n2 ADD #n3 :v1",
            "SET a = 1, c = 1 REMOVE b ADD d 2"),
        sent(Projection.of("a", "size"), "#n0, #n1", "a, size"),
        sent(Projection.of(A.at("b"), A.at(0)), "#n0.#n1, #n0[0]", "a.b, a[0]"));
  }

  private static Arguments sent(Expression expression, String text, String shown) {
    return Arguments.of(expression, text, shown);
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void becomesText(Expression expression, String text, String shown) {
    assertThat(expression.write(new Expressions())).isEqualTo(text);
    assertThat(expression).hasToString(shown);
  }

  @Test
  void parenthesesAreThereOnlyWhereTheyAreNeeded() {
    Condition b = attribute("b").exists();
    Condition condition = A.exists().or(b).and(A.exists().and(b)).and(b.not().not());
    assertThat(condition)
        .hasToString(
            "(attribute_exists(a) OR attribute_exists(b)) AND attribute_exists(a) AND"
                + " attribute_exists(b) AND NOT NOT attribute_exists(b)");
    assertThat(A.exists().and(b).not())
        .hasToString("NOT (attribute_exists(a) AND attribute_exists(b))");
  }

  @Test
  void oneSetOfPlaceholdersServesAllExpressionsAndKeepsClearOfGivenOnes() {
    Expressions placeholders =
        new Expressions(Map.of("#n0", "given"), Map.of(":v0", AttributeValue.of("given")));
    assertThat(A.equalTo("x").write(placeholders)).isEqualTo("#n1 = :v1");
    assertThat(Projection.of("b", "a").write(placeholders)).isEqualTo("#n2, #n1");
    assertThat(A.set("x").write(placeholders)).isEqualTo("SET #n1 = :v1");
    assertThat(placeholders.names()).isEqualTo(Map.of("#n1", "a", "#n2", "b"));
    assertThat(placeholders.values()).isEqualTo(Map.of(":v1", AttributeValue.of("x")));
  }

  @Test
  void anAttributeOfOneClassMakesItsValuesItself() {
    Attribute<Instant> at = Attribute.of("at", t -> AttributeValue.of(t.getEpochSecond()));
    assertThat(at.atLeast(Instant.ofEpochSecond(7))).hasToString("at >= 7");
    assertThat(A.at(at).set(Instant.ofEpochSecond(8))).hasToString("SET a.at = 8");
  }

  @Test
  void whatIsNoExpressionIsRefusedAtOnce() {
    assertThatThrownBy(() -> attribute("")).hasMessage("an attribute's name cannot be empty");
    assertThatThrownBy(() -> A.at(-1)).hasMessageContaining("the first element of a list is 0");
    assertThatThrownBy(() -> A.in(List.of())).hasMessageContaining("DynamoDB takes 1 to 100");
    assertThatThrownBy(() -> A.in(Collections.nCopies(101, 1))).hasMessageContaining("101 choices");
    assertThatThrownBy(() -> Condition.all()).hasMessage("no condition was given");
    assertThatThrownBy(() -> Update.of()).hasMessage("no update was given");
    assertThatThrownBy(() -> Projection.of(new String[0])).hasMessage("no attribute was given");
    assertThatThrownBy(() -> Condition.parse("a =")).isInstanceOf(ExpressionSyntaxException.class);
    assertThatThrownBy(() -> A.equalTo(new Object()))
        .hasMessage("$: no attribute value for java.lang.Object");
  }

  @Test
  void aRawTextIsSentAsItIs() {
    assertThat(Expression.raw("a = :x").write(new Expressions())).isEqualTo("a = :x");
  }

  @Test
  void anExcerptLeavesWhatStandsForNothing() {
    assertThat(
            ExpressionExcerpt.of(
                "#a = :a AND b.#c2 < :missing",
                Map.of("#a", "x", "#c2", "a$b\nc"),
                Map.of(":a", AttributeValue.of("v$1"))))
        .isEqualTo("x = \"v$1\" AND b.`a$b c` < :missing");
  }
}
