package dev.stator.records;

import dev.stator.item.Key;
import dev.stator.item.ValueExcerpt;
import org.jspecify.annotations.Nullable;

/**
 * An item is not one of this record's, or a record cannot be stored: which record, where, and why.
 *
 * <p>The path begins at what was read or written: {@code $.lines[3].quantity} in an item, {@code
 * $.Items[17].lines[3].quantity} in a page.
 */
public final class RecordMappingException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String record;
  private final String path;
  private final String problem;
  private final @Nullable String operation;
  private final @Nullable String table;
  private final transient @Nullable Key key;

  /** Neither operation, table nor key are known yet; see {@link #in} and {@link #during}. */
  public RecordMappingException(
      String record, String path, String problem, @Nullable Throwable cause) {
    this(record, path, problem, null, null, null, cause);
  }

  private RecordMappingException(
      String record,
      String path,
      String problem,
      @Nullable String operation,
      @Nullable String table,
      @Nullable Key key,
      @Nullable Throwable cause) {
    super(message(record, path, problem, operation, table, key), cause);
    this.record = record;
    this.path = path;
    this.problem = problem;
    this.operation = operation;
    this.table = table;
    this.key = key;
  }

  /** The same with the table and, if it is known, the key: for those who know them. */
  public RecordMappingException in(String tableName, @Nullable Key itemKey) {
    return new RecordMappingException(record, path, problem, operation, tableName, itemKey, this);
  }

  /** The same with the operation, such as {@code PutItem}: for those who know it. */
  public RecordMappingException during(String operationName) {
    return new RecordMappingException(record, path, problem, operationName, table, key, this);
  }

  /** The simple name of the record that was read or written. */
  public String record() {
    return record;
  }

  /** Where it went wrong; {@code $} is the whole item. */
  public String path() {
    return path;
  }

  /** What is wrong, without where. */
  public String problem() {
    return problem;
  }

  /** The operation, if it is known. */
  public @Nullable String operation() {
    return operation;
  }

  /** The table, if it is known. */
  public @Nullable String table() {
    return table;
  }

  /** The item's key, if it is known. */
  public @Nullable Key key() {
    return key;
  }

  private static String message(
      String record,
      String path,
      String problem,
      @Nullable String operation,
      @Nullable String table,
      @Nullable Key key) {
    StringBuilder message = new StringBuilder();
    if (operation != null) {
      message.append(operation).append(table == null ? ", " : " of ");
    }
    if (table != null) {
      message.append("table \"").append(table).append("\", ");
    }
    if (key != null) {
      message.append("key ").append(ValueExcerpt.of(key.toItem())).append(", ");
    }
    return message
        .append("record ")
        .append(record)
        .append(", ")
        .append(path)
        .append(": ")
        .append(problem)
        .toString();
  }
}
