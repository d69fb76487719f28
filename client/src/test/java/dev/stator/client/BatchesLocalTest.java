package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.Batches.Read;
import dev.stator.client.Batches.ReadOutcome;
import dev.stator.client.Batches.Write;
import dev.stator.client.Batches.WriteOutcome;
import dev.stator.client.internal.flow.Probe;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Batches, against DynamoDB Local. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class BatchesLocalTest {
  private static LocalDynamo local;

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.client.control().createTable(OrdersTable.create());
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private static Item order(int number) {
    return OrdersTable.order("c-1", number, 100, "open");
  }

  /** The service knows of rules that are not looked at here, such as those of index keys. */
  @Test
  void findsTheItemsThatTheServiceRefusesAndWritesTheirNeighbours() {
    List<Write> writes = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      writes.add(Write.put(OrdersTable.NAME, order(i)));
    }
    for (int refused : new int[] {3, 4, 57}) {
      Item wrongIndexKey =
          Item.builder()
              .put("customer", "c-1")
              .put("number", refused)
              .put("amount", "many")
              .build();
      writes.set(refused, Write.put(OrdersTable.NAME, wrongIndexKey));
    }
    List<WriteOutcome> outcomes = Probe.ofAll(local.client.batches().write(writes)).all();
    assertThat(outcomes).hasSize(60);
    assertThat(outcomes.stream().filter(outcome -> !outcome.done()))
        .extracting(WriteOutcome::position)
        .containsExactlyInAnyOrder(3L, 4L, 57L);
    assertThat(outcomes.stream().filter(outcome -> !outcome.done()))
        .extracting(WriteOutcome::failure)
        .hasOnlyElementsOfType(ValidationException.class);
    QueryRequest written =
        QueryRequest.builder(OrdersTable.NAME)
            .keyConditionExpression("customer = :c AND #n < :n")
            .expressionAttributeNames(Map.of("#n", "number"))
            .expressionAttributeValues(
                Map.of(":c", AttributeValue.of("c-1"), ":n", AttributeValue.of(100)))
            .build();
    assertThat(local.client.blocking().queryPages(written).items()).hasSize(57);
  }

  @Test
  void readsWhatIsProjectedAndTheKey() {
    List<Write> writes =
        IntStream.range(100, 250).mapToObj(i -> Write.put(OrdersTable.NAME, order(i))).toList();
    assertThat(Probe.ofAll(local.client.batches().write(writes)).all())
        .allMatch(WriteOutcome::done);
    List<Read> reads =
        IntStream.range(100, 260)
            .mapToObj(i -> new Read(OrdersTable.NAME, OrdersTable.key("c-1", i)))
            .toList();
    Batches batches =
        local.client.batches().consistentRead(true).projection("note, #n", Map.of("#n", "number"));
    List<ReadOutcome> outcomes = Probe.ofAll(batches.read(reads)).all();
    assertThat(outcomes).hasSize(160).allMatch(ReadOutcome::done);
    for (ReadOutcome outcome : outcomes) {
      int number = 100 + (int) outcome.position();
      if (number < 250) {
        assertThat(outcome.item().names()).containsExactlyInAnyOrder("note", "number", "customer");
        assertThat(outcome.item().string("note")).isEqualTo("order " + number);
      } else {
        assertThat(outcome.item()).isNull();
      }
    }
  }
}
