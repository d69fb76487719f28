package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.Key;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What transactions take capacity of. */
class FootprintTest {
  private static final Key KEY = Key.of("id", "a");

  @Test
  void aTransactionTakesOfEachTableOfItsActions() {
    Footprint writes =
        Footprint.of(
            TransactWriteItemsRequest.builder()
                .add(
                    DeleteItemRequest.builder("a", KEY).build(),
                    ConditionCheck.builder("b", KEY, "attribute_exists(id)").build(),
                    PutItemRequest.builder("a", KEY.toItem()).build())
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build());
    assertThat(writes.tables()).containsExactlyInAnyOrder("a", "b");
    assertThat(writes.writes()).isTrue();
    assertThat(writes.asked()).isEqualTo(ReturnConsumedCapacity.TOTAL);

    Footprint reads =
        Footprint.of(
            new TransactGetItemsRequest(List.of(GetItemRequest.builder("a", KEY).build()), null));
    assertThat(reads.tables()).containsExactly("a");
    assertThat(reads.writes()).isFalse();
    assertThat(reads.asked()).isNull();
  }

  @Test
  void aStatementTakesOfTheTableThatItNames() {
    Footprint select = Footprint.of(ExecuteStatementRequest.of("SELECT * FROM a"));
    assertThat(select.tables()).containsExactly("a");
    assertThat(select.writes()).isFalse();

    Footprint batch =
        Footprint.of(
            ExecuteTransactionRequest.of(
                Statement.of("EXISTS(SELECT * FROM a WHERE id = 'a')"),
                Statement.of("DELETE FROM b WHERE id = 'a'")));
    assertThat(batch.tables()).containsExactly("a", "b");
    assertThat(batch.writes()).isTrue();
  }

  @Test
  void aStatementThatIsNotUnderstoodTakesOfSomething() {
    Footprint odd = Footprint.of(ExecuteStatementRequest.of("SELECT it"));
    assertThat(odd.tables()).isEmpty();
    assertThat(odd.known()).isTrue();
  }
}
