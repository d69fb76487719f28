package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import dev.stator.item.json.Utf8Buffer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Items as a screen of 40 columns shows them. */
class ItemTableTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  private String shown(Item... items) {
    GlobalOptions options = new GlobalOptions();
    options.color = ColorMode.NEVER;
    Terminal terminal =
        new Terminal(
            new ByteArrayInputStream(new byte[0]),
            new DataStream(out),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            true,
            true,
            true,
            40);
    ItemPrinter table =
        new ItemTable(
            new Invocation(terminal, Interruption.ofCaller(), options), List.of("id", "at"));
    for (Item item : items) {
      table.print(item);
    }
    table.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void keysComeFirstThenWhatMostItemsHave() {
    assertThat(
            shown(
                Item.builder().put("b", "x").put("at", 10).put("id", "k").build(),
                Item.builder().put("c", true).put("at", 9).put("id", "k").put("b", "y").build()))
        .isEqualTo(
            """
            id S  at N  b S  c BOOL
            k       10  x
            k        9  y    true
            """);
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void whereTypesMeetStringsHaveQuotes() {
    assertThat(
            shown(
                Item.builder().put("id", "1").put("v", "1").build(),
                Item.builder().put("id", "2").put("v", 1).build(),
                Item.builder().put("id", "3").put("v", null).build(),
                Item.builder().put("id", "").build()))
        .isEqualTo(
            """
            id S  v S|N|NULL
            1     "1"
            2     1
            3     null
            ""
            """);
  }

  @Test
  void theWidestIsCutFirstAndThatIsToldOf() {
    assertThat(
            shown(
                Item.builder()
                    .put("id", "k1")
                    .put("text", "a sentence that goes on for longer than the screen")
                    .build()))
        .isEqualTo(
            """
            id S  text S
            k1    a sentence that goes on for longe…
            """);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("cells that end in … are cut; -o json shows all\n");
  }

  @Test
  void whatHasNoRoomIsCounted() {
    Item.Builder item = Item.builder().put("id", "k1");
    for (char c = 'a'; c < 'h'; c++) {
      item.put("attribute-" + c, "some words of text");
    }

    assertThat(shown(item.build()))
        .isEqualTo(
            """
            id S  attribute-a…  attribute-b…
            k1    some words …  some words …  +5
            """);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "attributes that have no room here are counted in the last column; -o json shows all\n");
  }

  @Test
  void wideCharactersTakeTwoColumns() {
    assertThat(
            shown(
                Item.builder().put("id", "日本").put("v", "x").build(),
                Item.builder().put("id", "abcde").put("v", "y").build()))
        .isEqualTo(
            """
            id S   v S
            日本   x
            abcde  y
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "abc, 3, abc",
    "abcd, 3, ab…",
    "日本語, 6, 日本語",
    "日本語, 5, 日本…",
    "日本語, 4, 日…",
    "e\u0301e\u0301, 2, e\u0301e\u0301"
  })
  void textIsCutByColumns(String text, int columns, String cut) {
    assertThat(CellText.cut(text, columns)).isEqualTo(cut);
  }

  @Test
  void jsonIsSetInLines() {
    byte[] json =
        "{\"a\":{},\"b\":[],\"c\":[1,{\"d\":\"x,\\\"{\"}]}".getBytes(StandardCharsets.UTF_8);
    Utf8Buffer indented = new Utf8Buffer(16);

    IndentedJson.write(json, 0, json.length, 0, indented);

    assertThat(indented)
        .hasToString(
            """
            {
              "a": {},
              "b": [],
              "c": [
                1,
                {
                  "d": "x,\\"{"
                }
              ]
            }""");
  }
}
