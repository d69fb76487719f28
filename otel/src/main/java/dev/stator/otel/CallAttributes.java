package dev.stator.otel;

import dev.stator.client.CallStart;
import dev.stator.client.DynamoRequest;
import dev.stator.client.GetItemRequest;
import dev.stator.client.QueryRequest;
import dev.stator.client.ScanRequest;
import dev.stator.client.Select;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the conventions want to be known of a call when it begins. */
final class CallAttributes {
  static final String DYNAMODB = "aws.dynamodb";

  private static final int DEFAULT_PORT = 443;

  private CallAttributes() {}

  /** The operation and the table; the operation alone where there is not one table. */
  static String spanName(CallStart call) {
    String collection = collection(call);
    return collection == null ? call.operation() : call.operation() + ' ' + collection;
  }

  /** What tells kinds of calls apart: few values, for spans and for metrics. */
  static Attributes identity(CallStart call) {
    AttributesBuilder attributes =
        Attributes.builder().put(Keys.SYSTEM, DYNAMODB).put(Keys.OPERATION, call.operation());
    put(attributes, Keys.COLLECTION, collection(call));
    URI endpoint = call.endpoint().uri();
    String host = endpoint.getHost();
    if (host != null) {
      boolean literal = host.startsWith("[");
      attributes.put(Keys.SERVER_ADDRESS, literal ? host.substring(1, host.length() - 1) : host);
      int port = port(endpoint);
      if (port != DEFAULT_PORT) {
        attributes.put(Keys.SERVER_PORT, (long) port);
      }
    }
    return attributes.build();
  }

  private static int port(URI endpoint) {
    if (endpoint.getPort() >= 0) {
      return endpoint.getPort();
    }
    return "http".equalsIgnoreCase(endpoint.getScheme()) ? 80 : DEFAULT_PORT;
  }

  /**
   * The table that the call is about; null where it is about none, several, or one in a statement.
   */
  static @Nullable String collection(CallStart call) {
    Collection<String> tables = call.tables();
    return tables.size() == 1 ? tables.iterator().next() : null;
  }

  /** What else is of interest, for spans only. */
  static Attributes details(CallStart call) {
    AttributesBuilder attributes = Attributes.builder().put(Keys.REGION, call.endpoint().region());
    put(attributes, Keys.INDEX_NAME, call.index());
    List<String> tables = List.copyOf(call.tables());
    if (!tables.isEmpty()) {
      attributes.put(Keys.TABLE_NAMES, tables);
    }
    // A batch of one is no batch, by the conventions.
    if (call.operations() > 1) {
      attributes.put(Keys.BATCH_SIZE, (long) call.operations());
    }
    DynamoRequest request = call.request();
    if (request instanceof GetItemRequest get) {
      attributes.put(Keys.CONSISTENT_READ, get.consistentRead());
      put(attributes, Keys.PROJECTION, get.projectionExpression());
    } else if (request instanceof QueryRequest query) {
      attributes.put(Keys.CONSISTENT_READ, query.consistentRead());
      attributes.put(Keys.SCAN_FORWARD, query.scanIndexForward());
      reading(attributes, query.projectionExpression(), query.limit(), query.select());
    } else if (request instanceof ScanRequest scan) {
      attributes.put(Keys.CONSISTENT_READ, scan.consistentRead());
      put(attributes, Keys.SEGMENT, scan.segment());
      put(attributes, Keys.TOTAL_SEGMENTS, scan.totalSegments());
      reading(attributes, scan.projectionExpression(), scan.limit(), scan.select());
    }
    return attributes.build();
  }

  private static void reading(
      AttributesBuilder attributes,
      @Nullable String projection,
      @Nullable Integer limit,
      @Nullable Select select) {
    put(attributes, Keys.PROJECTION, projection);
    put(attributes, Keys.LIMIT, limit);
    put(attributes, Keys.SELECT, select == null ? null : select.name());
  }

  static void put(AttributesBuilder to, AttributeKey<String> key, @Nullable String value) {
    if (value != null) {
      to.put(key, value);
    }
  }

  static void put(AttributesBuilder to, AttributeKey<Long> key, @Nullable Integer value) {
    if (value != null) {
      to.put(key, (long) value);
    }
  }
}
