package dev.stator.client;

import dev.stator.client.DynamoClient.Endpoint;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call that begins.
 *
 * @param operation the operation's name, such as {@code GetItem}
 * @param table the table, by name or ARN; null for an operation on none, or on several at once
 * @param index the index that is read, if one is
 * @param endpoint where requests go
 * @param request what is asked; null for a call of {@link ControlPlane}
 */
public record CallStart(
    String operation,
    @Nullable String table,
    @Nullable String index,
    Endpoint endpoint,
    @Nullable DynamoRequest request) {
  /** The tables that it is about, by name or ARN, as far as the request says. */
  public Collection<String> tables() {
    if (table != null) {
      return List.of(table);
    }
    return request == null ? List.of() : Footprint.of(request).tables();
  }

  /** Whether it takes write units rather than read units; null if that is not known. */
  public @Nullable Boolean writes() {
    if (request == null) {
      return null;
    }
    Footprint footprint = Footprint.of(request);
    return footprint.known() ? Boolean.valueOf(footprint.writes()) : null;
  }

  /**
   * How many operations it is made of: 1, but for batches of writes or statements, and
   * transactions.
   */
  public int operations() {
    if (request instanceof BatchWriteItemRequest batch) {
      return batch.requestItems().values().stream().mapToInt(List::size).sum();
    } else if (request instanceof RecordBatchWrite batch) {
      return batch.json().size();
    } else if (request instanceof TransactWriteItemsRequest writes) {
      return writes.transactItems().size();
    } else if (request instanceof TransactGetItemsRequest gets) {
      return gets.transactItems().size();
    } else if (request instanceof BatchExecuteStatementRequest batch) {
      return batch.statements().size();
    } else if (request instanceof ExecuteTransactionRequest transaction) {
      return transaction.transactStatements().size();
    }
    return 1;
  }
}
