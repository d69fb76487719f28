package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValueExcerptTest {
  private static String of(Object java) {
    return ValueExcerpt.of(AttributeValue.fromJava(java));
  }

  @Test
  void shortValuesAreShownWhole() {
    assertThat(of("open")).isEqualTo("\"open\"");
    assertThat(of(12.5)).isEqualTo("12.5");
    assertThat(of(true)).isEqualTo("true");
    assertThat(ValueExcerpt.of(AttributeValue.ofNull())).isEqualTo("null");
    assertThat(of(new byte[3])).isEqualTo("<3 bytes>");
    assertThat(of(Set.of("a"))).isEqualTo("{\"a\"}");
    assertThat(of(Set.of(1))).isEqualTo("{1}");
    assertThat(of(Set.of(Binary.of(new byte[2])))).isEqualTo("{<2 bytes>}");
    assertThat(of(List.of("a", 1))).isEqualTo("[\"a\", 1]");
    assertThat(ValueExcerpt.of(Key.of("id", "o-17", "n", 2).toItem()))
        .isEqualTo("{\"id\": \"o-17\", \"n\": 2}");
  }

  @Test
  void longValuesAreCut() {
    assertThat(of("x".repeat(41))).isEqualTo("\"" + "x".repeat(40) + "...\"");
    assertThat(of("x".repeat(40))).isEqualTo("\"" + "x".repeat(40) + "\"");
    assertThat(of(List.of(1, 2, 3, 4, 5, 6))).isEqualTo("[1, 2, 3, 4, ... 2 more]");
    assertThat(of(List.of(List.of(List.of(1, 2)), Map.of("a", Map.of("b", 1)))))
        .isEqualTo("[[[2 members]], {\"a\": {1 attributes}}]");
  }

  @Test
  void aCharacterOfTwoHalvesIsNotCutInTwo() {
    String face = "\uD83D\uDE00";
    assertThat(of("x".repeat(39) + face)).isEqualTo("\"" + "x".repeat(39) + "...\"");
  }

  @Test
  void anExcerptIsOneLine() {
    assertThat(of("a\nb\r\u2028c\u0007")).isEqualTo("\"a b  c \"");
  }

  @Test
  void withoutContentOnlyTypeAndSizeAreShown() {
    assertThat(ValueExcerpt.withoutContent(AttributeValue.of("secret")))
        .isEqualTo("<S of 6 characters>");
    assertThat(ValueExcerpt.withoutContent(AttributeValue.of(7))).isEqualTo("<N>");
    assertThat(ValueExcerpt.withoutContent(AttributeValue.of(new byte[2])))
        .isEqualTo("<B of 2 bytes>");
    assertThat(ValueExcerpt.withoutContent(AttributeValue.fromJava(Set.of("a"))))
        .isEqualTo("<SS of 1 members>");
    assertThat(ValueExcerpt.withoutContent(AttributeValue.numberSet(1, 2)))
        .isEqualTo("<NS of 2 members>");
    assertThat(
            ValueExcerpt.withoutContent(AttributeValue.binarySet(List.of(Binary.of(new byte[1])))))
        .isEqualTo("<BS of 1 members>");
    assertThat(ValueExcerpt.withoutContent(AttributeValue.fromJava(List.of("a", "b"))))
        .isEqualTo("<L of 2 members>");
    assertThat(ValueExcerpt.withoutContent(AttributeValue.fromJava(Map.of("a", "b"))))
        .isEqualTo("<M of 1 attributes>");
    assertThat(ValueExcerpt.withoutContent(AttributeValue.of(true))).isEqualTo("<BOOL>");
  }
}
