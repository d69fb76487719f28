package dev.stator.item.expression;

import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An attribute, or one inside of it, that expressions are about.
 *
 * <pre>{@code
 * import static dev.stator.item.expression.Attribute.attribute;
 *
 * Condition condition =
 *     attribute("status").equalTo("open").and(attribute("lines").at(0).at("price").lessThan(100));
 * Update update = Update.of(attribute("status").set("paid"), attribute("reminder").remove());
 * }</pre>
 *
 * <p>Names are never reserved words, dots in them are part of the name, and values become attribute
 * values when they are handed over, by the rules of {@link AttributeValue#fromJava} or as the
 * record's codec writes them. Immutable.
 *
 * @param <V> the Java class of its values: {@code Object} for whatever has an attribute value
 */
public final class Attribute<V> extends Operand<V> {
  private final List<Object> path; // Names, and Integers for elements of lists.
  private final Function<? super V, AttributeValue> values;

  private Attribute(List<Object> path, Function<? super V, AttributeValue> values) {
    this.path = path;
    this.values = values;
  }

  /**
   * An attribute of an item, with values of any class.
   *
   * @throws IllegalArgumentException if the name is empty
   */
  public static Attribute<Object> attribute(String name) {
    return of(name, AttributeValue::fromJava);
  }

  /**
   * An attribute of an item, with values of one class.
   *
   * @param values what makes them attribute values
   * @throws IllegalArgumentException if the name is empty
   */
  public static <V> Attribute<V> of(String name, Function<? super V, AttributeValue> values) {
    return new Attribute<>(List.of(checked(name)), values);
  }

  /** The attribute of this name inside this one, which is a map. */
  public Attribute<Object> at(String name) {
    return new Attribute<>(longer(List.of(checked(name))), AttributeValue::fromJava);
  }

  /**
   * An element of this attribute, which is a list.
   *
   * @param index from 0
   */
  public Attribute<Object> at(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("the first element of a list is 0, not " + index);
    }
    return new Attribute<>(longer(List.of(index)), AttributeValue::fromJava);
  }

  /** The attribute inside this one, which is a map. */
  public <W> Attribute<W> at(Attribute<W> inside) {
    return new Attribute<>(longer(inside.path), inside.values);
  }

  /** {@code attribute_exists(this)}. */
  public Condition exists() {
    return function("attribute_exists");
  }

  /** {@code attribute_not_exists(this)}: absent, which NULL is not. */
  public Condition notExists() {
    return function("attribute_not_exists");
  }

  /** {@code attribute_type(this, type)}. */
  public Condition hasType(AttributeType type) {
    return function("attribute_type", AttributeValue.of(type.name()));
  }

  /** {@code begins_with(this, prefix)}; strings and binaries have prefixes. */
  public Condition beginsWith(Object prefix) {
    return function("begins_with", AttributeValue.fromJava(prefix));
  }

  /** {@code contains(this, part)}: part of a string, member of a set or list. */
  public Condition contains(Object part) {
    return function("contains", AttributeValue.fromJava(part));
  }

  /** {@code size(this)}, to be compared. */
  public Size size() {
    return new Size(this);
  }

  /** {@code SET this = value}. */
  public Update set(V value) {
    AttributeValue set = values.apply(value);
    return assign(placeholders -> placeholders.placeholderOf(set));
  }

  /** {@code SET this = other}: the value that the other attribute has before the update. */
  public Update set(Attribute<?> other) {
    return assign(other::write);
  }

  /** {@code SET this = if_not_exists(this, value)}: only where it is absent. */
  public Update setIfAbsent(V value) {
    AttributeValue set = values.apply(value);
    return assign(
        placeholders ->
            "if_not_exists(" + write(placeholders) + ", " + placeholders.placeholderOf(set) + ")");
  }

  /** {@code SET this = this + value}; it must be there, and a number. */
  public Update plus(V value) {
    AttributeValue summand = values.apply(value);
    return assign(
        placeholders -> write(placeholders) + " + " + placeholders.placeholderOf(summand));
  }

  /** {@code SET this = this - value}; it must be there, and a number. */
  public Update minus(V value) {
    AttributeValue subtrahend = values.apply(value);
    return assign(
        placeholders -> write(placeholders) + " - " + placeholders.placeholderOf(subtrahend));
  }

  /** Puts the members of {@code list} behind this list's, which is made if it is absent. */
  public Update append(V list) {
    AttributeValue members = values.apply(list);
    return assign(
        placeholders ->
            "list_append("
                + orEmpty(placeholders)
                + ", "
                + placeholders.placeholderOf(members)
                + ")");
  }

  /** Puts the members of {@code list} before this list's, which is made if it is absent. */
  public Update prepend(V list) {
    AttributeValue members = values.apply(list);
    return assign(
        placeholders ->
            "list_append("
                + placeholders.placeholderOf(members)
                + ", "
                + orEmpty(placeholders)
                + ")");
  }

  /** {@code REMOVE this}. */
  public Update remove() {
    return Update.of(Update.Clause.REMOVE, this::write);
  }

  /** {@code ADD this value}: to a number, absent being 0, or the members to a set. */
  public Update add(V value) {
    return clause(Update.Clause.ADD, value);
  }

  /**
   * {@code DELETE this members}: takes them out of a set; {@link #remove()} takes the attribute.
   */
  public Update delete(V members) {
    return clause(Update.Clause.DELETE, members);
  }

  @Override
  AttributeValue valueOf(V value) {
    return values.apply(value);
  }

  @Override
  String write(Expressions placeholders) {
    StringBuilder text = new StringBuilder();
    for (Object segment : path) {
      if (segment instanceof String name) {
        text.append(text.isEmpty() ? "" : ".").append(placeholders.placeholderOf(name));
      } else {
        text.append('[').append(segment).append(']');
      }
    }
    return text.toString();
  }

  /** The attribute as it is typed: {@code address.zip}, {@code lines[0]}. */
  @Override
  public String toString() {
    Expressions placeholders = new Expressions();
    return ExpressionExcerpt.of(write(placeholders), placeholders.names(), placeholders.values());
  }

  private Condition function(String name) {
    return Condition.atom(placeholders -> name + "(" + write(placeholders) + ")");
  }

  private Condition function(String name, AttributeValue argument) {
    return Condition.atom(
        placeholders ->
            name + "(" + write(placeholders) + ", " + placeholders.placeholderOf(argument) + ")");
  }

  private Update assign(Function<Expressions, String> value) {
    return Update.of(
        Update.Clause.SET, placeholders -> write(placeholders) + " = " + value.apply(placeholders));
  }

  private Update clause(Update.Clause clause, V value) {
    AttributeValue operand = values.apply(value);
    return Update.of(
        clause, placeholders -> write(placeholders) + " " + placeholders.placeholderOf(operand));
  }

  private String orEmpty(Expressions placeholders) {
    return "if_not_exists("
        + write(placeholders)
        + ", "
        + placeholders.placeholderOf(AttributeValue.list())
        + ")";
  }

  private List<Object> longer(List<Object> inside) {
    List<Object> longer = new ArrayList<>(path);
    longer.addAll(inside);
    return List.copyOf(longer);
  }

  private static String checked(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an attribute's name cannot be empty");
    }
    return name;
  }
}
