package dev.stator.lineage;

import org.jspecify.annotations.Nullable;

/**
 * An object of boto3, aioboto3 or aiobotocore.
 *
 * <p>A table's name is an atom, not a value: a table by several possible names is several tables.
 */
sealed interface Aws extends Atom {
  /**
   * {@code certain} says whether the object was seen to be made, rather than inferred from a hint
   * or the shape of a call.
   */
  default boolean certain() {
    return true;
  }

  record Session() implements Aws {}

  record Client(boolean certain) implements Aws {}

  record Resource(boolean certain) implements Aws {}

  record Table(Atom name, @Nullable Trace nameTrace, boolean certain) implements Aws {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Table that && name.equals(that.name) && certain == that.certain;
    }

    @Override
    public int hashCode() {
      return name.hashCode() + 7;
    }
  }

  record BatchWriter(Table table) implements Aws {
    @Override
    public boolean certain() {
      return table.certain();
    }
  }

  /**
   * A paginator of an operation.
   *
   * @param taken the method whose name says which operation, where it was taken from one
   */
  record Paginator(String operation, @Nullable Method taken) implements Aws {}

  record Waiter() implements Aws {}

  /** {@code resource.tables}, and what its filters return. */
  record Tables() implements Aws {}

  record Meta() implements Aws {}

  /** A method of one of these, at the place where its name stands. */
  record Method(Aws receiver, String name, CallPoint point) implements Aws {}

  /** {@code method.__name__}, which a paginator may be asked for by. */
  record MethodName(Method method) implements Aws {}

  /** The client or resource of another service: known to be none of DynamoDB's. */
  record OtherService(String service) implements Aws {}

  /** A bucket object of the S3 resource. */
  record Bucket(Value name) implements Aws {}

  /** An object in a bucket, of the S3 resource. */
  record StoredObject() implements Aws {}

  /** A condition on an attribute, in the notation of expressions: {@code Key("pk").eq(...)}. */
  record Condition(String text, boolean key) implements Aws {}
}
