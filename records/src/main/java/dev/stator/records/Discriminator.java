package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The attribute, a string, by which the records of a sealed interface are told apart. Without this
 * annotation it is {@value #DEFAULT}. It is written with each of the records, also by its own
 * codec, and first.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Discriminator {
  /** The name of the attribute where nothing else is said. */
  String DEFAULT = "type";

  /** The name of the attribute. */
  String value() default DEFAULT;
}
