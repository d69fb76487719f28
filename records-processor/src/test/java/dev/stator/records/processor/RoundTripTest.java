package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.PageReader;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.records.processor.sample.Everything;
import dev.stator.records.processor.sample.EverythingCodec;
import dev.stator.records.processor.sample.EverythingSamples;
import dev.stator.records.processor.sample.Loose;
import dev.stator.records.processor.sample.LooseCodec;
import dev.stator.records.processor.sample.Wide;
import dev.stator.records.processor.sample.WideCodec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {
  private static final int RECORDS = 500;

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 1})
  void whatWasWrittenIsRead(double absent) {
    EverythingSamples samples = new EverythingSamples(11, absent);
    for (int i = 0; i < RECORDS; i++) {
      Everything record = samples.next();
      byte[] json = json(record);
      ItemReader in = new ItemReader().reset(json, 0, json.length);
      assertThat(EverythingCodec.INSTANCE.read(in)).isEqualTo(record);
      in.endDocument();
    }
  }

  @Test
  void whatIsWrittenIsWhatTheItemsOwnWriterWrites() {
    EverythingSamples samples = new EverythingSamples(12, 0.2);
    for (int i = 0; i < RECORDS; i++) {
      byte[] json = json(samples.next());
      assertThat(new String(ItemJson.write(ItemJson.read(json)), UTF_8))
          .isEqualTo(new String(json, UTF_8));
    }
  }

  @Test
  void theOrderOfTheAttributesDoesNotMatter() {
    EverythingSamples samples = new EverythingSamples(13, 0.2);
    Random random = new Random(13);
    for (int i = 0; i < RECORDS; i++) {
      Everything record = samples.next();
      Item shuffled = shuffled(EverythingCodec.INSTANCE.toItem(record), random);
      assertThat(EverythingCodec.INSTANCE.fromItem(shuffled)).isEqualTo(record);
    }
  }

  @Test
  void unknownAttributesArePassed() {
    EverythingSamples samples = new EverythingSamples(14, 0.2);
    EverythingSamples others = new EverythingSamples(15, 0.2);
    Random random = new Random(14);
    for (int i = 0; i < RECORDS; i++) {
      Everything record = samples.next();
      Map<String, AttributeValue> attributes =
          new LinkedHashMap<>(EverythingCodec.INSTANCE.toItem(record).asMap());
      EverythingCodec.INSTANCE
          .toItem(others.next())
          .asMap()
          .forEach((name, value) -> attributes.put("unknown " + name, value));
      Item item = shuffled(Item.of(attributes), random);
      assertThat(EverythingCodec.INSTANCE.fromItem(item)).isEqualTo(record);
    }
  }

  @Test
  void namesAreReadInTheirEscapedFormToo() {
    Everything record = new EverythingSamples(16, 0).next();
    String json = new String(json(record), UTF_8);
    StringBuilder escaped = new StringBuilder();
    json.chars()
        .forEach(c -> escaped.append(c < 0x80 ? String.valueOf((char) c) : unicodeEscape(c)));
    String odd = escaped.toString().replace("\"aLong\"", "\"\\u0061Long\"");
    byte[] bytes = odd.getBytes(UTF_8);
    assertThat(odd).contains("\\u65e5\\u672c", "\\u0061Long").isNotEqualTo(json);
    assertThat(EverythingCodec.INSTANCE.read(new ItemReader().reset(bytes, 0, bytes.length)))
        .isEqualTo(record);
  }

  @Test
  void aPageIsReadItemByItem() {
    EverythingSamples samples = new EverythingSamples(17, 0.5);
    List<Everything> records = new ArrayList<>();
    JsonWriter out = new JsonWriter(new Utf8Buffer(16));
    out.beginObject().name("Items").beginArray();
    for (int i = 0; i < 20; i++) {
      records.add(samples.next());
      EverythingCodec.INSTANCE.write(records.get(i), out);
    }
    out.endArray().name("Count").value(20).endObject();
    PageReader page = new PageReader().reset(out.buffer().array(), 0, out.buffer().length());
    List<Everything> read = new ArrayList<>();
    while (page.nextItem()) {
      read.add(EverythingCodec.INSTANCE.read(page.item()));
    }
    assertThat(read).isEqualTo(records);
  }

  @Test
  void collectionsThatWereReadCannotBeModified() {
    Everything record =
        EverythingCodec.INSTANCE.fromItem(
            EverythingCodec.INSTANCE.toItem(new EverythingSamples(18, 0).next()));
    assertThat(record.strings()).isUnmodifiable();
    assertThat(record.stringSet()).isUnmodifiable();
    assertThat(record.longs()).isUnmodifiable();
  }

  @Test
  void inCodeThatSaysNothingAboutNullComponentsAndMembersMayBeNull() {
    Loose loose = new Loose(null, Collections.singletonList(null), "must", new byte[] {1, 2});
    Item item = LooseCodec.INSTANCE.toItem(loose);
    assertThat(item.names()).containsExactly("texts", "must", "bytes");
    Loose read = LooseCodec.INSTANCE.fromItem(item);
    assertThat(read.text()).isNull();
    assertThat(read.texts()).containsExactly((String) null);
    assertThat(read.bytes()).containsExactly(1, 2);
  }

  @Test
  void aRecordMayHaveMoreAttributesThanAWordHasBits() {
    String json =
        IntStream.range(0, 70)
            .mapToObj(i -> "\"a" + i + "\":{\"N\":\"" + i + "\"}")
            .collect(Collectors.joining(",", "{", "}"));
    Wide wide = WideCodec.INSTANCE.fromItem(ItemJson.read(json.getBytes(UTF_8)));
    assertThat(wide.a0()).isZero();
    assertThat(wide.a69()).isEqualTo(69);
    assertThat(WideCodec.INSTANCE.attributeNames()).hasSize(70).last().isEqualTo("a69");
  }

  private static byte[] json(Everything record) {
    JsonWriter out = new JsonWriter(new Utf8Buffer(16));
    EverythingCodec.INSTANCE.write(record, out);
    return out.buffer().toByteArray();
  }

  private static Item shuffled(Item item, Random random) {
    List<String> names = new ArrayList<>(item.names());
    Collections.shuffle(names, random);
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    names.forEach(name -> attributes.put(name, item.asMap().get(name)));
    return Item.of(attributes);
  }

  private static String unicodeEscape(int c) {
    return String.format("\\u%04x", c);
  }
}
