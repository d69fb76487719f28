package dev.stator.records.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.item.json.PageReader;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.records.RecordCodec;
import dev.stator.records.RecordMappingException;
import dev.stator.records.processor.sample.Account;
import dev.stator.records.processor.sample.AccountCodec;
import dev.stator.records.processor.sample.Checked;
import dev.stator.records.processor.sample.CheckedCodec;
import dev.stator.records.processor.sample.WideCodec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be mapped is told with the record and the path. */
class MappingFaultTest {
  private static final String ACCOUNT = "'pk':{'S':'ada'},'number':{'N':'7'},'version':{'N':'1'}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'pk':{'S':'ada'},'version':{'N':'1'} | $.number | absent
          'pk':{'S':'ada'},'number':{'N':'7'} | $.version | absent
          'number':{'N':'7'},'version':{'N':'1'} | $.pk | absent
          'pk':{'NULL':true},'number':{'N':'7'},'version':{'N':'1'} | $.pk | type S is wanted here, not NULL
          'pk':{'N':'1'},'number':{'N':'7'},'version':{'N':'1'} | $.pk | type S is wanted here, not N
          'pk':{'S':'ada'},'number':{'S':'7'} | $.number | type N is wanted here, not S
          'pk':{'S':'ada'},'number':{'N':'2147483648'} | $.number | 2147483648 does not fit int
          'pk':{'S':'ada'},'number':{'N':'0.5'} | $.number | 0.5 does not fit int
          'opened':{'S':'yesterday'} | $.opened | a date, such as 2026-11-21
          'expires':{'S':'2026'} | $.expires | type N is wanted here, not S
          """)
  void anItemThatIsNotOneIsToldByItsPath(String attributes, String path, String problem) {
    RecordMappingException fault = reading(AccountCodec.INSTANCE, "{" + attributes + "}");
    assertThat(fault.record()).isEqualTo("Account");
    assertThat(fault.path()).isEqualTo(path);
    assertThat(fault.problem()).contains(problem);
    assertThat(fault).hasMessage("record Account, " + path + ": " + fault.problem());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          'parts':{'L':[{'M':{'x':{'N':'1'},'y':{'N':'2'}}},{'M':{'x':{'N':'1'},'y':{'N':'9E9'}}}]} | $.parts[1].y | 9000000000 does not fit int
          'parts':{'L':[{'M':{'x':{'N':'1'}}}]} | $.parts[0].y | absent
          'parts':{'L':[{'NULL':true}]} | $.parts[0] | type M is wanted here, not NULL
          'parts':{'L':[{'S':'x'}]} | $.parts[0] | type M is wanted here, not S
          'parts':{'SS':['x']} | $.parts | type L is wanted here, not SS
          'sets':{'M':{'a b':{'NS':['1','2']},'c':{'NS':['1.0','1']}}} | $.sets.c[1] | 1 twice
          'sets':{'M':{'a b':{'NS':['1','2.5']}}} | $.sets["a b"][1] | 2.5 does not fit int
          'sets':{'M':{'a b':{'SS':['1']}}} | $.sets["a b"] | type NS is wanted here, not SS
          'heat':{'N':'-300'} | $.heat | below absolute zero
          'color':{'S':'red'} | $.color | not one of [RED, GREEN
          'figure':{'M':{'kind':{'S':'square'}}} | $.figure.kind | "square" is not one of [Circle, poly, Group]
          'figure':{'M':{}} | $.figure.kind | absent
          'limit':{'N':'-1'} | $ | the limit is negative
          """)
  void aFaultDeepInsideIsToldByItsWholePath(String attributes, String path, String problem) {
    RecordMappingException fault = reading(CheckedCodec.INSTANCE, "{" + attributes + "}");
    assertThat(fault.record()).isEqualTo("Checked");
    assertThat(fault.path()).isEqualTo(path);
    assertThat(fault.problem()).contains(problem);
  }

  @Test
  void inAPageThePathBeginsAtTheResponse() {
    String page = "{'Items':[{" + ACCOUNT + "},{" + ACCOUNT + ",'opened':{'S':'x'}}],'Count':2}";
    byte[] body = page.replace('\'', '"').getBytes(UTF_8);
    PageReader reader = new PageReader().reset(body, 0, body.length);
    reader.nextItem();
    assertThat(AccountCodec.INSTANCE.read(reader.item()).owner()).isEqualTo("ada");
    reader.nextItem();
    assertThatThrownBy(() -> AccountCodec.INSTANCE.read(reader.item()))
        .isInstanceOfSatisfying(
            RecordMappingException.class,
            fault -> assertThat(fault.path()).isEqualTo("$.Items[1].opened"));
  }

  @Test
  void bytesThatAreNoItemAtAllAreAFaultOfTheBytes() {
    assertThatThrownBy(() -> read(AccountCodec.INSTANCE, "{'pk':{'S':'ada','N':'1'}}"))
        .isInstanceOf(MalformedJsonException.class);
    assertThatThrownBy(() -> read(AccountCodec.INSTANCE, "{'x':{'S':'a'},'x':{'S':'b'}}"))
        .isInstanceOf(MalformedJsonException.class);
  }

  @Test
  void theFirstOfManyAbsentAttributesIsNamed() {
    String all =
        IntStream.range(0, 70)
            .filter(i -> i != 65)
            .mapToObj(i -> "'a" + i + "':{'N':'1'}")
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(reading(WideCodec.INSTANCE, all).path()).isEqualTo("$.a65");
    assertThat(reading(WideCodec.INSTANCE, "{}").path()).isEqualTo("$.a0");
  }

  @Test
  void aKeyThatCannotBeIsRefusedBeforeItIsSent() {
    assertWriting(new Account("", 7, Optional.empty(), null, 1, null), "$.pk", "1 to 2048 bytes");
    assertWriting(
        new Account("ada", 7, Optional.of(""), null, 1, null), "$.city", "1 to 2048 bytes");
    assertThatThrownBy(
            () -> AccountCodec.INSTANCE.key(new Account("", 7, Optional.empty(), null, 1, null)))
        .isInstanceOf(RecordMappingException.class);
  }

  @Test
  void aValueThatCannotBeStoredIsToldByItsWholePath() {
    Checked plain = new Checked(List.of(), Map.of(), null, null, null, 0, Set.of(), Map.of());
    assertThat(CheckedCodec.INSTANCE.fromItem(CheckedCodec.INSTANCE.toItem(plain)))
        .isEqualTo(plain);

    Map<String, Set<Integer>> sets = new LinkedHashMap<>();
    sets.put("a", Set.of(1));
    sets.put("b", Set.of());
    assertWriting(
        new Checked(List.of(), sets, null, null, null, 0, Set.of(), Map.of()),
        "$.sets.b",
        "no empty sets");
    assertWriting(
        new Checked(
            List.of(),
            Map.of(),
            null,
            null,
            null,
            0,
            new LinkedHashSet<>(List.of(new BigDecimal("1"), new BigDecimal("1.0"))),
            Map.of()),
        "$.prices[1]",
        "holds 1 twice");
    assertWriting(
        new Checked(
            List.of(),
            Map.of(),
            null,
            null,
            null,
            0,
            Set.of(new BigDecimal("1234567890123456789012345678901234567890")),
            Map.of()),
        "$.prices[0]",
        "39 significant digits");
    assertWriting(
        new Checked(List.of(), Map.of(), null, null, null, 0, Set.of(), Map.of("x", Double.NaN)),
        "$.weights.x",
        "NaN");
    assertWriting(
        new Checked(List.of(), Map.of(), null, null, null, 0, Set.of(), Map.of("\uD800", 1.0)),
        "$.weights",
        "surrogate");
    List<dev.stator.records.processor.sample.Point> holes = Arrays.asList(null, null);
    assertWriting(
        new Checked(holes, Map.of(), null, null, null, 0, Set.of(), Map.of()),
        "$.parts[0]",
        "a member is null");
  }

  private static void assertWriting(Account account, String path, String problem) {
    assertWriting(AccountCodec.INSTANCE, account, path, problem);
  }

  private static void assertWriting(Checked checked, String path, String problem) {
    assertWriting(CheckedCodec.INSTANCE, checked, path, problem);
  }

  private static <T> void assertWriting(
      RecordCodec<T> codec, T record, String path, String problem) {
    JsonWriter out = new JsonWriter(new Utf8Buffer(16));
    out.beginObject().name("TableName").value("t").name("Item");
    assertThatThrownBy(() -> codec.write(record, out))
        .isInstanceOfSatisfying(
            RecordMappingException.class,
            fault -> {
              assertThat(fault.path()).isEqualTo(path);
              assertThat(fault.problem()).contains(problem);
            });
  }

  private static RecordMappingException reading(RecordCodec<?> codec, String json) {
    try {
      read(codec, json);
    } catch (RecordMappingException e) {
      return e;
    }
    throw new AssertionError("it was read: " + json);
  }

  private static void read(RecordCodec<?> codec, String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(UTF_8);
    codec.read(new ItemReader().reset(bytes, 0, bytes.length));
  }
}
