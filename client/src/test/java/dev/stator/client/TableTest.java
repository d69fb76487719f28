package dev.stator.client;

import static dev.stator.item.expression.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.expression.Condition;
import dev.stator.item.expression.Projection;
import dev.stator.item.expression.Update;
import dev.stator.records.RecordMappingException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

/** Records in a table of DynamoDB Local, by both views. */
class TableTest {
  private static final String NAME = "purchases";
  private static final String NOTES = "notes";

  private static LocalDynamo local;
  private static DynamoTable<Purchase> purchases;
  private static DynamoTable<Note> notes;

  /** A customer of each test's own. */
  private final String customer = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    purchases = local.client.table(NAME, Purchase.class);
    purchases.blocking().create();
    notes = local.client.table(NOTES, NoteCodec.INSTANCE);
    notes.create().join();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private Key key(long number) {
    return PurchaseCodec.key(customer, number);
  }

  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value, "there is none");
  }

  private static Item stored(Key key) {
    return present(
        local
            .client
            .blocking()
            .getItem(GetItemRequest.builder(NAME, key).consistentRead(true).build())
            .item());
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPutIsRead(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase purchase = Purchase.of(customer, 1);

    Purchase put = table.put(purchase);

    assertThat(put).isEqualTo(PurchaseCodec.INSTANCE.withVersion(purchase, 1));
    assertThat(table.get(key(1))).isEqualTo(put);
    assertThat(table.get(key(2))).isNull();
    assertThat(PurchaseCodec.INSTANCE.toItem(put)).isEqualTo(stored(key(1)));
  }

  @ParameterizedTest
  @EnumSource
  void answersHaveAllThatDynamoDbSays(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase first = table.put(Purchase.of(customer, 1));

    RecordResponse<Purchase> second =
        table.put(
            first,
            o ->
                o.returnValues(ReturnValues.ALL_OLD)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .returnItemCollectionMetrics(ReturnItemCollectionMetrics.SIZE));

    assertThat(second.old()).isEqualTo(first);
    assertThat(second.item()).isEqualTo(PurchaseCodec.INSTANCE.withVersion(first, 2));
    assertThat(second.consumedCapacity()).isNotNull();
    assertThat(
            table
                .get(key(1), o -> o.returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity())
        .isNotNull();
    assertThat(table.delete(key(1), o -> o.returnValues(ReturnValues.ALL_OLD)).old())
        .isEqualTo(second.item());
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateByRecordKeepsWhatTheRecordDoesNotHave(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase first = table.put(Purchase.of(customer, 1).with("open", Optional.of("to be removed")));
    table.update(key(1), attribute("unknown").set("stays"));

    Purchase updated = table.update(present(table.get(key(1))).with("paid", Optional.empty()));

    assertThat(updated.version()).isEqualTo(first.version() + 2);
    assertThat(table.get(key(1))).isEqualTo(updated);
    assertThat(stored(key(1)).string("unknown")).isEqualTo("stays");
    assertThat(stored(key(1)).has("size")).isFalse();
    assertThat(stored(key(1)).string("status")).isEqualTo("paid");
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateByRecordMakesTheItemThatIsNotThere(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);

    Purchase updated = table.update(Purchase.of(customer, 1));

    assertThat(updated.version()).isEqualTo(1);
    assertThat(table.get(key(1))).isEqualTo(updated);
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateByRecordTakesAConditionBesides(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase first = table.put(Purchase.of(customer, 1));

    RecordResponse<Purchase> updated =
        table.update(
            first.with("paid", Optional.empty()),
            o ->
                o.conditionExpression("#u0 = :u0")
                    .expressionAttributeNames(Map.of("#u0", "status"))
                    .expressionAttributeValues(Map.of(":u0", AttributeValue.of("open")))
                    .returnValues(ReturnValues.ALL_OLD));

    assertThat(updated.old()).isEqualTo(first);
    assertThat(table.get(key(1))).isEqualTo(updated.item());
    assertThatThrownBy(
            () ->
                table.update(
                    present(updated.item()),
                    o -> o.conditionExpression(attribute("status").equalTo("open"))))
        .isExactlyInstanceOf(ConditionalCheckFailedException.class)
        .hasMessageContaining("condition: status = \"open\" AND version = 2");
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateChangesTheItemOfARecordOrOfAKey(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase first = table.put(Purchase.of(customer, 1));
    Update paid =
        Update.of(
            PurchaseCodec.Attributes.STATUS.set("paid"),
            PurchaseCodec.Attributes.TOTAL.plus(new BigDecimal("0.5")),
            PurchaseCodec.Attributes.LINES.append(List.of(new Purchase.Line("sku-2", 1))),
            PurchaseCodec.Attributes.EXPIRES.set(Instant.ofEpochSecond(7)));

    Purchase second = table.update(first, paid);

    assertThat(second.status()).isEqualTo("paid");
    assertThat(second.total()).isEqualByComparingTo("13");
    assertThat(second.lines()).hasSize(2);
    assertThat(second.expires()).isEqualTo(Instant.ofEpochSecond(7));
    assertThat(second.version()).isEqualTo(2);
    assertThat(table.update(key(1), attribute("status").set("sent")).version()).isEqualTo(3);
    assertThatThrownBy(() -> table.update(second, paid))
        .isInstanceOf(VersionConflictException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aLostRaceIsAnErrorOfItsOwn(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase first = table.put(Purchase.of(customer, 1));
    table.put(first);

    assertThatThrownBy(() -> table.put(first))
        .isInstanceOfSatisfying(
            VersionConflictException.class,
            lost -> {
              assertThat(lost.expectedVersion()).isEqualTo(1);
              assertThat(lost.storedVersion()).isNull();
              assertThat(lost.item()).isNull();
              assertThat(lost.problem())
                  .startsWith("PutItem of table \"purchases\"")
                  .contains("the item has changed: version 1 was expected", "version = 1")
                  .doesNotContain("\n");
              assertThat(lost.hint()).contains("read the item again");
            });
    assertThatThrownBy(() -> table.update(first)).isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> table.deleteItem(first)).isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> table.put(Purchase.of(customer, 1)))
        .isInstanceOf(VersionConflictException.class)
        .hasMessageContaining("no item with a version was expected");
    assertThat(present(table.get(key(1))).version()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void aLostRaceBringsTheStoredItemIfAsked(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase first = table.put(Purchase.of(customer, 1));
    Purchase second = table.put(first);

    assertThatThrownBy(
            () ->
                table.put(
                    first,
                    o ->
                        o.returnValuesOnConditionCheckFailure(
                            ReturnValuesOnConditionCheckFailure.ALL_OLD)))
        .isInstanceOfSatisfying(
            VersionConflictException.class,
            lost -> {
              assertThat(lost.storedVersion()).isEqualTo(2);
              assertThat(lost.item(PurchaseCodec.INSTANCE)).isEqualTo(second);
              assertThat(lost).hasMessageContaining("version 1 was expected, and it is 2");
            });
  }

  @ParameterizedTest
  @EnumSource
  void aConditionOfOnesOwnThatFailsIsNoLostRace(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase first = table.put(Purchase.of(customer, 1));
    Condition paid = attribute("status").equalTo("paid");

    assertThatThrownBy(() -> table.put(first, o -> o.conditionExpression(paid)))
        .isExactlyInstanceOf(ConditionalCheckFailedException.class);
    assertThatThrownBy(() -> table.deleteItem(first, o -> o.conditionExpression(paid)))
        .isExactlyInstanceOf(ConditionalCheckFailedException.class);
    Purchase second = table.put(first);
    assertThatThrownBy(() -> table.put(first, o -> o.conditionExpression(paid)))
        .isInstanceOf(VersionConflictException.class);
    table.deleteItem(second);
    assertThatThrownBy(() -> table.put(second, o -> o.conditionExpression(paid)))
        .isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> table.put(Purchase.of(customer, 1), o -> o.conditionExpression(paid)))
        .isExactlyInstanceOf(ConditionalCheckFailedException.class);
  }

  @ParameterizedTest
  @EnumSource
  void anItemOfBeforeThereWereVersionsCanBeReplaced(TableView view) {
    Item old = Item.builder().put("customer", customer).put("number", 1).build();
    local.client.blocking().putItem(PutItemRequest.builder(NAME, old).build());

    assertThat(view.of(purchases).put(Purchase.of(customer, 1)).version()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aDeleteByKeyDoesNotLookAtTheVersion(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    table.put(Purchase.of(customer, 1));

    table.delete(key(1));

    assertThat(table.get(key(1))).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aQueryReadsPagesOfRecords(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    LongStream.rangeClosed(1, 5).forEach(number -> table.put(Purchase.of(customer, number)));

    RecordPage<Purchase> first =
        table.query(
            q ->
                q.keyConditionExpression(
                        PurchaseCodec.Attributes.CUSTOMER
                            .equalTo(customer)
                            .and(PurchaseCodec.Attributes.NUMBER.atLeast(2L)))
                    .filterExpression(attribute("lines").size().greaterThan(0))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .limit(3));

    assertThat(first.items()).extracting(Purchase::number).containsExactly(2L, 3L, 4L);
    assertThat(first.count()).isEqualTo(3);
    assertThat(first.scannedCount()).isEqualTo(3);
    assertThat(first.consumedCapacity()).isNotNull();
    RecordPage<Purchase> second =
        table.query(
            q ->
                q.keyConditionExpression(attribute("customer").equalTo(customer))
                    .exclusiveStartKey(present(first.lastEvaluatedKey())));
    assertThat(second.items()).extracting(Purchase::number).containsExactly(5L);
    assertThat(second.lastEvaluatedKey()).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void aQueryReadsTheIndexesThatTheAnnotationsName(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    table.put(Purchase.of(customer, 1).with(customer, Optional.empty()));

    assertThat(
            table
                .query(
                    q ->
                        q.indexName("by-status")
                            .keyConditionExpression(attribute("status").equalTo(customer)))
                .items())
        .hasSize(1);
    assertThat(
            table
                .query(
                    q ->
                        q.indexName("by-total")
                            .keyConditionExpression(
                                attribute("customer")
                                    .equalTo(customer)
                                    .and(attribute("total").between(1, 100))))
                .items())
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void aScanReadsPagesOfRecords(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase put = table.put(Purchase.of(customer, 1));

    assertThat(table.scan(s -> s.filterExpression(attribute("customer").equalTo(customer))).items())
        .containsExactly(put);
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatDoesNotFitSaysWhichItemAndWhere(TableView view) {
    String id = customer;
    local
        .client
        .blocking()
        .putItem(
            PutItemRequest.builder(
                    NOTES, Item.builder().put("id", id).put("count", 3_000_000_000L).build())
                .build());
    TableView.Operations<Note> table = view.of(notes);

    assertThatThrownBy(() -> table.get(NoteCodec.key(id)))
        .isInstanceOf(RecordMappingException.class)
        .hasMessage(
            "GetItem of table \"notes\", key {\"id\": \""
                + id
                + "\"}, record Note, $.Item.count: number 3000000000 does not fit int exactly");
    assertThatThrownBy(() -> table.scan(s -> s.filterExpression(attribute("id").equalTo(id))))
        .isInstanceOfSatisfying(
            RecordMappingException.class,
            e -> {
              assertThat(e.table()).isEqualTo(NOTES);
              assertThat(e.key()).isEqualTo(NoteCodec.key(id));
              assertThat(e.path()).isEqualTo("$.Items[0].count");
            });
    assertThatThrownBy(
            () -> table.get(NoteCodec.key(id), o -> o.projectionExpression(Projection.of("id"))))
        .hasMessageContaining("$.Item.count: the attribute is absent");
  }

  @ParameterizedTest
  @EnumSource
  void aRecordThatCannotBeStoredSaysWhichAndWhere(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase good = Purchase.of(customer, 1);
    Purchase bad =
        new Purchase(
            customer,
            1,
            "open",
            good.total(),
            good.note(),
            List.of(new Purchase.Line("half \uD800", 1)),
            good.tags(),
            0,
            null);

    assertThatThrownBy(() -> table.put(bad))
        .isInstanceOfSatisfying(
            RecordMappingException.class,
            e -> {
              assertThat(e.table()).isEqualTo(NAME);
              assertThat(e.key()).isEqualTo(key(1));
              assertThat(e.path()).isEqualTo("$.lines[0].sku");
            });
    assertThatThrownBy(() -> table.put(Purchase.of("", 1)))
        .isInstanceOf(RecordMappingException.class)
        .hasMessageContaining(
            "PutItem of table \"purchases\", record Purchase, $.customer: a key's value has 1 to");
  }

  @ParameterizedTest
  @EnumSource
  void aCallThatMakesNoSenseIsRefused(TableView view) {
    TableView.Operations<Purchase> table = view.of(purchases);
    Purchase purchase = Purchase.of(customer, 1);

    assertThatThrownBy(() -> table.get(Key.of("customer", customer)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "is none of record Purchase, whose key is customer (S) and number (N)");
    assertThatThrownBy(() -> table.delete(Key.of("customer", customer, "number", "1")))
        .hasMessageContaining("table \"purchases\"");
    assertThatThrownBy(() -> table.update(key(1), o -> o.returnValues(ReturnValues.UPDATED_NEW)))
        .hasMessageContaining("UPDATED_NEW is a part of an item");
    assertThatThrownBy(() -> table.update(purchase, o -> o.updateExpression("SET a = b")))
        .hasMessageContaining("the record is the update");
    assertThatThrownBy(() -> table.update(key(1), o -> o.updateExpression("SET a = b")))
        .hasMessageContaining("build it as an Update");
  }

  @Test
  void aTableIsMadeByTheAnnotations() {
    TableDescription table = local.client.blocking().control().describeTable(NAME);

    assertThat(table.keySchema()).hasSize(2);
    assertThat(table.globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("by-status");
              assertThat(index.keySchema())
                  .extracting("attributeName")
                  .containsExactly("status", "total");
            });
    assertThat(table.localSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("by-total");
              assertThat(index.keySchema())
                  .extracting("attributeName")
                  .containsExactly("customer", "total");
            });
    TimeToLiveDescription timeToLive =
        local
            .client
            .control()
            .sdk()
            .describeTimeToLive(r -> r.tableName(NAME))
            .timeToLiveDescription();
    assertThat(timeToLive.attributeName()).isEqualTo("expires");
  }

  @Test
  void aTableThatIsThereIsNotMadeAgain() {
    assertThatThrownBy(() -> purchases.blocking().create())
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("CreateTable of table \"" + NAME + "\"");
    assertThatThrownBy(() -> purchases.create().join())
        .hasCauseInstanceOf(ResourceInUseException.class);
  }

  @Test
  void aClassWithoutCodecIsToldWhatToDo() {
    assertThatThrownBy(() -> local.client.table("x", String.class))
        .hasMessageContaining("no codec of java.lang.String was found");
  }
}
