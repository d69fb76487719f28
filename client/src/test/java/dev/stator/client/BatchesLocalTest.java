package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.Batches.Read;
import dev.stator.client.Batches.ReadOutcome;
import dev.stator.client.Batches.Write;
import dev.stator.client.Batches.WriteOutcome;
import dev.stator.client.View.Operations;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.expression.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;

/** Batches and readings of many pages, through both views, against DynamoDB Local. */
@Timeout(60)
@ParameterizedClass
@EachView
@NullUnmarked // What an answer lacks fails the test by itself.
class BatchesLocalTest {
  private static LocalDynamo local;

  private final Operations client;
  private final String customer = UUID.randomUUID().toString();

  BatchesLocalTest(View view) {
    client = view.of(local.client);
  }

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.client.blocking().control().createTable(OrdersTable.create());
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private Item order(int number) {
    return OrdersTable.order(customer, number, 100, "open");
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
              .put("customer", customer)
              .put("number", refused)
              .put("amount", "many")
              .build();
      writes.set(refused, Write.put(OrdersTable.NAME, wrongIndexKey));
    }
    List<WriteOutcome> outcomes = client.write(writes);
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
                Map.of(":c", AttributeValue.of(customer), ":n", AttributeValue.of(100)))
            .build();
    assertThat(client.items(written, 1_000)).hasSize(57);
  }

  @Test
  void readsWhatIsProjectedAndTheKey() {
    List<Write> writes =
        IntStream.range(100, 250).mapToObj(i -> Write.put(OrdersTable.NAME, order(i))).toList();
    assertThat(client.write(writes)).allMatch(WriteOutcome::done);
    List<Read> reads =
        IntStream.range(100, 260)
            .mapToObj(i -> new Read(OrdersTable.NAME, OrdersTable.key(customer, i)))
            .toList();
    assertProjected(
        client.read(
            batches -> batches.consistentRead(true).projection("note, #n", Map.of("#n", "number")),
            reads));
    assertProjected(
        client.read(
            batches -> batches.consistentRead(true).projection(Projection.of("note", "number")),
            reads));
  }

  @Test
  void aBatchReadsWhatATypedProjectionNames() {
    Write first = Write.put(OrdersTable.NAME, order(1));
    assertThat(client.write(List.of(first))).allMatch(WriteOutcome::done);
    KeysAndAttributes keys =
        KeysAndAttributes.of(
            List.of(OrdersTable.key(customer, 1)), Projection.of("note", "number"));
    assertThat(
            client.batchGetItem(BatchGetItemRequest.of(Map.of(OrdersTable.NAME, keys))).responses())
        .hasEntrySatisfying(
            OrdersTable.NAME,
            items ->
                assertThat(items)
                    .singleElement()
                    .satisfies(
                        item ->
                            assertThat(item.names()).containsExactlyInAnyOrder("note", "number")));
  }

  private static void assertProjected(List<ReadOutcome> outcomes) {
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

  @Test
  void readsPageAfterPageUpToTheItemsThatAreWanted() {
    assertThat(client.write(puts(30))).allMatch(WriteOutcome::done);
    QueryRequest request =
        QueryRequest.builder(OrdersTable.NAME)
            .keyConditionExpression("customer = :c")
            .expressionAttributeValues(Map.of(":c", AttributeValue.of(customer)))
            .limit(7)
            .build();

    assertThat(client.items(request, 20))
        .isEqualTo(IntStream.range(0, 20).mapToObj(this::order).toList());
  }

  @Test
  void readsAllSegmentsOfAScan() {
    assertThat(client.write(puts(30))).allMatch(WriteOutcome::done);
    ScanRequest request =
        ScanRequest.builder(OrdersTable.NAME)
            .filterExpression("customer = :c")
            .expressionAttributeValues(Map.of(":c", AttributeValue.of(customer)))
            .build();

    assertThat(
            client.parallelScan(request, 4, 2).stream()
                .flatMap(page -> page.page().items().stream()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 30).mapToObj(this::order).toList());
  }

  @Test
  void aTableThatIsNotThereIsTheFailureOfItsOutcomes() {
    assertThat(client.write(List.of(Write.put("nowhere", order(1)))))
        .singleElement()
        .satisfies(
            outcome -> assertThat(outcome.failure()).isInstanceOf(ResourceNotFoundException.class));
  }

  private List<Write> puts(int many) {
    return IntStream.range(0, many).mapToObj(i -> Write.put(OrdersTable.NAME, order(i))).toList();
  }
}
