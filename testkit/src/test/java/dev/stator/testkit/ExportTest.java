package dev.stator.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stator.item.AttributeType;
import dev.stator.item.Item;
import dev.stator.item.KeySchema;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExportConflictException;
import software.amazon.awssdk.services.dynamodb.model.ExportDescription;
import software.amazon.awssdk.services.dynamodb.model.ExportNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ExportStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryUnavailableException;
import software.amazon.awssdk.services.dynamodb.model.TableNotFoundException;

class ExportTest {
  private final FakeS3 s3 = FakeS3.start().createBucket("exports");
  private final FakeDynamoDb dynamo = FakeDynamoDb.builder().exportTo(s3).start();
  private final DynamoDbClient client = Clients.dynamoDb(dynamo);
  private String tableArn = "";

  @BeforeEach
  void createTable() {
    dynamo.createTable("orders", KeySchema.of("id", AttributeType.S));
    for (int i = 0; i < 10; i++) {
      dynamo.put("orders", Item.builder().put("id", "o-" + i).put("n", i).build());
    }
    tableArn = client.describeTable(r -> r.tableName("orders")).table().tableArn();
  }

  @AfterEach
  void close() {
    client.close();
    dynamo.close();
    s3.close();
  }

  private ExportDescription start(String bucket, String prefix, String token) {
    return client
        .exportTableToPointInTime(
            r -> r.tableArn(tableArn).s3Bucket(bucket).s3Prefix(prefix).clientToken(token))
        .exportDescription();
  }

  private ExportDescription describe(String arn) {
    return client.describeExport(r -> r.exportArn(arn)).exportDescription();
  }

  private String text(String key) {
    return new String(Objects.requireNonNull(s3.get("exports", key), key), StandardCharsets.UTF_8);
  }

  @Test
  void anExportAppearsInTheNativeLayoutWhenItCompletes() throws IOException {
    dynamo.enablePointInTimeRecovery("orders").exportsStayInProgress(2);

    ExportDescription started = start("exports", "a/b", "token");
    String id = started.exportArn().substring(started.exportArn().lastIndexOf('/') + 1);
    String root = "a/b/AWSDynamoDB/" + id + "/";
    dynamo.put("orders", Item.builder().put("id", "later").build());
    assertThat(started.exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    assertThat(describe(started.exportArn()).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    assertThat(describe(started.exportArn()).exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
    assertThat(s3.keys("exports")).containsExactly(root + "_started");

    ExportDescription done = describe(started.exportArn());

    assertThat(done.exportStatus()).isEqualTo(ExportStatus.COMPLETED);
    assertThat(done.itemCount()).isEqualTo(10);
    assertThat(done.exportManifest()).isEqualTo(root + "manifest-summary.json");
    assertThat(s3.keys("exports"))
        .contains(
            root + "_started",
            root + "manifest-files.json",
            root + "manifest-files.md5",
            root + "manifest-summary.json",
            root + "manifest-summary.md5");
    RequestFields summary = fields(text(root + "manifest-summary.json"));
    assertThat(summary.requiredString("manifestFilesS3Key"))
        .isEqualTo(root + "manifest-files.json");
    assertThat(summary.requiredString("outputFormat")).isEqualTo("DYNAMODB_JSON");
    assertThat(summary.integer("itemCount", 0)).isEqualTo(10);
    assertThat(text(root + "manifest-summary.md5"))
        .isEqualTo(Digests.md5Base64(bytes(root + "manifest-summary.json")));
    assertThat(itemsOf(root)).hasSize(10).noneMatch(item -> item.string("id").equals("later"));
  }

  private byte[] bytes(String key) {
    return Objects.requireNonNull(s3.get("exports", key));
  }

  private static RequestFields fields(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return new RequestFields(bytes, 0, bytes.length);
  }

  private List<Item> itemsOf(String root) throws IOException {
    List<Item> items = new ArrayList<>();
    for (String line : text(root + "manifest-files.json").split("\n", -1)) {
      if (!line.isEmpty()) {
        RequestFields file = fields(line);
        byte[] gzip = bytes(file.requiredString("dataFileS3Key"));
        assertThat(file.requiredString("md5Checksum")).isEqualTo(Digests.md5Base64(gzip));
        assertThat(file.requiredString("etag")).endsWith("-1");
        int before = items.size();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .forEach(each -> items.add(fields(each).requiredItem("Item")));
        }
        assertThat(file.integer("itemCount", -1)).isEqualTo(items.size() - before);
      }
    }
    return items;
  }

  @Test
  void pointInTimeRecoveryMustBeOn() {
    assertThatExceptionOfType(PointInTimeRecoveryUnavailableException.class)
        .isThrownBy(() -> start("exports", "p", "token"));
    assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.DISABLED);
    client.updateContinuousBackups(
        r ->
            r.tableName("orders")
                .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true)));
    assertThat(recovery()).isEqualTo(PointInTimeRecoveryStatus.ENABLED);
    assertThat(start("exports", "p", "token").exportStatus()).isEqualTo(ExportStatus.IN_PROGRESS);
  }

  private PointInTimeRecoveryStatus recovery() {
    return client
        .describeContinuousBackups(r -> r.tableName("orders"))
        .continuousBackupsDescription()
        .pointInTimeRecoveryDescription()
        .pointInTimeRecoveryStatus();
  }

  @Test
  void theSameTokenIsTheSameExportUnlessAParameterChanged() {
    dynamo.enablePointInTimeRecovery("orders");
    ExportDescription first = start("exports", "p", "token");

    assertThat(start("exports", "p", "token").exportArn()).isEqualTo(first.exportArn());
    assertThatExceptionOfType(ExportConflictException.class)
        .isThrownBy(() -> start("exports", "q", "token"));
    assertThat(start("exports", "p", "other").exportArn()).isNotEqualTo(first.exportArn());
    assertThat(
            client.listExportsPaginator(r -> r.tableArn(tableArn).maxResults(1)).stream()
                .mapToInt(page -> page.exportSummaries().size())
                .sum())
        .isEqualTo(2);
  }

  @Test
  void anExportFailsLateWithItsReason() {
    dynamo.enablePointInTimeRecovery("orders");

    ExportDescription noBucket = describe(start("nowhere", "p", "1").exportArn());
    dynamo.nextExportFails("S3AccessDenied", "no");
    ExportDescription denied = describe(start("exports", "p", "2").exportArn());

    assertThat(noBucket.exportStatus()).isEqualTo(ExportStatus.FAILED);
    assertThat(noBucket.failureCode()).isEqualTo("S3NoSuchBucket");
    assertThat(denied.failureCode()).isEqualTo("S3AccessDenied");
    assertThat(describe(start("exports", "p", "3").exportArn()).exportStatus())
        .isEqualTo(ExportStatus.COMPLETED);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThatExceptionOfType(ExportNotFoundException.class)
        .isThrownBy(() -> describe(tableArn + "/export/0-0"));
    tableArn = tableArn + "x";
    assertThatExceptionOfType(TableNotFoundException.class)
        .isThrownBy(() -> start("exports", "p", "t"));
  }

  @Test
  void ionAndEmptyPrefixesAreRefused() {
    dynamo.enablePointInTimeRecovery("orders");

    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(() -> start("exports", "", "t"))
        .withMessageContaining("s3Prefix");
    assertThatExceptionOfType(DynamoDbException.class)
        .isThrownBy(
            () ->
                client.exportTableToPointInTime(
                    r -> r.tableArn(tableArn).s3Bucket("exports").exportFormat("ION")))
        .withMessageContaining("this fake does not evaluate ExportFormat ION");
  }
}
