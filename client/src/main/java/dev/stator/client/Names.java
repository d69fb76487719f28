package dev.stator.client;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** The names of the members of requests and answers, as the bytes that stand on the wire. */
final class Names {
  static final byte[] ATTRIBUTES = of("Attributes");
  static final byte[] CAPACITY_UNITS = of("CapacityUnits");
  static final byte[] CLIENT_REQUEST_TOKEN = of("ClientRequestToken");
  static final byte[] CODE = of("Code");
  static final byte[] CONDITION_EXPRESSION = of("ConditionExpression");
  static final byte[] CONSISTENT_READ = of("ConsistentRead");
  static final byte[] CONSUMED_CAPACITY = of("ConsumedCapacity");
  static final byte[] COUNT = of("Count");
  static final byte[] DELETE_REQUEST = of("DeleteRequest");
  static final byte[] ERROR = of("Error");
  static final byte[] EXCLUSIVE_START_KEY = of("ExclusiveStartKey");
  static final byte[] EXPRESSION_ATTRIBUTE_NAMES = of("ExpressionAttributeNames");
  static final byte[] EXPRESSION_ATTRIBUTE_VALUES = of("ExpressionAttributeValues");
  static final byte[] FILTER_EXPRESSION = of("FilterExpression");
  static final byte[] GLOBAL_SECONDARY_INDEXES = of("GlobalSecondaryIndexes");
  static final byte[] INDEX_NAME = of("IndexName");
  static final byte[] ITEM = of("Item");
  static final byte[] ITEMS = of("Items");
  static final byte[] ITEM_COLLECTION_KEY = of("ItemCollectionKey");
  static final byte[] ITEM_COLLECTION_METRICS = of("ItemCollectionMetrics");
  static final byte[] KEY = of("Key");
  static final byte[] KEYS = of("Keys");
  static final byte[] KEY_CONDITION_EXPRESSION = of("KeyConditionExpression");
  static final byte[] LAST_EVALUATED_KEY = of("LastEvaluatedKey");
  static final byte[] LIMIT = of("Limit");
  static final byte[] LOCAL_SECONDARY_INDEXES = of("LocalSecondaryIndexes");
  static final byte[] MESSAGE = of("Message");
  static final byte[] NEXT_TOKEN = of("NextToken");
  static final byte[] PARAMETERS = of("Parameters");
  static final byte[] PROJECTION_EXPRESSION = of("ProjectionExpression");
  static final byte[] PUT_REQUEST = of("PutRequest");
  static final byte[] READ_CAPACITY_UNITS = of("ReadCapacityUnits");
  static final byte[] REQUEST_ITEMS = of("RequestItems");
  static final byte[] RESPONSES = of("Responses");
  static final byte[] RETURN_CONSUMED_CAPACITY = of("ReturnConsumedCapacity");
  static final byte[] RETURN_ITEM_COLLECTION_METRICS = of("ReturnItemCollectionMetrics");
  static final byte[] RETURN_VALUES = of("ReturnValues");
  static final byte[] RETURN_VALUES_ON_CONDITION_CHECK_FAILURE =
      of("ReturnValuesOnConditionCheckFailure");
  static final byte[] SCANNED_COUNT = of("ScannedCount");
  static final byte[] SCAN_INDEX_FORWARD = of("ScanIndexForward");
  static final byte[] SEGMENT = of("Segment");
  static final byte[] SELECT = of("Select");
  static final byte[] SIZE_ESTIMATE_RANGE_GB = of("SizeEstimateRangeGB");
  static final byte[] STATEMENT = of("Statement");
  static final byte[] STATEMENTS = of("Statements");
  static final byte[] TABLE = of("Table");
  static final byte[] TABLE_NAME = of("TableName");
  static final byte[] TOTAL_SEGMENTS = of("TotalSegments");
  static final byte[] TRANSACT_ITEMS = of("TransactItems");
  static final byte[] TRANSACT_STATEMENTS = of("TransactStatements");
  static final byte[] UNPROCESSED_ITEMS = of("UnprocessedItems");
  static final byte[] UNPROCESSED_KEYS = of("UnprocessedKeys");
  static final byte[] UPDATE_EXPRESSION = of("UpdateExpression");
  static final byte[] VECTOR_INDEXES = of("VectorIndexes");
  static final byte[] VECTOR_SEARCH_REQUEST_BYTES = of("VectorSearchRequestBytes");
  static final byte[] VECTOR_WRITE_REQUEST_BYTES = of("VectorWriteRequestBytes");
  static final byte[] WRITE_CAPACITY_UNITS = of("WriteCapacityUnits");

  private Names() {}

  private static byte[] of(String name) {
    return name.getBytes(US_ASCII);
  }
}
