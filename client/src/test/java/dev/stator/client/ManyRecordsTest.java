package dev.stator.client;

import static dev.stator.item.expression.Attribute.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stator.client.internal.flow.Probe;
import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.records.RecordMappingException;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.Fault;
import dev.stator.testkit.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records by the page, by the publisher and by the batch, by both views. */
@Timeout(60)
class ManyRecordsTest {
  private static final String NAME = "purchases";
  private static final String NOTES = "notes";

  private static LocalDynamo local;
  private static DynamoTable<Purchase> purchases;
  private static DynamoTable<Note> notes;

  private final String customer = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    purchases = local.client.table(NAME, Purchase.class);
    purchases.blocking().create();
    notes = local.client.table(NOTES, Note.class);
    notes.blocking().create();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  /** All of what a view of a table publishes. */
  private static <T, R> List<R> all(
      TableView view,
      DynamoTable<T> table,
      Function<DynamoTable<T>, Flow.Publisher<R>> published,
      Function<BlockingDynamoTable<T>, Stream<R>> streamed) {
    if (view == TableView.ASYNCHRONOUS) {
      Probe<R> probe = Probe.ofAll(published.apply(table));
      if (probe.end() instanceof RuntimeException failure) {
        throw failure;
      }
      return probe.all();
    }
    try (Stream<R> stream = streamed.apply(table.blocking())) {
      return stream.toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aQueryIsReadToItsEnd(TableView view) {
    LongStream.rangeClosed(1, 7)
        .forEach(number -> purchases.blocking().put(Purchase.of(customer, number)));

    List<Purchase> items =
        all(
            view,
            purchases,
            table ->
                table.queryItems(
                    q ->
                        q.keyConditionExpression(attribute("customer").equalTo(customer)).limit(3)),
            table ->
                table.queryItems(
                    q ->
                        q.keyConditionExpression(attribute("customer").equalTo(customer))
                            .limit(3)));
    List<RecordPage<Purchase>> pages =
        all(
            view,
            purchases,
            table ->
                table.queryPages(
                    q ->
                        q.keyConditionExpression(attribute("customer").equalTo(customer)).limit(3)),
            table ->
                table.queryPages(
                    q ->
                        q.keyConditionExpression(attribute("customer").equalTo(customer))
                            .limit(3)));

    assertThat(items).extracting(Purchase::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
    assertThat(pages).extracting(RecordPage::count).containsExactly(3, 3, 1);
  }

  @ParameterizedTest
  @EnumSource
  void aScanIsReadToItsEndInOneSegmentOrMany(TableView view) {
    LongStream.rangeClosed(1, 7)
        .forEach(number -> purchases.blocking().put(Purchase.of(customer, number)));

    List<Purchase> one =
        all(
            view,
            purchases,
            table ->
                table.scanItems(
                    s -> s.filterExpression(attribute("customer").equalTo(customer)).limit(4)),
            table ->
                table.scanItems(
                    s -> s.filterExpression(attribute("customer").equalTo(customer)).limit(4)));
    List<Purchase> many =
        all(
            view,
            purchases,
            table ->
                table.parallelScan(
                    s -> s.filterExpression(attribute("customer").equalTo(customer)), 5, 2),
            table ->
                table.parallelScan(
                    s -> s.filterExpression(attribute("customer").equalTo(customer)), 5, 2));

    assertThat(one).hasSize(7);
    assertThat(many).containsExactlyInAnyOrderElementsOf(one);
    assertThat(
            all(
                view,
                purchases,
                table -> table.scanPages(s -> s.limit(5)),
                table -> table.scanPages(s -> s.limit(5))))
        .hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @EnumSource
  void anItemThatIsNoRecordEndsTheReading(TableView view) {
    String id = customer;
    local
        .client
        .blocking()
        .putItem(PutItemRequest.builder(NOTES, Item.builder().put("id", id).build()).build());

    assertThatThrownBy(
            () ->
                all(
                    view,
                    notes,
                    table ->
                        table.queryItems(
                            q -> q.keyConditionExpression(attribute("id").equalTo(id))),
                    table ->
                        table.queryItems(
                            q -> q.keyConditionExpression(attribute("id").equalTo(id)))))
        .isInstanceOf(RecordMappingException.class)
        .hasMessageContaining(id);
  }

  @ParameterizedTest
  @EnumSource
  void anyNumberIsWrittenReadAndDeletedWithAnOutcomeForEach(TableView view) {
    List<Purchase> given =
        LongStream.rangeClosed(1, 60).mapToObj(n -> Purchase.of(customer, n)).toList();
    List<Purchase> withBad = new ArrayList<>(given);
    withBad.add(30, Purchase.of("", 1));
    List<Key> keys =
        LongStream.rangeClosed(1, 120).mapToObj(n -> PurchaseCodec.key(customer, n)).toList();

    List<RecordOutcome<Purchase>> puts =
        all(view, purchases, table -> table.putAll(withBad), table -> table.putAll(withBad));
    List<RecordRead<Purchase>> reads =
        all(view, purchases, table -> table.getAll(keys), table -> table.getAll(keys));

    assertThat(puts).hasSize(61).filteredOn(RecordOutcome::done).hasSize(60);
    assertThat(puts)
        .filteredOn(outcome -> !outcome.done())
        .singleElement()
        .satisfies(
            outcome -> {
              assertThat(outcome.position()).isEqualTo(30);
              assertThat(outcome.failure())
                  .isInstanceOf(InvalidItemException.class)
                  .hasMessageContaining("$.customer: a key's value has 1 to 2048 bytes");
            });
    assertThat(reads).hasSize(120).allMatch(RecordRead::done);
    assertThat(reads)
        .filteredOn(read -> read.item() != null)
        .extracting(RecordRead::item)
        .containsExactlyInAnyOrderElementsOf(given);

    assertThat(all(view, purchases, table -> table.deleteAll(keys), table -> table.deleteAll(keys)))
        .hasSize(120)
        .allMatch(RecordOutcome::done);
    assertThat(all(view, purchases, table -> table.getAll(keys), table -> table.getAll(keys)))
        .allMatch(read -> read.item() == null);
  }

  @ParameterizedTest
  @EnumSource
  void anItemThatIsNoRecordFailsAlone(TableView view) {
    String id = customer;
    local
        .client
        .blocking()
        .putItem(
            PutItemRequest.builder(NOTES, Item.builder().put("id", id).put("count", "many").build())
                .build());
    notes.blocking().put(new Note(id + "-2", 2));
    List<Key> keys = List.of(NoteCodec.key(id), NoteCodec.key(id + "-2"));

    List<RecordRead<Note>> reads =
        all(view, notes, table -> table.getAll(keys), table -> table.getAll(keys));

    assertThat(reads)
        .filteredOn(RecordRead::done)
        .extracting(RecordRead::item)
        .containsExactly(new Note(id + "-2", 2));
    assertThat(reads)
        .filteredOn(read -> !read.done())
        .singleElement()
        .extracting(RecordRead::failure)
        .isInstanceOfSatisfying(
            RecordMappingException.class,
            e -> {
              assertThat(e.key()).isEqualTo(NoteCodec.key(id));
              assertThat(e.path()).isEqualTo("$.count");
            });
  }

  @ParameterizedTest
  @EnumSource
  void recordsAreReadTogetherInTheOrderOfTheirKeys(TableView view) {
    String id = customer;
    local
        .client
        .blocking()
        .putItem(
            PutItemRequest.builder(NOTES, Item.builder().put("id", id).put("count", "many").build())
                .build());
    notes.blocking().put(new Note(id + "-2", 2));
    List<Key> keys = List.of(NoteCodec.key(id + "-2"), NoteCodec.key(id + "-3"), NoteCodec.key(id));

    List<RecordRead<Note>> reads = view.of(notes).transactGet(keys);

    assertThat(reads).extracting(RecordRead::key).isEqualTo(keys);
    assertThat(reads).extracting(RecordRead::position).containsExactly(0L, 1L, 2L);
    assertThat(reads)
        .extracting(RecordRead::item)
        .containsExactly(new Note(id + "-2", 2), null, null);
    assertThat(reads).extracting(RecordRead::done).containsExactly(true, true, false);
    assertThat(reads.get(2).failure())
        .isInstanceOfSatisfying(
            RecordMappingException.class,
            e -> {
              assertThat(e.table()).isEqualTo(NOTES);
              assertThat(e.key()).isEqualTo(NoteCodec.key(id));
              assertThat(e.path()).isEqualTo("$.count");
            });
  }

  @ParameterizedTest
  @EnumSource
  void aKeyOfAnotherTableIsNotAskedFor(TableView view) {
    assertThatThrownBy(() -> view.of(notes).transactGet(List.of(Key.of("other", "a"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is none of record Note");
  }

  @Test
  void anAnswerThatNamesNoKeyIsCorrupt() {
    try (FakeDynamoDb dynamo =
            FakeDynamoDb.start().createTable("t", KeySchema.of("id", AttributeType.S));
        DynamoClient client = LocalDynamo.builder(dynamo.endpoint()).maxAttempts(1).build()) {
      dynamo
          .when(Operation.BATCH_GET_ITEM)
          .answer("{\"Responses\":{\"t\":[{\"count\":{\"N\":\"1\"}}]},\"UnprocessedKeys\":{}}");
      assertThat(
              Probe.ofAll(
                      client
                          .table("t", Note.class)
                          .getAll(List.of(NoteCodec.key("a")), batches -> batches.maxAttempts(1)))
                  .all())
          .singleElement()
          .extracting(RecordRead::failure)
          .isInstanceOf(NoAnswerException.class);
    }
  }

  @Test
  void whatTheServiceLeavesOverIsReadLater() {
    try (FakeDynamoDb dynamo =
            FakeDynamoDb.start().createTable("t", KeySchema.of("id", AttributeType.S));
        DynamoClient client = LocalDynamo.builder(dynamo.endpoint()).build()) {
      dynamo.when(Operation.BATCH_GET_ITEM).call(1).then(Fault.unprocessed(7));
      List<Note> given = IntStream.range(0, 40).mapToObj(n -> new Note("n-" + n, n)).toList();
      BlockingDynamoTable<Note> table = client.blocking().table("t", Note.class);
      assertThat(table.putAll(given)).allMatch(RecordOutcome::done);

      assertThat(table.getAll(given.stream().map(note -> NoteCodec.key(note.id())).toList()))
          .extracting(RecordRead::item)
          .containsExactlyInAnyOrderElementsOf(given);
      assertThat(dynamo.requests(Operation.BATCH_GET_ITEM)).hasSize(2);
    }
  }

  @Test
  void whatTheServiceLeavesOverIsSentAgain() {
    try (FakeDynamoDb dynamo =
            FakeDynamoDb.start().createTable("t", KeySchema.of("id", AttributeType.S));
        DynamoClient client = LocalDynamo.builder(dynamo.endpoint()).build()) {
      dynamo.when(Operation.BATCH_WRITE_ITEM).call(1).then(Fault.unprocessed(7));
      List<Note> given = IntStream.range(0, 40).mapToObj(n -> new Note("n-" + n, n)).toList();

      assertThat(client.blocking().table("t", Note.class).putAll(given))
          .hasSize(40)
          .allMatch(RecordOutcome::done);
      assertThat(dynamo.items("t")).hasSize(40);
    }
  }

  @Test
  void aRecordThatIsTooLargeIsNotSent() {
    Note large = new Note("x".repeat(2000), 1);
    Purchase tooLarge = Purchase.of(customer, 1).with("y".repeat(410_000), Optional.empty());

    assertThat(notes.blocking().putAll(List.of(large))).allMatch(RecordOutcome::done);
    assertThat(purchases.blocking().putAll(List.of(tooLarge)))
        .singleElement()
        .extracting(RecordOutcome::failure)
        .isInstanceOf(InvalidItemException.class);
  }
}
