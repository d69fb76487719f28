package dev.stator.client;

import dev.stator.item.json.JsonReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.MalformedJsonException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Any operation by its name, with a body that is JSON already. */
final class RawRequest implements DynamoRequest {
  private static final Pattern OPERATION = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final Pattern READS =
      Pattern.compile("(Get|BatchGet|TransactGet|Describe|List|Query|Scan|Search).*");
  private static final Set<String> WRITES_ITEMS =
      Set.of("PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems");
  private static final Set<String> READS_ITEMS =
      Set.of("GetItem", "Query", "Scan", "BatchGetItem", "TransactGetItems");
  private static final Set<String> STATEMENTS =
      Set.of("ExecuteStatement", "BatchExecuteStatement", "ExecuteTransaction");
  private static final Set<String> IDEMPOTENT =
      Set.of("PutItem", "DeleteItem", "BatchWriteItem", "TagResource", "UntagResource");

  private final String operation;
  private final byte[] body;
  private final RawBody says;

  private RawRequest(String operation, byte[] body, RawBody says) {
    this.operation = operation;
    this.body = body;
    this.says = says;
  }

  /**
   * @param body one JSON object in UTF-8, which is copied
   * @throws IllegalArgumentException if the operation is no name, or the body no JSON object
   */
  static RawRequest of(String operation, byte[] body) {
    if (!OPERATION.matcher(operation).matches()) {
      throw new IllegalArgumentException('"' + operation + "\" is no operation's name");
    }
    try {
      return new RawRequest(operation, body.clone(), RawBody.read(body));
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(
          operation + ": the body is no JSON object: " + e.getMessage(), e);
    }
  }

  /** Whether an operation changes nothing, going by its name. */
  static boolean reads(String operation) {
    return READS.matcher(operation).matches();
  }

  /** What it takes capacity of: known for operations on items, which this version knows. */
  Footprint footprint() {
    boolean statements = STATEMENTS.contains(operation);
    boolean writes = WRITES_ITEMS.contains(operation) || (statements && says.writes());
    return writes || statements || READS_ITEMS.contains(operation)
        ? new Footprint(says.tables(), writes, says.asked())
        : Footprint.NONE;
  }

  @Override
  public String operation() {
    return operation;
  }

  @Override
  public @Nullable String tableName() {
    return says.table() == null && says.tables().size() == 1
        ? says.tables().iterator().next()
        : says.table();
  }

  @Override
  public @Nullable String index() {
    return says.index();
  }

  @Override
  public boolean repeatable() {
    return says.token() || reads(operation) || IDEMPOTENT.contains(operation);
  }

  @Override
  public boolean reportsCapacity() {
    return Members.reports(says.asked());
  }

  @Override
  public void writeMembers(JsonWriter json) {
    JsonReader members = new JsonReader().reset(body, 0, body.length);
    members.beginObject();
    while (members.nextName()) {
      json.name(members.name());
      members.skip();
      json.raw(body, members.valueStart(), members.valueEnd() - members.valueStart());
    }
  }
}
