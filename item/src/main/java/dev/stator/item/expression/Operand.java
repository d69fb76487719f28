package dev.stator.item.expression;

import dev.stator.item.AttributeValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * What a condition compares: an {@link Attribute}, or the size of one. Immutable.
 *
 * @param <V> the Java class of the values it is compared with
 */
public abstract sealed class Operand<V> permits Attribute, Size {
  /** How many values DynamoDB takes in one {@code IN}. */
  private static final int MAX_CHOICES = 100;

  Operand() {}

  /** The operand's text. */
  abstract String write(Expressions placeholders);

  /** What the value is in DynamoDB. */
  abstract AttributeValue valueOf(V value);

  /** {@code this = value}. */
  public final Condition equalTo(V value) {
    return compare("=", value);
  }

  /** {@code this = other}. */
  public final Condition equalTo(Operand<?> other) {
    return compare("=", other);
  }

  /** {@code this <> value}: also where there is no such attribute. */
  public final Condition notEqualTo(V value) {
    return compare("<>", value);
  }

  /** {@code this <> other}. */
  public final Condition notEqualTo(Operand<?> other) {
    return compare("<>", other);
  }

  /** {@code this < value}. */
  public final Condition lessThan(V value) {
    return compare("<", value);
  }

  /** {@code this < other}. */
  public final Condition lessThan(Operand<?> other) {
    return compare("<", other);
  }

  /** {@code this <= value}. */
  public final Condition atMost(V value) {
    return compare("<=", value);
  }

  /** {@code this <= other}. */
  public final Condition atMost(Operand<?> other) {
    return compare("<=", other);
  }

  /** {@code this > value}. */
  public final Condition greaterThan(V value) {
    return compare(">", value);
  }

  /** {@code this > other}. */
  public final Condition greaterThan(Operand<?> other) {
    return compare(">", other);
  }

  /** {@code this >= value}. */
  public final Condition atLeast(V value) {
    return compare(">=", value);
  }

  /** {@code this >= other}. */
  public final Condition atLeast(Operand<?> other) {
    return compare(">=", other);
  }

  /** {@code this BETWEEN low AND high}: both bounds are inside. */
  public final Condition between(V low, V high) {
    AttributeValue from = valueOf(low);
    AttributeValue to = valueOf(high);
    return Condition.atom(
        placeholders ->
            write(placeholders)
                + " BETWEEN "
                + placeholders.placeholderOf(from)
                + " AND "
                + placeholders.placeholderOf(to));
  }

  /**
   * {@code this IN (values)}.
   *
   * @throws IllegalArgumentException if there are none, or more than 100
   */
  public final Condition in(Collection<? extends V> values) {
    if (values.isEmpty() || values.size() > MAX_CHOICES) {
      throw new IllegalArgumentException(
          "IN has " + values.size() + " choices; DynamoDB takes 1 to " + MAX_CHOICES);
    }
    AttributeValue[] choices = values.stream().map(this::valueOf).toArray(AttributeValue[]::new);
    return Condition.atom(
        placeholders -> {
          StringJoiner text = new StringJoiner(", ", write(placeholders) + " IN (", ")");
          for (AttributeValue choice : choices) {
            text.add(placeholders.placeholderOf(choice));
          }
          return text.toString();
        });
  }

  /** {@code this IN (values)}; see {@link #in(Collection)}. */
  @SafeVarargs
  @SuppressWarnings("varargs")
  public final Condition in(V... values) {
    List<V> choices = new ArrayList<>(values.length);
    for (V value : values) {
      choices.add(value);
    }
    return in(choices);
  }

  private Condition compare(String comparator, V value) {
    AttributeValue right = valueOf(value);
    return Condition.atom(
        placeholders ->
            write(placeholders) + " " + comparator + " " + placeholders.placeholderOf(right));
  }

  private Condition compare(String comparator, Operand<?> right) {
    Objects.requireNonNull(right, "compare with AttributeValue.ofNull(), or ask for notExists()");
    return Condition.atom(
        placeholders -> write(placeholders) + " " + comparator + " " + right.write(placeholders));
  }
}
