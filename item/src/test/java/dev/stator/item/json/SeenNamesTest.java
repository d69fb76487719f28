package dev.stator.item.json;

import static dev.stator.item.json.Texts.item;
import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No name twice in a map, however many names there are and however they are written. */
class SeenNamesTest {
  private static final String TWICE = "is there twice";

  @Test
  void theSameNameTwiceIsRefused() {
    assertThatThrownBy(() -> item(two("name", "name"))).hasMessageContaining("\"name\" " + TWICE);
  }

  @Test
  void theEmptyNameTwiceIsRefused() {
    assertThatThrownBy(() -> item(two("", ""))).hasMessageContaining(TWICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\u006eame", "n\\u0061me", "nam\\u0065", "\\u006e\\u0061\\u006d\\u0065"})
  void aNameAndItsEscapedFormAreTheSame(String escaped) {
    assertThatThrownBy(() -> item(two("name", escaped))).hasMessageContaining(TWICE);
    assertThatThrownBy(() -> item(two(escaped, "name"))).hasMessageContaining(TWICE);
    assertThatThrownBy(() -> item(two(escaped, escaped))).hasMessageContaining(TWICE);
  }

  @Test
  void anAstralNameAndItsEscapedPairAreTheSame() {
    assertThatThrownBy(() -> item(two("😀", "\\ud83d\\uDE00"))).hasMessageContaining(TWICE);
  }

  @Test
  void namesThatDifferInOneByteAreTwo() {
    for (int length = 1; length < 40; length++) {
      String name = "n".repeat(length);
      for (int i = 0; i < length; i++) {
        String other = name.substring(0, i) + "m" + name.substring(i + 1);
        assertThat(item(two(name, other)).size()).isEqualTo(2);
      }
    }
  }

  @Test
  void namesThatDifferOnlyInLengthAreTwo() {
    for (int length = 0; length < 40; length++) {
      assertThat(item(two("n".repeat(length), "n".repeat(length + 1))).size()).isEqualTo(2);
    }
  }

  @Test
  void aNameInAnotherMapIsAnotherName() {
    String json =
        "{\"a\":{\"M\":{\"a\":{\"M\":{\"a\":{\"S\":\"x\"}}}}},"
            + "\"b\":{\"L\":[{\"M\":{\"a\":{\"S\":\"x\"}}},{\"M\":{\"a\":{\"S\":\"y\"}}}]}}";

    assertThat(item(json).size()).isEqualTo(2);
  }

  @Test
  void aNameIsRememberedWhileMapsInsideAreRead() {
    String json = "{\"a\":{\"M\":{\"b\":{\"S\":\"x\"},\"c\":{\"S\":\"x\"}}},\"a\":{\"S\":\"x\"}}";

    assertThatThrownBy(() -> item(json)).hasMessageContaining(TWICE);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 31, 32, 33, 34, 64, 65, 128, 129, 1000})
  void aNameIsFoundTwiceAmongMany(int count) {
    for (int twin : new int[] {0, (count - 1) / 2, count - 2}) {
      String json = many(count, i -> i == count - 1 ? "name-" + twin : "name-" + i);

      assertThatThrownBy(() -> item(json)).hasMessageContaining("\"name-" + twin + "\" " + TWICE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 31, 32, 33, 34, 64, 65, 128, 129, 1000})
  void manyDifferentNamesAreAccepted(int count) {
    assertThat(item(many(count, i -> "name-" + i)).size()).isEqualTo(count);
  }

  @Test
  void anEscapedNameIsFoundAmongMany() {
    String json = many(50, i -> i == 49 ? "\\u006eame-7" : "name-" + i);

    assertThatThrownBy(() -> item(json)).hasMessageContaining("\"name-7\" " + TWICE);
  }

  @Test
  void namesOfMapsOfManyNamesDoNotMix() {
    String wide = "{\"M\":" + many(40, i -> "name-" + i) + "}";
    String json = "{\"a\":" + wide + ",\"b\":{\"L\":[" + wide + "," + wide + "]}}";

    assertThat(item(json).size()).isEqualTo(2);
  }

  @Test
  void aMapOfManyNamesInsideOneOfManyLeavesItsNamesKnown() {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < 40; i++) {
      json.append("\"name-").append(i).append("\":{\"S\":\"x\"},");
    }
    json.append("\"inner\":{\"M\":").append(many(40, i -> "name-" + i)).append("},");
    json.append("\"name-3\":{\"S\":\"x\"}}");

    assertThatThrownBy(() -> item(json.toString())).hasMessageContaining("\"name-3\" " + TWICE);
  }

  @Test
  void sixtyThousandNamesAreAccepted() {
    assertThat(item(many(60_000, i -> "n" + i)).size()).isEqualTo(60_000);
  }

  @Test
  void aNameAmongManyCostsNoMoreThanOneAmongTen() {
    String json = many(600_000, i -> "n" + i);

    // A second or less; comparing each with each would be 180 billion comparisons.
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(1), () -> assertThat(item(json).size()).isEqualTo(600_000));
  }

  @Test
  void aSmallItemAfterAHugeOneIsStillChecked() {
    ItemReader reader = new ItemReader();
    byte[] huge = utf8(many(5_000, i -> "n" + i));
    byte[] small = utf8(many(40, i -> i == 39 ? "n7" : "n" + i));
    reader.reset(huge, 0, huge.length).skipItem();

    assertThatThrownBy(() -> reader.reset(small, 0, small.length).skipItem())
        .hasMessageContaining("\"n7\" " + TWICE);
  }

  private static String two(String first, String second) {
    return "{\"" + first + "\":{\"S\":\"x\"},\"" + second + "\":{\"S\":\"y\"}}";
  }

  private static String many(int count, IntFunction<String> name) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",").append('"').append(name.apply(i)).append("\":{\"S\":\"x\"}");
    }
    return json.append('}').toString();
  }
}
