package dev.stator.item.json;

import static dev.stator.item.json.Texts.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a fault is said to be. In the texts, quotes are written as ' to be readable. */
class FaultPathTest {
  private static MalformedJsonException inItem(String json) {
    return thrown(() -> ItemJson.read(utf8(json.replace('\'', '"'))));
  }

  private static MalformedJsonException inPage(String json) {
    byte[] bytes = utf8(json.replace('\'', '"'));
    return thrown(
        () -> {
          PageReader page = new PageReader().reset(bytes, 0, bytes.length);
          while (page.nextItem()) {
            page.item().item();
          }
        });
  }

  private static MalformedJsonException inJson(String json) {
    byte[] bytes = utf8(json.replace('\'', '"'));
    return thrown(
        () -> {
          JsonReader reader = new JsonReader().reset(bytes, 0, bytes.length);
          reader.skip();
          reader.endDocument();
        });
  }

  private static MalformedJsonException thrown(Runnable read) {
    MalformedJsonException fault = catchThrowableOfType(MalformedJsonException.class, read::run);
    assertThat(fault).as("nothing was refused").isNotNull();
    return fault;
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // The fault is in a value.
        "{'a':{'N':'x'}} | $.a",
        "{'a':{'S':'x'},'b':{'N':'x'}} | $.b",
        "{'address':{'M':{'zip':{'N':'x'}}}} | $.address.zip",
        "{'lines':{'L':[{'S':'x'},{'M':{'price':{'N':'1E999'}}}]}} | $.lines[1].price",
        "{'l':{'L':[{'L':[{'S':'x'},{'L':[{'B':'?'}]}]}]}} | $.l[0][1][0]",
        "{'tags':{'SS':['a',1]}} | $.tags[1]",
        "{'tags':{'NS':['1','2','x']}} | $.tags[2]",
        "{'tags':{'SS':[]}} | $.tags",
        "{'tags':{'L':[{'SS':[ ]}]}} | $.tags[0]",
        "{'yes':{'BOOL':'x'}} | $.yes",
        "{'no':{'NULL':false}} | $.no",
        "{'a':{'S':'x\u0001'}} | $.a",
        "{'a':{'S':'x} | $.a",
        // The fault is in the type tag.
        "{'a':{'X':'x'}} | $.a",
        "{'m':{'M':{'a':{'s':'x'}}}} | $.m.a",
        "{'a':{}} | $.a",
        "{'a':'x'} | $.a",
        "{'a':{'S':'x','N':'1'}} | $.a",
        "{'a':{'S \\q':'x'}} | $.a",
        "{'a':{'S'} | $.a",
        // The fault is in a name: it belongs to what holds the name.
        "{'a':{'S':'x'},'a\\q':{'S':'x'}} | $",
        "{'m':{'M':{'a':{'S':'x'},'a':{'S':'y'}}}} | $.m",
        "{'l':{'L':[{'S':'x'},{'M':{'a\\ud800':{'S':'x'}}}]}} | $.l[1]",
        "{'m':{'M':{'unclosed | $.m",
        "[] | $",
        // Names that a path cannot hold as they are.
        "{'a.b':{'N':'x'}} | $[`a.b`]",
        "{'with space':{'M':{'a[0]':{'N':'x'}}}} | $[`with space`][`a[0]`]",
        "{'':{'N':'x'}} | $[``]",
        "{'a-b_c':{'N':'x'}} | $.a-b_c",
        // Attributes whose names are type tags, or members of responses.
        "{'M':{'M':{'M':{'N':'x'}}}} | $.M.M",
        "{'S':{'L':[{'M':{'L':{'L':[{'N':'x'}]}}}]}} | $.S[0].L[0]",
        "{'L':{'N':'x'}} | $.L",
        "{'Items':{'L':[{'M':{'Item':{'N':'x'}}}]}} | $.Items[0].Item"
      })
  void ofAnItemIsWrittenWithoutTypeTags(String json, String path) {
    assertThat(inItem(json.strip()).path()).isEqualTo(path.strip().replace('`', '"'));
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Items':[{'a':{'S':'x'}},{'address':{'M':{'zip':{'N':'x'}}}}]} | $.Items[1].address.zip",
        "{'Count':2,'Items':[{},{'M':{'M':{'L':{'N':'x'}}}}]} | $.Items[1].M.L",
        "{'Items':[{},1]} | $.Items[1]",
        "{'Items':[{}{}]} | $.Items[0]",
        "{'Items':[{},]} | $.Items[1]",
        "{'Items':{}} | $.Items",
        "{'Items':null} | $.Items",
        "{'Items':[],'Items':[]} | $.Items",
        "{'Items':[],'LastEvaluatedKey':{'id':{'N':'x'}}} | $.LastEvaluatedKey.id",
        "{'LastEvaluatedKey':{'M':{'M':{'M':{'N':'x'}}}}} | $.LastEvaluatedKey.M.M",
        "{'LastEvaluatedKey':[]} | $.LastEvaluatedKey",
        "{'Count':'1'} | $.Count",
        "{'Count':1.5} | $.Count",
        "{'ConsumedCapacity':{'CapacityUnits':'x'}} | $.ConsumedCapacity.CapacityUnits",
        "{'ConsumedCapacity':{'Table':{'CapacityUnits':01}}} | $.ConsumedCapacity.Table.CapacityUnits",
        "{'Unknown':[{'x':[1,2,tru]}]} | $.Unknown[0].x[2]"
      })
  void ofAPageBeginsAtTheResponse(String json, String path) {
    assertThat(inPage(json.strip()).path()).isEqualTo(path.strip());
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'Responses':{'orders':[{'a':{'S':'x'}},{'a':{'M':{'b':{'S':1x}}}}]}} | $.Responses.orders[1].a.b",
        "{'Responses':{'my.table':[{'a':{'S':1x}}]}} | $.Responses[`my.table`][0].a",
        "{'Responses':[{'Item':{'a':{'S':1x}}}]} | $.Responses[0].Item.a",
        "{'UnprocessedKeys':{'orders':{'Keys':[{'id':{'S':1x}}]}}} | $.UnprocessedKeys.orders.Keys[0].id",
        "{'UnprocessedItems':{'orders':[{'PutRequest':{'Item':{'id':{'S':1x}}}}]}} | $.UnprocessedItems.orders[0].PutRequest.Item.id",
        "{'Attributes':{'M':{'M':{'S':{'S':1x}}}}} | $.Attributes.M.S",
        "{'ItemCollectionMetrics':{'ItemCollectionKey':{'id':{'S':1x}}}} | $.ItemCollectionMetrics.ItemCollectionKey.id",
        "{'Table':{'KeySchema':[{'AttributeName':1x}]}} | $.Table.KeySchema[0].AttributeName"
      })
  void ofAnyResponseKnowsWhereItemsStand(String json, String path) {
    assertThat(inJson(json.strip()).path()).isEqualTo(path.strip().replace('`', '"'));
  }

  @Test
  void comesWithTheOffsetInTheSlice() {
    byte[] json = utf8("garbage{\"a\":{\"N\":\"x\"}}");

    MalformedJsonException fault = thrown(() -> ItemJson.read(json, 7, json.length - 7));

    assertThat(fault.offset()).isEqualTo(11);
  }

  @Test
  void comesWithTheOffsetInTheResponse() {
    assertThat(inPage("{'Items':[{},{'a':{'N':'x'}}]}").offset()).isEqualTo(24);
  }

  @Test
  void isInTheMessageWithWhatIsWrong() {
    assertThat(inItem("{'a':{'N':'x'}}"))
        .hasMessage("$.a: \"x\" is not a number (at byte 11)")
        .extracting(MalformedJsonException::problem)
        .isEqualTo("\"x\" is not a number");
  }

  @Test
  void ofBytesThatAreNoTextIsStillText() {
    byte[] json = utf8("{\"a\":{\"S\":\"x\"}}");
    json[11] = (byte) 0xFF;

    assertThat(thrown(() -> ItemJson.read(json)))
        .hasMessage("$.a: the text is not UTF-8 (at byte 11)");
  }

  @Test
  void doesNotRepeatAHugeTagOrName() {
    String huge = "x".repeat(100_000);

    assertThat(inItem("{'a':{'" + huge + "':'x'}}").getMessage()).hasSizeLessThan(300);
    assertThat(inItem("{'" + huge + "':{'S':'x'},'" + huge + "':{'S':'x'}}").getMessage())
        .hasSizeLessThan(300);
  }
}
