package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes up to 25 statements, each of which reads or writes one item, and each on its own (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchExecuteStatement.html">BatchExecuteStatement</a>).
 * Either all of them read, or all of them write. It is tried again as a whole, and so only if every
 * statement {@linkplain ExecuteStatementRequest may be}.
 *
 * @param statements the statements
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 */
public record BatchExecuteStatementRequest(
    List<Statement> statements, @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest {
  public BatchExecuteStatementRequest {
    statements = List.copyOf(statements);
  }

  /** A request that does not ask for the consumed capacity. */
  public static BatchExecuteStatementRequest of(Statement... statements) {
    return new BatchExecuteStatementRequest(List.of(statements), null);
  }

  @Override
  public String operation() {
    return "BatchExecuteStatement";
  }

  @Override
  public @Nullable String tableName() {
    return Members.onlyTable(statements);
  }

  @Override
  public boolean repeatable() {
    return statements.stream().allMatch(each -> Statement.isRepeatable(each.statement()));
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.STATEMENTS).beginArray();
    for (Statement statement : statements) {
      statement.writeMembers(json.beginObject());
      json.endObject();
    }
    json.endArray();
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }
}
