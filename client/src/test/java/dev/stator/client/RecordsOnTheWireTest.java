package dev.stator.client;

import static dev.stator.client.FakeDynamo.error;
import static dev.stator.client.FakeDynamo.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.records.RecordMappingException;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent for records, what is made of answers, and what of trouble on the way. */
@Timeout(60)
class RecordsOnTheWireTest {
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final List<Attempt> attempts = new CopyOnWriteArrayList<>();

  private FakeDynamo serve(FakeDynamo.Script script) {
    FakeDynamo server = new FakeDynamo(script);
    opened.add(server);
    return server;
  }

  private <T> BlockingDynamoTable<T> table(FakeDynamo server, Class<T> type) {
    DynamoClient client = server.clients().listener(call -> attempts::add).build();
    opened.add(client);
    return client.blocking().table("t", type);
  }

  @AfterEach
  void closeEverything() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  @Test
  void aPutIsTheRecordAndWhatTheVersionAsks() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));

    table(server, Purchase.class).put(Purchase.of("ada", 1));

    assertThat(server.asked().get(0).body())
        .isEqualTo(
            "{\"TableName\":\"t\",\"Item\":{\"customer\":{\"S\":\"ada\"},\"number\":{\"N\":\"1\"},"
                + "\"status\":{\"S\":\"open\"},\"total\":{\"N\":\"12.5\"},"
                + "\"lines\":{\"L\":[{\"M\":{\"sku\":{\"S\":\"sku-1\"},\"quantity\":{\"N\":\"2\"}}}]},"
                + "\"tags\":{\"SS\":[\"gift\"]},\"version\":{\"N\":\"1\"}},"
                + "\"ConditionExpression\":\"attribute_not_exists(#n0)\","
                + "\"ExpressionAttributeNames\":{\"#n0\":\"version\"}}");
  }

  @Test
  void anUpdateByRecordSetsWhatIsThereAndRemovesWhatIsNot() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));
    Purchase purchase = Purchase.of("ada", 1);

    table(server, Purchase.class)
        .update(PurchaseCodec.INSTANCE.withVersion(purchase.with("paid", Optional.of("n")), 3));

    assertThat(server.asked().get(0).body())
        .isEqualTo(
            "{\"TableName\":\"t\",\"Key\":{\"customer\":{\"S\":\"ada\"},\"number\":{\"N\":\"1\"}},"
                + "\"UpdateExpression\":\"SET #u0 = :u0, #u1 = :u1, #u2 = :u2, #u3 = :u3, #u4 = :u4,"
                + " #u5 = :u5 REMOVE #u6\",\"ConditionExpression\":\"#n0 = :v0\","
                + "\"ExpressionAttributeNames\":{\"#u0\":\"status\",\"#u1\":\"total\","
                + "\"#u2\":\"size\",\"#u3\":\"lines\",\"#u4\":\"tags\",\"#u5\":\"version\","
                + "\"#u6\":\"expires\",\"#n0\":\"version\"},"
                + "\"ExpressionAttributeValues\":{\":v0\":{\"N\":\"3\"},\":u0\":{\"S\":\"paid\"},"
                + "\":u1\":{\"N\":\"12.5\"},\":u2\":{\"S\":\"n\"},"
                + "\":u3\":{\"L\":[{\"M\":{\"sku\":{\"S\":\"sku-1\"},\"quantity\":{\"N\":\"2\"}}}]},"
                + "\":u4\":{\"SS\":[\"gift\"]},\":u5\":{\"N\":\"4\"}}}");
  }

  @Test
  void attributesComeInAnyOrderAndUnknownOnesArePassed() {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    ok(
                        """
                        {"Item": {"unknown": {"M": {"deep": {"L": [{"NULL": true}]}}},
                         "tags": {"SS": ["a"]}, "version": {"N": "5"}, "total": {"N": "1"},
                         "lines": {"L": []}, "status": {"S": "open"}, "expires": {"N": "9"},
                         "number": {"N": "1"}, "customer": {"S": "ada"}},
                         "ConsumedCapacity": {"TableName": "t", "CapacityUnits": 0.5}}
                        """)));

    Purchase purchase =
        Objects.requireNonNull(table(server, Purchase.class).get(PurchaseCodec.key("ada", 1)));

    assertThat(purchase.tags()).isEqualTo(Set.of("a"));
    assertThat(purchase.expires()).isEqualTo(Instant.ofEpochSecond(9));
    assertThat(attempts).singleElement().extracting(Attempt::capacityUnits).isEqualTo(0.5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"N\":\"2147483648\"} | number 2147483648 does not fit int exactly",
        "{\"N\":\"1.5\"} | number 1.5 does not fit int exactly",
        "{\"S\":\"7\"} | type N is wanted here, not S",
        "{\"NULL\":true} | type N is wanted here, not NULL",
      })
  void anItemThatIsNoRecordIsAnErrorWithTableKeyAndPath(String count, String problem) {
    FakeDynamo server =
        serve(
            (peer, asked) ->
                peer.write(
                    ok(
                        "{\"Count\":2,\"ScannedCount\":2,\"Items\":["
                            + "{\"id\":{\"S\":\"a\"},\"count\":{\"N\":\"1\"}},"
                            + "{\"id\":{\"S\":\"b\"},\"count\":"
                            + count
                            + "}]}")));

    assertThatThrownBy(() -> table(server, Note.class).scan(s -> {}))
        .isInstanceOf(RecordMappingException.class)
        .hasMessage(
            "Scan of table \"t\", key {\"id\": \"b\"}, record Note, $.Items[1].count: " + problem);
    assertThat(attempts).singleElement().extracting(Attempt::error).isNull();
  }

  @Test
  void anItemWithoutItsKeyIsAnErrorAllTheSame() {
    FakeDynamo server =
        serve((peer, asked) -> peer.write(ok("{\"Item\":{\"count\":{\"N\":\"1\"}}}")));

    assertThatThrownBy(() -> table(server, Note.class).get(NoteCodec.key("a")))
        .hasMessageStartingWith(
            "GetItem of table \"t\", record Note, $.Item.id: the attribute is absent");
  }

  @Test
  void anAnswerThatIsDamagedIsNoMistakeOfTheRecord() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{\"Item\":{\"id\":{\"S\":7}}}")));

    assertThatThrownBy(() -> table(server, Note.class).get(NoteCodec.key("a")))
        .isInstanceOf(NoAnswerException.class)
        .hasCauseInstanceOf(MalformedJsonException.class);
  }

  @Test
  void nothingIsSentOfARecordThatCannotBeStored() {
    FakeDynamo server = serve((peer, asked) -> peer.write(ok("{}")));

    assertThatThrownBy(() -> table(server, Purchase.class).put(Purchase.of("", 1)))
        .isInstanceOf(RecordMappingException.class);
    assertThat(server.asked()).isEmpty();
  }

  @Test
  void aRaceThatOnesOwnUnansweredAttemptMayHaveWonSaysSo() {
    FakeDynamo server =
        serve(
            (peer, asked) -> {
              if (asked.number() == 1) {
                peer.reset();
              } else {
                peer.write(error(400, "ConditionalCheckFailedException", "The conditional failed"));
              }
            });

    assertThatThrownBy(() -> table(server, Purchase.class).put(Purchase.of("ada", 1)))
        .isInstanceOfSatisfying(
            VersionConflictException.class,
            lost -> {
              assertThat(lost.afterUnansweredAttempt()).isTrue();
              assertThat(lost.hint()).contains("an earlier attempt of this very call");
            });
  }

  @Test
  void aThrottledWriteOfARecordIsTriedAgain() {
    FakeDynamoDb dynamo =
        FakeDynamoDb.start().createTable("t", KeySchema.of("id", AttributeType.S));
    opened.add(dynamo);
    DynamoClient client =
        LocalDynamo.builder(dynamo.endpoint()).listener(call -> attempts::add).build();
    opened.add(client);
    dynamo.when(Operation.PUT_ITEM).call(1).then(Fault.throttled());
    BlockingDynamoTable<Note> table = client.blocking().table("t", NoteCodec.INSTANCE);

    table.put(new Note("a", 1));
    table.update(new Note("a", 2));

    assertThat(table.get(NoteCodec.key("a"))).isEqualTo(new Note("a", 2));
    assertThat(table.scan(s -> {}).items()).containsExactly(new Note("a", 2));
    assertThat(attempts).hasSize(5);
  }
}
