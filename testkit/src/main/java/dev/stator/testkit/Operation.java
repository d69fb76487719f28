package dev.stator.testkit;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB's operations, and the moment a connection is made. Those that {@link FakeDynamoDb} does
 * not carry out itself are here so that a script can answer them.
 */
public enum Operation {
  /**
   * A connection was accepted; no byte is read yet. Not a request: {@code when()} without an
   * operation does not mean it.
   */
  CONNECT(""),
  BATCH_GET_ITEM("BatchGetItem"),
  BATCH_WRITE_ITEM("BatchWriteItem"),
  CREATE_TABLE("CreateTable"),
  DELETE_ITEM("DeleteItem"),
  DELETE_TABLE("DeleteTable"),
  DESCRIBE_CONTINUOUS_BACKUPS("DescribeContinuousBackups"),
  DESCRIBE_ENDPOINTS("DescribeEndpoints"),
  DESCRIBE_EXPORT("DescribeExport"),
  DESCRIBE_TABLE("DescribeTable"),
  DESCRIBE_TIME_TO_LIVE("DescribeTimeToLive"),
  EXECUTE_STATEMENT("ExecuteStatement"),
  EXPORT_TABLE_TO_POINT_IN_TIME("ExportTableToPointInTime"),
  GET_ITEM("GetItem"),
  LIST_EXPORTS("ListExports"),
  LIST_TABLES("ListTables"),
  LIST_TAGS_OF_RESOURCE("ListTagsOfResource"),
  PUT_ITEM("PutItem"),
  QUERY("Query"),
  SCAN("Scan"),
  TRANSACT_GET_ITEMS("TransactGetItems"),
  TRANSACT_WRITE_ITEMS("TransactWriteItems"),
  UPDATE_CONTINUOUS_BACKUPS("UpdateContinuousBackups"),
  UPDATE_ITEM("UpdateItem"),
  UPDATE_TABLE("UpdateTable"),
  UPDATE_TIME_TO_LIVE("UpdateTimeToLive");

  private static final String TARGET_PREFIX = "DynamoDB_20120810.";
  private static final Map<String, Operation> BY_TARGET = new HashMap<>();

  static {
    for (Operation operation : values()) {
      if (operation != CONNECT) {
        BY_TARGET.put(TARGET_PREFIX + operation.wireName, operation);
      }
    }
  }

  private final String wireName;

  Operation(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the API: {@code GetItem}. */
  public String wireName() {
    return wireName;
  }

  static @Nullable Operation ofTarget(String target) {
    return BY_TARGET.get(target);
  }
}
