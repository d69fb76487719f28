package dev.stator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.client.DynamoClient;
import dev.stator.client.PutItemRequest;
import dev.stator.client.ScanRequest;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.expression.Expressions;
import dev.stator.local.LocalDynamoDb;
import dev.stator.local.LocalServices;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What {@link Expressions} writes is what DynamoDB takes, and means what was typed. */
class FilterAcceptanceTest {
  private static final String TABLE = "people";

  private static LocalDynamoDb service;
  private static BlockingDynamoClient client;

  @BeforeAll
  static void aTableWithThreeItems() {
    service = LocalDynamoDb.start(LocalDynamoDb.Options.inMemory());
    client =
        DynamoClient.builder()
            .environment(
                Map.of(
                    "AWS_ACCESS_KEY_ID", LocalServices.ACCESS_KEY_ID,
                    "AWS_SECRET_ACCESS_KEY", LocalServices.SECRET_ACCESS_KEY))
            .region(LocalServices.REGION)
            .endpoint(service.endpoint())
            .build()
            .blocking();
    client
        .control()
        .createTable(
            CreateTableRequest.builder()
                .tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .build());
    put(
        Item.builder()
            .put("id", "ann")
            .put("age", 31)
            .put("status", "paid")
            .put("tags", AttributeValue.stringSet("x", "it's"))
            .put("address", Map.of("zip", "8001", "and", List.of(1, 2)))
            .put("created-at", "2026-01-01")
            .put("a.b", 1)
            .put("2fa", true)
            .build());
    put(Item.builder().put("id", "bob").put("age", 21).put("status", "open").build());
    put(
        Item.builder()
            .put("id", "cy")
            .put("age", 5)
            .put("status", AttributeValue.ofNull())
            .put("address", Map.of("zip", "9000"))
            .build());
  }

  @AfterAll
  static void end() {
    client.close();
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "age >= 21                                          | ann bob",
        "age >= 21 AND status = 'paid' AND contains(tags, \"it's\") | ann",
        "status = null                                      | cy",
        "attribute_not_exists(tags)                         | bob cy",
        "attribute_exists(address.zip) AND NOT age < 10     | ann",
        "attribute_type(status, 'NULL')                     | cy",
        "begins_with(address.zip, '80')                     | ann",
        "address.zip IN ('9000', '8001', 'x')               | ann cy",
        "address.`and`[1] = 2                               | ann",
        "age BETWEEN 5 AND 21                               | bob cy",
        "21 <= age                                          | ann bob",
        "size(tags) = 2                                     | ann",
        "size(address.and) > 1 OR age = 2.1e1               | ann bob",
        "((age = 5)) OR (((status = 'open')))               | bob cy",
        "(age = 5 OR age = 21) AND status = 'open'          | bob",
        "NOT (age = 5 OR age = 21)                          | ann",
        "NOT NOT age = 5                                    | cy",
        "NOT age BETWEEN 5 AND 21 AND NOT age IN (1, 2)     | ann",
        "created-at > '2025'                                | ann",
        "`a.b` = 1 AND `2fa` = true                         | ann",
        "status <> 'paid'                                   | bob cy",
      })
  void filtersAreAcceptedAndMeanWhatWasTyped(String filter, String ids) {
    Expressions expressions = new Expressions();
    ScanRequest.Builder request =
        ScanRequest.builder(TABLE).filterExpression(expressions.filter(filter));

    assertThat(scan(request, expressions))
        .extracting(item -> item.string("id"))
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(ids.split(" ")));
  }

  @Test
  void aFilterAndAProjectionShareTheirPlaceholders() {
    Expressions expressions = new Expressions();
    ScanRequest.Builder request =
        ScanRequest.builder(TABLE)
            .filterExpression(expressions.filter("age = 31"))
            .projectionExpression(expressions.projection("age, address.and[1], `a.b`"));

    assertThat(scan(request, expressions))
        .containsExactly(
            Item.builder()
                .put("age", 31)
                .put("address", Map.of("and", List.of(2)))
                .put("a.b", 1)
                .build());
  }

  @Test
  void placeholdersOfTheCallersOwnAreAccepted() {
    Expressions expressions =
        new Expressions(Map.of("#s", "status"), Map.of(":p", AttributeValue.of("paid")));
    ScanRequest.Builder request =
        ScanRequest.builder(TABLE)
            .filterExpression(expressions.filter("#s = :p AND contains(tags, 'x')"));

    assertThat(scan(request, expressions)).hasSize(1);
  }

  private static List<Item> scan(ScanRequest.Builder request, Expressions expressions) {
    request.expressionAttributeNames(expressions.names());
    if (!expressions.values().isEmpty()) {
      request.expressionAttributeValues(expressions.values());
    }
    return client.scan(request.build()).items();
  }

  private static void put(Item item) {
    var unused = client.putItem(PutItemRequest.builder(TABLE, item).build());
  }
}
