package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.item.Item;
import dev.stator.item.Key;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** What would be sent is shown without sending it, and what cannot be sent is not. */
@NullUnmarked // What an answer lacks fails the test by itself.
class DryRunTest {
  private static final Key KEY = Key.of("id", "o-17");

  /** Half of a pair of surrogates: no text in any encoding. */
  private static final String NO_TEXT = "a\ud800b";

  @Test
  void everyRequestShowsItsOperationTargetAndBody() {
    assertThat(GetItemRequest.builder("orders", KEY).consistentRead(true).build().dryRun())
        .isEqualTo(
            new DryRun(
                "GetItem",
                "DynamoDB_20120810.GetItem",
                "{\"TableName\":\"orders\",\"Key\":{\"id\":{\"S\":\"o-17\"}},"
                    + "\"ConsistentRead\":true}"));
    List<DynamoRequest> requests =
        List.of(
            PutItemRequest.builder("t", KEY.toItem()).build(),
            UpdateItemRequest.builder("t", KEY).build(),
            DeleteItemRequest.builder("t", KEY).build(),
            QueryRequest.builder("t").build(),
            ScanRequest.builder("t").build(),
            BatchGetItemRequest.of(Map.of("t", KeysAndAttributes.of(List.of(KEY)))),
            BatchWriteItemRequest.of(Map.of("t", List.of(WriteRequest.delete(KEY)))),
            TransactWriteItemsRequest.of(DeleteItemRequest.builder("t", KEY).build()),
            TransactGetItemsRequest.of(GetItemRequest.builder("t", KEY).build()),
            ExecuteStatementRequest.of("SELECT * FROM t"),
            BatchExecuteStatementRequest.of(Statement.of("SELECT * FROM t")),
            ExecuteTransactionRequest.of(Statement.of("SELECT * FROM t")));
    for (DynamoRequest request : requests) {
      DryRun dry = request.dryRun();
      assertThat(dry.operation()).isEqualTo(request.operation());
      assertThat(dry.target()).isEqualTo("DynamoDB_20120810." + request.operation());
      assertThat(dry.toString()).isEqualTo(dry.target() + ' ' + dry.body()).contains("t");
    }
  }

  @Test
  void aCallOfATableIsShownAndNotSent() throws Exception {
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(FakeDynamo.ok("{}")));
        DynamoClient client = server.clients().build()) {
      BlockingDynamoTable<Note> notes = client.blocking().table("notes", Note.class);
      Key key = NoteCodec.key("n-1");

      assertThat(notes.dryRun(t -> t.put(new Note("n-1", 7))).body())
          .isEqualTo(
              "{\"TableName\":\"notes\",\"Item\":{\"id\":{\"S\":\"n-1\"},\"count\":{\"N\":\"7\"}}}");
      assertThat(notes.dryRun(t -> t.get(key)).operation()).isEqualTo("GetItem");
      assertThat(notes.dryRun(t -> t.update(new Note("n-1", 7))).operation())
          .isEqualTo("UpdateItem");
      assertThat(notes.dryRun(t -> t.delete(key)).operation()).isEqualTo("DeleteItem");
      assertThat(notes.dryRun(t -> t.scan(s -> s.limit(3))).body()).contains("\"Limit\":3");
      assertThat(notes.dryRun(t -> t.query(q -> q.limit(3))).operation()).isEqualTo("Query");
      assertThatThrownBy(() -> notes.dryRun(t -> t.get(Key.of("other", 1))))
          .hasMessageStartingWith("GetItem of table \"notes\", key {\"other\": 1}: ");
      assertThatThrownBy(() -> notes.dryRun(t -> CompletableFuture.completedFuture(null)))
          .hasMessageContaining("nothing was called that sends one request");
      assertThat(server.asked()).isEmpty();
    }
  }

  @ParameterizedTest
  @EachView
  void aStringThatIsNoTextFailsTheCallAndSaysWhere(View view) throws Exception {
    PutItemRequest put =
        PutItemRequest.builder(
                "orders",
                Item.builder()
                    .put("id", "o-17")
                    .put("lines", List.of(Map.of("note", "fine"), Map.of("note", NO_TEXT)))
                    .build())
            .build();
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(FakeDynamo.ok("{}")));
        DynamoClient client = server.clients().build()) {
      InvalidRequestException invalid =
          catchThrowableOfType(InvalidRequestException.class, () -> view.of(client).putItem(put));

      assertThat(invalid.path()).isEqualTo("$.Item.lines[1].note");
      assertThat(invalid.call().table()).isEqualTo("orders");
      assertThat(invalid.problem())
          .startsWith(
              "PutItem of table \"orders\", item {\"id\": \"o-17\"}, $.Item.lines[1].note: a string has half of");
      // The client goes on.
      view.of(client).putItem(PutItemRequest.builder("orders", KEY.toItem()).build());
      assertThat(server.asked())
          .singleElement()
          .satisfies(
              asked ->
                  assertThat(asked.body())
                      .isEqualTo("{\"TableName\":\"orders\",\"Item\":{\"id\":{\"S\":\"o-17\"}}}"));
    }
  }

  @Test
  void noAsynchronousMethodThrowsWhatItsFutureShouldFailWith() throws Exception {
    try (FakeDynamo server = new FakeDynamo((peer, asked) -> peer.write(FakeDynamo.ok("{}")));
        DynamoClient client = server.clients().build()) {
      UpdateItemRequest update =
          UpdateItemRequest.builder("orders", Key.of("id", "a", "n", 7))
              .updateExpression("SET x = :x")
              .expressionAttributeValues(Map.of(":x", dev.stator.item.AttributeValue.of(NO_TEXT)))
              .build();

      CompletableFuture<WriteResponse> answer = client.updateItem(update);

      assertThat(answer).isCompletedExceptionally();
      CompletionException failure = catchThrowableOfType(CompletionException.class, answer::join);
      assertThat(failure.getCause())
          .isInstanceOfSatisfying(
              InvalidRequestException.class,
              invalid ->
                  assertThat(invalid.problem())
                      .startsWith(
                          "UpdateItem of table \"orders\", key {\"id\": \"a\", \"n\": 7},"
                              + " $.ExpressionAttributeValues[\":x\"]: "));
      assertThat(catchThrowableOfType(InvalidRequestException.class, update::dryRun).path())
          .isEqualTo("$.ExpressionAttributeValues[\":x\"]");
      assertThat(server.asked()).isEmpty();
    }
  }
}
