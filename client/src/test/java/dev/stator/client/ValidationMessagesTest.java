package dev.stator.client;

import static dev.stator.item.expression.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the client refuses by itself, it says of which operation on which table, with which key
 * where there is one, at which path where that is known. Nobody listens where this client sends.
 */
@NullUnmarked // Nulls are given where none may be.
@SuppressWarnings("FutureReturnValueIgnored") // Each is joined, where all are looked at.
class ValidationMessagesTest {
  private static final String NO_TEXT = "a\ud800b";
  private static final String LARGE = "x".repeat(410_000);
  private static final Key KEY = PurchaseCodec.key("ada", 1);
  private static final Key OTHER = Key.of("id", "m7");
  private static final String KEY_TEXT = ", key {\"customer\": \"ada\", \"number\": 1}";

  private static final DynamoClient CLIENT =
      DynamoClient.builder()
          .environment(Map.of())
          .region("eu-west-1")
          .endpoint(URI.create("http://127.0.0.1:9"))
          .credentials("AKID", "secret")
          .build();

  private static final DynamoTable<Purchase> TABLE = CLIENT.table("vvv", Purchase.class);

  private static final ScanRequest SCAN = ScanRequest.builder("t").build();

  /**
   * One thing that is refused.
   *
   * @param begins what its message begins with
   */
  private record Refusal(String begins, Refused call) {
    @Override
    public String toString() {
      return begins;
    }
  }

  /** What is refused, at once or by its future. */
  private interface Refused {
    Object make() throws Exception;
  }

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  static Stream<Refusal> refusals() {
    return Stream.of(requests(), pages(), records(), items()).flatMap(all -> all);
  }

  private static Stream<Refusal> requests() {
    return Stream.of(
        refusal(
            "Query of table \"t\": the limit is 0, but must be 1 or more",
            () -> QueryRequest.builder("t").limit(0).build()),
        refusal(
            "Query of index \"i\" of table \"t\": the limit is -1, but must be 1 or more",
            () -> QueryRequest.builder("t").indexName("i").limit(-1).build()),
        refusal(
            "Scan of table \"t\": the limit is 0, but must be 1 or more",
            () -> ScanRequest.builder("t").limit(0).build()),
        refusal(
            "Scan of table \"t\": segment 5 is none of the 4 from 0",
            () -> ScanRequest.builder("t").segment(5, 4).build()),
        refusal(
            "ExecuteStatement: the limit is 0",
            () -> ExecuteStatementRequest.builder("SELECT * FROM t").limit(0).build()),
        refusal(
            "TransactGetItems: action 1, Get of table \"t\", key {\"id\": \"m7\"}: the reads of",
            () ->
                TransactGetItemsRequest.of(
                    GetItemRequest.builder("t", OTHER).consistentRead(true).build())),
        refusal(
            "TransactWriteItems: action 1, Delete of table \"t\", key {\"id\": \"m7\"}: a transaction",
            () ->
                TransactWriteItemsRequest.of(
                    DeleteItemRequest.builder("t", OTHER)
                        .returnValues(ReturnValues.ALL_OLD)
                        .build())),
        refusal(
            "ListTables: the limit is 1 to 100, not 101",
            () -> CLIENT.control().listTables(null, 101)),
        refusal(
            "DescribeLimits: the body is no JSON object",
            () -> CLIENT.execute("DescribeLimits", "[")));
  }

  private static Stream<Refusal> pages() {
    return Stream.of(
        refusal(
            "Scan of table \"t\": the item limit is 0, but must be 1 or more",
            () -> CLIENT.scanPages(SCAN).itemLimit(0)),
        refusal(
            "Scan of table \"t\": the evaluation limit is 0, but must be 1 or more",
            () -> CLIENT.scanPages(SCAN).evaluationLimit(0)),
        refusal(
            "Query of index \"i\" of table \"t\": a request that only counts has no items",
            () ->
                CLIENT
                    .queryPages(
                        QueryRequest.builder("t").indexName("i").select(Select.COUNT).build())
                    .itemLimit(1)),
        refusal(
            "Scan of table \"t\": all pages may not fit into memory",
            () -> CLIENT.scanPages(SCAN).asOne()),
        refusal(
            "Scan of table \"t\": there are 0 segments, but must be 1 to 1000000",
            () -> CLIENT.parallelScan(SCAN, 0, 1)),
        refusal(
            "Scan of table \"t\": the concurrency is 0, but must be 1 or more",
            () -> CLIENT.parallelScan(SCAN, 1, 0)),
        refusal(
            "Scan of table \"t\": a parallel scan reads all segments",
            () -> CLIENT.parallelScan(ScanRequest.builder("t").segment(0, 2).build(), 2, 2)),
        refusal(
            "Scan of table \"vvv\": there are 0 segments",
            () -> TABLE.parallelScan(options -> {}, 0, 1)));
  }

