package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ItemTest {
  @Test
  void absentIsNotNull() {
    Item item = Item.builder().put("null", null).build();

    assertThat(item.get("null")).isEqualTo(AttributeValue.ofNull());
    assertThat(item.get("absent")).isNull();
    assertThat(item.has("null")).isTrue();
    assertThat(item.has("absent")).isFalse();
  }

  @Test
  void anItemWithNullIsNotOneWithout() {
    assertThat(Item.builder().put("a", null).build()).isNotEqualTo(Item.empty());
  }

  @Test
  void aNullGivenToTheBuilderIsTheAttributeNull() {
    // Were there an overload for AttributeValue, the compiler would choose it for the literal.
    assertThat(Item.builder().put("a", null).build().get("a")).isEqualTo(AttributeValue.ofNull());
  }

  @Test
  void comparesWithoutOrder() {
    assertThat(Item.builder().put("a", 1).put("b", 2).build())
        .isEqualTo(Item.builder().put("b", 2).put("a", 1.0).build())
        .hasSameHashCodeAs(Item.builder().put("b", 2).put("a", 1).build());
  }

  @Test
  void keepsTheOrderItWasGiven() {
    assertThat(Item.builder().put("z", 1).put("a", 2).put("m", 3).build().names())
        .containsExactly("z", "a", "m");
  }

  @Test
  void aNameGivenTwiceKeepsTheLaterValue() {
    assertThat(Item.builder().put("a", 1).put("a", "x").build().string("a")).isEqualTo("x");
  }

  @Test
  void aBuilderMayGoOnWithoutChangingWhatItBuilt() {
    Item.Builder builder = Item.builder().put("a", 1);
    Item first = builder.build();
    builder.put("b", 2);

    assertThat(first.size()).isEqualTo(1);
  }

  @Test
  void changesToTheMapItWasMadeOfDoNotReachIt() {
    Map<String, AttributeValue> map = new LinkedHashMap<>(Map.of("a", AttributeValue.of(1)));
    Item item = Item.of(map);
    map.clear();

    assertThat(item.size()).isEqualTo(1);
    assertThatThrownBy(() -> item.asMap().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void givesStringsAndNumbers() {
    Item item = Item.builder().put("s", "x").put("n", 1.5).build();

    assertThat(item.string("s")).isEqualTo("x");
    assertThat(item.number("n")).isEqualTo(DynamoNumber.of("1.5"));
  }

  @Test
  void saysWhyThereIsNoString() {
    Item item = Item.builder().put("n", 1).build();

    assertThatThrownBy(() -> item.string("n"))
        .hasMessage("attribute \"n\" is of type N, not of type S");
    assertThatThrownBy(() -> item.number("x"))
        .hasMessage("attribute \"x\" is absent, not of type N");
  }

  @Test
  void comesOfPlainJavaValuesAndGoesBack() {
    Map<String, Object> values = Map.of("id", "1", "tags", java.util.Set.of("a"));

    assertThat(Item.fromJava(values).toJava()).isEqualTo(values);
  }
}
