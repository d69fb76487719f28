package dev.stator.records.internal;

import dev.stator.item.AttributeType;
import dev.stator.item.json.AttributeNames;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.MalformedJsonException;
import dev.stator.records.RecordMappingException;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a value, thrown from the depths of a codec. The codec that was called makes
 * the {@link RecordMappingException} of it, with the record's name and with the path, which the
 * bytes read or written so far tell: so codecs carry no path along.
 */
public final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable String attribute;

  Fault(String problem) {
    this(problem, null);
  }

  private Fault(String problem, @Nullable String attribute) {
    super(problem, null, false, false);
    this.attribute = attribute;
  }

  /** Makes sure that the value that comes next is of this type. */
  public static void expect(ItemReader in, AttributeType wanted) {
    if (in.type() != wanted) {
      throw new Fault("type " + wanted + " is wanted here, not " + in.type());
    }
  }

  /** Passes a NULL, if one comes next. */
  public static boolean passNull(ItemReader in) {
    if (in.type() != AttributeType.NULL) {
      return false;
    }
    in.nullValue();
    return true;
  }

  /** What the component must be, and must not be null. */
  public static <T> T required(@Nullable T value, String component) {
    if (value == null) {
      throw new Fault(
          component
              + " is null, and must not be: if it may be absent, make it Optional or @Nullable");
    }
    return value;
  }

  /** A member of a collection that must not be null. */
  public static <T> T member(@Nullable T value) {
    if (value == null) {
      throw new Fault("a member is null, and must not be");
    }
    return value;
  }

  /**
   * Required attributes are absent.
   *
   * @param missing a bit for each of them, the lowest for {@code names[first]}
   */
  public static Fault absent(AttributeNames names, int first, long missing) {
    String name = names.asList().get(first + Long.numberOfTrailingZeros(missing));
    return new Fault(
        "the attribute is absent, and the component must have a value: if it may be absent, make it"
            + " Optional or @Nullable",
        name);
  }

  /** A fault at an attribute of the item or map that the reader stands before. */
  static Fault at(@Nullable String problem, String attribute) {
    return new Fault(String.valueOf(problem), attribute);
  }

  /** Reads the discriminator of a record and makes sure that it is the record's own. */
  public static void checkDiscriminator(ItemReader in, String value) {
    expect(in, AttributeType.S);
    in.scalar();
    if (!in.scalarText().equals(value)) {
      throw new Fault("it is a \"" + in.scalarText() + "\", not a \"" + value + "\"");
    }
  }

  /** A set of {@code type} would hold the same member twice. */
  static Fault twice(Object member) {
    return new Fault("the set holds " + member + " twice");
  }

  /** What to throw when reading a record failed. */
  public static RuntimeException reading(String record, ItemReader in, RuntimeException failure) {
    if (failure instanceof RecordMappingException || failure instanceof MalformedJsonException) {
      return failure;
    }
    return mapping(record, in.path(), failure);
  }

  /** What to throw when writing a record failed, whose text begins at {@code start}. */
  public static RuntimeException writing(
      String record, JsonWriter out, int start, RuntimeException failure) {
    if (failure instanceof RecordMappingException) {
      return failure;
    }
    return mapping(record, out.path(start), failure);
  }

  private static RecordMappingException mapping(
      String record, String path, RuntimeException failure) {
    String problem = String.valueOf(failure.getMessage());
    if (failure instanceof Fault fault) {
      String where = fault.attribute == null ? path : path + "." + fault.attribute;
      return new RecordMappingException(record, where, problem, null);
    }
    boolean explained =
        failure.getMessage() != null
            && (failure instanceof IllegalArgumentException
                || failure instanceof ArithmeticException);
    return new RecordMappingException(
        record, path, explained ? problem : failure.toString(), failure);
  }
}
