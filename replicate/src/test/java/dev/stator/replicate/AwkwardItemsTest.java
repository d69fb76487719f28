package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.Item;
import dev.stator.testkit.Operation;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What others lose or mangle on the way. */
final class AwkwardItemsTest {
  private final Fakes fakes = new Fakes();

  @AfterEach
  void close() {
    fakes.close();
  }

  @ParameterizedTest
  @MethodSource("awkwardItems")
  void anAwkwardItemComesBackEqual(Item item) {
    fakes.put(List.of(item));

    ReplicationSummary summary = fakes.replicate(Fakes.options().build());

    assertThat(fakes.readBack(summary.manifest()))
        .containsExactly(Map.entry(item.string("id"), item));
  }

  @ParameterizedTest
  @EnumSource(Compression.class)
  void theyComeBackTogetherWhateverTheCompression(Compression compression) {
    fakes.put(awkwardItems());

    ReplicationSummary summary = fakes.replicate(Fakes.options().compression(compression).build());

    assertThat(fakes.readBack(summary.manifest()).values())
        .containsExactlyInAnyOrderElementsOf(awkwardItems());
  }

  @Test
  void aLineHoldsTheServicesOwnBytes() {
    String spaced =
        "{ \"id\" : {\"S\":\"\\u00e4\\/\"},\"n\":{\"N\":\"1.0E+2\"}, \"s\":{\"SS\":[\"b\",\"a\"]}}";
    String dense = "{\"id\":{\"S\":\"\u00e4\ud83d\ude00\"}}";
    fakes
        .dynamo
        .when(Operation.SCAN)
        .answer(
            "{\"Items\": [ " + spaced + " ,\n" + dense + "], \"Count\": 2, \"ScannedCount\":2}");

    ReplicationSummary summary = fakes.replicate(Fakes.options().segments(1).build());

    assertThat(fakes.lines(summary))
        .containsExactly("{\"Item\":" + spaced + "}", "{\"Item\":" + dense + "}");
  }

  @Test
  void aNewlineInsideAnItemStaysWhatItIs() {
    fakes.put(List.of(Item.builder().put("id", "two\nlines\r\n").build()));

    ReplicationSummary summary = fakes.replicate(Fakes.options().build());

    assertThat(fakes.lines(summary)).hasSize(1);
  }

  @Test
  void plainLinesKeepEveryDigitAndTurnSetsIntoArrays() {
    fakes.put(
        List.of(
            Item.builder()
                .put("id", "a\"b")
                .put("number", new BigDecimal("12345678901234567890.123456789012345678"))
                .put("set", AttributeValue.stringSet("x"))
                .put("blob", new byte[] {-1, 0})
                .put("nothing", AttributeValue.ofNull())
                .build()));

    ReplicationSummary summary = fakes.replicate(Fakes.options().format(ExportFormat.JSON).build());

    assertThat(fakes.lines(summary))
        .containsExactly(
            "{\"id\":\"a\\\"b\",\"number\":12345678901234567890.123456789012345678,\"set\":[\"x\"],"
                + "\"blob\":\"/wA=\",\"nothing\":null}");
  }

  static List<Item> awkwardItems() {
    return List.of(
        item("minimal").build(),
        item("unicode \u00e4 \u4e2d \ud83d\ude00 \" \\ / \b\f\n\r\t \u0000 \u2028")
            .put("empty", "")
            .build(),
        item("precise").put("n", new BigDecimal("12345678901234567890123456789012345678")).build(),
        item("smallest").put("n", new BigDecimal("1E-130")).build(),
        item("largest")
            .put("n", new BigDecimal("9.9999999999999999999999999999999999999E+125"))
            .build(),
        item("negative")
            .put("n", new BigDecimal("-0.00000000000000000000000000000000000001"))
            .build(),
        item("binary").put("b", new byte[] {-1, -2, 0, (byte) 0xC3, 0x28}).build(),
        item("no bytes").put("b", new byte[0]).build(),
        item("flags").put("t", true).put("f", false).put("nil", AttributeValue.ofNull()).build(),
        item("sets")
            .put("ss", AttributeValue.stringSet("b", "a", ""))
            .put("ns", AttributeValue.numberSet(100, -1, 0))
            .put(
                "bs",
                AttributeValue.binarySet(
                    List.of(Binary.of(new byte[] {1}), Binary.of(new byte[0]))))
            .build(),
        item("lists")
            .put("mixed", List.of(1, "two", true, List.of(), Map.of()))
            .put("none", List.of())
            .build(),
        item("maps").put("empty", Map.of()).put("m", Map.of("k", "v")).build(),
        item("deep").put("d", nested(30)).build(),
        item("names")
            .put("a.b", 1)
            .put("x".repeat(255), 2)
            .put("SELECT", 3)
            .put("#weird:\"name\" \u00e4", 4)
            .build(),
        item("large").put("text", "0123456789".repeat(38_000)).build());
  }

  private static Item.Builder item(String id) {
    return Item.builder().put("id", id);
  }

  private static Map<String, Object> nested(int depth) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("v", depth == 0 ? "bottom" : nested(depth - 1));
    return map;
  }
}
