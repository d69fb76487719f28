package dev.stator.item.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Our codec against the AWS SDK's, on generated items of every type, both ways. */
class SdkAgreementTest {
  private static final SdkCodec SDK = new SdkCodec();

  @AfterAll
  static void closeTheClient() {
    SDK.close();
  }

  @Test
  void theSdkReadsWhatWeWrite() {
    for (Item item : new RandomItems(21).list(2_000)) {
      assertThat(SDK.getItem(ItemJson.write(item))).isEqualTo(item);
    }
  }

  @Test
  void theSdkReadsOurGoldenItems() {
    AwkwardItems.ALL.forEach(
        (name, item) -> assertThat(SDK.getItem(ItemJson.write(item))).as(name).isEqualTo(item));
  }

  @Test
  void weReadWhatTheSdkWrites() {
    for (Item item : new RandomItems(22).list(2_000)) {
      assertThat(itemOfRequest(SDK.putItemBody(item))).isEqualTo(item);
    }
  }

  @Test
  void weReadTheGoldenItemsAsTheSdkWritesThem() {
    AwkwardItems.ALL.forEach(
        (name, item) -> assertThat(itemOfRequest(SDK.putItemBody(item))).as(name).isEqualTo(item));
  }

  @Test
  void aPageReadsAsTheSdkReadsIt() {
    RandomItems random = new RandomItems(23);
    for (int i = 0; i < 50; i++) {
      byte[] body = Texts.page(random.list(20), random.next());
      PageReader page = new PageReader().reset(body, 0, body.length);
      List<Item> ours = new ArrayList<>();
      while (page.nextItem()) {
        ours.add(page.item().item());
      }
      assertThat(ours).isEqualTo(SDK.scan(body));
    }
  }

  private static Item itemOfRequest(byte[] body) {
    JsonReader reader = new JsonReader().reset(body, 0, body.length);
    reader.beginObject();
    while (reader.nextName()) {
      boolean item = reader.name().equals("Item");
      reader.skip();
      if (item) {
        return ItemJson.read(body, reader.valueStart(), reader.valueEnd() - reader.valueStart());
      }
    }
    throw new AssertionError("the request has no Item");
  }
}
