package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeyTest {
  private static final KeySchema ORDERS =
      KeySchema.of("customer", AttributeType.S, "number", AttributeType.N);

  @Test
  void numbersOfTwoTextsAreOneKey() {
    assertThat(Key.of("id", DynamoNumber.of("1")))
        .isEqualTo(Key.of("id", DynamoNumber.of("1.0")))
        .hasSameHashCodeAs(Key.of("id", 1));
  }

  @Test
  void aStringAndANumberAreTwoKeys() {
    assertThat(Key.of("id", "1")).isNotEqualTo(Key.of("id", 1));
  }

  @Test
  void isAnItem() {
    assertThat(Key.of("c", "x", "n", 1).toItem())
        .isEqualTo(Item.builder().put("c", "x").put("n", 1).build());
    assertThat(Key.of("c", "x").toItem()).isEqualTo(Item.builder().put("c", "x").build());
  }

  static List<AttributeValue> noKeys() {
    return List.of(
        AttributeValue.of(true),
        AttributeValue.ofNull(),
        AttributeValue.stringSet("a"),
        AttributeValue.numberSet(1),
        AttributeValue.list(),
        AttributeValue.map(java.util.Map.of()));
  }

  @ParameterizedTest
  @MethodSource("noKeys")
  void isAStringNumberOrBinary(AttributeValue value) {
    assertThatThrownBy(() -> Key.of("id", value)).hasMessageContaining("keys are S, N or B");
  }

  @Test
  void isNotEmpty() {
    assertThatThrownBy(() -> Key.of("id", "")).hasMessageContaining("has 0 bytes");
    assertThatThrownBy(() -> Key.of("id", new byte[0])).hasMessageContaining("has 0 bytes");
    assertThatThrownBy(() -> Key.of("id", "x", "sort", "")).hasMessageContaining("\"sort\"");
  }

  @Test
  void hasAtMost2048BytesInItsPartitionKey() {
    assertThat(Key.of("id", "é".repeat(1024)).partitionName()).isEqualTo("id");
    assertThatThrownBy(() -> Key.of("id", "é".repeat(1024) + "x"))
        .hasMessageContaining("has 2049 bytes; a key's value has 1 to 2048");
  }

  @Test
  void hasAtMost1024BytesInItsSortKey() {
    assertThat(Key.of("id", 1, "sort", new byte[1024]).sortName()).isEqualTo("sort");
    assertThatThrownBy(() -> Key.of("id", 1, "sort", new byte[1025]))
        .hasMessageContaining("has 1025 bytes; a key's value has 1 to 1024");
  }

  @Test
  void aSortKeyHasANameAndAValue() {
    assertThatThrownBy(() -> new Key("id", AttributeValue.of(1), "sort", null))
        .hasMessageContaining("a name and a value");
  }

  @Test
  void theTwoPartsHaveTwoNames() {
    assertThatThrownBy(() -> Key.of("id", 1, "id", 2)).hasMessageContaining("\"id\"");
  }

  @Test
  void isTakenFromAnItemBySchema() {
    Item item = Item.builder().put("customer", "x").put("number", 7).put("other", true).build();

    assertThat(ORDERS.keyOf(item)).isEqualTo(Key.of("customer", "x", "number", 7));
    assertThat(KeySchema.of("customer", AttributeType.S).keyOf(item))
        .isEqualTo(Key.of("customer", "x"));
  }

  @Test
  void isNotTakenFromAnItemWithoutIt() {
    assertThatThrownBy(() -> ORDERS.keyOf(Item.builder().put("customer", "x").build()))
        .hasMessage("key attribute \"number\" is absent from the item");
  }

  @Test
  void isNotTakenFromAnAttributeOfAnotherType() {
    assertThatThrownBy(() -> ORDERS.keyOf(Item.builder().put("customer", 1).build()))
        .hasMessage("key attribute \"customer\" is of type N; the table's key wants S");
  }

  @Test
  void aSchemasAttributesAreStringsNumbersOrBinaries() {
    assertThatThrownBy(() -> KeySchema.of("id", AttributeType.BOOL))
        .hasMessageContaining("keys are S, N or B");
  }
}
