package dev.stator.item.json;

import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the texts, quotes are written as ' to be readable. */
class PlainJsonTest {
  private static final ObjectMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private static byte[] render(byte[] item) {
    Utf8Buffer out = new Utf8Buffer(0);
    PlainJson.writeItem(new ItemReader().reset(item, 0, item.length), out);
    return out.toByteArray();
  }

  private static String plain(String item) {
    byte[] rendered = render(utf8(item.replace('\'', '"')));
    return new String(rendered, StandardCharsets.UTF_8).replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':{'S':'x'}} | {'a':'x'}",
        "{'a':{'N':'12.5'}} | {'a':12.5}",
        "{'a':{'B':'AQI='}} | {'a':'AQI='}",
        "{'a':{'BOOL':true},'b':{'BOOL':false}} | {'a':true,'b':false}",
        "{'a':{'NULL':true}} | {'a':null}",
        "{'a':{'SS':['x','y']}} | {'a':['x','y']}",
        "{'a':{'NS':['1','2']}} | {'a':[1,2]}",
        "{'a':{'BS':['AA==']}} | {'a':['AA==']}",
        "{'a':{'L':[{'S':'x'},{'N':'1'},{'L':[]}]}} | {'a':['x',1,[]]}",
        "{'a':{'M':{'b':{'M':{}},'c':{'S':''}}}} | {'a':{'b':{},'c':''}}",
        "{} | {}",
        " { 'a' : { 'L' : [ { 'N' : '1' } , { 'S' : 'x y' } ] } } | {'a':[1,'x y']}"
      })
  void dropsTheTypeTags(String item, String expected) {
    assertThat(plain(item)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "12345678901234567890123456789012345678,12345678901234567890123456789012345678",
    "-0.12345678901234567890123456789012345678,-0.12345678901234567890123456789012345678",
    "9007199254740993,9007199254740993",
    "00042,42",
    "+1,1",
    ".5,0.5",
    "5.,5",
    "-0,0",
    "1.50,1.5",
    "1E3,1000",
    "1E-3,0.001"
  })
  void writesNumbersExactlyAndAsJsonWantsThem(String number, String expected) {
    assertThat(plain("{'n':{'N':'" + number + "'}}")).isEqualTo("{'n':" + expected + "}");
  }

  @Test
  void copiesEscapesAsTheyAre() {
    assertThat(plain("{'caf\\u00e9':{'S':'\\ud83d\\ude00\\n\\/é'}}"))
        .isEqualTo("{'caf\\u00e9':'\\ud83d\\ude00\\n\\/é'}");
  }

  @Test
  void appendsBehindWhatIsThere() {
    byte[] item = utf8("{\"a\":{\"N\":\"1\"}}");
    Utf8Buffer out = new Utf8Buffer(1);
    for (int i = 0; i < 3; i++) {
      PlainJson.writeItem(new ItemReader().reset(item, 0, item.length), out);
      out.append((byte) '\n');
    }

    assertThat(out).hasToString("{\"a\":1}\n{\"a\":1}\n{\"a\":1}\n");
  }

  @Test
  void refusesWhatTheReaderRefuses() {
    assertThatThrownBy(() -> plain("{'a':{'N':'x'}}")).hasMessageStartingWith("$.a: ");
  }

  @Test
  void isWhatJacksonReadsBack() throws IOException {
    RandomItems items = new RandomItems(31);
    ScrambledJson scrambled = new ScrambledJson(32);
    List<Item> all = new ArrayList<>(AwkwardItems.ALL.values());
    all.addAll(items.list(2_000));
    for (Item item : all) {
      Map<String, @Nullable Object> expected = expected(item.asMap());
      assertThat(jackson(render(ItemJson.write(item)))).isEqualTo(expected);
      // Members of sets have no order in the item, but one in the array.
      byte[] otherwise = scrambled.write(item);
      Item same = ItemJson.read(otherwise);
      assertThat(jackson(render(otherwise))).isEqualTo(expected(same.asMap()));
    }
  }

  private static @Nullable Object jackson(byte[] json) throws IOException {
    return normal(JACKSON.readValue(json, Object.class));
  }

  private static Map<String, @Nullable Object> expected(Map<String, AttributeValue> attributes) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    attributes.forEach((name, value) -> plain.put(name, expected(value)));
    return plain;
  }

  private static @Nullable Object expected(AttributeValue value) {
    if (value instanceof AttributeValue.S s) {
      return s.value();
    } else if (value instanceof AttributeValue.N n) {
      return normal(n.value().bigDecimal());
    } else if (value instanceof AttributeValue.B b) {
      return b.value().toBase64();
    } else if (value instanceof AttributeValue.Bool bool) {
      return bool.value();
    } else if (value instanceof AttributeValue.SS ss) {
      return List.copyOf(ss.values());
    } else if (value instanceof AttributeValue.NS ns) {
      return ns.values().stream().map(number -> normal(number.bigDecimal())).toList();
    } else if (value instanceof AttributeValue.BS bs) {
      return bs.values().stream().map(binary -> binary.toBase64()).toList();
    } else if (value instanceof AttributeValue.L l) {
      List<@Nullable Object> members = new ArrayList<>();
      l.values().forEach(member -> members.add(expected(member)));
      return members;
    } else if (value instanceof AttributeValue.M m) {
      return expected(m.values());
    }
    return null;
  }

  /** Numbers as decimals without zeros at their end, everything else as it is. */
  private static @Nullable Object normal(@Nullable Object value) {
    if (value instanceof BigInteger integer) {
      return new BigDecimal(integer).stripTrailingZeros();
    } else if (value instanceof BigDecimal decimal) {
      return decimal.stripTrailingZeros();
    } else if (value instanceof List<?> list) {
      List<@Nullable Object> members = new ArrayList<>();
      list.forEach(member -> members.add(normal(member)));
      return members;
    } else if (value instanceof Map<?, ?> map) {
      Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
      map.forEach((name, entry) -> entries.put(name, normal(entry)));
      return entries;
    }
    return value;
  }
}