  private static Stream<Refusal> records() {
    Purchase purchase = Purchase.of("ada", 1);
    return Stream.of(
        refusal(
            "GetItem of table \"vvv\", key {\"id\": \"m7\"}: it is none of record Purchase",
            () -> TABLE.get(OTHER)),
        refusal(
            "UpdateItem of table \"vvv\", key {\"id\": \"m7\"}: it is none of record Purchase",
            () -> TABLE.update(OTHER, attribute("a").set(1))),
        refusal(
            "DeleteItem of table \"vvv\", key {\"id\": \"m7\"}: it is none of record Purchase",
            () -> TABLE.delete(OTHER)),
        refusal(
            "TransactWriteItems of table \"vvv\", key {\"id\": \"m7\"}: it is none of record",
            () -> TABLE.inTransaction().check(OTHER, attribute("a").exists())),
        refusal("GetItem of table \"vvv\": the key is null", () -> TABLE.get(null)),
        refusal("PutItem of table \"vvv\": the record is null", () -> TABLE.put(null)),
        refusal(
            "UpdateItem of table \"vvv\": the record is null", () -> TABLE.update((Purchase) null)),
        refusal(
            "UpdateItem of table \"vvv\": the record is null",
            () -> TABLE.update((Purchase) null, attribute("a").set(1))),
        refusal("DeleteItem of table \"vvv\": the record is null", () -> TABLE.deleteItem(null)),
        refusal(
            "UpdateItem of table \"vvv\"" + KEY_TEXT + ": the record is the update",
            () -> TABLE.update(purchase, o -> o.updateExpression("SET a = b"))),
        refusal(
            "UpdateItem of table \"vvv\"" + KEY_TEXT + ": the update is a text",
            () -> TABLE.update(KEY, o -> o.updateExpression("SET a = b"))),
        refusal(
            "PutItem of table \"vvv\": UPDATED_OLD is a part of an item",
            () -> TABLE.put(purchase, o -> o.returnValues(ReturnValues.UPDATED_OLD))),
        refusal(
            "PutItem of table \"vvv\", record Purchase, $.customer: a key's value has",
            () -> TABLE.put(Purchase.of("", 1))),
        refusal(
            "UpdateItem of table \"vvv\", record Purchase, $.customer: a key's value has",
            () -> TABLE.update(Purchase.of("", 1))),
        refusal(
            "DeleteItem of table \"vvv\", record Purchase, $.customer: a key's value has",
            () -> TABLE.deleteItem(Purchase.of("", 1))),
        refusal(
            "PutItem of table \"vvv\"" + KEY_TEXT + ", record Purchase, $.size: ",
            () -> TABLE.put(purchase.with("open", Optional.of(NO_TEXT)))),
        refusal(
            "PutItem of table \"vvv\"" + KEY_TEXT + ", $.Item.size: the item weighs 4100",
            () -> TABLE.put(purchase.with("open", Optional.of(LARGE)))));
  }

  private static Stream<Refusal> items() {
    Item bad = Item.fromJava(Map.of("id", "m7", "note", NO_TEXT));
    Item large = Item.fromJava(Map.of("id", "m7", "big", LARGE));
    return Stream.of(
        refusal(
            "PutItem of table \"t\", item {",
            ", $.Item.note: ",
            () -> CLIENT.putItem(PutItemRequest.builder("t", bad).build())),
        refusal(
            "PutItem of table \"t\", item {",
            ", $.Item.big: the item weighs 410007 bytes, this attribute 410000 of them",
            () -> CLIENT.putItem(PutItemRequest.builder("t", large).build())),
        refusal(
            "PutItem of table \"t\", item {",
            ", $.Item.big: the item weighs 410007 bytes",
            () -> PutItemRequest.builder("t", large).build().dryRun()),
        refusal(
            "TransactWriteItems, Put of table \"t\", item {",
            ", $.TransactItems[1].Put.Item.big: the item weighs 410007 bytes",
            () ->
                CLIENT.transactWriteItems(
                    TransactWriteItemsRequest.of(
                        DeleteItemRequest.builder("u", OTHER).build(),
                        PutItemRequest.builder("t", large).build()))),
        refusal(
            "BatchWriteItem of table \"t\", $.RequestItems.t[0].PutRequest.Item.big: the item weighs",
            () ->
                CLIENT.batchWriteItem(
                    BatchWriteItemRequest.of(Map.of("t", List.of(WriteRequest.put(large)))))),
        refusal(
            "GetItem of table \"t\", key {\"id\": ",
            ", $.Key.id: ",
            () -> CLIENT.getItem(GetItemRequest.builder("t", Key.of("id", NO_TEXT)).build())),
        refusal(
            "BatchWriteItem of table \"t\", key {\"id\": \"m7\"}, $.big: the item weighs",
            () -> failure(large)),
        refusal(
            "BatchWriteItem of table \"t\", $.id: it is of type N, the table's key wants S",
            () -> failure(Item.fromJava(Map.of("id", 7)))),
        refusal("the access key id is blank", () -> DynamoClient.builder().credentials("", "")),
        refusal(
            "the secret access key is blank", () -> DynamoClient.builder().credentials("A", " ")));
  }

  private static Object failure(Item item) throws Exception {
    try (Stream<Batches.WriteOutcome> outcomes =
        CLIENT
            .blocking()
            .batches()
            .with(batches -> batches.schema("t", KeySchema.of("id", AttributeType.S)))
            .put("t", List.of(item))) {
      throw outcomes.findFirst().orElseThrow().failure();
    }
  }

  private static Refusal refusal(String begins, Refused call) {
    return new Refusal(begins, call);
  }

  /** With what stands further on in the message, behind what is shown of an item. */
  private static Refusal refusal(String begins, String contains, Refused call) {
    return new Refusal(
        begins,
        () -> {
          Throwable failure = failureOf(call);
          assertThat(failure).hasMessageContaining(contains);
          throw (Exception) failure;
        });
  }

  private static Throwable failureOf(Refused call) {
    Throwable failure =
        catchThrowable(
            () -> {
              if (call.make() instanceof CompletableFuture<?> future) {
                var unused = future.join();
              }
            });
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatIsRefusedNamesOperationTableKeyAndPath(Refusal refusal) {
    assertThat(failureOf(refusal.call)).isNotNull().hasMessageStartingWith(refusal.begins);
  }
}
