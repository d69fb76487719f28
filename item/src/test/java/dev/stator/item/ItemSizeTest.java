package dev.stator.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemSizeTest {
  @Test
  void namesAndStringsCountTheirUtf8Bytes() {
    assertThat(ItemSize.of(Item.builder().put("id", "abc").build())).isEqualTo(2 + 3);
    assertThat(ItemSize.of(Item.builder().put("é", "日😀").build())).isEqualTo(2 + 3 + 4);
    assertThat(ItemSize.of(Item.builder().put("s", "").build())).isEqualTo(1);
  }

  @Test
  void aLoneSurrogateCountsAsWhatItWouldBecome() {
    assertThat(ItemSize.of(AttributeValue.of("\ud83d"))).isEqualTo(3);
  }

  @Test
  void binariesCountTheirRawBytes() {
    assertThat(ItemSize.of(AttributeValue.of(new byte[10]))).isEqualTo(10);
  }

  @Test
  void booleansAndNullsCountOne() {
    assertThat(ItemSize.of(AttributeValue.of(false))).isEqualTo(1);
    assertThat(ItemSize.of(AttributeValue.ofNull())).isEqualTo(1);
  }

  /**
   * One byte for each pair of digits, the pairs counted from the point; one more; one for minus.
   */
  @ParameterizedTest
  @CsvSource({
    "0,1",
    "1,2",
    "12,2",
    "123,3",
    "1234,3",
    "10,2",
    "100,2",
    "1000,2",
    "110,3",
    "-1,3",
    "-1234,4",
    "0.5,2",
    "0.05,2",
    "0.005,2",
    "1.5,3",
    "12.34,3",
    "12.345,4",
    "1E125,2",
    "1E-130,2",
    "99999999999999999999999999999999999999,20",
    "-9999999999999999999999999999999999999.9,22"
  })
  void numbersCountAByteForTwoDigits(String number, int bytes) {
    assertThat(ItemSize.of(AttributeValue.of(DynamoNumber.of(number)))).isEqualTo(bytes);
  }

  @Test
  void setsCountTheirMembersAndNothingElse() {
    assertThat(ItemSize.of(AttributeValue.stringSet("a", "bcd", "é"))).isEqualTo(6);
    assertThat(ItemSize.of(AttributeValue.numberSet(1, 123))).isEqualTo(2 + 3);
    assertThat(ItemSize.of(AttributeValue.binarySet(List.of(Binary.of(new byte[4]))))).isEqualTo(4);
  }

  @Test
  void listsAndMapsCountThreeAndOneForEachMember() {
    assertThat(ItemSize.of(AttributeValue.list())).isEqualTo(3);
    assertThat(ItemSize.of(AttributeValue.map(Map.of()))).isEqualTo(3);
    assertThat(ItemSize.of(AttributeValue.fromJava(List.of("ab", true))))
        .isEqualTo(3 + 1 + 2 + 1 + 1);
    assertThat(ItemSize.of(AttributeValue.fromJava(Map.of("key", "ab")))).isEqualTo(3 + 1 + 3 + 2);
  }

  @Test
  void aWholeItemIsTheSumOfItsAttributes() {
    Item item =
        Item.builder()
            .put("id", "o-17") // 2 + 4
            .put("total", 12.5) // 5 + 3
            .put("tags", AttributeValue.stringSet("a", "b")) // 4 + 2
            .put("lines", List.of(Map.of("sku", "x", "n", 2))) // 5 + 3 + 1 + (3 + 1+3+1 + 1+1+2)
            .put("gone", null) // 4 + 1
            .build();

    assertThat(ItemSize.of(item)).isEqualTo(6 + 8 + 6 + 21 + 5);
  }
}
