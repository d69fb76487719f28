package dev.stator.cli;

import dev.stator.client.BlockingDynamoClient;
import dev.stator.item.json.JsonReader;
import dev.stator.item.json.Utf8Buffer;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;

/** What a table is like, for a person or as the service tells it. */
final class TableDescription {
  private TableDescription() {}

  /** Describes the table on stdout. */
  static void print(BlockingDynamoClient client, String table, Invocation invocation) {
    byte[] answer = TableSchema.describe(client, table);
    if (invocation.printsFacts()) {
      JsonTree described = JsonTree.read(answer).object("Table");
      byte[] ttl = client.execute("DescribeTimeToLive", TableSchema.ofTable(table));
      FactTable facts = new FactTable(invocation.outStyle());
      JsonTree timeToLive = JsonTree.read(ttl).object("TimeToLiveDescription");
      rows(described, TableSchema.of(table, described), timeToLive, facts);
      invocation.out().print(facts);
      return;
    }
    // As the service says it, so that nothing is left out that a later version may tell.
    JsonReader json = new JsonReader().reset(answer, 0, answer.length);
    json.beginObject();
    while (json.nextName()) {
      boolean wanted = json.name().equals("Table");
      json.skip();
      if (wanted) {
        write(answer, json.valueStart(), json.valueEnd() - json.valueStart(), invocation);
      }
    }
  }

  private static void write(byte[] json, int offset, int length, Invocation invocation) {
    if (invocation.options().output == OutputFormat.JSON) {
      Utf8Buffer indented = new Utf8Buffer(2 * length);
      IndentedJson.write(json, offset, length, 0, indented);
      invocation.out().println(indented);
    } else {
      invocation.out().write(json, offset, length);
      invocation.out().println();
    }
  }

  private static void rows(
      JsonTree described, TableSchema schema, JsonTree timeToLive, FactTable facts) {
    facts
        .row("table", described.text("TableName"))
        .row("status", described.text("TableStatus"))
        .row("key", TableSchema.describe(schema.key()))
        .row("capacity", capacity(described));
    for (JsonTree index : described.objects("GlobalSecondaryIndexes")) {
      ProvisionedThroughput units = TableUnits.units(index);
      String provisioned =
          TableUnits.isOnDemand(described) || units == null ? "" : "; " + units(units);
      facts.row("index", index(index, schema) + provisioned + state(index));
    }
    for (JsonTree index : described.objects("LocalSecondaryIndexes")) {
      facts.row("local index", index(index, schema));
    }
    JsonTree stream = described.object("StreamSpecification");
    if (stream.isTrue("StreamEnabled")) {
      facts.row(
          "stream",
          StreamView.ofService(stream.text("StreamViewType"))
              + ", "
              + described.text("LatestStreamArn"));
    }
    if (timeToLive.text("TimeToLiveStatus").startsWith("ENABL")) {
      facts.row("items expire", "by " + timeToLive.text("AttributeName"));
    }
    if (described.isTrue("DeletionProtectionEnabled")) {
      facts.row("protected", "against deletion");
    }
    String tableClass = described.object("TableClassSummary").text("TableClass");
    if (!tableClass.isEmpty() && !tableClass.equals("STANDARD")) {
      facts.row("class", tableClass);
    }
    facts
        .row(
            "items",
            Quantities.count((long) described.number("ItemCount"))
                + ", "
                + Quantities.bytes((long) described.number("TableSizeBytes"))
                + ", as counted every six hours or so")
        .row("created", created(described))
        .row("ARN", described.text("TableArn"));
  }

  private static String created(JsonTree described) {
    return Instant.ofEpochSecond((long) described.number("CreationDateTime")).toString();
  }

  private static String capacity(JsonTree described) {
    if (TableUnits.isOnDemand(described)) {
      return "on-demand";
    }
    ProvisionedThroughput units = TableUnits.units(described);
    return units == null ? "provisioned" : "provisioned, " + units(units);
  }

  private static String units(ProvisionedThroughput units) {
    return units.readCapacityUnits() + " RCU and " + units.writeCapacityUnits() + " WCU";
  }

  private static String index(JsonTree index, TableSchema schema) {
    String name = index.text("IndexName");
    TableSchema.Index found = schema.indexes().get(name);
    String key =
        found == null || found.key() == null
            ? String.join(
                ", ",
                index.objects("KeySchema").stream()
                    .map(element -> element.text("AttributeName"))
                    .toList())
            : TableSchema.describe(found.key());
    JsonTree projection = index.object("Projection");
    List<String> others = projection.texts("NonKeyAttributes");
    return name
        + ": "
        + key
        + switch (projection.text("ProjectionType")) {
          case "KEYS_ONLY" -> "; keys only";
          case "INCLUDE" -> "; with " + String.join(", ", others);
          default -> "";
        };
  }

  private static String state(JsonTree index) {
    String status = index.text("IndexStatus");
    return status.isEmpty() || status.equals("ACTIVE") ? "" : "; " + status;
  }
}
