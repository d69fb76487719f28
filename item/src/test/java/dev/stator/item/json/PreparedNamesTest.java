package dev.stator.item.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreparedNamesTest {
  @Test
  void findsEachNameByItsIndexAndNoOther() {
    AttributeNames names = AttributeNames.of("id", "total", "", "café", "a\"b", "attribute-name");
    assertThat(indexes(names, "total", "id", "tot", "totals", "", "café", "cafe", "a\"b", "TOTAL"))
        .containsExactly(1, 0, -1, -1, 2, 3, -1, 4, -1);
  }

  @Test
  void anEscapedNameIsItsPlainForm() {
    AttributeNames names = AttributeNames.of("id", "café");
    String json = "{\"\\u0069d\":{\"N\":\"1\"},\"caf\\u00e9\":{\"N\":\"2\"}}";
    ItemReader reader = reader(json);
    reader.beginItem();
    assertThat(reader.nextAttribute()).isTrue();
    assertThat(reader.nameIndex(names)).isZero();
    reader.skip();
    assertThat(reader.nextAttribute()).isTrue();
    assertThat(reader.nameIndex(names)).isEqualTo(1);
  }

  @Test
  void findsThousandsOfNames() {
    String[] many = IntStream.range(0, 5000).mapToObj(i -> "a" + i).toArray(String[]::new);
    AttributeNames names = AttributeNames.of(many);
    assertThat(indexes(names, many))
        .containsExactlyElementsOf(IntStream.range(0, 5000).boxed().toList());
    assertThat(names.asList()).containsExactly(many);
    assertThat(names.utf8(4711)).asString(UTF_8).isEqualTo("a4711");
  }

  @Test
  void theNameOfAMapsAttributeIsFoundBetweenThoseOfTheItem() {
    AttributeNames names = AttributeNames.of("a", "b", "c");
    ItemReader reader =
        reader("{\"a\":{\"M\":{\"c\":{\"N\":\"1\"},\"a\":{\"N\":\"2\"}}},\"b\":{\"N\":\"3\"}}");
    List<Integer> found = new ArrayList<>();
    reader.beginItem();
    reader.nextAttribute();
    found.add(reader.nameIndex(names));
    reader.beginMap();
    while (reader.nextAttribute()) {
      found.add(reader.nameIndex(names));
      reader.skip();
    }
    reader.nextAttribute();
    found.add(reader.nameIndex(names));
    assertThat(found).containsExactly(0, 2, 0, 1);
  }

  @Test
  void refusesANameGivenTwice() {
    assertThatThrownBy(() -> AttributeNames.of("id", "at", "id"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"id\"");
  }

  @Test
  void looksAheadForAStringAndStaysWhereItIs() {
    String json =
        "{\"m\":{\"M\":{\"n\":{\"N\":\"1\"},\"kind\":{\"S\":\"inner\"}}},\"kind\":{\"S\":\"outer\"}}";
    ItemReader reader = reader(json);
    assertThat(reader.peekString("kind".getBytes(UTF_8))).isTrue();
    assertThat(scalar(reader)).isEqualTo("outer");
    reader.beginItem();
    reader.nextAttribute();
    assertThat(reader.peekString("kind".getBytes(UTF_8))).isTrue();
    assertThat(scalar(reader)).isEqualTo("inner");
    assertThat(reader.peekString("n".getBytes(UTF_8))).isFalse();
    assertThat(reader.peekString("other".getBytes(UTF_8))).isFalse();
    assertThat(reader.value()).isEqualTo(ItemJson.read(json.getBytes(UTF_8)).get("m"));
    assertThat(reader.nextAttribute()).isTrue();
    reader.skip();
    assertThat(reader.nextAttribute()).isFalse();
    reader.endDocument();
  }

  @Test
  void aNameOfAnyLengthIsFoundPlainOrEscaped() {
    String[] all = IntStream.range(1, 40).mapToObj("n"::repeat).toArray(String[]::new);
    AttributeNames names = AttributeNames.of(all);
    for (int i = 0; i < all.length; i++) {
      for (String written : List.of(all[i], "\\u006e" + all[i].substring(1))) {
        ItemReader reader = reader("{\"" + written + "\":{\"N\":\"1\"}}");
        reader.beginItem();
        reader.nextAttribute();
        assertThat(reader.nameIndex(names)).as(written).isEqualTo(i);
      }
    }
  }

  @Test
  void lookingAheadKeepsTheNameAndThoseSeenBefore() {
    AttributeNames names = AttributeNames.of("kind", "n", "m", "x");
    ItemReader reader =
        reader(
            "{\"x\":{\"N\":\"0\"},\"m\":{\"M\":{\"n\":{\"M\":{}},\"kind\":{\"S\":\"a\"}}},"
                + "\"kind\":{\"S\":\"b\"},\"n\":{\"N\":\"1\"},\"x\":{\"N\":\"2\"}}");
    reader.beginItem();
    reader.nextAttribute();
    reader.skip();
    reader.nextAttribute();
    for (String ahead : List.of("kind", "other", "kind")) {
      reader.peekString(ahead.getBytes(UTF_8));
      assertThat(reader.name()).isEqualTo("m");
      assertThat(reader.nameIndex(names)).isEqualTo(2);
    }
    reader.skip();
    reader.nextAttribute();
    assertThat(reader.nameIndex(names)).isZero();
    reader.skip();
    reader.nextAttribute();
    assertThat(reader.nameIndex(names)).isEqualTo(1);
    reader.skip();
    assertThatThrownBy(reader::nextAttribute).hasMessageContaining("\"x\" is there twice");
  }

  @Test
  void tellsThePathOfTheValueThatIsNextOrJustPassed() {
    ItemReader reader =
        reader("{\"lines\":{\"L\":[{\"N\":\"1\"},{\"M\":{\"qty\":{\"N\":\"2\"}}}]}}");
    reader.beginItem();
    reader.nextAttribute();
    assertThat(reader.path()).isEqualTo("$.lines");
    reader.beginList();
    reader.nextElement();
    reader.skip();
    assertThat(reader.path()).isEqualTo("$.lines[0]");
    reader.nextElement();
    reader.beginMap();
    reader.nextAttribute();
    assertThat(reader.path()).isEqualTo("$.lines[1].qty");
    reader.skip();
    assertThat(reader.path()).isEqualTo("$.lines[1].qty");
    reader.nextAttribute();
    assertThat(reader.path()).isEqualTo("$.lines[1]");
  }

  private static List<Integer> indexes(AttributeNames names, String... wanted) {
    List<Integer> found = new ArrayList<>();
    for (String name : wanted) {
      JsonWriter writer = new JsonWriter(new Utf8Buffer(64));
      writer.beginObject().name(name).attributeValue(1).endObject();
      ItemReader reader = reader(writer.buffer().toString());
      reader.beginItem();
      reader.nextAttribute();
      found.add(reader.nameIndex(names));
    }
    return found;
  }

  private static String scalar(ItemReader reader) {
    return new String(
        reader.array(), reader.scalarStart(), reader.scalarEnd() - reader.scalarStart(), UTF_8);
  }

  private static ItemReader reader(String json) {
    byte[] bytes = json.getBytes(UTF_8);
    return new ItemReader().reset(bytes, 0, bytes.length);
  }
}
