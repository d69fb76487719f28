package dev.stator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.extensions.VersionedRecordExtension;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The SDK's Enhanced client and ours share a table: each reads what the other has written. */
class EnhancedOracleTest {
  private static final String NAME = "shared";

  private static LocalDynamo local;
  private static BlockingDynamoTable<Purchase> ours;
  private static DynamoDbTable<PurchaseBean> theirs;

  @BeforeAll
  static void start() {
    local = new LocalDynamo();
    ours = local.client.blocking().table(NAME, Purchase.class);
    ours.create();
    theirs = enhanced().table(NAME, TableSchema.fromBean(PurchaseBean.class));
  }

  @AfterAll
  static void stop() {
    local.close();
  }

  private static Purchase purchase(long number) {
    return new Purchase(
        "ada",
        number,
        "open",
        new BigDecimal("12.5"),
        Optional.of("note"),
        List.of(new Purchase.Line("sku-1", 2)),
        Set.of("gift", "red"),
        0,
        Instant.ofEpochSecond(1_800_000_000));
  }

  @Test
  void whatWeWriteTheyReadAndWriteBack() {
    Purchase put = ours.put(purchase(1));

    PurchaseBean read = theirs.getItem(r -> r.key(k -> k.partitionValue("ada").sortValue(1)));
    PurchaseBean updated = theirs.updateItem(read);

    assertThat(updated.getVersion()).isEqualTo(put.version() + 1);
    assertThat(ours.get(PurchaseCodec.key("ada", 1)))
        .isEqualTo(PurchaseCodec.INSTANCE.withVersion(put, put.version() + 1));
  }

  @Test
  void aRaceIsLostByEither() {
    Purchase put = ours.put(purchase(2));
    PurchaseBean read = theirs.getItem(r -> r.key(k -> k.partitionValue("ada").sortValue(2)));
    theirs.putItem(read);

    assertThatThrownBy(() -> ours.put(put)).isInstanceOf(VersionConflictException.class);
    assertThatThrownBy(() -> theirs.putItem(read))
        .isInstanceOf(
            software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException.class);
  }

  @Test
  void anUpdateByRecordLeavesTheTableAsTheirsDoes() {
    ours.put(purchase(3));
    ours.put(purchase(4));
    Purchase our = Objects.requireNonNull(ours.get(PurchaseCodec.key("ada", 3)));
    PurchaseBean their = theirs.getItem(r -> r.key(k -> k.partitionValue("ada").sortValue(4)));

    ours.update(our.with("paid", Optional.empty()));
    their.setStatus("paid");
    their.setNote(null);
    theirs.updateItem(their);

    Purchase left = ours.get(PurchaseCodec.key("ada", 3));
    Purchase right = ours.get(PurchaseCodec.key("ada", 4));
    assertThat(left).usingRecursiveComparison().ignoringFields("number").isEqualTo(right);
  }

  @Test
  void theTableWeMakeIsTheOneTheyMake() {
    enhanced().table("theirs", TableSchema.fromBean(PurchaseBean.class)).createTable();

    TableDescription their = local.client.blocking().control().describeTable("theirs");
    TableDescription our = local.client.blocking().control().describeTable(NAME);

    assertThat(our.keySchema()).isEqualTo(their.keySchema());
    assertThat(our.attributeDefinitions())
        .containsExactlyInAnyOrderElementsOf(their.attributeDefinitions());
    assertThat(our.globalSecondaryIndexes())
        .singleElement()
        .extracting("indexName", "keySchema", "projection")
        .isEqualTo(
            List.of(
                "by-status",
                their.globalSecondaryIndexes().get(0).keySchema(),
                their.globalSecondaryIndexes().get(0).projection()));
    assertThat(our.localSecondaryIndexes())
        .singleElement()
        .extracting("indexName", "keySchema")
        .isEqualTo(List.of("by-total", their.localSecondaryIndexes().get(0).keySchema()));
  }

  private static DynamoDbEnhancedClient enhanced() {
    return DynamoDbEnhancedClient.builder()
        .dynamoDbClient(local.client.blocking().control().sdk())
        .extensions(VersionedRecordExtension.builder().build())
        .build();
  }
}
