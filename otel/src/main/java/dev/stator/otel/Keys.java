package dev.stator.otel;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** The attributes' names: the conventions', and at the end, where there are none, our own. */
final class Keys {
  static final AttributeKey<String> SYSTEM = stringKey("db.system.name");
  static final AttributeKey<String> OPERATION = stringKey("db.operation.name");
  static final AttributeKey<String> COLLECTION = stringKey("db.collection.name");
  static final AttributeKey<Long> BATCH_SIZE = longKey("db.operation.batch.size");
  static final AttributeKey<String> RESPONSE_STATUS = stringKey("db.response.status_code");
  static final AttributeKey<String> ERROR_TYPE = stringKey("error.type");
  static final AttributeKey<String> SERVER_ADDRESS = stringKey("server.address");
  static final AttributeKey<Long> SERVER_PORT = longKey("server.port");
  static final AttributeKey<Long> HTTP_STATUS = longKey("http.response.status_code");
  static final AttributeKey<String> REGION = stringKey("cloud.region");
  static final AttributeKey<String> REQUEST_ID = stringKey("aws.request_id");

  static final AttributeKey<List<String>> TABLE_NAMES = stringArrayKey("aws.dynamodb.table_names");
  static final AttributeKey<String> INDEX_NAME = stringKey("aws.dynamodb.index_name");
  static final AttributeKey<Boolean> CONSISTENT_READ = booleanKey("aws.dynamodb.consistent_read");
  static final AttributeKey<String> PROJECTION = stringKey("aws.dynamodb.projection");
  static final AttributeKey<Long> LIMIT = longKey("aws.dynamodb.limit");
  static final AttributeKey<Boolean> SCAN_FORWARD = booleanKey("aws.dynamodb.scan_forward");
  static final AttributeKey<String> SELECT = stringKey("aws.dynamodb.select");
  static final AttributeKey<Long> SEGMENT = longKey("aws.dynamodb.segment");
  static final AttributeKey<Long> TOTAL_SEGMENTS = longKey("aws.dynamodb.total_segments");
  static final AttributeKey<Long> COUNT = longKey("aws.dynamodb.count");
  static final AttributeKey<Long> SCANNED_COUNT = longKey("aws.dynamodb.scanned_count");
  static final AttributeKey<List<String>> CONSUMED_CAPACITY =
      stringArrayKey("aws.dynamodb.consumed_capacity");

  /** How often the request was sent or tried to be; only where that is more than once. */
  static final AttributeKey<Long> ATTEMPTS = longKey("stator.attempts");

  /** Which attempt an event is about, from 1. */
  static final AttributeKey<Long> ATTEMPT = longKey("stator.attempt");

  /** Whether the attempt is one of a second request, sent because the first was slow. */
  static final AttributeKey<Boolean> HEDGE = booleanKey("stator.hedge");

  /** {@code read} or {@code write}. */
  static final AttributeKey<String> CAPACITY_TYPE = stringKey("stator.capacity.type");

  private Keys() {}
}
