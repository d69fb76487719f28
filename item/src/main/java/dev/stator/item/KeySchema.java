package dev.stator.item;

import org.jspecify.annotations.Nullable;

/**
 * The key of a table or index: the partition key's attribute and, where there is one, the sort
 * key's.
 *
 * @param partitionKey the partition key ({@code HASH}) attribute
 * @param sortKey the sort key ({@code RANGE}) attribute, or null
 */
public record KeySchema(Attribute partitionKey, @Nullable Attribute sortKey) {
  /**
   * A key attribute.
   *
   * @param name its name
   * @param type its type: S, N or B
   */
  public record Attribute(String name, AttributeType type) {
    /**
     * @throws IllegalArgumentException if no key can have the type
     */
    public Attribute {
      if (type != AttributeType.S && type != AttributeType.N && type != AttributeType.B) {
        throw new IllegalArgumentException(
            "key attribute \"" + name + "\" is of type " + type + "; keys are S, N or B");
      }
    }
  }

  /** A schema without sort key. */
  public static KeySchema of(String partitionName, AttributeType partitionType) {
    return new KeySchema(new Attribute(partitionName, partitionType), null);
  }

  /** A schema with a sort key. */
  public static KeySchema of(
      String partitionName, AttributeType partitionType, String sortName, AttributeType sortType) {
    return new KeySchema(
        new Attribute(partitionName, partitionType), new Attribute(sortName, sortType));
  }

  /**
   * The key of an item of this table.
   *
   * @throws IllegalArgumentException if a key attribute is absent, of another type, empty or too
   *     long
   */
  public Key keyOf(Item item) {
    AttributeValue partition = value(item, partitionKey);
    return sortKey == null
        ? new Key(partitionKey.name(), partition, null, null)
        : new Key(partitionKey.name(), partition, sortKey.name(), value(item, sortKey));
  }

  private static AttributeValue value(Item item, Attribute attribute) {
    AttributeValue value = item.get(attribute.name());
    if (value == null) {
      throw new IllegalArgumentException(
          "key attribute \"" + attribute.name() + "\" is absent from the item");
    }
    if (value.type() != attribute.type()) {
      throw new IllegalArgumentException(
          "key attribute \""
              + attribute.name()
              + "\" is of type "
              + value.type()
              + "; the table's key wants "
              + attribute.type());
    }
    return value;
  }
}
