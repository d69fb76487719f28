package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the {@link Discriminator} of a sealed interface is for this record. Without this annotation
 * it is the simple name of the record. Items outlive names of classes: give it where the record may
 * be renamed.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface DiscriminatorValue {
  /** The value: a string, and not empty. */
  String value();
}
