package dev.stator.client;

import dev.stator.local.LocalDynamoDb;
import dev.stator.local.LocalServices;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A DynamoDB Local of a test class's own, and a client of it. */
final class LocalDynamo implements AutoCloseable {
  private final LocalDynamoDb service = LocalDynamoDb.start(LocalDynamoDb.Options.inMemory());
  final DynamoClient client;

  LocalDynamo(ClientListener listener) {
    client = builder(service.endpoint()).listener(listener).build();
  }

  /** A builder of clients of a service on this machine. */
  static DynamoClientBuilder builder(URI endpoint) {
    return DynamoClient.builder()
        .environment(Map.of())
        .region(LocalServices.REGION)
        .endpoint(endpoint)
        .credentials(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(
                    LocalServices.ACCESS_KEY_ID, LocalServices.SECRET_ACCESS_KEY)));
  }

  /** A builder of further clients of the same service. */
  DynamoClientBuilder clients() {
    return builder(service.endpoint());
  }

  LocalDynamo() {
    this(ClientListener.NONE);
  }

  /** Makes a table whose key is a string, named {@code id}. */
  void createTable(String name) {
    client
        .blocking()
        .control()
        .createTable(table(name).keySchema(key("id")).attributeDefinitions(string("id")).build());
  }

  static CreateTableRequest.Builder table(String name) {
    return CreateTableRequest.builder().tableName(name).billingMode(BillingMode.PAY_PER_REQUEST);
  }

  /** A key schema: the partition key, and the sort key if there is one. */
  static List<KeySchemaElement> key(String... names) {
    return Arrays.stream(names)
        .map(
            name ->
                KeySchemaElement.builder()
                    .attributeName(name)
                    .keyType(name.equals(names[0]) ? KeyType.HASH : KeyType.RANGE)
                    .build())
        .toList();
  }

  static AttributeDefinition string(String name) {
    return attribute(name, ScalarAttributeType.S);
  }

  static AttributeDefinition number(String name) {
    return attribute(name, ScalarAttributeType.N);
  }

  static AttributeDefinition attribute(String name, ScalarAttributeType type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  @Override
  public void close() {
    client.close();
    service.close();
  }
}
