package dev.stator.item.json;

import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
  private final JsonWriter writer = new JsonWriter(new Utf8Buffer(0));

  private String text() {
    return writer.buffer().toString();
  }

  @Test
  void putsCommasWhereTheyBelong() {
    writer.beginObject().name("a").value(1).name("b").beginArray();
    writer.value("x").value(true).nullValue().beginObject().endObject().value(-2L).endArray();
    writer.name("c").beginObject().endObject().endObject();

    assertThat(text()).isEqualTo("{\"a\":1,\"b\":[\"x\",true,null,{},-2],\"c\":{}}");
  }

  @Test
  void writesPreparedNamesAsTheyAre() {
    writer
        .beginObject()
        .name(utf8("TableName"))
        .value("t")
        .name(utf8("Limit"))
        .value(5)
        .endObject();

    assertThat(text()).isEqualTo("{\"TableName\":\"t\",\"Limit\":5}");
  }

  @Test
  void escapesWhatJsonWantsEscapedAndNothingElse() {
    writer.value("\"\\/\b\f\n\r\t\u0000\u001f\u007fé日😀\u2028");

    assertThat(text())
        .isEqualTo("\"\\\"\\\\/\\u0008\\u000c\\n\\r\\t\\u0000\\u001f\u007fé日😀\u2028\"");
  }

  @Test
  void escapesNamesLikeStrings() {
    writer.beginObject().name("a\"b").value(1).endObject();

    assertThat(text()).isEqualTo("{\"a\\\"b\":1}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "x\ud83d", "\ud83dx", "\ude00\ud83d"})
  void refusesHalfOfASurrogatePair(String text) {
    assertThatThrownBy(() -> writer.value(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("half of a surrogate pair");
  }

  @Test
  void writesWholeDoublesWithoutFraction() {
    writer.beginArray().value(5.0).value(-0.0).value(0.5).value(1e300).endArray();

    assertThat(text()).isEqualTo("[5,0,0.5,1.0E300]");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesDoublesThatJsonDoesNotHave(double value) {
    assertThatThrownBy(() -> writer.value(value)).hasMessageContaining("JSON has no");
  }

  @Test
  void copiesJsonAsItIs() {
    byte[] json = utf8("xx{\"a\": 1}yy");
    writer.beginArray().raw(json, 2, 8).raw(json, 2, 8).endArray();

    assertThat(text()).isEqualTo("[{\"a\": 1},{\"a\": 1}]");
  }

  @Test
  void tagsEveryType() {
    writer.item(
        Item.builder()
            .put("s", "x")
            .put("n", 1.50)
            .put("b", new byte[] {1, 2, 3})
            .put("t", true)
            .put("f", false)
            .put("null", null)
            .put("ss", AttributeValue.stringSet("a", "b"))
            .put("ns", AttributeValue.numberSet(1, 2))
            .put("bs", AttributeValue.binarySet(List.of(Binary.of(new byte[] {0}))))
            .put("l", List.of("a", List.of()))
            .put("m", Map.of("k", Map.of()))
            .build());

    assertThat(text())
        .isEqualTo(
            ("{'s':{'S':'x'},'n':{'N':'1.5'},'b':{'B':'AQID'},'t':{'BOOL':true},"
                    + "'f':{'BOOL':false},'null':{'NULL':true},'ss':{'SS':['a','b']},"
                    + "'ns':{'NS':['1','2']},'bs':{'BS':['AA==']},"
                    + "'l':{'L':[{'S':'a'},{'L':[]}]},'m':{'M':{'k':{'M':{}}}}}")
                .replace('\'', '"'));
  }

  @Test
  void writesItemsAsMembersOfARequest() {
    Item item = Item.builder().put("id", 1).build();
    writer.beginObject().name("Item").item(item).name("Keys").beginArray();
    writer.item(item).item(Item.empty()).endArray().name("v");
    writer.attributeValue(AttributeValue.of(DynamoNumber.of(2))).endObject();

    assertThat(text())
        .isEqualTo(
            "{'Item':{'id':{'N':'1'}},'Keys':[{'id':{'N':'1'}},{}],'v':{'N':'2'}}"
                .replace('\'', '"'));
  }

  @Test
  void beginsAnewAfterReset() {
    writer.beginArray().value(1).reset().beginObject().endObject();

    assertThat(text()).isEqualTo("{}");
  }

  @Test
  void aLongStringTakesNoMoreRoomThanItNeeds() {
    String text = "x".repeat(1_000_000);
    writer.value(text);

    assertThat(writer.buffer().array().length).isLessThan(2_000_100);
    assertThat(text()).hasSize(1_000_002);
  }

  @Test
  void stringsOfEveryLengthAndOddCharacterComeOutAsTheJdkEncodesThem() {
    for (int length = 0; length < 40; length++) {
      for (String odd : List.of("é", "日", "😀", "\n", "\u0001")) {
        for (int at = 0; at <= length; at++) {
          String value = "x".repeat(at) + odd + "x".repeat(length - at);
          writer.reset().beginArray().value(value).endArray();
          JsonReader reader =
              new JsonReader().reset(writer.buffer().array(), 0, writer.buffer().length());
          reader.beginArray();
          reader.nextElement();
          assertThat(reader.string()).isEqualTo(value);
        }
      }
    }
  }
}
