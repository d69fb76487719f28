package dev.stator.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.View.Operations;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.json.PageReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;

/** Query and Scan, against DynamoDB Local. */
@Timeout(60)
@ParameterizedClass
@EachView
@NullUnmarked // What an answer lacks fails the test by itself.
class PagesTest {
  private static final int CUSTOMERS = 10;
  private static final int ORDERS = 12;

  private static final List<Item> ALL =
      IntStream.range(0, CUSTOMERS)
          .boxed()
          .flatMap(
              customer -> IntStream.range(0, ORDERS).mapToObj(number -> order(customer, number)))
          .toList();

  private static LocalDynamo local;

  private final Operations client;

  PagesTest(View view) {
    client = view.of(local.client);
  }

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    local.client.blocking().control().createTable(OrdersTable.create());
    for (int from = 0; from < ALL.size(); from += 24) {
      List<WriteRequest> writes =
          ALL.subList(from, from + 24).stream().map(WriteRequest::put).toList();
      local
          .client
          .blocking()
          .batchWriteItem(BatchWriteItemRequest.of(Map.of(OrdersTable.NAME, writes)));
    }
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  /** Amounts fall as numbers rise, so that the two orders differ. */
  private static Item order(int customer, int number) {
    String status = number % 3 == 0 ? "paid" : "open";
    return OrdersTable.order("c-" + customer, number, 100 * customer - number, status);
  }

  private static List<Item> ofCustomer3() {
    return ALL.subList(3 * ORDERS, 4 * ORDERS);
  }

  @Test
  void aQueryReturnsAPartitionInTheOrderOfItsSortKeysOrTheReverse() {
    assertThat(client.query(customer3().build()).items()).isEqualTo(ofCustomer3());

    List<Item> reversed = new ArrayList<>(ofCustomer3());
    Collections.reverse(reversed);
    Page page = client.query(customer3().scanIndexForward(false).build());
    assertThat(page.items()).isEqualTo(reversed);
    assertThat(page.lastEvaluatedKey()).isNull();
    assertThat(page.count()).isEqualTo(ORDERS);
    assertThat(page.scannedCount()).isEqualTo(ORDERS);
  }

  @Test
  void aQueryTakesARangeOfSortKeysFiltersAndProjects() {
    Page page =
        client.query(
            QueryRequest.builder(OrdersTable.NAME)
                .keyConditionExpression("customer = :c AND #n BETWEEN :from AND :to")
                .filterExpression("#s = :paid")
                .projectionExpression("#n, amount")
                .expressionAttributeNames(Map.of("#n", "number", "#s", "status"))
                .expressionAttributeValues(
                    Map.of(
                        ":c", AttributeValue.of("c-3"),
                        ":from", AttributeValue.of(2),
                        ":to", AttributeValue.of(7),
                        ":paid", AttributeValue.of("paid")))
                .select(Select.SPECIFIC_ATTRIBUTES)
                .build());
    assertThat(page.items())
        .containsExactly(
            Item.builder().put("number", 3).put("amount", 297).build(),
            Item.builder().put("number", 6).put("amount", 294).build());
    assertThat(page.count()).isEqualTo(2);
    assertThat(page.scannedCount()).isEqualTo(6);
  }

  @Test
  void aQueryOfALocalIndexIsInItsOrderAndMayBeConsistent() {
    Page page =
        client.query(customer3().indexName(OrdersTable.BY_AMOUNT).consistentRead(true).build());
    List<Item> byAmount = new ArrayList<>(ofCustomer3());
    Collections.reverse(byAmount);
    assertThat(page.items()).isEqualTo(byAmount);
  }

  @Test
  void aQueryOfAGlobalIndexReturnsWhatItHolds() {
    List<Item> paid =
        pages(
            QueryRequest.builder(OrdersTable.NAME)
                .indexName(OrdersTable.BY_STATUS)
                .keyConditionExpression("#s = :paid")
                .expressionAttributeNames(Map.of("#s", "status"))
                .expressionAttributeValues(Map.of(":paid", AttributeValue.of("paid")))
                .select(Select.ALL_PROJECTED_ATTRIBUTES)
                .limit(7));
    assertThat(paid)
        .hasSize(CUSTOMERS * 4)
        .allSatisfy(
            item ->
                assertThat(item.names())
                    .containsExactlyInAnyOrder("customer", "number", "amount", "status"));
    assertThat(paid).doesNotHaveDuplicates();
    assertThat(paid.stream().map(item -> item.number("number").intValueExact())).isSorted();
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepetition() {
    assertThat(pages(customer3().limit(5))).isEqualTo(ofCustomer3());
    assertThat(pages(ScanRequest.builder(OrdersTable.NAME).limit(7)))
        .containsExactlyInAnyOrderElementsOf(ALL);
  }

  @Test
  void aPageThatHoldsNothingMayNotBeTheLast() {
    ScanRequest.Builder none =
        ScanRequest.builder(OrdersTable.NAME)
            .filterExpression("attribute_not_exists(customer)")
            .limit(50);
    Page first = client.scan(none.build());
    assertThat(first.items()).isEmpty();
    assertThat(first.scannedCount()).isEqualTo(50);
    assertThat(first.lastEvaluatedKey()).isNotNull();
    assertThat(pages(none)).isEmpty();
  }

  @Test
  void aCountReturnsNoItems() {
    Page counted = client.query(customer3().select(Select.COUNT).build());
    assertThat(counted.items()).isEmpty();
    assertThat(counted.count()).isEqualTo(ORDERS);

    assertThat(client.scan(ScanRequest.builder(OrdersTable.NAME).select(Select.COUNT).build()))
        .extracting(Page::count, Page::scannedCount)
        .containsExactly(ALL.size(), ALL.size());
  }

  @Test
  void aScanFiltersAndProjects() {
    Page page =
        client.scan(
            ScanRequest.builder(OrdersTable.NAME)
                .filterExpression("amount < :low AND begins_with(customer, :c)")
                .projectionExpression("amount")
                .expressionAttributeValues(
                    Map.of(":low", AttributeValue.of(0), ":c", AttributeValue.of("c-")))
                .consistentRead(true)
                .build());
    assertThat(page.items().stream().map(item -> item.number("amount").intValueExact()))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(-11, 0).boxed().toList());
    assertThat(page.items()).allSatisfy(item -> assertThat(item.size()).isEqualTo(1));
    assertThat(page.scannedCount()).isEqualTo(ALL.size());
  }

