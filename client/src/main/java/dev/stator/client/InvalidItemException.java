package dev.stator.client;

import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.item.ItemSize;
import dev.stator.item.Key;
import java.util.Map;
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
    this(
        new CallFacts(operation, tableName, null, 0).at(key == null ? null : key.toItem()),
        operation,
        tableName,
        key,
        path,
        why,
        hint);
  }

  /**
   * @param subject what the message begins with: operation, table, and the key if it is known
   */
  private InvalidItemException(
      String subject,
      String operation,
      String tableName,
      @Nullable Key key,
      String path,
      String why,
      String hint) {
    super(subject + ", " + path + ": " + why, hint, null);
    this.operation = operation;
    this.tableName = tableName;
    this.key = key;
    this.path = path;
  }

  /**
   * An item of more than 400 KB.
   *
   * @param path where the item is
   */
  static InvalidItemException tooLarge(
      String subject,
      String operation,
      String tableName,
      @Nullable Key key,
      String path,
      Item item) {
    String largest = "";
    int most = -1;
    for (Map.Entry<String, AttributeValue> attribute : item.asMap().entrySet()) {
      int weight = ItemSize.of(attribute.getValue());
      if (weight > most) {
        most = weight;
        largest = attribute.getKey();
      }
    }
    return new InvalidItemException(
        subject,
        operation,
        tableName,
        key,
        path + "." + largest,
        "the item weighs "
            + ItemSize.of(item)
            + " bytes, this attribute "
            + most
            + " of them; an item may weigh "
            + ItemSize.MAX_ITEM_BYTES,
        "keep what is large in S3, or in items of its own");
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

  /**
   * Where in the item, such as {@code $.lines[3].sku}; where a request was made by hand, in the
   * request: {@code $.Item.lines[3].sku}.
   */
  public String path() {
    return path;
  }
}
