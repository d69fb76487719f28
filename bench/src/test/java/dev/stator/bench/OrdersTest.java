package dev.stator.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.PageReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private static List<Item> items(byte[] page) {
    List<Item> items = new ArrayList<>();
    PageReader reader = new PageReader().reset(page, 0, page.length);
    while (reader.nextItem()) {
      items.add(reader.item().item());
    }
    return items;
  }

  @Test
  void areTheSameForTheSameSeed() {
    assertThat(new Orders(7).nextPage()).isEqualTo(new Orders(7).nextPage());
  }

  @Test
  void areOthersForAnotherSeed() {
    assertThat(new Orders(7).next()).isNotEqualTo(new Orders(8).next());
  }

  @Test
  void fillPagesOfOneMegabyteWithItemsOfOneKilobyte() {
    byte[] page = new Orders(1).nextPage();

    assertThat(page.length).isBetween(1_000_000, Orders.PAGE_BYTES);
    assertThat(page.length / items(page).size()).isBetween(900, 1_100);
  }

  @Test
  void haveFifteenAttributesOfEveryTypeButBinarySets() {
    Item order = new Orders(1).next();
    Set<AttributeType> types = EnumSet.noneOf(AttributeType.class);
    order.asMap().values().stream().map(AttributeValue::type).forEach(types::add);

    assertThat(order.size()).isEqualTo(15);
    assertThat(types)
        .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(AttributeType.BS)));
  }
}
