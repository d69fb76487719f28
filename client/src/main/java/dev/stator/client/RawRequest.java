package dev.stator.client;

import dev.stator.item.json.JsonReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.MalformedJsonException;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Any operation by its name, with a body that is JSON already.
 *
 * @param operation the operation's name
 * @param body one JSON object in UTF-8
 * @param tableName the body's {@code TableName}, if it has one
 * @param index the body's {@code IndexName}, if it has one
 * @param repeatable whether doing it twice is as good as doing it once
 * @param reportsCapacity whether the body asks for the consumed capacity
 */
record RawRequest(
    String operation,
    byte[] body,
    @Nullable String tableName,
    @Nullable String index,
    boolean repeatable,
    boolean reportsCapacity)
    implements DynamoRequest {
  private static final Pattern OPERATION = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
  private static final Pattern READS =
      Pattern.compile("(Get|BatchGet|TransactGet|Describe|List|Query|Scan|Search).*");
  private static final Set<String> IDEMPOTENT =
      Set.of("PutItem", "DeleteItem", "BatchWriteItem", "TagResource", "UntagResource");

  /**
   * @throws IllegalArgumentException if the operation is no name, or the body no JSON object
   */
  static RawRequest of(String operation, byte[] body) {
    if (!OPERATION.matcher(operation).matches()) {
      throw new IllegalArgumentException('"' + operation + "\" is no operation's name");
    }
    String table = null;
    String index = null;
    boolean token = false;
    boolean capacity = false;
    JsonReader json = new JsonReader().reset(body, 0, body.length);
    try {
      json.beginObject();
      while (json.nextName()) {
        boolean string = json.peek() == JsonReader.Kind.STRING;
        if (string && json.nameIs(Names.TABLE_NAME)) {
          table = json.string();
        } else if (string && json.nameIs(Names.INDEX_NAME)) {
          index = json.string();
        } else {
          token |= json.nameIs(Names.CLIENT_REQUEST_TOKEN);
          capacity |= json.nameIs(Names.RETURN_CONSUMED_CAPACITY);
          json.skip();
        }
      }
      json.endDocument();
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException(
          operation + ": the body is no JSON object: " + e.getMessage(), e);
    }
    boolean repeatable = token || reads(operation) || IDEMPOTENT.contains(operation);
    return new RawRequest(operation, body.clone(), table, index, repeatable, capacity);
  }

  /** Whether an operation changes nothing, going by its name. */
  static boolean reads(String operation) {
    return READS.matcher(operation).matches();
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
