package dev.stator.item.expression;

import dev.stator.item.AttributeValue;

/**
 * The size of an attribute: the characters of a string, the bytes of a binary, the members of a
 * set, list or map. Made by {@link Attribute#size()}.
 */
public final class Size extends Operand<Integer> {
  private final Attribute<?> attribute;

  Size(Attribute<?> attribute) {
    this.attribute = attribute;
  }

  @Override
  String write(Expressions placeholders) {
    return "size(" + attribute.write(placeholders) + ")";
  }

  @Override
  AttributeValue valueOf(Integer value) {
    return AttributeValue.of(value);
  }
}
