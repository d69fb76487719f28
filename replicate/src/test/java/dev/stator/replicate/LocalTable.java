package dev.stator.replicate;

import dev.stator.client.BatchWriteItemRequest;
import dev.stator.client.DynamoClient;
import dev.stator.client.WriteRequest;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.local.LocalServices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * DynamoDB Local and s3proxy with a table of orders, most of them ordinary, some awkward, and a
 * sparse index of it; and a bucket called backup.
 */
final class LocalTable implements AutoCloseable {
  static final String NAME = "orders";
  static final String INDEX = "by-status";
  static final String BUCKET = "backup";
  static final int ORDERS = 3000;

  private final LocalServices services = LocalServices.start(LocalServices.Options.inMemory());
  final DynamoClient client =
      DynamoClient.builder()
          .environment(Map.of())
          .endpoint(services.dynamoDbEndpoint())
          .region(LocalServices.REGION)
          .credentials(credentials(LocalServices.ACCESS_KEY_ID, LocalServices.SECRET_ACCESS_KEY))
          .build();
  final S3Access s3 = s3(LocalServices.ACCESS_KEY_ID, LocalServices.SECRET_ACCESS_KEY);
  final List<Item> items = new ArrayList<>(AwkwardItemsTest.awkwardItems());

  LocalTable() {
    for (int i = 0; i < ORDERS; i++) {
      items.add(order(i));
    }
    var unusedTable = client.blocking().control().createTable(definition());
    var unusedBucket = s3.client().createBucket(r -> r.bucket(BUCKET));
    for (int from = 0; from < items.size(); from += 25) {
      List<WriteRequest> writes =
          items.subList(from, Math.min(items.size(), from + 25)).stream()
              .map(WriteRequest::put)
              .toList();
      var unused = client.blocking().batchWriteItem(BatchWriteItemRequest.of(Map.of(NAME, writes)));
    }
  }

  S3Access s3(String accessKeyId, String secret) {
    return S3Access.of(
        LocalServices.REGION, services.s3Endpoint(), credentials(accessKeyId, secret));
  }

  static ReplicationOptions.Builder options(String prefix) {
    return ReplicationOptions.builder(NAME, new S3Location(BUCKET, prefix)).workers(3);
  }

  ReplicationSummary replicate(ReplicationOptions.Builder options) {
    return new Replication(client, s3, options.build()).run();
  }

  /** The keys of all objects whose keys contain a text. */
  List<String> keysContaining(String text) {
    return s3.client().listObjectsV2Paginator(r -> r.bucket(BUCKET)).contents().stream()
        .map(object -> object.key())
        .filter(key -> key.contains(text))
        .toList();
  }

  /** Two of three have a status, and so are in the index; one of three is paid. */
  private static Item order(int i) {
    Item.Builder order =
        Item.builder()
            .put("id", "o-" + i)
            .put("total", i * 7 % 1000)
            .put("tags", AttributeValue.stringSet("t" + i % 5, "all"))
            .put("address", Map.of("zip", "8" + i % 1000, "city", "Zürich"))
            .put("lines", List.of(Map.of("sku", "s-" + i), i))
            .put("photo", ("photo of " + i).repeat(40).getBytes(StandardCharsets.UTF_8));
    if (i % 3 != 2) {
      order.put("status", i % 3 == 0 ? "paid" : "open");
    }
    return order.build();
  }

  private static CreateTableRequest definition() {
    return CreateTableRequest.builder()
        .tableName(NAME)
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .attributeDefinitions(text("id"), text("status"))
        .keySchema(key("id"))
        .globalSecondaryIndexes(
            GlobalSecondaryIndex.builder()
                .indexName(INDEX)
                .keySchema(key("status"))
                .projection(p -> p.projectionType(ProjectionType.ALL))
                .build())
        .build();
  }

  private static AttributeDefinition text(String name) {
    return AttributeDefinition.builder()
        .attributeName(name)
        .attributeType(ScalarAttributeType.S)
        .build();
  }

  private static KeySchemaElement key(String name) {
    return KeySchemaElement.builder().attributeName(name).keyType(KeyType.HASH).build();
  }

  private static StaticCredentialsProvider credentials(String accessKeyId, String secret) {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secret));
  }

  @Override
  public void close() {
    client.close();
    s3.close();
    services.close();
  }
}
