package dev.stator.records.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.stator.item.AttributeType;

/** How a Java type is stored. Each knows the Java type, boxed and without annotations. */
sealed interface ValueType {
  TypeName java();

  /**
   * One value on the wire.
   *
   * @param wire S, N, B or BOOL
   * @param before what stands before the Java value to make what the writer takes
   * @param after what stands behind it
   * @param read the expression that reads a value from {@code in}
   * @param mayCollide whether two different values may be stored as the same
   * @param sorts whether what is stored sorts as the values do
   */
  record Scalar(
      TypeName java,
      AttributeType wire,
      CodeBlock before,
      CodeBlock after,
      CodeBlock read,
      boolean mayCollide,
      boolean sorts)
      implements ValueType {
    CodeBlock write(CodeBlock value) {
      return CodeBlock.builder().add(before).add(value).add(after).build();
    }
  }

  /** What has a codec, which is this expression: a nested record, a type variable. */
  record Coded(TypeName java, CodeBlock codec) implements ValueType {
    /** Whether it is the one codec of a record without type parameters. */
    boolean isInstance() {
      String text = codec.toString();
      return text.endsWith("INSTANCE") || text.endsWith("()");
    }
  }

  /** What an {@code AttributeConverter} stores, which is this expression. */
  record Custom(TypeName java, CodeBlock converter) implements ValueType {}

  /** An {@code AttributeValue}, as it is. */
  record Plain(TypeName java) implements ValueType {}

  /** An {@code Item}, as a map. */
  record PlainItem(TypeName java) implements ValueType {}

  /** A list. */
  record ListOf(TypeName java, ValueType member, boolean nullable) implements ValueType {}

  /** A set, of what DynamoDB has sets of. */
  record SetOf(TypeName java, Scalar member) implements ValueType {}

  /** A map with strings for keys. */
  record MapOf(TypeName java, ValueType member, boolean nullable) implements ValueType {}
}
