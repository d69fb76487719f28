package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.CapacityUnits;
import dev.stator.item.CapacityUnits.Read;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import dev.stator.item.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The sizes and units of module {@code item} beside the capacity that DynamoDB Local reports. An
 * item is filled up until it weighs exactly one unit by our rule, and then one byte more: any other
 * rule, even by one byte, charges one of the two differently.
 */
@Timeout(60)
@NullUnmarked // What an answer lacks fails the test by itself.
class CapacityTest {
  private static final String TABLE = "sizes";

  private static LocalDynamo local;
  private static BlockingDynamoClient client;
  private static int ids;

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    client = local.client.blocking();
    local.createTable(TABLE);
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  static Stream<AttributeValue> shapes() {
    List<AttributeValue> shapes = new ArrayList<>();
    for (String number :
        List.of(
            "0",
            "1",
            "9",
            "10",
            "99",
            "100",
            "101",
            "999",
            "1000",
            "1234",
            "12345",
            "123456",
            "-1",
            "-12",
            "-123",
            "-1234",
            "-100",
            "0.1",
            "0.12",
            "0.123",
            "0.001",
            "0.0001",
            "0.0012",
            "-0.001",
            "1.5",
            "1.01",
            "12.5",
            "12.34",
            "123.456",
            "1E10",
            "1E125",
            "1E-130",
            "1E-129",
            "9.9E-100",
            "100000000000000000001",
            "12345678901234567890123456789012345678",
            "-12345678901234567890123456789012345678",
            "1234567890123456789.0123456789012345678",
            "9.9999999999999999999999999999999999999E125")) {
      shapes.add(AttributeValue.of(DynamoNumber.of(number)));
    }
    AttributeValue list = AttributeValue.list(AttributeValue.of("ab"), AttributeValue.of(12345));
    shapes.addAll(
        List.of(
            AttributeValue.of(""),
            AttributeValue.of("héé€😀"),
            AttributeValue.of(new byte[0]),
            AttributeValue.of(new byte[7]),
            AttributeValue.of(true),
            AttributeValue.ofNull(),
            AttributeValue.stringSet("abc", "d", "é", ""),
            AttributeValue.numberSet(1, -22, 333),
            AttributeValue.binarySet(List.of(Binary.of(new byte[3]), Binary.of(new byte[4]))),
            AttributeValue.list(),
            AttributeValue.list(AttributeValue.of(true)),
            list,
            AttributeValue.list(AttributeValue.list(list)),
            AttributeValue.map(Map.of()),
            AttributeValue.map(Map.of("key", AttributeValue.of("ab"), "é", AttributeValue.of(1))),
            AttributeValue.map(Map.of("a", AttributeValue.map(Map.of("b", list))))));
    return shapes.stream();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeWeighsTheSameToTheByteWhenItIsWritten(AttributeValue value) {
    for (int units : new int[] {1, 2}) {
      int full = units * CapacityUnits.WRITE_UNIT_BYTES;
      assertThat(write(item(value, full))).isEqualTo(CapacityUnits.write(full, false));
      assertThat(write(item(value, full + 1))).isEqualTo(CapacityUnits.write(full + 1, false));
      assertThat(CapacityUnits.write(full + 1, false)).isEqualTo(units + 1);
    }
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void everyShapeWeighsTheSameToTheByteWhenItIsRead(AttributeValue value) {
    for (int bytes : new int[] {CapacityUnits.READ_UNIT_BYTES, CapacityUnits.READ_UNIT_BYTES + 1}) {
      Item item = item(value, bytes);
      write(item);
      assertThat(read(item, false)).isEqualTo(CapacityUnits.read(bytes, Read.EVENTUAL));
      assertThat(read(item, true)).isEqualTo(CapacityUnits.read(bytes, Read.STRONG));
    }
  }

  @Test
  void whatIsNotThereCostsAsMuchAsTheSmallest() {
    Item absent = Item.builder().put("id", "absent").build();
    assertThat(read(absent, true)).isEqualTo(CapacityUnits.read(0, Read.STRONG)).isEqualTo(1);
    assertThat(delete(absent)).isEqualTo(CapacityUnits.write(0, false)).isEqualTo(1);
  }

  @Test
  void aWriteIsChargedForTheLargerOfWhatWasAndWhatIs() {
    Item large = item(AttributeValue.of(true), 5000);
    Item small = Item.builder().put("id", large.string("id")).build();
    double units = CapacityUnits.write(5000, false);
    assertThat(write(large)).isEqualTo(units);
    assertThat(write(small)).isEqualTo(units);
    assertThat(write(small)).isEqualTo(1);
    assertThat(write(large)).isEqualTo(units);
    assertThat(delete(large)).isEqualTo(units);
  }

  @Test
  void anUpdateIsChargedForTheWholeItem() {
    Item item = item(AttributeValue.of(7), 3 * CapacityUnits.WRITE_UNIT_BYTES);
    write(item);
    assertThat(update(item, "SET v = :v", 8)).isEqualTo(3);
    assertThat(update(item, "SET v = :v", 888)).isEqualTo(4);
    assertThat(update(item, "SET v = :v", 8)).isEqualTo(4);
    assertThat(update(item, "SET v = :v", 8)).isEqualTo(3);
  }

  @Test
  void aPageIsChargedForTheSumOfItsItemsAndABatchForEach() {
    String table = "page-sizes";
    local.createTable(table);
    List<Item> items = new ArrayList<>();
    int bytes = 0;
    for (int size : new int[] {100, 2000, 1996}) {
      Item item = item(AttributeValue.of("é"), size);
      items.add(item);
      bytes += ItemSize.of(item);
      client.putItem(PutItemRequest.builder(table, item).build());
    }
    assertThat(bytes).isEqualTo(CapacityUnits.READ_UNIT_BYTES);
    assertThat(scan(table, false)).isEqualTo(CapacityUnits.read(bytes, Read.EVENTUAL));
    assertThat(scan(table, true)).isEqualTo(CapacityUnits.read(bytes, Read.STRONG)).isEqualTo(1);

    Item one = item(AttributeValue.ofNull(), 20);
    client.putItem(PutItemRequest.builder(table, one).build());
    assertThat(scan(table, true)).isEqualTo(CapacityUnits.read(bytes + 20, Read.STRONG));

    BatchGetItemResponse batch =
        client.batchGetItem(
            new BatchGetItemRequest(
                Map.of(
                    table,
                    KeysAndAttributes.of(
                        items.stream().map(i -> Key.of("id", i.string("id"))).toList())),
                ReturnConsumedCapacity.TOTAL));
    assertThat(batch.consumedCapacity())
        .singleElement()
        .extracting(ConsumedCapacity::capacityUnits)
        .isEqualTo(
            items.stream()
                .mapToDouble(i -> CapacityUnits.read(ItemSize.of(i), Read.EVENTUAL))
                .sum());
  }

  @Test
  void neitherProjectionNorFilterNorCountMakesAReadCheaper() {
    String table = "projected-sizes";
    local.createTable(table);
    client.putItem(PutItemRequest.builder(table, item(AttributeValue.of(1), 9000)).build());
    double units = CapacityUnits.read(9000, Read.EVENTUAL);
    ScanRequest.Builder scan =
        ScanRequest.builder(table).returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    assertThat(units(client.scan(scan.projectionExpression("id").build()).consumedCapacity()))
        .isEqualTo(units);
    assertThat(
            units(
                client
                    .scan(scan.filterExpression("attribute_not_exists(id)").build())
                    .consumedCapacity()))
        .isEqualTo(units);
    ScanRequest.Builder count =
        ScanRequest.builder(table)
            .select(Select.COUNT)
            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL);
    assertThat(units(client.scan(count.build()).consumedCapacity())).isEqualTo(units);
  }

  /** An item of its own key that holds the value, and weighs so many bytes by our rule. */
  private static Item item(AttributeValue value, int bytes) {
    Item.Builder item = Item.builder().put("id", String.format("%06d", ids++)).put("v", value);
    int rest = bytes - ItemSize.of(item.build()) - 1;
    Item filled = item.put("f", "x".repeat(rest)).build();
    assertThat(ItemSize.of(filled)).isEqualTo(bytes);
    return filled;
  }

  private static double write(Item item) {
    return units(
        client
            .putItem(
                PutItemRequest.builder(TABLE, item)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build())
            .consumedCapacity());
  }

  private static double read(Item item, boolean consistent) {
    return units(
        client
            .getItem(
                GetItemRequest.builder(TABLE, Key.of("id", item.string("id")))
                    .consistentRead(consistent)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build())
            .consumedCapacity());
  }

  private static double delete(Item item) {
    return units(
        client
            .deleteItem(
                DeleteItemRequest.builder(TABLE, Key.of("id", item.string("id")))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build())
            .consumedCapacity());
  }

  private static double update(Item item, String expression, int value) {
    return units(
        client
            .updateItem(
                UpdateItemRequest.builder(TABLE, Key.of("id", item.string("id")))
                    .updateExpression(expression)
                    .expressionAttributeValues(Map.of(":v", AttributeValue.of(value)))
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build())
            .consumedCapacity());
  }

  private static double scan(String table, boolean consistent) {
    return units(
        client
            .scan(
                ScanRequest.builder(table)
                    .consistentRead(consistent)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                    .build())
            .consumedCapacity());
  }

  private static double units(ConsumedCapacity reported) {
    assertThat(reported).isNotNull();
    return reported.capacityUnits();
  }
}
