package dev.stator.client;

import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import dev.stator.records.IndexSchema;
import dev.stator.records.ItemCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The table that the annotations of a record describe. */
final class TableCreation {
  private static final Projection ALL =
      Projection.builder().projectionType(ProjectionType.ALL).build();

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

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

  static CompletableFuture<@Nullable Void> create(
      ControlPlane control, CreateTableRequest request, ItemCodec<?> codec) {
    String name = request.tableName();
    String timeToLive = codec.timeToLiveAttribute();
    CompletableFuture<TableDescription> there =
        Stages.compose(
            control.createTable(request), made -> control.awaitActive(name, LONGEST_WAIT));
    return timeToLive == null
        ? Stages.then(there, table -> null)
        : Stages.compose(there, table -> control.updateTimeToLive(name, timeToLive, true));
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
