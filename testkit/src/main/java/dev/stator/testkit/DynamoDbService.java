package dev.stator.testkit;

import dev.stator.item.json.MalformedJsonException;
import java.io.IOException;

/** One DynamoDB request's life: read, record, script, carry out, answer. */
final class DynamoDbService implements Service {
  private static final int MAX_BODY_BYTES = 16 * 1024 * 1024;
  private static final DynamoDbJson DIALECT = new DynamoDbJson();

  private final Script<DynamoDbRequest> script;
  private final RequestLog log;
  private final Authorization authorization;
  private final Tables tables;
  private final TableOperations tableOperations;
  private final ItemOperations itemOperations;
  private final BatchOperations batchOperations;
  private final ExportOperations exportOperations;

  DynamoDbService(
      Script<DynamoDbRequest> script,
      RequestLog log,
      Authorization authorization,
      Tables tables,
      ExportOperations exportOperations) {
    this.script = script;
    this.log = log;
    this.authorization = authorization;
    this.tables = tables;
    this.tableOperations = new TableOperations(tables);
    this.itemOperations = new ItemOperations(tables);
    this.batchOperations = new BatchOperations(tables);
    this.exportOperations = exportOperations;
  }

  @Override
  public Fault onConnect() throws InterruptedException {
    DynamoDbRequest connect = new DynamoDbRequest(Operation.CONNECT, new byte[0], 0);
    Fault early = script.strike(connect, false);
    return early == NoFault.NONE ? script.strike(connect, true) : early;
  }

  @Override
  public void serve(Connection connection) throws IOException, InterruptedException {
    RequestHead head = connection.head();
    String target = head.header("x-amz-target");
    Operation operation = target == null ? null : Operation.ofTarget(target);
    if (operation == null) {
      log.add("unknown", head, new byte[0], 0);
      connection.send(DynamoDbJson.error(DynamoDbError.unknownOperation(String.valueOf(target))));
      return;
    }
    Fault early = script.strike(new DynamoDbRequest(operation, new byte[0], 0), false);
    if (early != NoFault.NONE) {
      log.add(operation.wireName(), head, new byte[0], 0);
      early.send(connection, Response.empty(500, ""));
      return;
    }
    byte[] body = connection.readBody(MAX_BODY_BYTES);
    int length = (int) connection.body().length();
    log.add(operation.wireName(), head, body, length);
    DynamoDbRequest request = new DynamoDbRequest(operation, body, length);
    Fault fault;
    try {
      fault = script.strike(request, true);
    } catch (MalformedJsonException e) {
      connection.send(notSerialized(e));
      return;
    }
    fault.send(connection, answer(head, request, fault));
  }

  private Response answer(RequestHead head, DynamoDbRequest request, Fault fault) {
    Response instead = fault.instead(DIALECT);
    if (instead != null) {
      return instead;
    }
    try {
      return switch (authorization.judge(head)) {
        case MISSING -> DynamoDbJson.error(DynamoDbError.missingAuthentication());
        case UNKNOWN_KEY -> DIALECT.unknownCredentials();
        case GOOD -> carryOut(request, fault);
      };
    } catch (DynamoDbError e) {
      return DynamoDbJson.error(e);
    } catch (MalformedJsonException e) {
      return notSerialized(e);
    }
  }

  private Response carryOut(DynamoDbRequest request, Fault fault) {
    RequestFields fields = request.fields();
    return switch (request.operation()) {
      case SCAN -> tables.active(fields.requiredString("TableName")).scan(fields, fault);
      case QUERY ->
          PageRead.query(tables.activeItemTable(fields.requiredString("TableName")), fields)
              .respond(fault);
      case GET_ITEM -> itemOperations.get(fields);
      case PUT_ITEM -> itemOperations.put(fields);
      case UPDATE_ITEM -> itemOperations.update(fields);
      case DELETE_ITEM -> itemOperations.delete(fields);
      case BATCH_GET_ITEM -> batchOperations.get(fields, fault);
      case BATCH_WRITE_ITEM -> batchOperations.write(fields, fault);
      case CREATE_TABLE -> tableOperations.create(fields);
      case DESCRIBE_TABLE -> tableOperations.describe(fields);
      case DELETE_TABLE -> tableOperations.delete(fields);
      case LIST_TABLES -> tableOperations.list(fields);
      case DESCRIBE_CONTINUOUS_BACKUPS -> tableOperations.describeContinuousBackups(fields);
      case UPDATE_CONTINUOUS_BACKUPS -> tableOperations.updateContinuousBackups(fields);
      case EXPORT_TABLE_TO_POINT_IN_TIME -> exportOperations.start(fields);
      case DESCRIBE_EXPORT -> exportOperations.describe(fields);
      case LIST_EXPORTS -> exportOperations.list(fields);
      default -> throw DynamoDbError.unknownOperation(request.operation().wireName());
    };
  }

  @Override
  public Response malformed(MalformedRequestException e) {
    return notSerialized(e);
  }

  private static Response notSerialized(Exception e) {
    return DynamoDbJson.error(DynamoDbError.serialization(String.valueOf(e.getMessage())));
  }

  @Override
  public String requestIdHeader() {
    return "x-amzn-RequestId";
  }
}
