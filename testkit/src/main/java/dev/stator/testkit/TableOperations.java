package dev.stator.testkit;

import dev.stator.item.AttributeType;
import dev.stator.item.KeySchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CreateTable, DescribeTable, DeleteTable, ListTables, and point-in-time recovery's switch. */
final class TableOperations {
  private static final int MAX_LISTED = 100;

  private final Tables tables;

  TableOperations(Tables tables) {
    this.tables = tables;
  }

  Response create(RequestFields fields) {
    fields.allowOnly(
        Set.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "BillingMode",
            "ProvisionedThroughput"),
        "CreateTable");
    RequestFields throughput = fields.object("ProvisionedThroughput");
    return tables.create(
        fields.requiredString("TableName"),
        keySchema(fields),
        throughput == null ? 0 : throughput.integer("ReadCapacityUnits", 0),
        throughput == null ? 0 : throughput.integer("WriteCapacityUnits", 0));
  }

  private static KeySchema keySchema(RequestFields fields) {
    Map<String, String> types = new HashMap<>();
    for (RequestFields definition : fields.objects("AttributeDefinitions")) {
      types.put(
          definition.requiredString("AttributeName"), definition.requiredString("AttributeType"));
    }
    KeySchema.Attribute partition = null;
    KeySchema.Attribute sort = null;
    for (RequestFields element : fields.objects("KeySchema")) {
      String name = element.requiredString("AttributeName");
      KeySchema.Attribute attribute = attribute(name, types.remove(name));
      if (element.requiredString("KeyType").equals("HASH")) {
        partition = attribute;
      } else {
        sort = attribute;
      }
    }
    if (partition == null) {
      throw DynamoDbError.validation("No Hash Key specified in schema.");
    }
    if (!types.isEmpty()) {
      throw DynamoDbError.validation(
          "One or more parameter values were invalid: Number of attributes in KeySchema does not"
              + " exactly match number of attributes defined in AttributeDefinitions");
    }
    return new KeySchema(partition, sort);
  }

  private static KeySchema.Attribute attribute(String name, @Nullable String type) {
    if (type == null) {
      throw DynamoDbError.validation(
          "One or more parameter values were invalid: Some index key attributes are not defined in"
              + " AttributeDefinitions: "
              + name);
    }
    try {
      return new KeySchema.Attribute(name, AttributeType.valueOf(type));
    } catch (IllegalArgumentException e) {
      throw DynamoDbError.validation("AttributeType must be S, N or B, not " + type);
    }
  }

  Response describe(RequestFields fields) {
    return tables.describe(fields.requiredString("TableName"));
  }

  Response delete(RequestFields fields) {
    return tables.delete(fields.requiredString("TableName"));
  }

  Response list(RequestFields fields) {
    long limit = fields.integer("Limit", MAX_LISTED);
    String start = fields.string("ExclusiveStartTableName");
    List<String> rest =
        tables.names().stream()
            .filter(name -> start == null || name.compareTo(start) > 0)
            .limit(limit + 1)
            .toList();
    List<String> page = rest.size() > limit ? rest.subList(0, (int) limit) : rest;
    return DynamoDbJson.ok(
        json -> {
          if (page.size() < rest.size()) {
            json.name("LastEvaluatedTableName").value(page.get(page.size() - 1));
          }
          json.name("TableNames").beginArray();
          page.forEach(json::value);
          json.endArray();
        });
  }

  Response describeContinuousBackups(RequestFields fields) {
    String name = fields.requiredString("TableName");
    boolean enabled = tables.hasPointInTimeRecovery(name);
    return DynamoDbJson.ok(
        json -> {
          json.name("ContinuousBackupsDescription").beginObject();
          json.name("ContinuousBackupsStatus").value("ENABLED");
          json.name("PointInTimeRecoveryDescription").beginObject();
          json.name("PointInTimeRecoveryStatus").value(enabled ? "ENABLED" : "DISABLED");
          json.endObject().endObject();
        });
  }

  Response updateContinuousBackups(RequestFields fields) {
    RequestFields wanted = fields.requiredObject("PointInTimeRecoverySpecification");
    tables.pointInTimeRecovery(
        fields.requiredString("TableName"), wanted.bool("PointInTimeRecoveryEnabled", false));
    return describeContinuousBackups(fields);
  }
}
