package dev.stator.records;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of the attribute, where it is not the name of the component. */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.CLASS)
public @interface AttributeName {
  /** The name: 1 to 65535 bytes of UTF-8, and in a key at most 255. */
  String value();
}
