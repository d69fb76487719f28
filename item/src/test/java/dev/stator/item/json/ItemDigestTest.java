package dev.stator.item.json;

import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.Item;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the texts, quotes are written as ' to be readable. */
class ItemDigestTest {
  private static ItemDigest digest(List<byte[]> items) {
    ItemDigest digest = new ItemDigest();
    ItemReader reader = new ItemReader();
    for (byte[] item : items) {
      digest.addItem(reader.reset(item, 0, item.length));
    }
    return digest;
  }

  private static ItemDigest digest(String... items) {
    List<byte[]> bytes = new ArrayList<>();
    for (String item : items) {
      bytes.add(utf8(item.replace('\'', '"')));
    }
    return digest(bytes);
  }

  @Test
  void doesNotDependOnTheOrderOfItems() {
    List<byte[]> items = new ArrayList<>();
    new RandomItems(41).list(200).forEach(item -> items.add(ItemJson.write(item)));
    ItemDigest inOrder = digest(items);
    Collections.shuffle(items, new Random(42));

    assertThat(digest(items)).isEqualTo(inOrder);
  }

  @Test
  void doesNotDependOnHowAnItemIsWritten() {
    ScrambledJson scrambled = new ScrambledJson(43);
    List<Item> items = new ArrayList<>(AwkwardItems.ALL.values());
    items.addAll(new RandomItems(44).list(1_000));
    for (Item item : items) {
      assertThat(digest(List.of(scrambled.write(item))))
          .isEqualTo(digest(List.of(ItemJson.write(item))));
    }
  }

