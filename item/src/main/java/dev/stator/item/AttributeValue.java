package dev.stator.item;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One DynamoDB attribute value: exactly one of the ten types, each a record of this family (<a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html">
 * AttributeValue</a>).
 *
 * <p>Values are immutable and compare by content: numbers by numeric value, sets without order,
 * lists with it. A set is never empty and holds no member twice, as DynamoDB demands; the records'
 * constructors throw {@link IllegalArgumentException} otherwise. Absence is not a value: {@link
 * Null} is an attribute that is there and null.
 *
 * <pre>{@code
 * AttributeValue total = AttributeValue.of(new BigDecimal("12.50"));
 * if (value instanceof AttributeValue.S s) {
 *   System.out.println(s.value());
 * }
 * }</pre>
 *
 * <p>{@link #fromJava(Object)} and {@link #toJava()} convert from and to plain Java values.
 */
public sealed interface AttributeValue {
  /**
   * How deep lists, maps and sets are nested at most, an attribute's own value being the first
   * level (<a
   * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html#limits-attributes">
   * nested attribute depth</a>).
   */
  int MAX_DEPTH = 32;

  /** A string. May be empty, except in a key. */
  record S(String value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.S;
    }
  }

  /** A number. */
  record N(DynamoNumber value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.N;
    }
  }

  /** Bytes. May be empty, except in a key. */
  record B(Binary value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.B;
    }
  }

  /** True or false. */
  record Bool(boolean value) implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.BOOL;
    }
  }

  /** Present, and null. */
  record Null() implements AttributeValue {
    @Override
    public AttributeType type() {
      return AttributeType.NULL;
    }
  }

  /** A set of strings. A member may be the empty string. */
  record SS(Set<String> values) implements AttributeValue {
    public SS {
      values = Sets.copy(values, AttributeType.SS);
    }

    @Override
    public AttributeType type() {
      return AttributeType.SS;
    }
  }

  /** A set of numbers. */
  record NS(Set<DynamoNumber> values) implements AttributeValue {
    public NS {
      values = Sets.copy(values, AttributeType.NS);
    }

    @Override
    public AttributeType type() {
      return AttributeType.NS;
    }
  }

  /** A set of binaries. */
  record BS(Set<Binary> values) implements AttributeValue {
    public BS {
      values = Sets.copy(values, AttributeType.BS);
    }

    @Override
    public AttributeType type() {
      return AttributeType.BS;
    }
  }

  /** A list; its members may be of different types. */
  record L(List<AttributeValue> values) implements AttributeValue {
    public L {
      values = List.copyOf(values);
    }

    @Override
    public AttributeType type() {
      return AttributeType.L;
    }
  }

  /** A map. Keeps the order it was given, which equality ignores. */
  record M(Map<String, AttributeValue> values) implements AttributeValue {
    public M {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    @Override
    public AttributeType type() {
      return AttributeType.M;
    }
  }

  /** The value's type, named as on the wire. */
  AttributeType type();

  /** A string. */
  static AttributeValue of(String value) {
    return new S(value);
  }

  /** An integer. */
  static AttributeValue of(long value) {
    return new N(DynamoNumber.of(value));
  }

  /** A number; see {@link DynamoNumber#of(double)}. */
  static AttributeValue of(double value) {
    return new N(DynamoNumber.of(value));
  }

  /** A number of at most 38 digits. */
  static AttributeValue of(BigDecimal value) {
    return new N(DynamoNumber.of(value));
  }

  /** A number of at most 38 digits. */
  static AttributeValue of(BigInteger value) {
    return new N(DynamoNumber.of(value));
  }

  /** A number. */
  static AttributeValue of(DynamoNumber value) {
    return new N(value);
  }

  /** A boolean. */
  static AttributeValue of(boolean value) {
    return new Bool(value);
  }

  /** Binary: the bytes are copied. */
  static AttributeValue of(byte[] value) {
    return new B(Binary.of(value));
  }

  /** Binary. */
  static AttributeValue of(Binary value) {
    return new B(value);
  }

  /** Present, and null. */
  static AttributeValue ofNull() {
    return new Null();
  }

  /** A string set. */
  static AttributeValue stringSet(Collection<String> members) {
    return new SS(Sets.distinct(members, AttributeType.SS));
  }

  /** A string set. */
  static AttributeValue stringSet(String... members) {
    return stringSet(Arrays.asList(members));
  }

  /** A number set. */
  static AttributeValue numberSet(Collection<DynamoNumber> members) {
    return new NS(Sets.distinct(members, AttributeType.NS));
  }

  /** A number set of integers. */
  static AttributeValue numberSet(long... members) {
    List<DynamoNumber> numbers = new ArrayList<>(members.length);
    for (long member : members) {
      numbers.add(DynamoNumber.of(member));
    }
    return numberSet(numbers);
  }

  /** A binary set. */
  static AttributeValue binarySet(Collection<Binary> members) {
    return new BS(Sets.distinct(members, AttributeType.BS));
  }

  /** A list. */
  static AttributeValue list(AttributeValue... members) {
    return new L(Arrays.asList(members));
  }

  /** A map. */
  static AttributeValue map(Map<String, AttributeValue> entries) {
    return new M(entries);
  }

  /**
   * The attribute value of a plain Java value.
   *
   * <table>
   * <caption>What becomes what</caption>
   * <tr><th>Java</th><th>DynamoDB</th></tr>
   * <tr><td>{@code null}</td><td>NULL</td></tr>
   * <tr><td>{@code CharSequence}, {@code Character}, {@code Enum} (its name), {@code UUID},
   *     {@code Instant}, {@code LocalDate}, {@code Duration} and the other classes of {@code
   *     java.time} (their {@code toString()}, which their {@code parse} reads)</td><td>S</td></tr>
   * <tr><td>{@code Byte}, {@code Short}, {@code Integer}, {@code Long}, {@code Float},
   *     {@code Double}, {@code BigInteger}, {@code BigDecimal}, {@link DynamoNumber}</td><td>N</td>
   *     </tr>
   * <tr><td>{@code Boolean}</td><td>BOOL</td></tr>
   * <tr><td>{@code byte[]}, {@code ByteBuffer}, {@link Binary}</td><td>B</td></tr>
   * <tr><td>{@code Set} of strings, numbers or binaries, all of one kind</td><td>SS, NS, BS</td>
   *     </tr>
   * <tr><td>any other {@code Iterable}, or {@code Object[]}</td><td>L</td></tr>
   * <tr><td>{@code Map} with string keys, {@link Item}</td><td>M</td></tr>
   * <tr><td>{@code Optional}</td><td>what it holds; in an item or map an empty one is an attribute
   *     that is absent</td></tr>
   * <tr><td>{@link AttributeValue}</td><td>itself</td></tr>
   * </table>
   *
   * @throws IllegalArgumentException for any other class, an empty {@code Optional} that cannot be
   *     left out, an empty or mixed set, a number out of range, or what is nested more than {@value
   *     #MAX_DEPTH} deep or inside itself; the message has the path of the value inside {@code
   *     value}
   */
  static AttributeValue fromJava(@Nullable Object value) {
    return JavaValues.toAttribute(value);
  }

  /**
   * The plain Java value: {@code String}, {@code BigDecimal}, {@link Binary}, {@code Boolean},
   * {@code null}, {@code Set}, {@code List} or {@code Map}. {@link #fromJava(Object)} turns each of
   * them back into an equal attribute value.
   */
  default @Nullable Object toJava() {
    return JavaValues.fromAttribute(this);
  }

  /** What all three kinds of sets have in common. */
  final class Sets {
    private Sets() {}

    static <T> Set<T> copy(Set<T> members, AttributeType type) {
      if (members.isEmpty()) {
        throw new IllegalArgumentException(
            "a set of type " + type + " is empty: DynamoDB has no empty sets, leave it out");
      }
      return Collections.unmodifiableSet(new LinkedHashSet<>(members));
    }

    static <T> Set<T> distinct(Collection<T> members, AttributeType type) {
      Set<T> set = new LinkedHashSet<>(members.size() * 2);
      for (T member : members) {
        if (!set.add(member)) {
          throw new IllegalArgumentException(
              "a set of type " + type + " holds " + member + " twice");
        }
      }
      return set;
    }
  }
}
