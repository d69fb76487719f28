package dev.stator.client;

import dev.stator.item.Item;
import dev.stator.item.json.JsonReader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a {@link BatchExecuteStatementRequest}.
 *
 * @param outcomes for each statement, in their order, what became of it
 * @param consumedCapacity what it cost, if asked for, one entry for each table
 */
public record BatchExecuteStatementResponse(
    List<Outcome> outcomes, List<ConsumedCapacity> consumedCapacity) {
  public BatchExecuteStatementResponse {
    outcomes = List.copyOf(outcomes);
    consumedCapacity = List.copyOf(consumedCapacity);
  }

  /**
   * What became of one statement.
   *
   * @param tableName the table, if the service says it
   * @param item the item that was read, if there is one
   * @param error why the statement was not done, or null if it was
   */
  public record Outcome(
      @Nullable String tableName, @Nullable Item item, @Nullable StatementError error) {}

  /**
   * Why one statement was not done.
   *
   * @param code such as {@code ConditionalCheckFailed}, {@code DuplicateItem}, {@code
   *     ThrottlingError}, {@code ValidationError}
   * @param message what the service says about it; empty if nothing
   * @param item the item as it is, if a condition failed and the statement asked for it
   */
  public record StatementError(String code, String message, @Nullable Item item) {
    /** Whether the table or index, or the account, was asked for too much. */
    public boolean isThrottled() {
      return code.equals("ThrottlingError")
          || code.equals("ProvisionedThroughputExceeded")
          || code.equals("RequestLimitExceeded");
    }
  }

  static BatchExecuteStatementResponse read(ReplyReader reply) {
    List<Outcome> outcomes = new ArrayList<>();
    List<ConsumedCapacity> capacity = new ArrayList<>();
    JsonReader json = reply.json();
    while (json.nextName()) {
      if (json.nameIs(Names.RESPONSES)) {
        json.beginArray();
        while (json.nextElement()) {
          Outcome outcome = outcome(json);
          outcomes.add(outcome);
          if (outcome.error() != null && outcome.error().isThrottled()) {
            reply.throttled(outcome.tableName());
          }
        }
      } else if (json.nameIs(Names.CONSUMED_CAPACITY)) {
        reply.consumedCapacities(capacity);
      } else {
        json.skip();
      }
    }
    return new BatchExecuteStatementResponse(outcomes, capacity);
  }

  private static Outcome outcome(JsonReader json) {
    String table = null;
    Item item = null;
    StatementError error = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(Names.TABLE_NAME)) {
        table = json.string();
      } else if (json.nameIs(Names.ITEM)) {
        item = json.item();
      } else if (json.nameIs(Names.ERROR)) {
        error = error(json);
      } else {
        json.skip();
      }
    }
    return new Outcome(table, item, error);
  }

  private static StatementError error(JsonReader json) {
    String code = "";
    String message = "";
    Item item = null;
    json.beginObject();
    while (json.nextName()) {
      if (json.nameIs(Names.CODE)) {
        code = json.string();
      } else if (json.nameIs(Names.MESSAGE)) {
        message = json.string();
      } else if (json.nameIs(Names.ITEM)) {
        item = json.item();
      } else {
        json.skip();
      }
    }
    return new StatementError(code, message, item);
  }
}
