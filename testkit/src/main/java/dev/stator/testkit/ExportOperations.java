package dev.stator.testkit;

import dev.stator.item.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * ExportTableToPointInTime, DescribeExport, ListExports. The export is of the moment it is asked
 * for; its files appear when it completes.
 */
final class ExportOperations {
  private static final Set<String> KNOWN =
      Set.of(
          "TableArn",
          "S3Bucket",
          "S3BucketOwner",
          "S3Prefix",
          "ExportFormat",
          "ExportTime",
          "ExportType",
          "ClientToken",
          "S3SseAlgorithm");

  private record Failure(String code, String message) {}

  /** An export and how far it has come. */
  private static final class Running {
    final NativeExport export;
    final @Nullable Failure failure;
    String status = "IN_PROGRESS";
    int describesLeft;

    Running(NativeExport export, int describesLeft, @Nullable Failure failure) {
      this.export = export;
      this.describesLeft = describesLeft;
      this.failure = failure;
    }
  }

  private final Tables tables;
  private final @Nullable FakeS3 s3;
  private final Map<String, Running> exports = new LinkedHashMap<>();
  private final Map<String, Map<String, String>> tokens = new HashMap<>();
  private final Map<String, Running> byToken = new HashMap<>();
  private int stayInProgress;
  private @Nullable Failure nextFailure;

  ExportOperations(Tables tables, @Nullable FakeS3 s3) {
    this.tables = tables;
    this.s3 = s3;
  }

  synchronized void stayInProgress(int describes) {
    stayInProgress = describes;
  }

  synchronized void nextFails(String code, String message) {
    nextFailure = new Failure(code, message);
  }

  synchronized Response start(RequestFields fields) {
    FakeS3 target = s3;
    if (target == null) {
      throw DynamoDbError.unsupported("an export: it was started without exportTo(FakeS3)");
    }
    fields.allowOnly(KNOWN, "ExportTableToPointInTime");
    checkFormat(fields);
    ItemTable table = table(fields.requiredString("TableArn"));
    Running replayed = replayed(fields);
    if (replayed == null) {
      replayed = begin(fields, table, target);
    }
    Running running = replayed;
    return DynamoDbJson.ok(json -> describe(json, running));
  }

  private Running begin(RequestFields fields, ItemTable table, FakeS3 target) {
    NativeExport export =
        new NativeExport(
            table,
            tables.idOf(table.name()),
            fields.requiredString("S3Bucket"),
            fields.string("S3Prefix"),
            exports.size() + 1);
    Failure failure = nextFailure;
    nextFailure = null;
    if (failure == null && !target.hasBucket(export.bucket())) {
      failure = new Failure("S3NoSuchBucket", "The specified bucket does not exist");
    }
    Running running = new Running(export, stayInProgress, failure);
    exports.put(export.arn(), running);
    String token = fields.string("ClientToken");
    if (token != null) {
      tokens.put(token, parameters(fields));
      byToken.put(token, running);
    }
    if (failure == null) {
      export.writeStarted(target);
    }
    return running;
  }

  private static void checkFormat(RequestFields fields) {
    String format = fields.string("ExportFormat");
    if (format != null && !format.equals("DYNAMODB_JSON")) {
      throw DynamoDbError.unsupported("ExportFormat " + format);
    }
    String type = fields.string("ExportType");
    if (type != null && !type.equals("FULL_EXPORT")) {
      throw DynamoDbError.unsupported("ExportType " + type);
    }
    String prefix = fields.string("S3Prefix");
    if (prefix != null && prefix.isEmpty()) {
      throw DynamoDbError.validation(
          "1 validation error detected: Value '' at 's3Prefix' failed to satisfy constraint:"
              + " Member must have length greater than or equal to 1");
    }
  }

  private ItemTable table(String arn) {
    String name = TableNames.nameOf(arn);
    try {
      tables.active(name);
    } catch (DynamoDbError e) {
      throw DynamoDbError.of("TableNotFoundException", "Table not found: " + arn);
    }
    ItemTable table = tables.activeItemTable(name);
    if (!tables.hasPointInTimeRecovery(name)) {
      throw DynamoDbError.of(
          "PointInTimeRecoveryUnavailableException",
          "Point in time recovery is not enabled for table '" + name + "'");
    }
    return table;
  }

  /** The export that the same token has started before, if any. */
  private @Nullable Running replayed(RequestFields fields) {
    String token = fields.string("ClientToken");
    Map<String, String> before = token == null ? null : tokens.get(token);
    if (before == null) {
      return null;
    }
    if (!before.equals(parameters(fields))) {
      throw DynamoDbError.of(
          "ExportConflictException",
          "Export with the same client token and other parameters exists");
    }
    return byToken.get(token);
  }

  private static Map<String, String> parameters(RequestFields fields) {
    Map<String, String> parameters = new HashMap<>();
    for (String name : fields.names()) {
      parameters.put(
          name,
          name.equals("ExportTime")
              ? Double.toString(fields.number(name))
              : fields.requiredString(name));
    }
    return parameters;
  }

  synchronized Response describe(RequestFields fields) {
    String arn = fields.requiredString("ExportArn");
    Running running = exports.get(arn);
    if (running == null) {
      throw DynamoDbError.of("ExportNotFoundException", "Export not found: " + arn);
    }
    if (running.status.equals("IN_PROGRESS") && running.describesLeft-- <= 0) {
      finish(running);
    }
    return DynamoDbJson.ok(json -> describe(json, running));
  }

  private void finish(Running running) {
    if (running.failure == null && s3 != null) {
      running.export.write(s3);
      running.status = "COMPLETED";
    } else {
      running.status = "FAILED";
    }
  }

  private static void describe(JsonWriter json, Running running) {
    json.name("ExportDescription").beginObject();
    json.name("ExportStatus").value(running.status);
    running.export.describe(json, running.status.equals("COMPLETED"));
    if (running.status.equals("FAILED") && running.failure != null) {
      json.name("FailureCode").value(running.failure.code());
      json.name("FailureMessage").value(running.failure.message());
    }
    json.endObject();
  }

  synchronized Response list(RequestFields fields) {
    fields.allowOnly(Set.of("TableArn", "MaxResults", "NextToken"), "ListExports");
    String tableArn = fields.string("TableArn");
    String after = fields.string("NextToken");
    long most = fields.integer("MaxResults", 25);
    List<Running> page = new ArrayList<>();
    boolean reached = after == null;
    boolean more = false;
    for (Running running : exports.values()) {
      if (!reached) {
        reached = running.export.arn().equals(after);
      } else if (tableArn == null || running.export.arn().startsWith(tableArn + "/export/")) {
        if (page.size() == most) {
          more = true;
          break;
        }
        page.add(running);
      }
    }
    String next = more ? page.get(page.size() - 1).export.arn() : null;
    return DynamoDbJson.ok(
        json -> {
          json.name("ExportSummaries").beginArray();
          for (Running running : page) {
            json.beginObject().name("ExportArn").value(running.export.arn());
            json.name("ExportStatus").value(running.status);
            json.name("ExportType").value("FULL_EXPORT").endObject();
          }
          json.endArray();
          if (next != null) {
            json.name("NextToken").value(next);
          }
        });
  }
}
