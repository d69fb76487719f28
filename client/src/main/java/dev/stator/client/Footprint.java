package dev.stator.client;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request takes capacity of.
 *
 * @param tables the tables, by name or ARN; none where it takes of none, or cannot say of which, as
 *     a statement that is not understood
 * @param known whether it is known at all what it takes
 * @param writes whether it takes write units, rather than read units
 * @param asked what it asks its answer to say about that
 */
record Footprint(
    Collection<String> tables,
    boolean known,
    boolean writes,
    @Nullable ReturnConsumedCapacity asked) {
  static final Footprint NONE = new Footprint(Set.of(), false, false, null);

  Footprint(Collection<String> tables, boolean writes, @Nullable ReturnConsumedCapacity asked) {
    this(tables, true, writes, asked);
  }

  static Footprint of(DynamoRequest request) {
    if (request instanceof GetItemRequest get) {
      return new Footprint(Set.of(get.tableName()), false, get.returnConsumedCapacity());
    } else if (request instanceof QueryRequest query) {
      return new Footprint(Set.of(query.tableName()), false, query.returnConsumedCapacity());
    } else if (request instanceof ScanRequest scan) {
      return new Footprint(Set.of(scan.tableName()), false, scan.returnConsumedCapacity());
    } else if (request instanceof BatchGetItemRequest batch) {
      return new Footprint(batch.requestItems().keySet(), false, batch.returnConsumedCapacity());
    } else if (request instanceof PutItemRequest put) {
      return new Footprint(Set.of(put.tableName()), true, put.returnConsumedCapacity());
    } else if (request instanceof UpdateItemRequest update) {
      return new Footprint(Set.of(update.tableName()), true, update.returnConsumedCapacity());
    } else if (request instanceof DeleteItemRequest delete) {
      return new Footprint(Set.of(delete.tableName()), true, delete.returnConsumedCapacity());
    } else if (request instanceof TransactGetItemsRequest gets) {
      return new Footprint(tablesOf(gets.transactItems()), false, gets.returnConsumedCapacity());
    } else if (request instanceof TransactWriteItemsRequest writes) {
      return new Footprint(tablesOf(writes.transactItems()), true, writes.returnConsumedCapacity());
    } else if (request instanceof RecordPut<?> put) {
      return of(put.options());
    } else if (request instanceof RecordUpdate<?> update) {
      return of(update.options());
    } else if (request instanceof RecordBatchWrite batch) {
      return new Footprint(Set.of(batch.tableName()), true, null);
    } else if (request instanceof BatchWriteItemRequest batch) {
      return new Footprint(batch.requestItems().keySet(), true, batch.returnConsumedCapacity());
    }
    return ofTexts(request);
  }

  /** The tables are in the statements' text, or in a body. */
  private static Footprint ofTexts(DynamoRequest request) {
    if (request instanceof ExecuteStatementRequest one) {
      String table = one.tableName();
      return new Footprint(
          table == null ? Set.of() : Set.of(table),
          !Statement.reads(one.statement()),
          one.returnConsumedCapacity());
    } else if (request instanceof BatchExecuteStatementRequest batch) {
      return new Footprint(
          tablesOf(batch.statements()), write(batch.statements()), batch.returnConsumedCapacity());
    } else if (request instanceof ExecuteTransactionRequest transaction) {
      return new Footprint(
          tablesOf(transaction.transactStatements()),
          write(transaction.transactStatements()),
          transaction.returnConsumedCapacity());
    } else if (request instanceof RawRequest raw) {
      return raw.footprint();
    }
    return NONE;
  }

  /** The statements of a batch or transaction all read, or all write. */
  private static boolean write(List<Statement> statements) {
    return !statements.stream().allMatch(each -> Statement.reads(each.statement()));
  }

  /** Whether the request may be made to ask, since it says nothing itself. */
  boolean mayAsk() {
    return known && asked == null;
  }

  private static Set<String> tablesOf(List<? extends TransactionAction> actions) {
    Set<String> tables = new LinkedHashSet<>();
    for (TransactionAction action : actions) {
      String table = action.tableName();
      if (table != null) {
        tables.add(table);
      }
    }
    return tables;
  }
}
