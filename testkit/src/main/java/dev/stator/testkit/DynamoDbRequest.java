package dev.stator.testkit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request to the fake DynamoDB. Its body is taken apart when somebody asks. */
final class DynamoDbRequest {
  private final Operation operation;
  private final byte[] body;
  private final int length;
  private @Nullable RequestFields fields;

  DynamoDbRequest(Operation operation, byte[] body, int length) {
    this.operation = operation;
    this.body = body;
    this.length = length;
  }

  Operation operation() {
    return operation;
  }

  byte[] body() {
    return body;
  }

  int length() {
    return length;
  }

  RequestFields fields() {
    RequestFields known = fields;
    if (known == null) {
      known = new RequestFields(body, 0, length);
      fields = known;
    }
    return known;
  }

  /** The tables that the request names: one, or those of a batch. */
  List<String> tables() {
    String table = fields().string("TableName");
    if (table != null) {
      return List.of(TableNames.nameOf(table));
    }
    RequestFields batch = fields().object("RequestItems");
    if (batch != null) {
      return batch.names().stream().map(TableNames::nameOf).toList();
    }
    String arn = fields().string("TableArn");
    return arn == null ? List.of() : List.of(TableNames.nameOf(arn));
  }

  /** The segment of a Scan, or -1. */
  long segment() {
    return fields().integer("Segment", -1);
  }
}
