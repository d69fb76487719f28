package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import dev.stator.item.json.ItemJson;
import dev.stator.item.json.JsonReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Lambda's events have an AttributeValue of their own in Java, which is none of the SDK's. Their
 * JSON has none: an image in it is an item as everywhere else. The event is that of AWS's guide.
 */
class LambdaEventTest {
  private static final byte[] EVENT =
      """
      {"Records": [
        {"eventID": "c4ca4238a0b923820dcc509a6f75849b", "eventName": "INSERT",
         "eventVersion": "1.1", "eventSource": "aws:dynamodb", "awsRegion": "us-east-1",
         "dynamodb": {
           "ApproximateCreationDateTime": 1428537600,
           "Keys": {"id": {"S": "o-17"}},
           "NewImage": {
             "id": {"S": "o-17"}, "count": {"N": "101"},
             "exact": {"N": "12345678901234567890123456789012345678"},
             "photo": {"B": "AAEqQQ=="}, "tags": {"SS": ["a", ""]}, "sizes": {"NS": ["1", "2.5"]},
             "flag": {"BOOL": true}, "none": {"NULL": true},
             "lines": {"L": [{"M": {"sku": {"S": "s-1"}}}]}},
           "SequenceNumber": "4421584500000000017450439091", "SizeBytes": 26,
           "StreamViewType": "NEW_AND_OLD_IMAGES"},
         "eventSourceARN": "arn:aws:dynamodb:us-east-1:1:table/orders/stream/2015-06-27T00:48:05"},
        {"eventID": "c81e728d9d4c2f636f067f89cc14862c", "eventName": "REMOVE",
         "dynamodb": {"Keys": {"id": {"S": "o-18"}}, "SequenceNumber": "2"}}]}
      """
          .getBytes(UTF_8);

  @Test
  void theImagesOfALambdaEventAreItems() {
    List<Item> images =
        images(
            json -> {
              json.skip();
              return ItemJson.read(EVENT, json.valueStart(), json.valueEnd() - json.valueStart());
            });
    Map<String, Object> item = new HashMap<>();
    item.put("id", "o-17");
    item.put("count", 101);
    item.put("exact", new BigDecimal("12345678901234567890123456789012345678"));
    item.put("photo", new byte[] {0, 1, 42, 65});
    item.put("tags", Set.of("a", ""));
    item.put("sizes", Set.of(1, new BigDecimal("2.5")));
    item.put("flag", true);
    item.put("none", null);
    item.put("lines", List.of(Map.of("sku", "s-1")));
    assertThat(images).containsExactly(Item.fromJava(item));
    assertThat(images(JsonReader::item)).isEqualTo(images);
  }

  @Test
  void theImagesOfALambdaEventAreRecords() {
    assertThat(images(json -> json.item(NoteCodec.INSTANCE::read)))
        .containsExactly(new Note("o-17", 101));
  }

  /** What is made of each NewImage, when the reader stands before it. */
  private static <T> List<T> images(Function<JsonReader, T> read) {
    List<T> images = new ArrayList<>();
    JsonReader json = new JsonReader().reset(EVENT, 0, EVENT.length);
    json.beginObject();
    while (json.nextName()) {
      json.beginArray();
      while (json.nextElement()) {
        json.beginObject();
        while (json.nextName()) {
          if (!json.name().equals("dynamodb")) {
            json.skip();
            continue;
          }
          json.beginObject();
          while (json.nextName()) {
            if (json.name().equals("NewImage")) {
              images.add(read.apply(json));
            } else {
              json.skip();
            }
          }
        }
      }
    }
    return images;
  }
}
