package dev.stator.item.json;

import static dev.stator.item.json.Texts.item;
import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.Item;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In the texts, quotes are written as ' to be readable. */
class PageReaderTest {
  private static final String A = "{'id':{'S':'a'}}";
  private static final String B = "{'id':{'S':'b'}}";

  private static PageReader page(String json) {
    byte[] body = utf8(json.replace('\'', '"'));
    return new PageReader().reset(body, 0, body.length);
  }

  private static List<Item> items(PageReader page) {
    List<Item> items = new ArrayList<>();
    while (page.nextItem()) {
      items.add(page.item().item());
    }
    return items;
  }

  private static PageReader read(String json) {
    PageReader page = page(json);
    items(page);
    return page;
  }

  @Test
  void handsOutEachItem() {
    assertThat(items(page("{'Count':2,'Items':[" + A + "," + B + "],'ScannedCount':2}")))
        .containsExactly(item("{\"id\":{\"S\":\"a\"}}"), item("{\"id\":{\"S\":\"b\"}}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Count':2,'Items':[{},{}],'ScannedCount':7,'LastEvaluatedKey':{},'ConsumedCapacity':{'CapacityUnits':1.5}}",
        "{'ConsumedCapacity':{'CapacityUnits':1.5},'LastEvaluatedKey':{},'ScannedCount':7,'Items':[{},{}],'Count':2}",
        "{'Items':[{},{}],'Count':2,'ConsumedCapacity':{'TableName':'t','CapacityUnits':1.5,'Table':{'CapacityUnits':9}},'ScannedCount':7,'LastEvaluatedKey':{}}",
        " { 'X' : [ { } ] , 'ScannedCount' : 7 , 'Items' : [ { } , { } ] , 'Count' : 2 ,\n'ConsumedCapacity' : { 'CapacityUnits' : 15e-1 } , 'LastEvaluatedKey' : { } } "
      })
  void takesMembersInAnyOrderAndSpacing(String json) {
    PageReader page = read(json);

    assertThat(page.items()).isEqualTo(2);
    assertThat(page.count()).isEqualTo(2);
    assertThat(page.scannedCount()).isEqualTo(7);
    assertThat(page.hasLastEvaluatedKey()).isTrue();
    assertThat(page.consumedCapacityUnits()).isEqualTo(1.5);
  }

  @Test
  void aPageWithoutItemsIsEmpty() {
    PageReader page = page("{'Count':0,'Items':[],'ScannedCount':0}");

    assertThat(page.nextItem()).isFalse();
    assertThat(page.nextItem()).isFalse();
    assertThat(page.items()).isZero();
  }

  @Test
  void aCountAloneIsAPage() {
    PageReader page = read("{'Count':42,'ScannedCount':99}");

    assertThat(page.count()).isEqualTo(42);
    assertThat(page.scannedCount()).isEqualTo(99);
  }

  @Test
  void whatIsNotSaidIsToldApart() {
    PageReader page = read("{}");

    assertThat(page.count()).isEqualTo(-1);
    assertThat(page.scannedCount()).isEqualTo(-1);
    assertThat(page.hasLastEvaluatedKey()).isFalse();
    assertThat(page.lastEvaluatedKeyStart()).isEqualTo(-1);
    assertThat(page.consumedCapacityStart()).isEqualTo(-1);
    assertThat(page.consumedCapacityUnits()).isZero();
  }

  @Test
  void nullsAroundTheItemsAreAsIfUnsaid() {
    PageReader page = read("{'Items':[],'LastEvaluatedKey':null,'ConsumedCapacity':null}");

    assertThat(page.hasLastEvaluatedKey()).isFalse();
    assertThat(page.consumedCapacityStart()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'Count':1,'Items':[]}", "{'Items':[{},{}],'Count':3}"})
  void aCountThatIsNotTheNumberOfItemsIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).hasMessageContaining("the response says Count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Items':[],'Items':[]}",
        "{'Count':0,'Count':0}",
        "{'ScannedCount':0,'ScannedCount':0}",
        "{'LastEvaluatedKey':{},'LastEvaluatedKey':{}}",
        "{'ConsumedCapacity':null,'ConsumedCapacity':null}"
      })
  void aMemberThereTwiceIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).hasMessageContaining("twice");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Items':[{}",
        "{'Items':[{}]",
        "{'Items':[{}],",
        "{'Items':[{}]}}",
        "{'Items':[{}]} x",
        ""
      })
  void aPageCutOffOrContinuedIsRefused(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void theLastKeyIsASliceOfTheBody() {
    String key = "{ 'id' : {'S':'caf\\u00e9'},'n':{'N':'1.50'} }";
    byte[] body = utf8(("xx{'Items':[],'LastEvaluatedKey': " + key + " }").replace('\'', '"'));
    PageReader page = new PageReader().reset(body, 2, body.length - 2);
    page.nextItem();

    byte[] slice =
        Arrays.copyOfRange(body, page.lastEvaluatedKeyStart(), page.lastEvaluatedKeyEnd());

    assertThat(new String(slice, StandardCharsets.UTF_8)).isEqualTo(key.replace('\'', '"'));
  }

  @Test
  void theConsumedCapacityIsASliceOfTheBody() {
    String capacity = "{'TableName':'t','CapacityUnits':0.5}".replace('\'', '"');
    byte[] body = utf8("{\"ConsumedCapacity\": " + capacity + " ,\"Items\":[]}");
    PageReader page = new PageReader().reset(body, 0, body.length);
    page.nextItem();

    byte[] slice =
        Arrays.copyOfRange(body, page.consumedCapacityStart(), page.consumedCapacityEnd());

    assertThat(new String(slice, StandardCharsets.UTF_8)).isEqualTo(capacity);
  }

  @Test
  void anItemMayBePulledSkippedOrLeftAlone() {
    PageReader page = page("{'Items':[" + A + "," + A + "," + A + "," + B + "]}");
    assertThat(page.nextItem()).isTrue();
    page.item().skipItem();
    assertThat(page.nextItem()).isTrue();
    assertThat(page.nextItem()).isTrue();
    ItemReader pulled = page.item();
    pulled.beginItem();
    while (pulled.nextAttribute()) {
      pulled.scalar();
    }
    assertThat(page.nextItem()).isTrue();
    assertThat(page.item().item().string("id")).isEqualTo("b");
    assertThat(page.nextItem()).isFalse();
  }

  @Test
  void anItemMayBeReadTwice() {
    PageReader page = page("{'Items':[" + A + "," + B + "]}");
    page.nextItem();
    page.item().skipItem();
    page.item().rewind();

    assertThat(page.item().item().string("id")).isEqualTo("a");
    assertThat(items(page)).hasSize(1);
  }

  @Test
  void anItemLeftAloneIsChecked() {
    PageReader page = page("{'Items':[{'a':{'N':'x'}}," + A + "]}");
    assertThat(page.nextItem()).isTrue();

    assertThatThrownBy(page::nextItem).hasMessageStartingWith("$.Items[0].a: ");
  }

  @Test
  void anItemReadInPartIsTheCallersMistake() {
    PageReader page = page("{'Items':[{'a':{'S':'x'},'b':{'S':'y'}}," + A + "]}");
    page.nextItem();
    page.item().beginItem();
    page.item().nextAttribute();
    page.item().skip();

    assertThatThrownBy(page::nextItem)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("item 0 of the page was read in part");
  }

  @Test
  void anItemsSliceIsItsJson() {
    byte[] body = utf8("{\"Items\":[ {\"id\":{\"S\":\"a\"}} , {} ]}");
    PageReader page = new PageReader().reset(body, 0, body.length);
    page.nextItem();
    page.item().skipItem();

    byte[] slice = Arrays.copyOfRange(body, page.itemStart(), page.item().position());

    assertThat(new String(slice, StandardCharsets.UTF_8)).isEqualTo("{\"id\":{\"S\":\"a\"}}");
  }

  @Test
  void isReadyForTheNextPageAfterAFault() {
    PageReader page = new PageReader();
    byte[] bad = utf8("{\"Items\":[{\"a\":{\"L\":[{\"X\"");
    byte[] good = Texts.page(List.of(item("{}")), Item.empty());
    assertThatThrownBy(() -> items(page.reset(bad, 0, bad.length)))
        .isInstanceOf(MalformedJsonException.class);

    assertThat(items(page.reset(good, 0, good.length))).hasSize(1);
  }
}
