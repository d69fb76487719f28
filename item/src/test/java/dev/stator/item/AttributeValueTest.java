package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AttributeValueTest {
  @Test
  void setsCompareWithoutOrder() {
    assertThat(AttributeValue.stringSet("a", "b"))
        .isEqualTo(AttributeValue.stringSet("b", "a"))
        .hasSameHashCodeAs(AttributeValue.stringSet("b", "a"));
    assertThat(AttributeValue.numberSet(1, 2)).isEqualTo(AttributeValue.numberSet(2, 1));
    assertThat(AttributeValue.binarySet(List.of(bytes(1), bytes(2))))
        .isEqualTo(AttributeValue.binarySet(List.of(bytes(2), bytes(1))));
  }

  @Test
  void setsOfOtherTypesDiffer() {
    assertThat(AttributeValue.stringSet("1")).isNotEqualTo(AttributeValue.numberSet(1));
  }

  @Test
  void setsKeepTheOrderTheyWereGiven() {
    assertThat(((AttributeValue.SS) AttributeValue.stringSet("z", "a", "m")).values())
        .containsExactly("z", "a", "m");
  }

  @Test
  void aSetIsNotEmpty() {
    assertThatThrownBy(() -> AttributeValue.stringSet()).hasMessageContaining("type SS is empty");
    assertThatThrownBy(() -> new AttributeValue.NS(Set.of())).hasMessageContaining("type NS");
    assertThatThrownBy(() -> AttributeValue.binarySet(List.of())).hasMessageContaining("type BS");
  }

  @Test
  void aSetHoldsNoMemberTwice() {
    assertThatThrownBy(() -> AttributeValue.stringSet("a", "b", "a"))
        .hasMessageContaining("holds a twice");
  }

  @Test
  void aNumberSetHoldsNoNumberInTwoTexts() {
    List<DynamoNumber> numbers = List.of(DynamoNumber.of("1"), DynamoNumber.of("1.0"));

    assertThatThrownBy(() -> AttributeValue.numberSet(numbers))
        .hasMessageContaining("holds 1 twice");
  }

  @Test
  void aMemberOfASetMayBeEmpty() {
    assertThat(AttributeValue.stringSet("").type()).isEqualTo(AttributeType.SS);
  }

  @Test
  void listsCompareInOrder() {
    AttributeValue one = AttributeValue.of(1);
    AttributeValue two = AttributeValue.of(2);

    assertThat(AttributeValue.list(one, two)).isNotEqualTo(AttributeValue.list(two, one));
  }

  @Test
  void mapsCompareWithoutOrder() {
    Map<String, AttributeValue> one = new LinkedHashMap<>();
    one.put("a", AttributeValue.of(1));
    one.put("b", AttributeValue.of(2));
    Map<String, AttributeValue> other = new LinkedHashMap<>();
    other.put("b", AttributeValue.of(2));
    other.put("a", AttributeValue.of(1));

    assertThat(AttributeValue.map(one)).isEqualTo(AttributeValue.map(other));
  }

  @Test
  void numbersCompareByValueInsideEverything() {
    AttributeValue one = AttributeValue.of(DynamoNumber.of("1"));
    AttributeValue same = AttributeValue.of(new BigDecimal("1.00"));

    assertThat(AttributeValue.list(one)).isEqualTo(AttributeValue.list(same));
    assertThat(AttributeValue.map(Map.of("n", one)))
        .isEqualTo(AttributeValue.map(Map.of("n", same)));
  }

  @Test
  void changesToWhatItWasMadeOfDoNotReachIt() {
    List<AttributeValue> list = new ArrayList<>(List.of(AttributeValue.of(1)));
    Map<String, AttributeValue> map = new LinkedHashMap<>(Map.of("a", AttributeValue.of(1)));
    Set<String> set = new LinkedHashSet<>(Set.of("a"));
    AttributeValue.L l = new AttributeValue.L(list);
    AttributeValue.M m = new AttributeValue.M(map);
    AttributeValue.SS ss = new AttributeValue.SS(set);
    list.clear();
    map.clear();
    set.clear();

    assertThat(l.values()).hasSize(1);
    assertThat(m.values()).hasSize(1);
    assertThat(ss.values()).hasSize(1);
  }

  @Test
  void cannotBeChanged() {
    AttributeValue.M map = new AttributeValue.M(Map.of("a", AttributeValue.of(1)));
    AttributeValue.SS set = new AttributeValue.SS(Set.of("a"));

    assertThatThrownBy(() -> map.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> set.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void knowsItsType() {
    assertThat(
            List.of(
                AttributeValue.of("").type(),
                AttributeValue.of(BigInteger.ONE).type(),
                AttributeValue.of(new byte[0]).type(),
                AttributeValue.of(true).type(),
                AttributeValue.ofNull().type(),
                AttributeValue.stringSet("a").type(),
                AttributeValue.numberSet(1).type(),
                AttributeValue.binarySet(List.of(bytes(1))).type(),
                AttributeValue.list().type(),
                AttributeValue.map(Map.of()).type()))
        .containsExactly(AttributeType.values());
  }

  @Test
  void aStringIsNotTheNumberOfItsText() {
    assertThat(AttributeValue.of("1")).isNotEqualTo(AttributeValue.of(1));
  }

  private static Binary bytes(int value) {
    return Binary.of(new byte[] {(byte) value});
  }
}
