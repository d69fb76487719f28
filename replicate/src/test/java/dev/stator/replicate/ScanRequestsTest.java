package dev.stator.replicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Item;
import dev.stator.testkit.Operation;
import dev.stator.testkit.RecordedRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes out with every page, and not only with the first. */
final class ScanRequestsTest {
  private static final String KEY = "{ \"id\" : {\"S\":\"\\u00e4 1\"} }";
  private final Fakes fakes = new Fakes();

  @AfterEach
  void close() {
    fakes.close();
  }

  @BeforeEach
  void answerTwoPages() {
    fakes
        .dynamo
        .when(Operation.SCAN)
        .call(1)
        .answer("{\"Items\":[],\"Count\":0,\"ScannedCount\":7,\"LastEvaluatedKey\":" + KEY + "}");
    fakes
        .dynamo
        .when(Operation.SCAN)
        .call(2)
        .answer("{\"Items\":[{\"id\":{\"S\":\"b\"}}],\"Count\":1,\"ScannedCount\":3}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"TableName\":\"orders\"",
        "\"FilterExpression\":\"#t > :min\"",
        "\"ProjectionExpression\":\"id, #t\"",
        "\"ExpressionAttributeNames\":{\"#t\":\"total\"}",
        "\"ExpressionAttributeValues\":{\":min\":{\"N\":\"5\"}}",
        "\"ConsistentRead\":true",
        "\"Segment\":0",
        "\"TotalSegments\":1",
        "\"ReturnConsumedCapacity\":\"TOTAL\""
      })
  void everyPageIsAskedForWith(String member) {
    fakes.replicate(filtered());

    assertThat(bodies()).hasSize(2).allMatch(body -> body.contains(member));
  }

  @Test
  void theLastEvaluatedKeyGoesBackByteForByte() {
    fakes.replicate(filtered());

    assertThat(bodies().get(1)).contains("\"ExclusiveStartKey\":" + KEY);
  }

  @Test
  void aPageThatTheFilterEmptiedIsNotTheLast() {
    ReplicationSummary summary = fakes.replicate(filtered());

    assertThat(summary.items()).isEqualTo(1);
  }

  @Test
  void scannedItemsAreCountedBeforeTheFilter() {
    ReplicationSummary summary = fakes.replicate(filtered());

    assertThat(summary.scannedItems()).isEqualTo(10);
  }

  @Test
  void whatIsNotAskedForIsNotSent() {
    fakes.replicate(Fakes.options().segments(1).build());

    assertThat(bodies())
        .noneMatch(
            body ->
                body.contains("Expression")
                    || body.contains("IndexName")
                    || body.contains("Limit"));
  }

  private static ReplicationOptions filtered() {
    return Fakes.options()
        .segments(1)
        .filter("#t > :min")
        .projection("id, #t")
        .names(Map.of("#t", "total"))
        .values(Item.builder().put(":min", 5).build())
        .consistentRead(true)
        .build();
  }

  private List<String> bodies() {
    return fakes.dynamo.requests(Operation.SCAN).stream().map(RecordedRequest::bodyText).toList();
  }
}
