package dev.stator.item.json;

import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.json.JsonReader.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static JsonReader reader(String json) {
    byte[] bytes = utf8(json);
    return new JsonReader().reset(bytes, 0, bytes.length);
  }

  @Test
  void pullsMembersAndElements() {
    JsonReader reader = reader("{\"a\":[1,true,null,\"x\"],\"b\":{\"c\":1.5}}");
    reader.beginObject();
    assertThat(reader.nextName()).isTrue();
    assertThat(reader.name()).isEqualTo("a");
    reader.beginArray();
    assertThat(reader.nextElement()).isTrue();
    assertThat(reader.longValue()).isEqualTo(1);
    assertThat(reader.nextElement()).isTrue();
    assertThat(reader.booleanValue()).isTrue();
    assertThat(reader.nextElement()).isTrue();
    reader.nullValue();
    assertThat(reader.nextElement()).isTrue();
    assertThat(reader.string()).isEqualTo("x");
    assertThat(reader.nextElement()).isFalse();
    assertThat(reader.nextName()).isTrue();
    reader.beginObject();
    assertThat(reader.nextName()).isTrue();
    assertThat(reader.doubleValue()).isEqualTo(1.5);
    assertThat(reader.nextName()).isFalse();
    assertThat(reader.nextName()).isFalse();
    reader.endDocument();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|OBJECT",
        "[]|ARRAY",
        "\"\"|STRING",
        "-1|NUMBER",
        "0|NUMBER",
        "true|BOOLEAN",
        "false|BOOLEAN",
        "null|NULL"
      })
  void peeksAtTheKind(String json, Kind kind) {
    assertThat(reader(" " + json).peek()).isEqualTo(kind);
  }

  @Test
  void aSkippedValueIsASlice() {
    JsonReader reader = reader("{\"a\": [1, {\"b\": 2}] }");
    reader.beginObject();
    reader.nextName();
    reader.skip();

    assertThat(reader.valueStart()).isEqualTo(6);
    assertThat(reader.valueEnd()).isEqualTo(19);
  }

  @Test
  void aReadValueIsASlice() {
    JsonReader reader = reader("[ \"ab\" ]");
    reader.beginArray();
    reader.nextElement();
    reader.string();

    assertThat(reader.valueStart()).isEqualTo(2);
    assertThat(reader.valueEnd()).isEqualTo(6);
  }

  @Test
  void knowsAnEscapedName() {
    JsonReader reader = reader("{\"caf\\u00e9\":1}");
    reader.beginObject();
    reader.nextName();

    assertThat(reader.name()).isEqualTo("café");
    assertThat(reader.nameIs(utf8("café"))).isTrue();
    assertThat(reader.nameIs(utf8("cafe"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "-0,0", "9223372036854775807,9223372036854775807"})
  void readsIntegers(String json, long value) {
    assertThat(reader(json).longValue()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.0", "1e3", "9223372036854775808", "\"1\"", "true", "01"})
  void refusesWhatIsNoInteger(String json) {
    assertThatThrownBy(() -> reader(json).longValue()).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void refusesADoublePastTheRange() {
    assertThatThrownBy(() -> reader("1e400").doubleValue()).hasMessageContaining("1e400");
  }

  @Test
  void refusesToReadOneKindAsAnother() {
    assertThatThrownBy(() -> reader("1").string()).hasMessageContaining("a string is wanted");
    assertThatThrownBy(() -> reader("1").booleanValue()).hasMessageContaining("true or false");
    assertThatThrownBy(() -> reader("1").nullValue()).hasMessageContaining("null is wanted");
    assertThatThrownBy(() -> reader("1").beginObject()).hasMessageContaining("an object is wanted");
    assertThatThrownBy(() -> reader("1").beginArray()).hasMessageContaining("an array is wanted");
    assertThatThrownBy(() -> reader("\"\"").doubleValue()).hasMessageContaining("a number is");
  }

  @Test
  void aValueNotReadIsTheCallersFaultAndSaid() {
    JsonReader reader = reader("[1,2]");
    reader.beginArray();
    reader.nextElement();

    assertThatThrownBy(reader::nextElement).hasMessageContaining("a comma or ] is missing");
  }

  @Test
  void accepts128Levels() {
    JsonReader reader = reader("[".repeat(128) + "]".repeat(128));
    reader.skip();

    assertThat(reader.position()).isEqualTo(256);
  }

  @Test
  void refuses129Levels() {
    JsonReader reader = reader("[".repeat(129) + "]".repeat(129));

    assertThatThrownBy(reader::skip).hasMessageContaining("nested more than 128 deep");
  }

  @Test
  void aCallerCanSayWhatIsWrongWhereItStands() {
    JsonReader reader = reader("{\"a\":[1,7]}");
    reader.beginObject();
    reader.nextName();
    reader.beginArray();
    reader.nextElement();
    reader.skip();
    reader.nextElement();

    assertThat(reader.malformed("7 is no good")).hasMessage("$.a[1]: 7 is no good (at byte 8)");
  }

  @Test
  void refusesASecondValue() {
    JsonReader reader = reader("1 2");
    reader.skip();

    assertThatThrownBy(reader::endDocument).hasMessageContaining("something stands behind");
  }
}
