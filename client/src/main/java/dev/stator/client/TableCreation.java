package dev.stator.client;

import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import dev.stator.records.IndexSchema;
import dev.stator.records.ItemCodec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** The table that the annotations of a record describe. */
final class TableCreation {
  private static final Projection ALL =
      Projection.builder().projectionType(ProjectionType.ALL).build();

  private TableCreation() {}

  static CreateTableRequest of(String tableName, ItemCodec<?> codec) {
    Map<String, AttributeType> attributes = new LinkedHashMap<>();
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(tableName)
            .billingMode(BillingMode.PAY_PER_REQUEST)
            .keySchema(key(codec.keySchema(), attributes));
    List<GlobalSecondaryIndex> global = new ArrayList<>();
    List<LocalSecondaryIndex> local = new ArrayList<>();
    for (IndexSchema index : codec.indexes()) {
      List<KeySchemaElement> key = key(index.keys(), attributes);
      if (index.local()) {
        local.add(
            LocalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key)
                .projection(ALL)
                .build());
      } else {
        global.add(
            GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key)
                .projection(ALL)
                .build());
      }
    }
    if (!global.isEmpty()) {
      request.globalSecondaryIndexes(global);
    }
    if (!local.isEmpty()) {
      request.localSecondaryIndexes(local);
    }
    return request.attributeDefinitions(definitions(attributes)).build();
  }

  static void create(ControlPlane control, CreateTableRequest request, ItemCodec<?> codec) {
    control.createTable(request);
    String name = request.tableName();
    control.sdk().waiter().waitUntilTableExists(r -> r.tableName(name));
    String timeToLive = codec.timeToLiveAttribute();
    if (timeToLive != null) {
      control
          .sdk()
          .updateTimeToLive(
              r ->
                  r.tableName(name)
                      .timeToLiveSpecification(t -> t.attributeName(timeToLive).enabled(true)));
    }
  }

  private static List<KeySchemaElement> key(
      KeySchema schema, Map<String, AttributeType> attributes) {
    List<KeySchemaElement> key = new ArrayList<>();
    key.add(element(schema.partitionKey(), KeyType.HASH, attributes));
    if (schema.sortKey() != null) {
      key.add(element(schema.sortKey(), KeyType.RANGE, attributes));
    }
    return key;
  }

  private static KeySchemaElement element(
      KeySchema.Attribute attribute, KeyType type, Map<String, AttributeType> attributes) {
    attributes.put(attribute.name(), attribute.type());
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(type).build();
  }

  private static List<AttributeDefinition> definitions(Map<String, AttributeType> attributes) {
    return attributes.entrySet().stream()
        .map(
            attribute ->
                AttributeDefinition.builder()
                    .attributeName(attribute.getKey())
                    .attributeType(attribute.getValue().name())
                    .build())
        .toList();
  }
}
