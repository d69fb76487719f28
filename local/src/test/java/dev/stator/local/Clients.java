package dev.stator.local;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The AWS SDK's own clients, pointed at a local service, and the few requests that the tests share.
 */
final class Clients {
  private static final String TABLE = "orders";

  private Clients() {}

  static DynamoDbClient dynamoDb(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(LocalServices.REGION))
        .credentialsProvider(credentials(LocalServices.SECRET_ACCESS_KEY))
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  static S3Client s3(URI endpoint, AwsCredentialsProvider credentials) {
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(LocalServices.REGION))
        .credentialsProvider(credentials)
        .httpClient(UrlConnectionHttpClient.create())
        .build();
  }

  static S3Client s3(URI endpoint) {
    return s3(endpoint, credentials(LocalServices.SECRET_ACCESS_KEY));
  }

  static AwsCredentialsProvider credentials(String secret) {
    return StaticCredentialsProvider.create(
        AwsBasicCredentials.create(LocalServices.ACCESS_KEY_ID, secret));
  }

  static void createTable(DynamoDbClient client) {
    createTable(client, TABLE);
  }

  static void createTable(DynamoDbClient client, String name) {
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(
                    KeySchemaElement.builder().attributeName("id").keyType(KeyType.HASH).build())
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
  }

  static void put(DynamoDbClient client, String id) {
    client.putItem(put -> put.tableName(TABLE).item(Map.of("id", AttributeValue.fromS(id))));
  }

  static Map<String, AttributeValue> get(DynamoDbClient client, String id) {
    return client
        .getItem(get -> get.tableName(TABLE).key(Map.of("id", AttributeValue.fromS(id))))
        .item();
  }
}
