package dev.stator.item.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The fast readers against the slow one, on sound texts and on damaged ones. */
class ReferenceAgreementTest {
  @Test
  void itemsReadAsTheReferenceReadsThem() {
    RandomItems items = new RandomItems(1);
    ScrambledJson scrambled = new ScrambledJson(2);
    for (int i = 0; i < 2_000; i++) {
      Item item = items.next();
      Agreement.onItem(ItemJson.write(item));
      Agreement.onItem(scrambled.write(item));
    }
  }

  @Test
  void everyAwkwardTextReadsAsTheReferenceReadsIt() {
    AwkwardTexts.ITEMS.forEach(text -> Agreement.onItem(Texts.utf8(text)));
  }

  @Test
  void damagedItemsAreRefusedWhenTheReferenceRefusesThem() {
    RandomItems items = new RandomItems(3);
    ScrambledJson scrambled = new ScrambledJson(4);
    Mutations mutations = new Mutations(5);
    for (int i = 0; i < 3_000; i++) {
      Item item = items.next();
      byte[] json = i % 2 == 0 ? ItemJson.write(item) : scrambled.write(item);
      for (int j = 0; j < 10; j++) {
        Agreement.onItem(mutations.of(json));
      }
    }
  }

  @Test
  void damagedAwkwardTextsAreRefusedWhenTheReferenceRefusesThem() {
    Mutations mutations = new Mutations(6);
    for (String text : AwkwardTexts.ITEMS) {
      for (int j = 0; j < 100; j++) {
        Agreement.onItem(mutations.of(Texts.utf8(text)));
      }
    }
  }

  @Test
  void everyTruncationIsRefused() {
    byte[] json = ItemJson.write(new RandomItems(7).list(50).get(49));
    for (int length = 0; length <= json.length; length++) {
      Agreement.onItem(Arrays.copyOf(json, length));
    }
  }

  @Test
  void pagesReadAsTheReferenceReadsThem() {
    RandomItems items = new RandomItems(8);
    for (int i = 0; i < 300; i++) {
      Agreement.onPage(Texts.page(items.list(i % 6), items.next()));
    }
  }

  @Test
  void damagedPagesAreRefusedWhenTheReferenceRefusesThem() {
    RandomItems items = new RandomItems(9);
    Mutations mutations = new Mutations(10);
    for (int i = 0; i < 500; i++) {
      byte[] page = Texts.page(items.list(i % 4), items.next());
      for (int j = 0; j < 10; j++) {
        Agreement.onPage(mutations.of(page));
      }
    }
  }

  @Test
  void anyJsonReadsAsTheReferenceReadsIt() {
    List<Item> items = new RandomItems(11).list(500);
    Mutations mutations = new Mutations(12);
    for (Item item : items) {
      byte[] json = Texts.page(List.of(item), item);
      Agreement.onJson(json);
      for (int j = 0; j < 20; j++) {
        Agreement.onJson(mutations.of(json));
      }
    }
  }

  @Test
  void anyScalarReadsAsTheReferenceReadsIt() {
    Mutations mutations = new Mutations(13);
    for (String text : AwkwardTexts.JSON) {
      Agreement.onJson(Texts.utf8(text));
      for (int j = 0; j < 100; j++) {
        Agreement.onJson(mutations.of(Texts.utf8(text)));
      }
    }
  }

  @Test
  void noiseIsRefusedWhenTheReferenceRefusesIt() {
    Random random = new Random(14);
    for (int i = 0; i < 10_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      for (int j = 0; j < noise.length; j++) {
        noise[j] = (byte) "{}[]:,\"\\SNBML01.eE-+ tfnu=".charAt(random.nextInt(26));
      }
      Agreement.onItem(noise);
      Agreement.onJson(noise);
    }
  }

  @Test
  void theReferenceItselfAcceptsWhatWasWritten() {
    for (Item item : new RandomItems(15).list(500)) {
      assertThat(ReferenceItems.item(ItemJson.write(item))).isEqualTo(item);
    }
  }
}
