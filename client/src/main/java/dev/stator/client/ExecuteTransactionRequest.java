package dev.stator.client;

import dev.stator.item.json.JsonWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes up to 100 statements, all or none (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ExecuteTransaction.html">ExecuteTransaction</a>).
 * Either all of them read, or all of them write; {@code EXISTS} may stand among the writes, as a
 * condition. One that is not done ends in a {@link TransactionCanceledException}.
 *
 * @param transactStatements the statements
 * @param clientRequestToken says that two requests are one, as for a {@link
 *     TransactWriteItemsRequest}; null for one that each call makes
 * @param returnConsumedCapacity how much of the consumed capacity the answer is to report; null for
 *     nothing
 */
public record ExecuteTransactionRequest(
    List<Statement> transactStatements,
    @Nullable String clientRequestToken,
    @Nullable ReturnConsumedCapacity returnConsumedCapacity)
    implements DynamoRequest {
  /**
   * @throws IllegalArgumentException if a statement asks for a consistent read
   */
  public ExecuteTransactionRequest {
    transactStatements = List.copyOf(transactStatements);
    for (int i = 0; i < transactStatements.size(); i++) {
      if (transactStatements.get(i).consistentRead()) {
        throw new IllegalArgumentException(
            "ExecuteTransaction: action "
                + (i + 1)
                + ", "
                + TransactionActions.describe(transactStatements.get(i))
                + ", \""
                + transactStatements.get(i).statement()
                + "\": the reads of a transaction always are consistent: do not ask for it");
      }
    }
  }

  /** A request that asks for no figures. */
  public static ExecuteTransactionRequest of(Statement... transactStatements) {
    return new ExecuteTransactionRequest(List.of(transactStatements), null, null);
  }

  @Override
  public String operation() {
    return "ExecuteTransaction";
  }

  @Override
  public @Nullable String tableName() {
    return Members.onlyTable(transactStatements);
  }

  @Override
  public boolean repeatable() {
    return true;
  }

  @Override
  public void writeMembers(JsonWriter json) {
    json.name(Names.TRANSACT_STATEMENTS).beginArray();
    for (Statement statement : transactStatements) {
      statement.writeMembers(json.beginObject());
      json.endObject();
    }
    json.endArray();
    Members.token(json, clientRequestToken);
    Members.word(json, Names.RETURN_CONSUMED_CAPACITY, returnConsumedCapacity);
  }
}
