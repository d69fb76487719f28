package dev.stator.item;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A DynamoDB item: attributes by name. Immutable; keeps the order in which attributes were given,
 * which equality ignores. An attribute that is absent is not an attribute that is NULL: {@link
 * #get} returns {@code null} for the first and {@link AttributeValue.Null} for the second.
 *
 * <pre>{@code
 * Item order =
 *     Item.builder().put("id", "o-17").put("total", new BigDecimal("12.50")).build();
 * String id = order.string("id");
 * }</pre>
 */
public final class Item {
  private static final Item EMPTY = new Item(Map.of());

  private final Map<String, AttributeValue> attributes;

  private Item(Map<String, AttributeValue> attributes) {
    this.attributes = attributes;
  }

  /** The item without attributes: what a projection of absent ones gives. */
  public static Item empty() {
    return EMPTY;
  }

  /** Copies {@code attributes}. */
  public static Item of(Map<String, AttributeValue> attributes) {
    return new Item(Collections.unmodifiableMap(new LinkedHashMap<>(attributes)));
  }

  /**
   * The item of plain Java values; the rules are those of {@link AttributeValue#fromJava(Object)}.
   *
   * @throws IllegalArgumentException if a value has no attribute value, with its path
   */
  public static Item fromJava(Map<String, ?> values) {
    return of(((AttributeValue.M) AttributeValue.fromJava(values)).values());
  }

  /** Starts an item. */
  public static Builder builder() {
    return new Builder();
  }

  /** The attribute's value, or {@code null} if the item has no attribute of that name. */
  public @Nullable AttributeValue get(String name) {
    return attributes.get(name);
  }

  /** Whether the attribute is there, be it NULL. */
  public boolean has(String name) {
    return attributes.containsKey(name);
  }

  /**
   * The string of an attribute that must be one.
   *
   * @throws IllegalArgumentException if it is absent or of another type
   */
  public String string(String name) {
    if (get(name) instanceof AttributeValue.S s) {
      return s.value();
    }
    throw notA(AttributeType.S, name);
  }

  /**
   * The number of an attribute that must be one.
   *
   * @throws IllegalArgumentException if it is absent or of another type
   */
  public DynamoNumber number(String name) {
    if (get(name) instanceof AttributeValue.N n) {
      return n.value();
    }
    throw notA(AttributeType.N, name);
  }

  /** The attributes' names, in the item's order. */
  public Set<String> names() {
    return attributes.keySet();
  }

  /** The number of attributes. */
  public int size() {
    return attributes.size();
  }

  /** An unmodifiable view: nothing is copied. */
  public Map<String, AttributeValue> asMap() {
    return attributes;
  }

  /** Plain Java values by name; see {@link AttributeValue#toJava()}. */
  public Map<String, @Nullable Object> toJava() {
    return JavaValues.mapFrom(attributes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Item that && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return attributes.hashCode();
  }

  @Override
  public String toString() {
    return attributes.toString();
  }

  private IllegalArgumentException notA(AttributeType wanted, String name) {
    AttributeValue value = get(name);
    return new IllegalArgumentException(
        "attribute \""
            + name
            + "\" is "
            + (value == null ? "absent" : "of type " + value.type())
            + ", not of type "
            + wanted);
  }

  /** Collects attributes; a name given twice keeps the later value. Not for several threads. */
  public static final class Builder {
    private final Map<String, AttributeValue> attributes = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Adds an attribute value, or a plain Java value by the rules of {@link
     * AttributeValue#fromJava(Object)}: {@code null} becomes NULL, and an empty {@code Optional} no
     * attribute.
     *
     * @throws IllegalArgumentException if there is no attribute value for it
     */
    public Builder put(String name, @Nullable Object value) {
      if (JavaValues.isAbsent(value)) {
        attributes.remove(name);
        return this;
      }
      try {
        attributes.put(name, AttributeValue.fromJava(value));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("attribute \"" + name + "\": " + e.getMessage(), e);
      }
      return this;
    }

    /** The item. The builder may go on and build others. */
    public Item build() {
      return Item.of(attributes);
    }
  }
}
