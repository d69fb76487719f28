package dev.stator.replicate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stator.client.DynamoClient;
import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import dev.stator.testkit.FakeDynamoDb;
import dev.stator.testkit.FakeS3;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Both fakes with clients on them, a table called orders and a bucket called backup. */
final class Fakes implements AutoCloseable {
  static final String TABLE = "orders";
  static final String BUCKET = "backup";

  final FakeDynamoDb dynamo;
  final FakeS3 s3 = FakeS3.start().createBucket(BUCKET);
  final DynamoClient client;
  final S3Access s3Access;

  Fakes() {
    this(FakeDynamoDb.builder().pageBytes(10_000));
  }

  Fakes(FakeDynamoDb.Builder builder) {
    dynamo = builder.start().createTable(TABLE, KeySchema.of("id", AttributeType.S));
    client = client(dynamo);
    s3Access = s3Access(s3.endpoint());
  }

  static S3Access s3Access(URI endpoint) {
    return S3Access.of("us-east-1", endpoint, credentials());
  }

  static StaticCredentialsProvider credentials() {
    return StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test-secret"));
  }

  Fakes put(List<Item> items) {
    dynamo.put(TABLE, items.toArray(Item[]::new));
    return this;
  }

  static ReplicationOptions.Builder options() {
    return ReplicationOptions.builder(TABLE, S3Location.parse("s3://backup/daily")).workers(3);
  }

  ReplicationSummary replicate(ReplicationOptions options) {
    return new Replication(client, s3Access, options).run();
  }

  /** The items of a finished export, by id. */
  Map<String, Item> readBack(S3Location manifest) {
    return readBack(s3Access, manifest);
  }

  /** The items of a finished export in any S3, by id. */
  static Map<String, Item> readBack(S3Access s3, S3Location manifest) {
    Map<String, Item> items = new TreeMap<>();
    Export export = Export.open(s3, manifest);
    for (DataObject object : export.objects()) {
      export.forEachItem(object, item -> items.merge(item.string("id"), item, Fakes::twice));
    }
    return items;
  }

  /** The lines of a finished export, in the manifest's order. */
  List<String> lines(ReplicationSummary summary) {
    return lines(s3Access, summary);
  }

  /** The lines of a finished export in any S3, in the manifest's order. */
  static List<String> lines(S3Access s3, ReplicationSummary summary) {
    Export export = Export.open(s3, summary.manifest());
    List<String> lines = new ArrayList<>();
    for (DataObject object : export.objects()) {
      export.forEachLine(
          object, (bytes, offset, length) -> lines.add(new String(bytes, offset, length, UTF_8)));
    }
    return lines;
  }

  /** Items that differ in their id and are of about this size. */
  static List<Item> items(int count, int bytes) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(
          Item.builder().put("id", "o-" + i).put("text", ("text " + i).repeat(bytes / 7)).build());
    }
    return items;
  }

  /** The bytes of an object that is there. */
  byte[] object(String key) {
    return Objects.requireNonNull(s3.get(BUCKET, key), key);
  }

  /** The keys of all data objects there are. */
  List<String> dataKeys() {
    return s3.keys(BUCKET).stream().filter(key -> key.contains("/data/")).toList();
  }

  /** Whether there is a manifest, that is, a finished export. */
  boolean isFinished() {
    return s3.keys(BUCKET).stream().anyMatch(key -> key.endsWith("manifest-summary.json"));
  }

  /** Has the service export the table, which is done at once, and gives back the manifest's key. */
  static String exportNatively(FakeDynamoDb dynamo, String prefix) {
    try (DynamoClient client = client(dynamo)) {
      DynamoDbClient control = client.control().sdk();
      String table = control.describeTable(r -> r.tableName(TABLE)).table().tableArn();
      String arn =
          control
              .exportTableToPointInTime(r -> r.tableArn(table).s3Bucket(BUCKET).s3Prefix(prefix))
              .exportDescription()
              .exportArn();
      return control.describeExport(r -> r.exportArn(arn)).exportDescription().exportManifest();
    }
  }

  private static DynamoClient client(FakeDynamoDb dynamo) {
    return DynamoClient.builder()
        .environment(Map.of())
        .endpoint(dynamo.endpoint())
        .region("us-east-1")
        .credentials(credentials())
        .build();
  }

  private static Item twice(Item one, Item other) {
    throw new AssertionError("exported twice: " + one + " and " + other);
  }

  @Override
  public void close() {
    client.close();
    s3Access.close();
    dynamo.close();
    s3.close();
  }
}
