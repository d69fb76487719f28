package dev.stator.item.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PiecewiseWritingTest {
  private final JsonWriter writer = new JsonWriter(new Utf8Buffer(1));

  @Test
  void anItemWrittenPieceByPieceIsTheItemWrittenAsAWhole() {
    byte[] bytes = {0, -1, 7};
    Item item =
        Item.builder()
            .put("s", "a\"é\u0001")
            .put("n", -17)
            .put("d", DynamoNumber.of("0.5"))
            .put("t", true)
            .put("f", false)
            .put("b", bytes)
            .put("null", AttributeValue.ofNull())
            .put("m", AttributeValue.map(Map.of("x", AttributeValue.of(1))))
            .put("l", List.of("a", 1))
            .put("ss", AttributeValue.stringSet("p", "q"))
            .put(
                "ns", AttributeValue.numberSet(List.of(DynamoNumber.of(3), DynamoNumber.of("4.5"))))
            .put("bs", AttributeValue.binarySet(List.of(Binary.of(bytes))))
            .build();
    writer.beginObject();
    writer.name("s").attributeValue("a\"é\u0001");
    writer.name("n").attributeValue(-17);
    writer.name("d").attributeValue(DynamoNumber.of("0.5"));
    writer.name("t").attributeValue(true);
    writer.name("f").attributeValue(false);
    writer.name("b").attributeValue(bytes);
    writer.name("null").nullAttributeValue();
    writer.name("m").beginMap().name("x").attributeValue(1).endMap();
    writer.name("l").beginList(AttributeType.L).attributeValue("a").attributeValue(1).endList();
    writer.name("ss").beginList(AttributeType.SS).member("p").member("q").endList();
    writer.name("ns").beginList(AttributeType.NS);
    writer.member(3).member(DynamoNumber.of("4.5")).endList();
    writer.name("bs").beginList(AttributeType.BS).member(bytes).endList();
    writer.endObject();
    assertThat(writer.buffer()).hasToString(new String(ItemJson.write(item), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, 1, 9, 10, 99, 100, -1, -10, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE})
  void digitsAreThoseOfTheNumber(long number) {
    writer.attributeValue(number);
    assertThat(writer.buffer()).hasToString("{\"N\":\"" + number + "\"}");
  }

  @Test
  void tellsThePathOfWhatIsBeingWritten() {
    writer.beginObject().name("TableName").value("orders").name("Item");
    int start = writer.buffer().length();
    writer.beginObject().name("lines").beginList(AttributeType.L);
    assertThat(writer.path(start)).isEqualTo("$.lines[0]");
    writer.attributeValue(1);
    String before = writer.buffer().toString();
    assertThat(writer.path(start)).isEqualTo("$.lines[1]");
    assertThat(writer.buffer()).hasToString(before);
    writer.beginMap().name("qty");
    assertThat(writer.path(start)).isEqualTo("$.lines[1].qty");
  }
}
