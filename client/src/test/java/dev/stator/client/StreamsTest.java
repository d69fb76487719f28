package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stator.client.View.Operations;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.Key;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/** The changes of a table, through both views, against DynamoDB Local. */
@Timeout(60)
@ParameterizedClass
@EachView
@NullUnmarked // What an answer lacks fails the test by itself.
class StreamsTest {
  private static LocalDynamo local;

  private final Operations client;
  private final String table = "changes-" + UUID.randomUUID();
  private String arn;

  StreamsTest(View view) {
    client = view.of(local.client);
  }

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private void createTable(StreamViewType view) {
    local
        .client
        .blocking()
        .control()
        .createTable(
            LocalDynamo.table(table)
                .keySchema(LocalDynamo.key("id"))
                .attributeDefinitions(LocalDynamo.string("id"))
                .streamSpecification(s -> s.streamEnabled(true).streamViewType(view))
                .build());
    arn =
        local
            .client
            .blocking()
            .control()
            .awaitActive(table, Duration.ofSeconds(30))
            .latestStreamArn();
  }

  private StreamRequest.Builder untilQuiet() {
    return StreamRequest.builder(arn).pollInterval(Duration.ofMillis(10)).endAfterEmptyPolls(2);
  }

  private List<StreamRecord> read(StreamRequest request) {
    return client.records(request);
  }

  private void put(Item item) {
    client.putItem(PutItemRequest.builder(table, item).build());
  }

  @Test
  void aChangeHasTheItemAsItWasAndAsItIsInTheValuesOfTheTable() {
    createTable(StreamViewType.NEW_AND_OLD_IMAGES);
    Item first =
        Item.builder()
            .put("id", "a")
            .put("bytes", new byte[] {0, (byte) 0xff, 'a'})
            .put("blobs", Set.of(java.nio.ByteBuffer.wrap(new byte[] {1})))
            .put("nested", Map.of("list", List.of(new byte[0], "", Map.of("deep", new byte[] {9}))))
            .put("number", new java.math.BigDecimal("12345678901234567890123456789012345678"))
            .put("numbers", Set.of(1, new java.math.BigDecimal("1E-130")))
            .put("nothing", null)
            .build();
    Item second = Item.builder().put("id", "a").put("n", AttributeValue.of(2)).build();
    put(first);
    put(second);
    client.deleteItem(DeleteItemRequest.builder(table, Key.of("id", "a")).build());

    List<StreamRecord> records = read(untilQuiet().build());

    assertThat(records)
        .extracting(StreamRecord::event)
        .containsExactly(
            StreamRecord.Event.INSERT, StreamRecord.Event.MODIFY, StreamRecord.Event.REMOVE);
    assertThat(records).extracting(StreamRecord::newImage).containsExactly(first, second, null);
    assertThat(records).extracting(StreamRecord::oldImage).containsExactly(null, first, second);
    assertThat(records)
        .allSatisfy(
            record -> {
              assertThat(record.keys()).isEqualTo(Key.of("id", "a").toItem());
              assertThat(record.sequenceNumber()).matches("[0-9]+");
              assertThat(record.eventId()).isNotEmpty();
              assertThat(record.approximateCreationTime()).isNotNull();
              assertThat(record.sizeBytes()).isPositive();
              assertThat(record.expired()).isFalse();
            });
  }

  @Test
  void aStreamOfKeysHasNoImages() {
    createTable(StreamViewType.KEYS_ONLY);
    put(Item.builder().put("id", "a").put("text", "x").build());

    assertThat(read(untilQuiet().build()))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.keys()).isEqualTo(Key.of("id", "a").toItem());
              assertThat(record.newImage()).isNull();
              assertThat(record.oldImage()).isNull();
            });
  }

  @Test
  void everyChangeIsThereOnceAndAnItemsInTheirOrder() {
    createTable(StreamViewType.NEW_IMAGE);
    IntStream.range(0, 300)
        .forEach(
            i ->
                put(
                    Item.builder()
                        .put("id", "item-" + i % 7)
                        .put("n", AttributeValue.of(i))
                        .build()));

    Map<String, List<Long>> read =
        read(untilQuiet().limit(17).build()).stream()
            .collect(
                Collectors.groupingBy(
                    record -> record.keys().string("id"),
                    Collectors.mapping(
                        (Function<StreamRecord, Long>)
                            record -> record.newImage().number("n").longValueExact(),
                        Collectors.toList())));

    assertThat(read).hasSize(7);
    read.forEach(
        (id, numbers) ->
            assertThat(numbers)
                .isEqualTo(
                    IntStream.range(0, 300)
                        .filter(i -> id.equals("item-" + i % 7))
                        .mapToObj(Long::valueOf)
                        .toList()));
  }

  @Test
  void aReadingGoesOnWhereAnotherEnded() {
    createTable(StreamViewType.KEYS_ONLY);
    put(Item.builder().put("id", "a").build());
    StreamRecord last = read(untilQuiet().build()).get(0);
    put(Item.builder().put("id", "b").build());

    assertThat(read(untilQuiet().after(last.shardId(), last.sequenceNumber()).build()))
        .extracting(StreamRecord::keys)
        .containsExactly(Key.of("id", "b").toItem());
  }

  @Test
  void fromNowOnThereIsOnlyWhatComes() {
    createTable(StreamViewType.KEYS_ONLY);
    put(Item.builder().put("id", "before").build());
    StreamReader reader =
        local
            .client
            .streams()
            .read(
                StreamRequest.builder(arn)
                    .start(StreamRequest.Start.LATEST)
                    .pollInterval(Duration.ofMillis(10))
                    .build());
    var records = reader.next();
    // Until it has been read once, the shard's end may still move.
    int i = 0;
    while (!records.isDone()) {
      put(Item.builder().put("id", "after-" + i++).build());
    }
    assertThat(records.join()).isNotEmpty();
    assertThat(records.join().get(0).keys().string("id")).startsWith("after-");
    reader.close();
  }

  @Test
  void streamsAreListedAndDescribed() {
    createTable(StreamViewType.OLD_IMAGE);

    assertThat(client.streams(table))
        .singleElement()
        .satisfies(
            stream -> {
              assertThat(stream.streamArn()).isEqualTo(arn);
              assertThat(stream.tableName()).isEqualTo(table);
            });
    assertThat(client.streams(null)).extracting(StreamSummary::streamArn).contains(arn);
    StreamDescription description = client.describeStream(arn);
    assertThat(description.tableName()).isEqualTo(table);
    assertThat(description.status()).isEqualTo("ENABLED");
    assertThat(description.viewType()).isEqualTo("OLD_IMAGE");
    assertThat(description.shards()).isNotEmpty();
    assertThat(description.shards().get(0).isOpen()).isTrue();
  }

  @Test
  void aStreamThatIsNotThereIsAnError() {
    String missing = "arn:aws:dynamodb:ddblocal:000000000000:table/no/stream/2020-01-01T00:00:00.0";
    ServiceException failure =
        catchThrowableOfType(
            ServiceException.class, () -> read(StreamRequest.builder(missing).build()));
    assertThat(failure.call().operation()).isEqualTo("DescribeStream");
    assertThat(failure).isInstanceOf(ResourceNotFoundException.class);
  }
}
