package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.records.IndexSchema;
import dev.stator.records.ItemCodec;
import dev.stator.records.ValueCodec;
import dev.stator.records.processor.sample.Account;
import dev.stator.records.processor.sample.AccountCodec;
import dev.stator.records.processor.sample.Celsius;
import dev.stator.records.processor.sample.Chain;
import dev.stator.records.processor.sample.ChainCodec;
import dev.stator.records.processor.sample.Everything;
import dev.stator.records.processor.sample.EverythingCodec;
import dev.stator.records.processor.sample.EverythingSamples;
import dev.stator.records.processor.sample.Named;
import dev.stator.records.processor.sample.NamedCodec;
import dev.stator.records.processor.sample.Point;
import dev.stator.records.processor.sample.PointCodec;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The stored form of records, spelt out: what other programs will find in the table. */
class StoredFormTest {
  private static final Account ACCOUNT =
      new Account(
          "ada",
          7,
          Optional.of("London"),
          LocalDate.of(1843, 7, 1),
          3,
          Instant.parse("2026-11-21T05:51:34.9Z"));

  @Test
  void anItemIsItsAttributesInTheOrderOfTheComponents() {
    assertThat(new String(ItemJson.write(AccountCodec.INSTANCE.toItem(ACCOUNT)), UTF_8))
        .isEqualTo(
            """
            {"pk":{"S":"ada"},"number":{"N":"7"},"city":{"S":"London"},\
            "opened":{"S":"1843-07-01"},"version":{"N":"3"},"expires":{"N":"1795240294"}}""");
  }

  @Test
  void whatIsAbsentIsNotWritten() {
    Account bare = new Account("ada", 7, Optional.empty(), null, 0, null);
    assertThat(AccountCodec.INSTANCE.toItem(bare).names())
        .containsExactly("pk", "number", "version");
    assertThat(AccountCodec.INSTANCE.fromItem(AccountCodec.INSTANCE.toItem(bare))).isEqualTo(bare);
  }

  @Test
  void nullIsReadAsAbsent() {
    Item item =
        Item.builder()
            .put("pk", "ada")
            .put("number", 7)
            .put("city", AttributeValue.ofNull())
            .put("opened", AttributeValue.ofNull())
            .put("version", 0)
            .put("expires", AttributeValue.ofNull())
            .build();
    assertThat(AccountCodec.INSTANCE.fromItem(item))
        .isEqualTo(new Account("ada", 7, Optional.empty(), null, 0, null));
  }

  @Test
  void aTimeToLiveIsInWholeSeconds() {
    assertThat(AccountCodec.INSTANCE.timeToLiveAttribute()).isEqualTo("expires");
    assertThat(AccountCodec.INSTANCE.fromItem(AccountCodec.INSTANCE.toItem(ACCOUNT)).expires())
        .isEqualTo(Instant.parse("2026-11-21T05:51:34Z"));
  }

  @Test
  void theSchemaIsThatOfTheAnnotations() {
    ItemCodec<Account> codec = AccountCodec.INSTANCE;
    assertThat(codec.type()).isEqualTo(Account.class);
    assertThat(codec.attributeNames())
        .containsExactly("pk", "number", "city", "opened", "version", "expires");
    assertThat(codec.keySchema())
        .isEqualTo(KeySchema.of("pk", AttributeType.S, "number", AttributeType.N));
    assertThat(codec.indexes())
        .containsExactly(
            new IndexSchema(
                "by-city", KeySchema.of("city", AttributeType.S, "number", AttributeType.N), false),
            new IndexSchema(
                "city-opened",
                KeySchema.of("city", AttributeType.S, "opened", AttributeType.S),
                false),
            new IndexSchema(
                "opened-local",
                KeySchema.of("pk", AttributeType.S, "opened", AttributeType.S),
                true));
  }

  @Test
  void theKeyIsTheKeyAttributesAndNoOthers() {
    JsonWriter out = new JsonWriter(new Utf8Buffer(16));
    out.beginObject().name("Key");
    AccountCodec.INSTANCE.writeKey(ACCOUNT, out);
    out.name("more").value(1).endObject();
    assertThat(out.buffer())
        .hasToString("{\"Key\":{\"pk\":{\"S\":\"ada\"},\"number\":{\"N\":\"7\"}},\"more\":1}");
    assertThat(AccountCodec.INSTANCE.key(ACCOUNT)).isEqualTo(Key.of("pk", "ada", "number", 7));
  }