  @Test
  void aScanOfAnIndexReturnsWhatItHolds() {
    List<Item> items =
        pages(ScanRequest.builder(OrdersTable.NAME).indexName(OrdersTable.BY_STATUS).limit(11));
    assertThat(items)
        .hasSize(ALL.size())
        .allSatisfy(item -> assertThat(item.has("note")).isFalse());
    assertThat(items).doesNotHaveDuplicates();
  }

  @Test
  void segmentsFromZeroCoverTheTableWithoutOverlap() {
    for (int total : new int[] {1, 2, 5}) {
      List<List<Item>> segments =
          IntStream.range(0, total)
              .mapToObj(
                  i -> pages(ScanRequest.builder(OrdersTable.NAME).segment(i, total).limit(9)))
              .toList();
      assertThat(segments.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ALL);
      if (total > 1) {
        assertThat(segments.get(0).size()).isLessThan(ALL.size());
      }
    }
  }

  @Test
  void aPageReportsWhatItCost() {
    ConsumedCapacity ofIndex =
        client
            .query(
                customer3()
                    .indexName(OrdersTable.BY_AMOUNT)
                    .returnConsumedCapacity(ReturnConsumedCapacity.INDEXES)
                    .build())
            .consumedCapacity();
    assertThat(ofIndex).isNotNull();
    assertThat(ofIndex.localSecondaryIndexes()).containsOnlyKeys(OrdersTable.BY_AMOUNT);
    assertThat(ofIndex.capacityUnits()).isEqualTo(0.5);

    ConsumedCapacity ofScan =
        client
            .scan(
                ScanRequest.builder(OrdersTable.NAME)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build())
            .consumedCapacity();
    assertThat(ofScan).isNotNull();
    assertThat(ofScan.table()).isNull();
    assertThat(ofScan.capacityUnits()).isPositive();
  }

  @Test
  void rawPagesHoldTheSameItemsAndTheKeyToGoOnWith() {
    List<String> items = new ArrayList<>();
    StartKey next = null;
    PageReader reader = new PageReader();
    do {
      ScanRequest.Builder request = ScanRequest.builder(OrdersTable.NAME).limit(50);
      if (next != null) {
        request.exclusiveStartKey(next);
      }
      try (ResponseBody body = client.scanRaw(request.build())) {
        PageReader page = reader.reset(body.array(), 0, body.length());
        while (page.nextItem()) {
          items.add(page.item().item().string("customer"));
        }
        next =
            page.hasLastEvaluatedKey()
                ? StartKey.ofJson(
                    body.array(),
                    page.lastEvaluatedKeyStart(),
                    page.lastEvaluatedKeyEnd() - page.lastEvaluatedKeyStart())
                : null;
      }
    } while (next != null);
    assertThat(items)
        .containsExactlyInAnyOrderElementsOf(
            ALL.stream().map(item -> item.string("customer")).collect(Collectors.toList()));

    try (ResponseBody body = client.queryRaw(customer3().select(Select.COUNT).build())) {
      assertThat(new String(body.array(), 0, body.length(), UTF_8))
          .contains("\"Count\":" + ORDERS)
          .startsWith("{")
          .endsWith("}");
    }
  }

  private static QueryRequest.Builder customer3() {
    return QueryRequest.builder(OrdersTable.NAME)
        .keyConditionExpression("customer = :customer")
        .expressionAttributeValues(Map.of(":customer", AttributeValue.of("c-3")));
  }

  private List<Item> pages(QueryRequest.Builder request) {
    List<Item> items = new ArrayList<>();
    Page page = client.query(request.build());
    items.addAll(page.items());
    for (int i = 0; i < ALL.size() && page.lastEvaluatedKey() != null; i++) {
      page = client.query(request.exclusiveStartKey(page.lastEvaluatedKey()).build());
      items.addAll(page.items());
    }
    return items;
  }

  private List<Item> pages(ScanRequest.Builder request) {
    List<Item> items = new ArrayList<>();
    Page page = client.scan(request.build());
    items.addAll(page.items());
    for (int i = 0; i < ALL.size() && page.lastEvaluatedKey() != null; i++) {
      page = client.scan(request.exclusiveStartKey(page.lastEvaluatedKey()).build());
      items.addAll(page.items());
    }
    return items;
  }
}
