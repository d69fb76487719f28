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
  private static final Set<String> IDEMPOTENT =
      Set.of("PutItem", "DeleteItem", "BatchWriteItem", "TagResource", "UntagResource");

  private final String operation;
  private final byte[] body;
  private final @Nullable String tableName;
  private final @Nullable String index;
  private final boolean repeatable;
  private final boolean reportsCapacity;

  private RawRequest(
      String operation,
      byte[] body,
      @Nullable String tableName,
      @Nullable String index,
      boolean repeatable,
      boolean reportsCapacity) {
    this.operation = operation;
    this.body = body;
    this.tableName = tableName;
    this.index = index;
    this.repeatable = repeatable;
    this.reportsCapacity = reportsCapacity;
  }

  /**
   * @param body one JSON object in UTF-8, which is copied
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
  public String operation() {
    return operation;
  }

  @Override
  public @Nullable String tableName() {
    return tableName;
  }

  @Override
  public @Nullable String index() {
    return index;
  }

  @Override
  public boolean repeatable() {
    return repeatable;
  }

  @Override
  public boolean reportsCapacity() {
    return reportsCapacity;
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
