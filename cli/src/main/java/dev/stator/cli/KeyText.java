package dev.stator.cli;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Binary;
import dev.stator.item.DynamoNumber;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import org.jspecify.annotations.Nullable;

/** Keys as they are typed: plainly, their types being those of the schema. */
final class KeyText {
  private KeyText() {}

  /**
   * The key that was typed.
   *
   * @param sort null if none was typed
   * @throws CommandFailure if it is no key of the table; the message has the table's key
   */
  static Key read(TableSchema schema, String partition, @Nullable String sort) {
    KeySchema key = schema.key();
    KeySchema.Attribute sortKey = key.sortKey();
    if (sortKey != null && sort == null) {
      throw wrong(schema, key, "the sort key " + sortKey.name() + " is missing");
    }
    if (sortKey == null && sort != null) {
      throw wrong(schema, key, "there is no sort key, and " + sort + " was given for one");
    }
    AttributeValue partitionValue = value(schema, key, key.partitionKey(), partition);
    try {
      return sortKey == null || sort == null
          ? new Key(key.partitionKey().name(), partitionValue, null, null)
          : new Key(
              key.partitionKey().name(),
              partitionValue,
              sortKey.name(),
              value(schema, key, sortKey, sort));
    } catch (IllegalArgumentException e) {
      throw wrong(schema, key, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The value of a key's attribute.
   *
   * @param key the key of the table or of the index that is meant
   * @throws CommandFailure if the text is none of its type
   */
  static AttributeValue value(
      TableSchema schema, KeySchema key, KeySchema.Attribute attribute, String text) {
    if (attribute.type() == AttributeType.S) {
      return AttributeValue.of(text);
    }
    boolean number = attribute.type() == AttributeType.N;
    try {
      return number
          ? AttributeValue.of(DynamoNumber.of(text))
          : AttributeValue.of(Binary.ofBase64(text));
    } catch (IllegalArgumentException e) {
      String what =
          number
              ? " is a number: " + e.getMessage()
              : " is binary, and \"" + text + "\" is not base64";
      throw wrong(schema, key, attribute.name() + what);
    }
  }

  static CommandFailure wrong(TableSchema schema, KeySchema key, String why) {
    String index =
        schema.indexes().entrySet().stream()
            .filter(entry -> !key.equals(schema.key()) && key.equals(entry.getValue().key()))
            .map(entry -> "index " + entry.getKey() + " of ")
            .findFirst()
            .orElse("");
    return CommandFailure.usage(
        "table " + schema.table() + ": " + why,
        "the key of " + index + schema.table() + " is " + TableSchema.describe(key));
  }
}
