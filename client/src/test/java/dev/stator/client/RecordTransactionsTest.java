package dev.stator.client;

import static dev.stator.item.expression.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.records.RecordMappingException;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records in transactions of several tables. */
class RecordTransactionsTest {
  private static LocalDynamo local;
  private static BlockingDynamoClient client;
  private static BlockingDynamoTable<Purchase> purchases;
  private static BlockingDynamoTable<Note> notes;

  private final String customer = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    client = local.client.blocking();
    purchases = client.table("purchases", Purchase.class);
    purchases.create();
    notes = client.table("notes", Note.class);
    notes.create();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private Key key(long number) {
    return PurchaseCodec.key(customer, number);
  }

  @Test
  void recordsOfSeveralTablesAreWrittenTogether() {
    Purchase first = purchases.put(Purchase.of(customer, 1));
    Purchase second = purchases.put(Purchase.of(customer, 2));
    Purchase third = purchases.put(Purchase.of(customer, 3));
    purchases.put(Purchase.of(customer, 4));
    notes.put(new Note(customer, 7));

    client.transactWriteItems(
        TransactWriteItemsRequest.of(
            purchases.inTransaction().put(first),
            purchases.inTransaction().update(second),
            purchases.inTransaction().update(third, attribute("status").set("paid")),
            purchases.inTransaction().update(key(4), attribute("status").set("sent")),
            purchases.inTransaction().put(Purchase.of(customer, 5)),
            notes.inTransaction().check(NoteCodec.key(customer), attribute("count").equalTo(7))));

    for (long number = 1; number <= 4; number++) {
      assertThat(Objects.requireNonNull(purchases.get(key(number))).version()).isEqualTo(2);
    }
    assertThat(Objects.requireNonNull(purchases.get(key(3))).status()).isEqualTo("paid");
    assertThat(Objects.requireNonNull(purchases.get(key(4))).status()).isEqualTo("sent");
    assertThat(purchases.get(key(5))).isNotNull();

    TransactGetItemsResponse read =
        client.transactGetItems(
            TransactGetItemsRequest.of(
                purchases.inTransaction().get(key(1)),
                notes.inTransaction().get(NoteCodec.key(customer))));
    assertThat(Objects.requireNonNull(purchases.inTransaction().item(read, 0)).version())
        .isEqualTo(2);
    assertThat(notes.inTransaction().item(read, 1)).isEqualTo(new Note(customer, 7));
  }

  @Test
  void whatATransactionReadsIsARecordOrNothingOrAnErrorWithTableKeyAndPath() {
    purchases.put(Purchase.of(customer, 1));
    client.putItem(
        PutItemRequest.builder("notes", Item.fromJava(Map.of("id", customer, "count", "many")))
            .build());

    TransactGetItemsResponse read =
        client.transactGetItems(
            TransactGetItemsRequest.of(
                purchases.inTransaction().get(key(1)),
                purchases.inTransaction().get(key(2)),
                notes.inTransaction().get(NoteCodec.key(customer))));

    assertThat(purchases.inTransaction().item(read, 0)).isNotNull();
    assertThat(purchases.inTransaction().item(read, 1)).isNull();
    assertThatThrownBy(() -> notes.inTransaction().item(read, 2))
        .isInstanceOf(RecordMappingException.class)
        .hasMessage(
            "TransactGetItems of table \"notes\", key {\"id\": \""
                + customer
                + "\"}, record Note, $.count: type N is wanted here, not S");
    assertThatThrownBy(() -> notes.inTransaction().item(read, 3))
        .hasMessage(
            "TransactGetItems of table \"notes\": there is no action 3 in the answer, which has 3");
  }

  @Test
  void aLostRaceCancelsAllAndIsMatchedToItsAction() {
    Purchase first = purchases.put(Purchase.of(customer, 1));
    purchases.put(first);

    assertThatThrownBy(
            () ->
                client.transactWriteItems(
                    TransactWriteItemsRequest.of(
                        notes.inTransaction().put(new Note(customer, 1)),
                        purchases
                            .inTransaction()
                            .put(
                                first,
                                o ->
                                    o.returnValuesOnConditionCheckFailure(
                                        ReturnValuesOnConditionCheckFailure.ALL_OLD)))))
        .isInstanceOfSatisfying(
            TransactionCanceledException.class,
            cancelled -> {
              CancellationReason reason = cancelled.causes().get(0);
              assertThat(reason.index()).isEqualTo(1);
              assertThat(reason.isConditionalCheckFailed()).isTrue();
              assertThat(PurchaseCodec.INSTANCE.fromItem(Objects.requireNonNull(reason.item())))
                  .isEqualTo(PurchaseCodec.INSTANCE.withVersion(first, 2));
              assertThat(cancelled)
                  .hasMessageContaining("Put of table \"purchases\", key {\"customer\": ");
            });
    assertThat(notes.get(NoteCodec.key(customer))).isNull();
  }

  @Test
  void anActionThatAsksForItsOldValuesIsRefused() {
    TransactWriteItem put =
        notes.inTransaction().put(new Note(customer, 1), o -> o.returnValues(ReturnValues.ALL_OLD));

    assertThatThrownBy(() -> TransactWriteItemsRequest.of(put))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a transaction returns no values of an action");
  }
}
