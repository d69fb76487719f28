package dev.stator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.item.json.PageReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

class GeneratedTableTest {
  private static final KeySchema BY_ID = KeySchema.of("id", AttributeType.S);

  private final FakeDynamoDb dynamo = FakeDynamoDb.start();
  private final DynamoDbClient client = Clients.dynamoDb(dynamo);

  @AfterEach
  void close() {
    client.close();
    dynamo.close();
  }

  private static GeneratedTable.Builder thousand() {
    return GeneratedTable.named("load", BY_ID)
        .items(1000, i -> Item.builder().put("id", "i-" + i).put("text", "x".repeat(80)).build())
        .pageBytes(10_000);
  }

  private List<String> scan(int segment, int total) {
    List<String> ids = new ArrayList<>();
    client
        .scanPaginator(r -> r.tableName("load").segment(segment).totalSegments(total))
        .items()
        .forEach(item -> ids.add(Clients.get(item, "id").s()));
    return ids;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 8, 40})
  void segmentsShareTheItemsEachOnce(int total) {
    GeneratedTable table = thousand().build();
    dynamo.serve(table);

    List<String> ids = new ArrayList<>();
    for (int segment = 0; segment < total; segment++) {
      ids.addAll(scan(segment, total));
    }

    assertThat(ids).hasSize(1000).doesNotHaveDuplicates();
    assertThat(table.pagesServed()).isEqualTo(table.distinctPages());
    assertThat(table.distinctPages()).isBetween(10, 15);
  }

  @Test
  void roundsGiveThePagesAgain() {
    GeneratedTable table = thousand().rounds(3).build();
    dynamo.serve(table);

    assertThat(scan(0, 2).size() + scan(1, 2).size()).isEqualTo(3000);
    assertThat(client.describeTable(r -> r.tableName("load")).table().itemCount()).isEqualTo(3000);
    assertThat(table.itemCount()).isEqualTo(3000);
  }

  @Test
  void anEndlessTableAlwaysHasANextPage() {
    dynamo.serve(thousand().endless().build());

    Map<String, AttributeValue> start = null;
    for (int page = 0; page < 100; page++) {
      Map<String, AttributeValue> from = start;
      ScanResponse response = client.scan(r -> r.tableName("load").exclusiveStartKey(from));
      assertThat(response.hasLastEvaluatedKey()).isTrue();
      start = response.lastEvaluatedKey();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = AttributeType.class,
      names = {"S", "N", "B"})
  void everyKeyTypeLeadsToTheNextPage(AttributeType type) {
    Object[] keys = {
      type == AttributeType.S ? "a" : type == AttributeType.N ? (Object) 1 : new byte[] {1},
    };
    dynamo.serve(
        GeneratedTable.named("load", KeySchema.of("p", type, "s", type))
            .items(
                List.of(
                    Item.builder().put("p", keys[0]).put("s", keys[0]).build(),
                    Item.builder().put("p", keys[0]).put("s", keys[0]).build()))
            .pageBytes(1)
            .build());

    assertThat(client.scanPaginator(r -> r.tableName("load")).items()).hasSize(2);
  }

  @Test
  void theChecksumCoversItemsAndTail() throws IOException {
    dynamo.serve(thousand().build());
    try (RawClient raw = new RawClient(dynamo.port())) {
      RawClient.Answer answer =
          raw.dynamoDb("Scan", "{\"TableName\":\"load\",\"ReturnConsumedCapacity\":\"TOTAL\"}");
      CRC32 crc = new CRC32();
      crc.update(answer.body());

      assertThat(answer.header("x-amz-crc32")).isEqualTo(Long.toString(crc.getValue()));
      PageReader page = new PageReader().reset(answer.body(), 0, answer.body().length);
      int items = 0;
      while (page.nextItem()) {
        page.item().skipItem();
        items++;
      }
      assertThat(page.count()).isEqualTo(items).isPositive();
      assertThat(page.hasLastEvaluatedKey()).isTrue();
      assertThat(page.consumedCapacityUnits()).isPositive();
    }
  }

  @Test
  void capacityIsThatOfThePage() {
    dynamo.serve(thousand().build());

    ScanResponse page =
        client.scan(
            r -> r.tableName("load").returnConsumedCapacity(ReturnConsumedCapacity.INDEXES));

    assertThat(page.consumedCapacity().capacityUnits()).isEqualTo(1.0);
    assertThat(page.consumedCapacity().table().capacityUnits()).isEqualTo(1.0);
  }

  @Test
  void whatItCannotDoIsRefused() {
    dynamo.serve(thousand().build());

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> client.scan(r -> r.tableName("load").limit(1)))
        .withMessageContaining("this fake does not evaluate Limit");
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(
            () ->
                client.getItem(
                    r -> r.tableName("load").key(Map.of("id", AttributeValue.fromS("i-1")))))
        .withMessageContaining("this fake does not evaluate");
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(
            () ->
                client.scan(
                    r ->
                        r.tableName("load")
                            .exclusiveStartKey(Map.of("id", AttributeValue.fromS("i-1")))))
        .withMessageContaining("LastEvaluatedKeys that it gave out");
  }

  @Test
  void aFaultStrikesItsPagesToo() {
    dynamo.serve(thousand().build());
    dynamo.when(Operation.SCAN).on("load").segment(0).call(2).then(Fault.throttled());

    assertThatExceptionOfType(DynamoDbException.class).isThrownBy(() -> scan(0, 2));
    assertThat(scan(1, 2)).isNotEmpty();
  }
}
