package dev.stator.client;

import dev.stator.item.Key;
import org.jspecify.annotations.Nullable;

/**
 * An item or key that DynamoDB would refuse, found before it was sent. Says which and where in it.
 */
public final class InvalidItemException extends DynamoException {
  private static final long serialVersionUID = 1;

  private final String operation;
  private final String tableName;
  private final transient @Nullable Key key;
  private final String path;

  InvalidItemException(
      String operation, String tableName, @Nullable Key key, String path, String why, String hint) {
    super(describe(operation, tableName, key, path, why), hint, null);
    this.operation = operation;
    this.tableName = tableName;
    this.key = key;
    this.path = path;
  }

  private static String describe(
      String operation, String tableName, @Nullable Key key, String path, String why) {
    return new CallFacts(operation, tableName, null, 1)
        + (key == null ? "" : ", item " + key.toItem())
        + (path.isEmpty() ? "" : ", attribute " + path)
        + ": "
        + why;
  }

  /** The operation that it was meant for. */
  public String operation() {
    return operation;
  }

  /** The table that it was meant for. */
  public String tableName() {
    return tableName;
  }

  /** The item's key, if it has one. Lost in serialization. */
  public @Nullable Key key() {
    return key;
  }

  /** Where in the item, such as {@code lines[3].sku}; empty for the item as a whole. */
  public String path() {
    return path;
  }
}
