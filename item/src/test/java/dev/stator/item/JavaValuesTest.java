package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JavaValuesTest {
  private enum Colour {
    RED {
      @Override
      public String toString() {
        return "red, as shown";
      }
    }
  }

  private static final byte[] BYTES = {1, 2};

  static Stream<Arguments> rules() {
    UUID uuid = UUID.fromString("00000000-0000-0001-0000-000000000002");
    return Stream.of(
        rule("text", AttributeValue.of("text")),
        rule("", AttributeValue.of("")),
        rule(CharBuffer.wrap("text"), AttributeValue.of("text")),
        rule('c', AttributeValue.of("c")),
        rule(Colour.RED, AttributeValue.of("RED")),
        rule(uuid, AttributeValue.of(uuid.toString())),
        rule(Instant.EPOCH, AttributeValue.of("1970-01-01T00:00:00Z")),
        rule(LocalDate.of(2026, 1, 2), AttributeValue.of("2026-01-02")),
        rule(Instant.EPOCH.atOffset(ZoneOffset.UTC), AttributeValue.of("1970-01-01T00:00Z")),
        rule(LocalTime.of(12, 30), AttributeValue.of("12:30")),
        rule(LocalDateTime.of(2026, 1, 2, 3, 4), AttributeValue.of("2026-01-02T03:04")),
        rule(Year.of(2026), AttributeValue.of("2026")),
        rule(YearMonth.of(2026, 1), AttributeValue.of("2026-01")),
        rule(DayOfWeek.MONDAY, AttributeValue.of("MONDAY")),
        rule(Duration.ofMinutes(90), AttributeValue.of("PT1H30M")),
        rule(Period.ofDays(3), AttributeValue.of("P3D")),
        rule(ZoneId.of("Europe/Zurich"), AttributeValue.of("Europe/Zurich")),
        rule(Optional.of(7), AttributeValue.of(7)),
        rule((byte) -1, AttributeValue.of(-1)),
        rule((short) 2, AttributeValue.of(2)),
        rule(3, AttributeValue.of(3)),
        rule(Long.MAX_VALUE, AttributeValue.of(Long.MAX_VALUE)),
        rule(0.1f, AttributeValue.of(new BigDecimal("0.1"))),
        rule(0.1, AttributeValue.of(new BigDecimal("0.1"))),
        rule(BigInteger.TWO, AttributeValue.of(2)),
        rule(new BigDecimal("2.50"), AttributeValue.of(2.5)),
        rule(DynamoNumber.of("2.50"), AttributeValue.of(2.5)),
        rule(true, AttributeValue.of(true)),
        rule(null, AttributeValue.ofNull()),
        rule(BYTES, AttributeValue.of(BYTES)),
        rule(ByteBuffer.wrap(BYTES), AttributeValue.of(BYTES)),
        rule(Binary.of(BYTES), AttributeValue.of(BYTES)),
        rule(Set.of("a"), AttributeValue.stringSet("a")),
        rule(Set.of(Colour.RED), AttributeValue.stringSet("RED")),
        rule(Set.of(1, 2L, 3.5), AttributeValue.numberSet(numbers("1", "2", "3.5"))),
        rule(Set.of(Binary.of(BYTES)), AttributeValue.binarySet(List.of(Binary.of(BYTES)))),
        rule(List.of("a", 1), list("a", 1)),
        rule(new Object[] {"a", 1}, list("a", 1)),
        rule(new ArrayDeque<>(List.of("a", 1)), list("a", 1)),
        rule(Arrays.asList("a", null), AttributeValue.list(AttributeValue.of("a"), nothing())),
        rule(List.of(), AttributeValue.list()),
        rule(Map.of("k", 1), AttributeValue.map(Map.of("k", AttributeValue.of(1)))),
        rule(Map.of(), AttributeValue.map(Map.of())),
        rule(
            Item.builder().put("k", 1).build(),
            AttributeValue.map(Map.of("k", AttributeValue.of(1)))),
        rule(AttributeValue.of(7), AttributeValue.of(7)));
  }

  private static Arguments rule(@Nullable Object java, AttributeValue value) {
    return Arguments.of(java, value);
  }

  private static List<DynamoNumber> numbers(String... texts) {
    return Stream.of(texts).map(DynamoNumber::of).toList();
  }

  private static AttributeValue list(String text, long number) {
    return AttributeValue.list(AttributeValue.of(text), AttributeValue.of(number));
  }

  private static AttributeValue nothing() {
    return AttributeValue.ofNull();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void becomesAnAttributeValue(@Nullable Object java, AttributeValue value) {
    assertThat(AttributeValue.fromJava(java)).isEqualTo(value);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void comesBackAsAJavaValueOfTheSameAttributeValue(@Nullable Object java, AttributeValue value) {
    assertThat(AttributeValue.fromJava(value.toJava())).isEqualTo(value);
  }

  @Test
  void plainValuesAreTheUsualJavaClasses() {
    Item item =
        Item.builder()
            .put("s", "x")
            .put("n", 1.5)
            .put("t", true)
            .put("z", null)
            .put("ns", AttributeValue.numberSet(1))
            .put("l", List.of("a"))
            .put("m", Map.of("k", 1))
            .build();

    assertThat(item.toJava())
        .containsEntry("s", "x")
        .containsEntry("n", new BigDecimal("1.5"))
        .containsEntry("t", true)
        .containsEntry("z", null)
        .containsEntry("ns", Set.of(BigDecimal.ONE))
        .containsEntry("l", List.of("a"))
        .containsEntry("m", Map.of("k", BigDecimal.ONE));
  }

  @Test
  void namesThePlaceOfWhatHasNoAttributeValue() {
    Map<String, Object> order = Map.of("lines", List.of(Map.of("price", new AtomicInteger())));

    assertThatThrownBy(() -> AttributeValue.fromJava(order))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("$.lines[0].price: no attribute value for")
        .hasMessageContaining("AtomicInteger");
  }

  @Test
  void namesThePlaceOfANumberThatDynamoDbDoesNotHold() {
    assertThatThrownBy(() -> Item.fromJava(Map.of("orders", List.of(1, Double.NaN))))
        .hasMessageStartingWith("$.orders[1]: number NaN");
  }

  @Test
  void refusesAnEmptySet() {
    assertThatThrownBy(() -> Item.fromJava(Map.of("tags", Set.of())))
        .hasMessageStartingWith("$.tags: the set is empty");
  }

  @Test
  void refusesAMixedSet() {
    assertThatThrownBy(() -> AttributeValue.fromJava(Set.of("a", 1))).hasMessageContaining("a mix");
  }

  @Test
  void refusesASetWithNull() {
    assertThatThrownBy(() -> AttributeValue.fromJava(Collections.singleton(null)))
        .hasMessageContaining("null in a set");
  }

  @Test
  void refusesASetOfOneNumberInTwoTexts() {
    Set<BigDecimal> set = new LinkedHashSet<>(List.of(BigDecimal.ONE, new BigDecimal("1.0")));

    assertThatThrownBy(() -> AttributeValue.fromJava(set)).hasMessageContaining("holds 1 twice");
  }

  @Test
  void refusesNamesThatAreNoStrings() {
    assertThatThrownBy(() -> AttributeValue.fromJava(Map.of(1, "x")))
        .hasMessageContaining("a map's names are strings, not 1");
  }

  @Test
  void refusesWhatHoldsItself() {
    List<Object> list = new ArrayList<>();
    list.add(list);
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);

    assertThatThrownBy(() -> AttributeValue.fromJava(list)).hasMessageContaining("more than 32");
    assertThatThrownBy(() -> AttributeValue.fromJava(map)).hasMessageContaining("more than 32");
  }

  @Test
  void refusesAPathWhichHoldsItselfWithoutEnd() {
    assertThatThrownBy(() -> AttributeValue.fromJava(Path.of("file")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesTheAttributeThatABuilderCannotTake() {
    Item.Builder builder = Item.builder();

    assertThatThrownBy(() -> builder.put("tags", Set.of()))
        .hasMessageStartingWith("attribute \"tags\": ");
  }

  @Test
  void anEmptyOptionalIsAnAttributeThatIsAbsent() {
    Optional<String> none = Optional.empty();

    assertThat(Item.fromJava(Map.of("a", 1, "b", none)).names()).containsExactly("a");
    assertThat(Item.builder().put("a", 1).put("b", 2).put("b", none).build().names())
        .containsExactly("a");
  }

  @Test
  void refusesAnEmptyOptionalWhereNothingCanBeLeftOut() {
    assertThatThrownBy(() -> AttributeValue.fromJava(List.of(Optional.empty())))
        .hasMessage(
            "$[0]: no attribute value for java.util.Optional without value: only in an item or map"
                + " can it be left out");
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // What people still have.
  void saysWhatToWriteInstead() {
    assertThatThrownBy(() -> AttributeValue.fromJava(new Date(0)))
        .hasMessage("$: no attribute value for java.util.Date: write toInstant()");
    assertThatThrownBy(() -> AttributeValue.fromJava(new int[1]))
        .hasMessageEndingWith(": write a List");
  }
}
