package dev.stator.item.expression;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The attributes that a read returns. Immutable. */
public final class Projection implements Expression {
  private final List<Attribute<?>> attributes;

  private Projection(List<Attribute<?>> attributes) {
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("no attribute was given");
    }
    this.attributes = List.copyOf(attributes);
  }

  /**
   * These attributes.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static Projection of(Attribute<?>... attributes) {
    return new Projection(Arrays.asList(attributes));
  }

  /**
   * The attributes of these names; dots in them are part of the name.
   *
   * @throws IllegalArgumentException if there are none, or one is empty
   */
  public static Projection of(String... names) {
    return new Projection(Arrays.stream(names).<Attribute<?>>map(Attribute::attribute).toList());
  }

  @Override
  public String write(Expressions placeholders) {
    return attributes.stream()
        .map(attribute -> attribute.write(placeholders))
        .collect(Collectors.joining(", "));
  }

  /** The attributes, as messages show them. */
  @Override
  public String toString() {
    return ExpressionExcerpt.of(this);
  }
}
