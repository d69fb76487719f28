package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.internal.flow.Probe;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reading from page to page, against DynamoDB Local. */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class PagedReadingTest {
  private static final int ORDERS = 60;
  private static final List<Item> ORDERED =
      IntStream.range(0, ORDERS)
          .mapToObj(i -> OrdersTable.order("c-1", i, 1000 - i, i % 3 == 0 ? "paid" : "open"))
          .toList();
  private static final List<Item> PAID =
      IntStream.range(0, ORDERS).filter(i -> i % 3 == 0).mapToObj(ORDERED::get).toList();

  private static final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private static LocalDynamo local;

  @BeforeAll
  static void start() {
    local = new LocalDynamo(call -> attempts::add);
    local.client.blocking().control().createTable(OrdersTable.create());
    for (Item order : ORDERED) {
      local.client.putItem(PutItemRequest.builder(OrdersTable.NAME, order).build()).join();
    }
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  @BeforeEach
  void forget() {
    attempts.clear();
  }

  private static QueryRequest.Builder query() {
    return QueryRequest.builder(OrdersTable.NAME)
        .keyConditionExpression("customer = :c")
        .expressionAttributeValues(Map.of(":c", AttributeValue.of("c-1")));
  }

  private static QueryRequest.Builder paid() {
    return query()
        .filterExpression("#s = :paid")
        .expressionAttributeNames(Map.of("#s", "status"))
        .expressionAttributeValues(
            Map.of(":c", AttributeValue.of("c-1"), ":paid", AttributeValue.of("paid")));
  }

  private static DynamoClient client() {
    return local.client;
  }

  @Test
  void publishesAllItemsOfAQueryInOrder() {
    QueryRequest request = query().limit(7).build();
    assertThat(Probe.ofAll(client().queryPages(request).items()).all()).isEqualTo(ORDERED);
    assertThat(attempts).hasSize(9);
  }

  @Test
  void publishesAllPagesOfAScan() {
    ScanRequest request = ScanRequest.builder(OrdersTable.NAME).limit(25).build();
    List<Page> pages = Probe.ofAll(client().scanPages(request)).all();
    assertThat(pages).extracting(page -> page.items().size()).containsExactly(25, 25, 10);
    assertThat(pages.get(2).lastEvaluatedKey()).isNull();
  }

  @Test
  void goesOnFromTheRequestsOwnStart() {
    QueryRequest request =
        query().exclusiveStartKey(OrdersTable.key("c-1", 49).toItem()).limit(4).build();
    assertThat(Probe.ofAll(client().queryPages(request).items()).all())
        .isEqualTo(ORDERED.subList(50, 60));
  }

  @Test
  void evaluatesNoMoreThanIsWantedWhereThereIsNoFilter() {
    Page page = client().queryPages(query().limit(15).build()).itemLimit(20).asOne().join();
    assertThat(page.items()).isEqualTo(ORDERED.subList(0, 20));
    assertThat(page.scannedCount()).isEqualTo(20);
    assertThat(page.lastEvaluatedKey()).isEqualTo(OrdersTable.key("c-1", 19).toItem());
    assertThat(attempts).hasSize(2);
  }

  @Test
  void cutsThePageThatAFilterLetTooMuchThroughAndSaysWhereToGoOn() {
    Page first = client().queryPages(paid().limit(25).build()).itemLimit(5).asOne().join();
    assertThat(first.items()).isEqualTo(PAID.subList(0, 5));
    assertThat(first.lastEvaluatedKey()).isEqualTo(OrdersTable.key("c-1", 12).toItem());

    QueryRequest next = paid().limit(25).exclusiveStartKey(first.lastEvaluatedKey()).build();
    assertThat(client().queryPages(next).itemLimit(100).asOne().join().items())
        .isEqualTo(PAID.subList(5, PAID.size()));
  }

  /** The last page has no key whose names could be used, so the table's are looked up. */
  @Test
  void cutsALastPageToo() {
    Page first = client().queryPages(paid().build()).itemLimit(5).asOne().join();
    assertThat(first.items()).isEqualTo(PAID.subList(0, 5));
    assertThat(first.lastEvaluatedKey()).isEqualTo(OrdersTable.key("c-1", 12).toItem());
  }

  @Test
  void cutsAPageOfAnIndexWithTheKeysOfBoth() {
    QueryRequest.Builder byStatus =
        QueryRequest.builder(OrdersTable.NAME)
            .indexName(OrdersTable.BY_STATUS)
            .keyConditionExpression("#s = :s")
            .filterExpression("amount < :a")
            .expressionAttributeNames(Map.of("#s", "status"))
            .expressionAttributeValues(
                Map.of(":s", AttributeValue.of("paid"), ":a", AttributeValue.of(990)));
    List<Integer> numbers = new ArrayList<>();
    Page page = client().queryPages(byStatus.build()).itemLimit(4).asOne().join();
    while (true) {
      page.items().forEach(item -> numbers.add(item.number("number").intValueExact()));
      Item last = page.lastEvaluatedKey();
      if (last == null) {
        break;
      }
      assertThat(last.names()).containsExactlyInAnyOrder("customer", "number", "status");
      page =
          client().queryPages(byStatus.exclusiveStartKey(last).build()).itemLimit(4).asOne().join();
    }
    assertThat(numbers)
        .isEqualTo(IntStream.range(11, ORDERS).filter(i -> i % 3 == 0).boxed().toList());
  }

  @Test
  void saysWhichKeyAttributeAProjectionLeavesOut() {
    Pages pages = client().queryPages(paid().projectionExpression("note, customer").build());
    assertThatThrownBy(() -> pages.itemLimit(5).asOne().join())
        .hasRootCauseInstanceOf(IllegalArgumentException.class)
        .hasRootCauseMessage(
            "Query of table \"orders\": the projection leaves out key attribute \"number\", without"
                + " which nobody can go on after the last of the items that were wanted: project it"
                + " too");
    assertThat(Probe.ofAll(pages.itemLimit(5).items()).all()).as("items need none").hasSize(5);
  }

  @Test
  void stopsWhenAsManyWereEvaluatedAsMayBe() {
    Page page =
        client()
            .queryPages(paid().limit(8).build())
            .itemLimit(50)
            .evaluationLimit(20)
            .asOne()
            .join();
    assertThat(page.scannedCount()).isEqualTo(20);
    assertThat(page.items()).isEqualTo(PAID.subList(0, 7));
    assertThat(page.lastEvaluatedKey()).isEqualTo(OrdersTable.key("c-1", 19).toItem());
  }

  @Test
  void addsUpWhatItsPagesCost() {
    QueryRequest request =
        query().limit(20).returnConsumedCapacity(ReturnConsumedCapacity.INDEXES).build();
    Page page = client().queryPages(request).itemLimit(60).asOne().join();
    assertThat(page.count()).isEqualTo(60);
    assertThat(page.consumedCapacity().capacityUnits())
        .isEqualTo(attempts.stream().mapToDouble(attempt -> attempt.capacityUnits()).sum())
        .isPositive();
    assertThat(page.consumedCapacity().table().capacityUnits())
        .isEqualTo(page.consumedCapacity().capacityUnits());
  }

  @Test
  void refusesLimitsThatMakeNoSense() {
    Pages pages = client().queryPages(query().build());
    assertThatThrownBy(() -> pages.itemLimit(0)).hasMessageContaining("item limit is 0");
    assertThatThrownBy(() -> pages.evaluationLimit(0))
        .hasMessageContaining("evaluation limit is 0");
    assertThatThrownBy(pages::asOne).isInstanceOf(IllegalStateException.class);
    Pages counted = client().queryPages(query().select(Select.COUNT).build());
    assertThatThrownBy(() -> counted.itemLimit(3)).hasMessageContaining("only counts");
  }

  @Test
  void failsOnceWithTheServicesError() {
    Probe<Item> probe =
        Probe.ofAll(client().scanPages(ScanRequest.builder("nowhere").build()).items());
    assertThat(probe.end()).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void streamsLazily() {
    BlockingPages pages = client().blocking().queryPages(query().limit(10).build());
    pages.items().close();
    assertThat(attempts).isEmpty();
    try (Stream<Item> items = pages.items()) {
      assertThat(items.limit(3).toList()).isEqualTo(ORDERED.subList(0, 3));
    }
    assertThat(attempts).hasSize(1);
    try (Stream<Item> items = pages.items()) {
      assertThat(items.toList()).isEqualTo(ORDERED);
    }
    try (Stream<Page> all = pages.stream()) {
      assertThat(all.map(Page::count).toList()).containsExactly(10, 10, 10, 10, 10, 10, 0);
    }
    assertThat(pages.itemLimit(5).asOne().items()).isEqualTo(ORDERED.subList(0, 5));
  }

  @Test
  void endsAStreamThatIsClosed() {
    Stream<Item> items = client().blocking().queryPages(query().limit(10).build()).items();
    Iterator<Item> iterator = items.iterator();
    assertThat(iterator.next()).isEqualTo(ORDERED.get(0));
    items.close();
    List<Item> rest = new ArrayList<>();
    iterator.forEachRemaining(rest::add);
    assertThat(rest).as("what was read, and no more").isEqualTo(ORDERED.subList(1, 10));
    assertThat(attempts).hasSize(1);
  }

  @Test
  void throwsWhatFailsFromTheStream() {
    BlockingPages nowhere = client().blocking().scanPages(ScanRequest.builder("nowhere").build());
    try (Stream<Item> items = nowhere.items()) {
      ResourceNotFoundException failure =
          catchThrowableOfType(ResourceNotFoundException.class, items::toList);
      assertThat(failure.getStackTrace())
          .anyMatch(frame -> frame.getMethodName().equals("throwsWhatFailsFromTheStream"));
    }
  }

  @Test
  void scansAllSegmentsSideBySide() {
    ScanRequest request = ScanRequest.builder(OrdersTable.NAME).limit(4).build();
    ParallelScan scan = client().parallelScan(request, 9, 3);
    assertThat(Probe.ofAll(scan.items()).all()).containsExactlyInAnyOrderElementsOf(ORDERED);

    List<ParallelScan.SegmentPage> pages = Probe.ofAll(scan).all();
    assertThat(pages).extracting(ParallelScan.SegmentPage::segment).contains(0, 1, 8);
    assertThat(pages.stream().filter(page -> page.page().lastEvaluatedKey() == null)).hasSize(9);

    try (Stream<ParallelScan.SegmentPage> stream =
        client().blocking().parallelScan(request, 9, 3)) {
      assertThat(stream.flatMap(page -> page.page().items().stream()))
          .containsExactlyInAnyOrderElementsOf(ORDERED);
    }
  }

  @Test
  void refusesParallelScansOfOneSegment() {
    ScanRequest segment = ScanRequest.builder(OrdersTable.NAME).segment(0, 4).build();
    assertThatThrownBy(() -> client().parallelScan(segment, 4, 2))
        .hasMessageContaining("all segments");
    ScanRequest scan = ScanRequest.builder(OrdersTable.NAME).build();
    assertThatThrownBy(() -> client().parallelScan(scan, 0, 2)).hasMessageContaining("0 segments");
    assertThatThrownBy(() -> client().parallelScan(scan, 4, 0)).hasMessageContaining("is 0");
  }
}