  @ParameterizedTest(name = "{0} = {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a':{'S':'x'},'b':{'S':'y'}} | {'b':{'S':'y'},'a':{'S':'x'}}",
        "{'a':{'SS':['x','y','z']}} | {'a':{'SS':['z','x','y']}}",
        "{'a':{'NS':['1','2']}} | {'a':{'NS':['2.0','1E0']}}",
        "{'a':{'BS':['AA==','AQ==']}} | {'a':{'BS':['AQ==','AA==']}}",
        "{'a':{'M':{'x':{'S':'1'},'y':{'S':'2'}}}} | {'a':{'M':{'y':{'S':'2'},'x':{'S':'1'}}}}",
        "{'a':{'N':'1'}} | {'a':{'N':'1.00'}}",
        "{'a':{'N':'-0'}} | {'a':{'N':'0'}}",
        "{'a':{'S':'é'}} | {'a':{'S':'\\u00e9'}}",
        "{'é':{'S':'/'}} | { '\\u00E9' : { 'S' : '\\/' } }"
      })
  void isEqualForEqualItems(String one, String other) {
    assertThat(digest(one)).isEqualTo(digest(other)).hasSameHashCodeAs(digest(other));
  }

  @ParameterizedTest(name = "{0} <> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Values that trade places.
        "{'a':{'S':'x'},'b':{'S':'y'}} | {'a':{'S':'y'},'b':{'S':'x'}}",
        "{'a':{'S':'x'}} | {'b':{'S':'x'}}",
        "{'a':{'S':'b'}} | {'b':{'S':'a'}}",
        "{'a':{'M':{'b':{'S':'x'}}},'b':{'M':{'a':{'S':'x'}}}} | {'a':{'M':{'a':{'S':'x'}}},'b':{'M':{'b':{'S':'x'}}}}",
        // Types.
        "{'a':{'S':'1'}} | {'a':{'N':'1'}}",
        "{'a':{'S':'AAAA'}} | {'a':{'B':'AAAA'}}",
        "{'a':{'SS':['1']}} | {'a':{'NS':['1']}}",
        "{'a':{'SS':['AAAA']}} | {'a':{'BS':['AAAA']}}",
        "{'a':{'SS':['x']}} | {'a':{'L':[{'S':'x'}]}}",
        "{'a':{'S':'x'}} | {'a':{'L':[{'S':'x'}]}}",
        "{'a':{'L':[]}} | {'a':{'M':{}}}",
        "{'a':{'BOOL':true}} | {'a':{'BOOL':false}}",
        "{'a':{'BOOL':true}} | {'a':{'NULL':true}}",
        "{'a':{'S':''}} | {'a':{'NULL':true}}",
        "{'a':{'S':''}} | {'a':{'B':''}}",
        // Absent is not NULL.
        "{'a':{'NULL':true}} | {}",
        // Order and shape of lists.
        "{'a':{'L':[{'S':'x'},{'S':'y'}]}} | {'a':{'L':[{'S':'y'},{'S':'x'}]}}",
        "{'a':{'L':[{'S':'x'},{'S':'x'}]}} | {'a':{'L':[{'S':'x'}]}}",
        "{'a':{'L':[{'L':[{'S':'x'}]},{'S':'y'}]}} | {'a':{'L':[{'L':[{'S':'x'},{'S':'y'}]}]}}",
        "{'a':{'L':[{'L':[]}]}} | {'a':{'L':[]}}",
        "{'a':{'M':{'b':{'M':{}}}}} | {'a':{'M':{}}}",
        // Boundaries between texts.
        "{'ab':{'S':'c'}} | {'a':{'S':'bc'}}",
        "{'a':{'SS':['ab','c']}} | {'a':{'SS':['a','bc']}}",
        "{'a':{'S':'x'}} | {'a':{'S':'x\\u0000'}}",
        "{'a':{'SS':['x','y']}} | {'a':{'SS':['x','y','z']}}"
      })
  void differsForDifferentItems(String one, String other) {
    assertThat(digest(one)).isNotEqualTo(digest(other));
  }

  @Test
  void seesEveryByteOfATextOfAnyLength() {
    Map<String, String> seen = new HashMap<>();
    for (int length = 0; length < 40; length++) {
      for (int at = 0; at <= length; at++) {
        String text = "x".repeat(at) + "y" + "x".repeat(length - at);
        assertThat(seen.put(digest("{'a':{'S':'" + text + "'}}").toHex(), text)).isNull();
      }
    }
  }

  @Test
  void doesNotSeeWhatStandsBehindAText() {
    byte[] item = utf8("{\"a\":{\"S\":\"x\"}}");
    byte[] larger = utf8("{\"a\":{\"S\":\"x\"}}garbage and more");

    ItemDigest digest = new ItemDigest();
    digest.addItem(new ItemReader().reset(larger, 0, larger.length));

    assertThat(digest).isEqualTo(digest(List.of(item)));
  }

  @Test
  void hasNoCollisionAmongManyItems() {
    Map<String, Item> seen = new HashMap<>();
    for (Item item : new RandomItems(45).list(20_000)) {
      Item before = seen.put(digest(List.of(ItemJson.write(item))).toHex(), item);
      assertThat(before == null || before.equals(item)).isTrue();
    }
  }

  @Test
  void eachHalfAloneTellsItemsApart() {
    Set<String> lefts = new HashSet<>();
    Set<String> rights = new HashSet<>();
    for (int i = 0; i < 30_000; i++) {
      String hex = digest("{'n':{'N':'" + i + "'}}").toHex();
      assertThat(lefts.add(hex.substring(0, 16))).isTrue();
      assertThat(rights.add(hex.substring(16))).isTrue();
    }
  }

  @Test
  void oneChangedBitChangesHalfOfTheDigest() {
    for (int length : new int[] {1, 7, 8, 9, 15, 16, 17, 32, 33, 100}) {
      int changed = 0;
      int tries = 0;
      for (int at = 0; at < length; at++) {
        for (int bit = 0; bit < 4; bit++) {
          byte[] item = utf8("{\"a\":{\"S\":\"" + "p".repeat(length) + "\"}}");
          String before = digest(List.of(item)).toHex();
          item[11 + at] ^= (byte) (1 << bit);
          changed += differingBits(before, digest(List.of(item)).toHex());
          tries++;
        }
      }
      assertThat((double) changed / tries).as("bits of 128, length " + length).isBetween(56., 72.);
    }
  }

  private static int differingBits(String one, String other) {
    return new BigInteger(one, 16).xor(new BigInteger(other, 16)).bitCount();
  }

  @Test
  void anItemLostAddedOrRepeatedIsSeen() {
    String a = "{'id':{'S':'a'}}";
    String b = "{'id':{'S':'b'}}";

    assertThat(digest(a, b)).isNotEqualTo(digest(a)).isNotEqualTo(digest(a, b, b));
    assertThat(digest(a, a)).isNotEqualTo(digest(b, b)).isNotEqualTo(digest());
    assertThat(digest("{}")).isNotEqualTo(digest()).isNotEqualTo(digest("{}", "{}"));
  }

  @Test
  void anAttributeThatMovesToAnotherItemIsSeen() {
    assertThat(digest("{'a':{'S':'1'},'b':{'S':'1'}}", "{'a':{'S':'2'},'b':{'S':'2'}}"))
        .isNotEqualTo(digest("{'a':{'S':'1'},'b':{'S':'2'}}", "{'a':{'S':'2'},'b':{'S':'1'}}"));
  }

  @Test
  void mergesToTheDigestOfAll() {
    List<byte[]> items = new RandomItems(46).list(100).stream().map(ItemJson::write).toList();
    ItemDigest merged = new ItemDigest();
    merged.merge(digest(items.subList(60, 100)));
    merged.merge(digest(items.subList(0, 60)));

    assertThat(merged).isEqualTo(digest(items));
    assertThat(merged.count()).isEqualTo(100);
  }

  @Test
  void staysAsItWasWhenAnItemIsRefused() {
    ItemDigest digest = digest("{'a':{'S':'x'}}");
    byte[] bad = utf8("{\"a\":{\"S\":\"x\"},\"b\":{\"N\":\"x\"}}");

    assertThatThrownBy(() -> digest.addItem(new ItemReader().reset(bad, 0, bad.length)))
        .isInstanceOf(MalformedJsonException.class);
    assertThat(digest).isEqualTo(digest("{'a':{'S':'x'}}"));
  }

  @Test
  void isWrittenAs32Digits() {
    assertThat(digest("{}").toHex()).matches("[0-9a-f]{32}");
  }

  /** Digests are stored in manifests: whoever changes the function must know what else changes. */
  @Test
  void ofAKnownItemNeverChanges() {
    assertThat(
            digest(
                    "{'id':{'S':'o-17'},'n':{'N':'1.5'},'t':{'SS':['a','b']},'l':{'L':[{'NULL':true}]}}")
                .toHex())
        .isEqualTo("a35d781d0ddf9322287577ce9d0820e4");
  }
}
