package dev.stator.item.json;

import static dev.stator.item.json.Texts.item;
import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ItemReaderTest {
  private static ItemReader reader(String json) {
    byte[] bytes = utf8(json);
    ItemReader reader = new ItemReader().reset(bytes, 0, bytes.length);
    reader.beginItem();
    return reader;
  }

  private static ItemReader at(String attributeValue) {
    ItemReader reader = reader("{\"a\":" + attributeValue + "}");
    assertThat(reader.nextAttribute()).isTrue();
    return reader;
  }

  @Test
  void pullsAttributesOneByOne() {
    ItemReader reader =
        reader("{\"id\":{\"S\":\"o-17\"},\"skipped\":{\"L\":[]},\"n\":{\"N\":\"1.50\"}}");

    assertThat(reader.nextAttribute()).isTrue();
    assertThat(reader.nameIs(utf8("id"))).isTrue();
    assertThat(reader.nameIs(utf8("i"))).isFalse();
    assertThat(reader.type()).isEqualTo(AttributeType.S);
    assertThat(reader.string()).isEqualTo("o-17");
    assertThat(reader.nextAttribute()).isTrue();
    reader.skip();
    assertThat(reader.nextAttribute()).isTrue();
    assertThat(reader.number()).isEqualTo(DynamoNumber.of("1.5"));
    assertThat(reader.nextAttribute()).isFalse();
    reader.endDocument();
  }

  @Test
  void handsOutASliceOfAScalarAsItStands() {
    ItemReader reader = at("{\"S\":\"caf\\u00e9\"}");

    reader.scalar();

    String slice =
        new String(
            reader.array(),
            reader.scalarStart(),
            reader.scalarEnd() - reader.scalarStart(),
            StandardCharsets.UTF_8);
    assertThat(slice).isEqualTo("caf\\u00e9");
    assertThat(reader.scalarEscaped()).isTrue();
  }

  @Test
  void handsOutASliceOfANameAsItStands() {
    ItemReader reader = reader("{\"caf\\u00e9\":{\"NULL\":true}}");
    reader.nextAttribute();

    assertThat(reader.nameEnd() - reader.nameStart()).isEqualTo("caf\\u00e9".length());
    assertThat(reader.nameEscaped()).isTrue();
  }

  @Test
  void anEscapedNameIsItsPlainForm() {
    ItemReader reader = reader("{\"caf\\u00e9\":{\"NULL\":true}}");
    reader.nextAttribute();

    assertThat(reader.name()).isEqualTo("café");
    assertThat(reader.nameIs(utf8("café"))).isTrue();
    assertThat(reader.nameIs(utf8("caf"))).isFalse();
  }

  @Test
  void readsBinary() {
    assertThat(at("{\"B\":\"AQI=\"}").binary()).isEqualTo(Binary.of(new byte[] {1, 2}));
  }

  @Test
  void readsBinaryWhosePaddingIsEscaped() {
    assertThat(at("{\"B\":\"AQI\\u003d\"}").binary()).isEqualTo(Binary.of(new byte[] {1, 2}));
  }

  @Test
  void readsTrueAndFalse() {
    assertThat(at("{\"BOOL\":true}").bool()).isTrue();
    assertThat(at("{\"BOOL\":false}").bool()).isFalse();
  }

  @Test
  void readsMembersOfASetOneByOne() {
    ItemReader reader = at("{\"NS\":[\"1\",\"2\"]}");
    List<DynamoNumber> members = new ArrayList<>();
    reader.beginList();
    while (reader.nextElement()) {
      assertThat(reader.type()).isEqualTo(AttributeType.N);
      members.add(reader.number());
    }

    assertThat(members).containsExactly(DynamoNumber.of(1), DynamoNumber.of(2));
    assertThat(reader.nextAttribute()).isFalse();
  }

  @Test
  void entersMapsAndLists() {
    ItemReader reader = at("{\"M\":{\"l\":{\"L\":[{\"S\":\"x\"},{\"BOOL\":true}]}}}");
    reader.beginMap();
    assertThat(reader.nextAttribute()).isTrue();
    reader.beginList();
    assertThat(reader.nextElement()).isTrue();
    assertThat(reader.string()).isEqualTo("x");
    assertThat(reader.nextElement()).isTrue();
    assertThat(reader.bool()).isTrue();
    assertThat(reader.nextElement()).isFalse();
    assertThat(reader.nextAttribute()).isFalse();
    assertThat(reader.nextAttribute()).isFalse();
    reader.endDocument();
  }

  @Test
  void buildsAnyValue() {
    assertThat(at("{\"L\":[{\"S\":\"x\"},{\"NULL\":true}]}").value())
        .isEqualTo(AttributeValue.list(AttributeValue.of("x"), AttributeValue.ofNull()));
  }

  @Test
  void refusesToReadAValueAsAnotherType() {
    assertThatThrownBy(() -> at("{\"N\":\"1\"}").string())
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage("$.a: type S is wanted here, not N (at byte 10)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"M\":\"x\"}", "{\"BOOL\":\"x\"}", "{\"L\":\"x\"}"})
  void aScalarIsOnlyWhatIsTaggedAsOne(String value) {
    assertThatThrownBy(() -> at(value).scalar()).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void refusesASecondItemBehindTheFirst() {
    assertThatThrownBy(() -> item("{} {}")).hasMessageContaining("something stands behind");
  }

  @Test
  void isReadyForTheNextItemAfterAFault() {
    ItemReader reader = new ItemReader();
    byte[] bad = utf8("{\"a\":{\"M\":{\"b\":{\"L\":[{\"X\":1}]}}}}");
    byte[] good = utf8("{\"a\":{\"S\":\"x\"}}");
    assertThatExceptionOfType(MalformedJsonException.class)
        .isThrownBy(() -> reader.reset(bad, 0, bad.length).skipItem());

    assertThat(reader.reset(good, 0, good.length).item().string("a")).isEqualTo("x");
  }

  @Test
  void rewindsToReadTheItemAgain() {
    byte[] json = utf8("{\"a\":{\"S\":\"x\"}}");
    ItemReader reader = new ItemReader().reset(json, 0, json.length);
    reader.skipItem();
    reader.rewind();

    assertThat(reader.item()).isEqualTo(item("{\"a\":{\"S\":\"x\"}}"));
  }

  @Test
  void leavesThePositionBehindTheItem() {
    byte[] json = utf8(" {\"a\":{\"S\":\"x\"}} , {}");
    ItemReader reader = new ItemReader().reset(json, 0, json.length);
    reader.skipItem();

    assertThat(reader.position()).isEqualTo(16);
  }

  @Test
  void doesNotReadPastItsSlice() {
    byte[] json = utf8("{\"a\":{\"S\":\"x\"}}");

    assertThatThrownBy(() -> ItemJson.read(json, 0, json.length - 1))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void acceptsAllThatDynamoDbNests() {
    Item deep = Item.builder().put("deep", AwkwardItems.nested(31)).build();

    assertThat(ItemJson.read(ItemJson.write(deep))).isEqualTo(deep);
  }

  @Test
  void accepts32LevelsOfLists() {
    assertThat(item(lists(32)).size()).isEqualTo(1);
  }

  @Test
  void refuses33LevelsOfLists() {
    assertThatThrownBy(() -> item(lists(33))).hasMessageContaining("nested more than 32 deep");
  }

  @Test
  void accepts32LevelsOfMaps() {
    assertThat(item(maps(32)).size()).isEqualTo(1);
  }

  @Test
  void refuses33LevelsOfMaps() {
    assertThatThrownBy(() -> item(maps(33))).hasMessageContaining("nested more than 32 deep");
  }

  @Test
  void aMillionBracketsAreRefusedLikeThirtyThree() {
    String brackets = "{\"a\":" + "{\"L\":[".repeat(1_000_000);

    assertThatThrownBy(() -> item(brackets)).hasMessageContaining("nested more than 32 deep");
  }

  private static String lists(int levels) {
    return "{\"a\":" + "{\"L\":[".repeat(levels) + "]}".repeat(levels) + "}";
  }

  private static String maps(int levels) {
    return "{\"a\":"
        + "{\"M\":{\"n\":".repeat(levels - 1)
        + "{\"M\":{}}"
        + "}}".repeat(levels - 1)
        + "}";
  }
}
