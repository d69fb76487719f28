package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.TypeName;
import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A record of which a codec is written.
 *
 * @param element the record
 * @param codec the name of its codec
 * @param type the record as a type, with its own type parameters
 * @param discriminator what tells it from the other records of its sealed interface, if it has one
 * @param components its components, in order
 * @param keys what its annotations say about the table
 * @param constants what its codec prepares once
 */
record RecordModel(
    TypeElement element,
    ClassName codec,
    TypeName type,
    @Nullable Tag discriminator,
    List<ComponentModel> components,
    KeyModel keys,
    Constants constants) {
  /** A discriminator's attribute and its value for one record. */
  record Tag(String attribute, String value) {}
}