  @Test
  void aVersionIsReadAndReplaced() {
    assertThat(AccountCodec.INSTANCE.versionAttribute()).isEqualTo("version");
    assertThat(AccountCodec.INSTANCE.version(ACCOUNT)).isEqualTo(3);
    Account next = AccountCodec.INSTANCE.withVersion(ACCOUNT, 4);
    assertThat(next.version()).isEqualTo(4);
    assertThat(AccountCodec.INSTANCE.withVersion(next, 3)).isEqualTo(ACCOUNT);
  }

  @Test
  void aRecordMayHoldItself() {
    Chain chain = new Chain(1, new Chain(2, null, null), null);
    Chain named = new Chain(3, null, new Named<>("n", chain, List.of(chain)));
    assertThat(ChainCodec.INSTANCE.fromItem(ChainCodec.INSTANCE.toItem(named))).isEqualTo(named);
  }

  @Test
  void aRecordWithATypeParameterWantsItsCodec() {
    NamedCodec<Point> points = NamedCodec.of(PointCodec.INSTANCE);
    Named<Point> point = new Named<>("p", new Point(1, 2), List.of(new Point(3, 4)));
    assertThat(new String(ItemJson.write(points.toItem(point)), UTF_8))
        .isEqualTo(
            """
            {"name":{"S":"p"},"content":{"M":{"x":{"N":"1"},"y":{"N":"2"}}},\
            "more":{"L":[{"M":{"x":{"N":"3"},"y":{"N":"4"}}}]}}""");
    assertThat(points.fromItem(points.toItem(point))).isEqualTo(point);
    ValueCodec<String> text =
        ValueCodec.of((value, out) -> out.attributeValue(value), ItemReader::string);
    NamedCodec<String> texts = NamedCodec.of(text);
    Named<String> named = new Named<>("t", "x", List.of());
    assertThat(texts.fromItem(texts.toItem(named))).isEqualTo(named);
  }

  @Test
  void scalarsAreStoredInTheirDocumentedForms() {
    Everything everything = new EverythingSamples(21, 0).next();
    Item item = EverythingCodec.INSTANCE.toItem(everything);
    assertThat(item.get("aChar")).isEqualTo(AttributeValue.of("é"));
    assertThat(item.get("uuid")).isEqualTo(AttributeValue.fromJava(everything.uuid()));
    assertThat(item.get("color")).isEqualTo(AttributeValue.fromJava(everything.color()));
    assertThat(item.get("instant")).isEqualTo(AttributeValue.fromJava(everything.instant()));
    assertThat(item.get("localDate")).isEqualTo(AttributeValue.fromJava(everything.localDate()));
    assertThat(item.get("zonedDateTime"))
        .isEqualTo(AttributeValue.fromJava(everything.zonedDateTime()));
    assertThat(item.get("duration"))
        .isEqualTo(AttributeValue.of(String.valueOf(everything.duration())));
    assertThat(item.get("aDouble")).isEqualTo(AttributeValue.of(everything.aDouble()));
    assertThat(item.get("bigInteger")).isEqualTo(AttributeValue.fromJava(everything.bigInteger()));
    assertThat(item.get("strings")).isEqualTo(AttributeValue.fromJava(everything.strings()));
    assertThat(item.get("integers")).isEqualTo(AttributeValue.fromJava(everything.integers()));
    assertThat(item.get("attributeValue")).isEqualTo(everything.attributeValue());
    assertThat(item.get("aBoolean")).isEqualTo(AttributeValue.of(everything.aBoolean()));
  }

  @Test
  void aConverterOfTheTypesOwnStoresItUnlessAnotherIsNamed() {
    Everything everything = new EverythingSamples(22, 0).next();
    Item item = EverythingCodec.INSTANCE.toItem(everything);
    assertThat(item.get("celsius")).isInstanceOf(AttributeValue.N.class);
    assertThat(item.get("celsiusMap")).isInstanceOf(AttributeValue.M.class);
    assertThat(everything.celsius()).isInstanceOf(Celsius.class);
    assertThat(item.get("sortable"))
        .isInstanceOfSatisfying(
            AttributeValue.S.class, text -> assertThat(text.value()).hasSize(30));
    assertThat(Map.copyOf(item.asMap())).containsKey("käse \"brot\"\\\n");
  }
}
