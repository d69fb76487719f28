package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemoProofTest {
  private static final int ITEMS = 2_000;

  private final DemoProof proof = new DemoProof(ITEMS);

  @Test
  void anExportThatIsEqualHasNoDifference() {
    IntStream.range(0, ITEMS).forEach(index -> proof.check(DemoTable.item(index)));

    assertThat(proof.differences()).isZero();
    assertThat(proof.told()).isEmpty();
    assertThat(proof.seen()).isEqualTo(ITEMS);
  }

  @Test
  void anItemThatIsMissingIsFound() {
    IntStream.range(0, ITEMS)
        .filter(index -> index != 1_234)
        .forEach(index -> proof.check(DemoTable.item(index)));

    assertThat(proof.differences()).isEqualTo(1);
    assertThat(proof.told()).containsExactly("item 1234 is missing");
  }

  @Test
  void anItemThatIsThereTwiceIsFound() {
    IntStream.range(0, ITEMS).forEach(index -> proof.check(DemoTable.item(index)));
    proof.check(DemoTable.item(7));

    assertThat(proof.differences()).isEqualTo(1);
    assertThat(proof.told()).containsExactly("item 7 is there twice");
  }

  @Test
  void oneDigitThatIsLostIsFound() {
    int digits = 49;
    Item item = DemoTable.item(digits);
    Item rounded =
        Item.builder()
            .put("pk", item.string("pk"))
            .put("sk", item.string("sk"))
            .put("type", "awkward")
            .put("digits", item.number("digits"))
            .put("largest", item.number("largest"))
            .put("smallest", item.number("smallest"))
            .put("beyondDouble", (double) 9007199254740993L)
            .build();
    assertThat(rounded.names()).isEqualTo(item.names());
    IntStream.range(0, ITEMS)
        .forEach(index -> proof.check(index == digits ? rounded : DemoTable.item(index)));

    assertThat(proof.differences()).isEqualTo(1);
    assertThat(proof.told()).singleElement().asString().startsWith("item 49 is not equal: ");
  }

  @Test
  void aStrangerIsFound() {
    IntStream.range(0, ITEMS).forEach(index -> proof.check(DemoTable.item(index)));
    proof.check(Item.builder().put("pk", "customer#1").put("sk", "item#" + ITEMS).build());
    proof.check(Item.builder().put("pk", "customer#1").put("sk", "x").build());

    assertThat(proof.differences()).isEqualTo(2);
  }

  @Test
  void theTableHasEveryTypeAndNoItemIsTooBigForDynamoDb() {
    Set<AttributeType> types = EnumSet.noneOf(AttributeType.class);
    long biggest = 0;
    for (int index = 0; index < 20_000; index++) {
      Item item = DemoTable.item(index);
      item.asMap().values().stream().map(AttributeValue::type).forEach(types::add);
      biggest = Math.max(biggest, ItemSize.of(item));
    }

    assertThat(types).containsExactlyInAnyOrder(AttributeType.values());
    assertThat(biggest).isBetween(350_000L, 400L * 1024);
  }
}
