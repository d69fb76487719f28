package dev.stator.item.expression;

import dev.stator.item.AttributeValue;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The expressions of one request, and what the placeholders in them stand for.
 *
 * <p>DynamoDB wants attribute names that are reserved words, or have unusual characters, and all
 * values outside of an expression's text (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.ExpressionAttributeNames.html">
 * ExpressionAttributeNames</a>). Here they stand in the text, and each of them is replaced, so that
 * no word is reserved:
 *
 * <pre>{@code
 * Expressions expressions = new Expressions();
 * expressions.filter("age >= 21 AND address.zip IN ('8001', '8002')");
 *     // "#n0 >= :v0 AND #n1.#n2 IN (:v1, :v2)"
 * expressions.projection("id, tags[0]"); // "#n3, #n4[0]"
 * expressions.names();  // {#n0=age, #n1=address, #n2=zip, #n3=id, #n4=tags}
 * expressions.values(); // {:v0=21, :v1="8001", :v2="8002"}
 * }</pre>
 *
 * <p>What may be written:
 *
 * <ul>
 *   <li>attributes: {@code a}, {@code a.b[0].c}; any name in backticks, {@code `a.b`}, with a
 *       backtick inside written twice
 *   <li>strings in single or double quotes, the quote inside written twice; numbers, {@code true},
 *       {@code false}, {@code null}. Binaries come as placeholders, and in conditions lists, maps
 *       and sets, too
 *   <li>{@code = <> < <= > >=}, {@code BETWEEN ... AND ...}, {@code IN (...)}, {@code AND}, {@code
 *       OR}, {@code NOT}, parentheses
 *   <li>{@code attribute_exists}, {@code attribute_not_exists}, {@code attribute_type}, {@code
 *       begins_with}, {@code contains}, {@code size}
 *   <li>in an update {@code SET}, {@code REMOVE}, {@code ADD} and {@code DELETE}; {@code +} and
 *       {@code -}, with a blank before it, which else is part of a name; {@code if_not_exists} and
 *       {@code list_append}; also lists, {@code ['a', 1]}, maps, {@code {"a": 1}}, and sets, {@code
 *       <<'a', 'b'>>}
 *   <li>placeholders of the caller's own, {@code #name} and {@code :value}, with what they stand
 *       for given to the constructor: they are left as they are
 * </ul>
 *
 * <p>The form is checked here; whether types fit is for DynamoDB to say. Not for several threads.
 */
public final class Expressions {
  private final Map<String, String> givenNames;
  private final Map<String, AttributeValue> givenValues;
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<String, AttributeValue> values = new LinkedHashMap<>();
  private final Map<String, String> placeholderOfName = new LinkedHashMap<>();
  private final Map<AttributeValue, String> placeholderOfValue = new LinkedHashMap<>();
  private int nameCount;
  private int valueCount;

  /** Expressions without placeholders of the caller's own. */
  public Expressions() {
    this(Map.of(), Map.of());
  }

  /**
   * Expressions that may have placeholders of the caller's own.
   *
   * @param names attribute names by placeholder, {@code #x}
   * @param values attribute values by placeholder, {@code :x}
   * @throws IllegalArgumentException if a placeholder does not begin as it must
   */
  public Expressions(Map<String, String> names, Map<String, AttributeValue> values) {
    this.givenNames = new LinkedHashMap<>(names);
    this.givenValues = new LinkedHashMap<>(values);
    names.keySet().forEach(name -> requirePlaceholder(name, '#'));
    values.keySet().forEach(name -> requirePlaceholder(name, ':'));
  }

  /**
   * A condition: a request's filter or key condition.
   *
   * @return the text for the request
   * @throws ExpressionSyntaxException if it is not one, with the place
   */
  public String filter(String text) {
    return condition("filter", text).text();
  }

  /**
   * What must hold for a write to be done. The same as a {@link #filter}, and called a condition in
   * what is thrown.
   *
   * @return the text for the request
   * @throws ExpressionSyntaxException if it is not one, with the place
   */
  public String condition(String text) {
    return condition("condition", text).text();
  }

  /**
   * An update: {@code SET qty = qty + 1, seen = true REMOVE note ADD tags <<'new'>>}.
   *
   * @return the text for the request
   * @throws ExpressionSyntaxException if it is not one, with the place
   */
  public String update(String text) {
    return new UpdateParser(text, this).parse();
  }

  /** A condition; {@code kind} is what the caller calls it. */
  Text condition(String kind, String text) {
    return new ExpressionParser(kind, text, this).parseCondition();
  }

  /**
   * A list of attributes, separated by commas.
   *
   * @return the text for the request
   * @throws ExpressionSyntaxException if it is not one, with the place
   */
  public String projection(String text) {
    return new ExpressionParser("projection", text, this).parseProjection();
  }

  /** What the names' placeholders of the expressions so far stand for; a view. */
  public Map<String, String> names() {
    return Collections.unmodifiableMap(names);
  }

  /** What the values' placeholders of the expressions so far stand for; a view. */
  public Map<String, AttributeValue> values() {
    return Collections.unmodifiableMap(values);
  }

  /** The caller's own placeholders that no expression has used. DynamoDB refuses such a request. */
  public Set<String> unused() {
    Set<String> unused = new HashSet<>(givenNames.keySet());
    unused.addAll(givenValues.keySet());
    unused.removeAll(names.keySet());
    unused.removeAll(values.keySet());
    return unused;
  }

  /** The placeholder of an attribute's name. */
  String placeholderOf(String name) {
    return placeholderOfName.computeIfAbsent(
        name,
        key -> {
          String placeholder = "#n" + nameCount++;
          while (givenNames.containsKey(placeholder)) {
            placeholder = "#n" + nameCount++;
          }
          names.put(placeholder, key);
          return placeholder;
        });
  }

  /** The placeholder of a value. */
  String placeholderOf(AttributeValue value) {
    return placeholderOfValue.computeIfAbsent(
        value,
        key -> {
          String placeholder = ":v" + valueCount++;
          while (givenValues.containsKey(placeholder)) {
            placeholder = ":v" + valueCount++;
          }
          values.put(placeholder, key);
          return placeholder;
        });
  }

  /** Takes over a placeholder of the caller's own; false if nothing was given for it. */
  boolean use(String placeholder) {
    if (placeholder.charAt(0) == '#') {
      String name = givenNames.get(placeholder);
      if (name != null) {
        names.put(placeholder, name);
      }
      return name != null;
    }
    AttributeValue value = givenValues.get(placeholder);
    if (value != null) {
      values.put(placeholder, value);
    }
    return value != null;
  }

  private static void requirePlaceholder(String text, char first) {
    if (text.length() < 2 || text.charAt(0) != first) {
      throw new IllegalArgumentException(
          "placeholder \"" + text + "\" must be a \"" + first + "\" and a name");
    }
  }
}
