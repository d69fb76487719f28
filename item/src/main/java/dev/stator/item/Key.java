package dev.stator.item;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A primary key: the partition key's attribute and, where the table has one, the sort key's. Key
 * values are strings, numbers or binaries, and not empty. Numbers compare by value, so keys {@code
 * 1} and {@code 1.0} are one key, as in DynamoDB.
 *
 * @param partitionName the partition key attribute's name
 * @param partitionValue its value
 * @param sortName the sort key attribute's name, or null where the table has none
 * @param sortValue its value, or null where the table has none
 */
public record Key(
    String partitionName,
    AttributeValue partitionValue,
    @Nullable String sortName,
    @Nullable AttributeValue sortValue) {
  /** A partition key is at most this many bytes. */
  public static final int MAX_PARTITION_KEY_BYTES = 2048;

  /** A sort key is at most this many bytes. */
  public static final int MAX_SORT_KEY_BYTES = 1024;

  /**
   * @throws IllegalArgumentException if a value is empty, too long or of a type that no key can
   *     have, if only one of the sort key's name and value is given, or if both have one name
   */
  public Key {
    check(partitionName, partitionValue, MAX_PARTITION_KEY_BYTES);
    if ((sortName == null) != (sortValue == null)) {
      throw new IllegalArgumentException("a sort key has a name and a value, or neither");
    }
    if (sortName != null && sortValue != null) {
      if (sortName.equals(partitionName)) {
        throw new IllegalArgumentException(
            "attribute \"" + sortName + "\" cannot be partition key and sort key at once");
      }
      check(sortName, sortValue, MAX_SORT_KEY_BYTES);
    }
  }

  /** A key of a table without sort key. */
  public static Key of(String partitionName, @Nullable Object partitionValue) {
    return new Key(partitionName, AttributeValue.fromJava(partitionValue), null, null);
  }

  /** A key of a table with a sort key. */
  public static Key of(
      String partitionName,
      @Nullable Object partitionValue,
      String sortName,
      @Nullable Object sortValue) {
    return new Key(
        partitionName,
        AttributeValue.fromJava(partitionValue),
        sortName,
        AttributeValue.fromJava(sortValue));
  }

  /** The key's attributes as an item: what the service is sent as {@code Key}. */
  public Item toItem() {
    Map<String, AttributeValue> attributes = new LinkedHashMap<>();
    attributes.put(partitionName, partitionValue);
    if (sortName != null && sortValue != null) {
      attributes.put(sortName, sortValue);
    }
    return Item.of(attributes);
  }

  private static void check(String name, AttributeValue value, int maxBytes) {
    int bytes;
    if (value instanceof AttributeValue.S s) {
      bytes = ItemSize.utf8Length(s.value());
    } else if (value instanceof AttributeValue.B b) {
      bytes = b.value().length();
    } else if (value instanceof AttributeValue.N) {
      return;
    } else {
      throw new IllegalArgumentException(
          "key attribute \"" + name + "\" is of type " + value.type() + "; keys are S, N or B");
    }
    if (bytes == 0 || bytes > maxBytes) {
      throw new IllegalArgumentException(
          "key attribute \""
              + name
              + "\" has "
              + bytes
              + " bytes; a key's value has 1 to "
              + maxBytes);
    }
  }
}
