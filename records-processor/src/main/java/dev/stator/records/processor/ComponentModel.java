package dev.stator.records.processor;

import com.palantir.javapoet.TypeName;
import javax.lang.model.element.RecordComponentElement;

/**
 * A component of a record and its attribute.
 *
 * @param element the component
 * @param attribute the attribute's name
 * @param type the component's type, without annotations
 * @param value how it is stored; for an Optional, what it holds
 * @param presence what stands for an absent attribute
 * @param role the key that it is part of, of the table or of an index
 */
record ComponentModel(
    RecordComponentElement element,
    String attribute,
    TypeName type,
    ValueType value,
    Presence presence,
    KeyRole role) {
  /** What stands for an absent attribute. */
  enum Presence {
    /** Nothing: the component is a primitive, and the attribute must be there. */
    PRIMITIVE,
    /** Nothing: the attribute must be there. */
    REQUIRED,
    /** Null. */
    NULLABLE,
    /** The empty Optional. */
    OPTIONAL,
    /** The empty set. */
    EMPTY_SET
  }

  /** Which key a component is part of: it decides how long its value may be. */
  enum KeyRole {
    NONE,
    PARTITION,
    SORT
  }

  String name() {
    return element.getSimpleName().toString();
  }

  boolean isRequired() {
    return presence == Presence.PRIMITIVE || presence == Presence.REQUIRED;
  }
}
