package dev.stator.item.json;

import static dev.stator.item.json.Texts.item;
import static dev.stator.item.json.Texts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeValue;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Round trips of what other exporters and clients have lost, one by one. */
class AwkwardItemsTest {
  static Stream<Arguments> everyItem() {
    return AwkwardItems.ALL.entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyItem")
  void comesBackEqual(String name, Item item) {
    assertThat(ItemJson.read(ItemJson.write(item))).isEqualTo(item);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyItem")
  void isOneLine(String name, Item item) {
    assertThat(json(item)).doesNotContain("\n", "\r");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyItem")
  void comesBackEqualFromEveryOtherWayToWriteIt(String name, Item item) {
    ScrambledJson scrambled = new ScrambledJson(name.hashCode());
    for (int i = 0; i < 5; i++) {
      assertThat(ItemJson.read(scrambled.write(item))).isEqualTo(item);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("everyItem")
  void comesBackEqualThroughPlainJavaValues(String name, Item item) {
    assertThat(Item.fromJava(item.toJava())).isEqualTo(item);
  }

  @ParameterizedTest
  @CsvSource({"00042,42", "-0,0", "1.5E2,150", "1.0,1", "+1,1", ".5,0.5", "0E10,0", "1e3,1000"})
  void aNumberIsReadAsTheServiceStoresIt(String written, String stored) {
    assertThat(item("{\"n\":{\"N\":\"" + written + "\"}}").number("n")).hasToString(stored);
  }

  @Test
  void aNumberNearTheLargestComesBackThoughTheServiceWritesAllItsZeros() {
    String expanded = "9".repeat(38) + "0".repeat(88);

    DynamoNumber number = item("{\"n\":{\"N\":\"" + expanded + "\"}}").number("n");

    assertThat(number.bigDecimal())
        .isEqualByComparingTo(new BigDecimal("9.9999999999999999999999999999999999999E125"));
  }

  @Test
  void anIntegerOf40CharactersWithZerosAtItsEndIsRead() {
    String text = "1234567890123456789012345678901234567800";

    assertThat(item("{\"n\":{\"N\":\"" + text + "\"}}").number("n")).hasToString(text);
  }

  @Test
  void theEmptyStringIsNotNull() {
    assertThat(item("{\"s\":{\"S\":\"\"}}").get("s"))
        .isEqualTo(AttributeValue.of(""))
        .isNotEqualTo(AttributeValue.ofNull());
  }

  @Test
  void theEmptyStringIsAMemberOfASet() {
    assertThat(item("{\"s\":{\"SS\":[\"\"]}}").get("s")).isEqualTo(AttributeValue.stringSet(""));
  }

  @Test
  void anEmptySetIsRefused() {
    assertThatThrownBy(() -> item("{\"s\":{\"SS\":[]}}")).hasMessageContaining("empty");
  }

  @Test
  void aSetIsNotTheListOfItsMembers() {
    assertThat(item("{\"s\":{\"SS\":[\"a\"]}}"))
        .isNotEqualTo(item("{\"s\":{\"L\":[{\"S\":\"a\"}]}}"));
  }

  @Test
  void binaryInsideListsAndMapsIsDecodedOnce() {
    byte[] bytes = "AAEC".getBytes(StandardCharsets.US_ASCII);
    Item item = Item.builder().put("m", Map.of("b", bytes)).build();

    assertThat(json(item)).isEqualTo("{\"m\":{\"M\":{\"b\":{\"B\":\"QUFFQw==\"}}}}");
    assertThat(item(json(item))).isEqualTo(item);
  }

  @Test
  void theBytesThatABufferHasLeftAreTheBinary() {
    java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3, 4}, 1, 2);

    assertThat(AttributeValue.fromJava(buffer)).isEqualTo(AttributeValue.of(new byte[] {2, 3}));
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void halfOfASurrogatePairIsRefusedWhenWritten() {
    Item item = Item.builder().put("s", "\ud83d").build();

    assertThatThrownBy(() -> ItemJson.write(item))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("surrogate");
  }
}
