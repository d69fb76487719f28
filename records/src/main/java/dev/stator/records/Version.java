package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The component, a {@code long}, {@code int} or one of their boxes, counts the versions of the item
 * for optimistic locking: a write increments it, provided that the table still has the version that
 * was read. 0, or null in a box, is a record that was never stored.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface Version {}
