package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.ItemJson;
import dev.stator.records.RecordMappingException;
import dev.stator.records.processor.sample.Event;
import dev.stator.records.processor.sample.EventCodec;
import dev.stator.records.processor.sample.Event_ClosedCodec;
import dev.stator.records.processor.sample.Event_OpenedCodec;
import dev.stator.records.processor.sample.Figure;
import dev.stator.records.processor.sample.FigureCodec;
import dev.stator.records.processor.sample.Point;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SealedTest {
  private static final Event OPENED = new Event.Opened("e1", "ada", null);
  private static final Event CLOSED = new Event.Closed("e1", "done", 4);

  @Test
  void theDiscriminatorIsTheSimpleNameUnlessAnotherIsGiven() {
    assertThat(json(EventCodec.INSTANCE.toItem(OPENED)))
        .isEqualTo("{\"type\":{\"S\":\"Opened\"},\"id\":{\"S\":\"e1\"},\"by\":{\"S\":\"ada\"}}");
    assertThat(json(FigureCodec.INSTANCE.toItem(new Figure.Polygon(List.of()))))
        .isEqualTo("{\"kind\":{\"S\":\"poly\"},\"corners\":{\"L\":[]}}");
  }

  @Test
  void eachIsReadAsWhatItIsWhereverTheDiscriminatorStands() {
    assertThat(read("{'id':{'S':'e1'},'by':{'S':'ada'},'type':{'S':'Opened'}}")).isEqualTo(OPENED);
    assertThat(
            read(
                "{'version':{'N':'4'},'type':{'S':'Clo\\u0073ed'},'x':{'M':{'type':{'N':'1'}}},"
                    + "'id':{'S':'e1'},'reason':{'S':'done'}}"))
        .isEqualTo(CLOSED);
  }

  @Test
  void theyMayBeInsideOfEachOther() {
    Figure circle = new Figure.Circle(new Point(1, 2), 0.5);
    Figure group =
        new Figure.Combined.Group(
            List.of(circle, new Figure.Combined.Group(List.of(circle), Optional.empty())),
            Optional.of(circle));
    assertThat(FigureCodec.INSTANCE.fromItem(FigureCodec.INSTANCE.toItem(group))).isEqualTo(group);
  }

  @Test
  void theRecordsOwnCodecWritesTheDiscriminatorAndHoldsToIt() {
    Item item = Event_OpenedCodec.INSTANCE.toItem((Event.Opened) OPENED);
    assertThat(item).isEqualTo(EventCodec.INSTANCE.toItem(OPENED));
    assertThat(Event_OpenedCodec.INSTANCE.fromItem(item)).isEqualTo(OPENED);
    assertThatThrownBy(() -> Event_ClosedCodec.INSTANCE.fromItem(item))
        .hasMessage("record Closed, $.type: it is a \"Opened\", not a \"Closed\"");
    Item bare = ItemJson.read("{\"id\":{\"S\":\"e1\"},\"by\":{\"S\":\"ada\"}}".getBytes(UTF_8));
    assertThat(Event_OpenedCodec.INSTANCE.fromItem(bare)).isEqualTo(OPENED);
  }

  @Test
  void whatIsNoneOfThemIsAnErrorThatNamesThem() {
    assertThatThrownBy(() -> read("{'id':{'S':'e1'},'type':{'S':'Lost'}}"))
        .isInstanceOf(RecordMappingException.class)
        .hasMessage("record Event, $.type: \"Lost\" is not one of [Opened, Closed]");
    assertThatThrownBy(() -> read("{'id':{'S':'e1'}}"))
        .hasMessageStartingWith("record Event, $.type: ")
        .hasMessageContaining("absent");
    assertThatThrownBy(() -> read("{'type':{'N':'1'}}")).hasMessageContaining("no S");
  }

  @Test
  void theyShareKeyVersionAndNames() {
    assertThat(EventCodec.INSTANCE.keySchema()).isEqualTo(KeySchema.of("id", AttributeType.S));
    assertThat(EventCodec.INSTANCE.indexes()).isEmpty();
    assertThat(EventCodec.INSTANCE.attributeNames())
        .containsExactly("type", "id", "by", "version", "reason");
    assertThat(EventCodec.INSTANCE.key(CLOSED)).isEqualTo(Key.of("id", "e1"));
    assertThat(EventCodec.INSTANCE.version(CLOSED)).isEqualTo(4);
    assertThat(EventCodec.INSTANCE.version(OPENED)).isZero();
    assertThat(EventCodec.INSTANCE.withVersion(OPENED, 1))
        .isEqualTo(new Event.Opened("e1", "ada", 1));
    assertThatThrownBy(() -> EventCodec.INSTANCE.withVersion(OPENED, 1L << 40))
        .isInstanceOf(ArithmeticException.class);
    assertThat(EventCodec.INSTANCE.timeToLiveAttribute()).isNull();
  }

  private static Event read(String json) {
    return EventCodec.INSTANCE.fromItem(ItemJson.read(json.replace('\'', '"').getBytes(UTF_8)));
  }

  private static String json(Item item) {
    return new String(ItemJson.write(item), UTF_8);
  }
}
