package dev.stator.records.processor;

import java.util.HashSet;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Finds generic records that hold each other in a circle. The codec of a generic record is made
 * with the codecs of the generic records that it holds, so such a circle would never be made. A
 * record that holds itself, with its own type parameters, is none: its codec is there already.
 */
final class Circles {
  private final TypeElement record;
  private final Set<TypeElement> seen = new HashSet<>();

  private Circles(TypeElement record) {
    this.record = record;
  }

  /** Throws if {@code record}, in which {@code held} is a component's type, is in a circle. */
  static void check(Element component, TypeElement record, TypeElement held) {
    if (!record.getTypeParameters().isEmpty() && new Circles(record).leadsBack(held)) {
      throw new Mistake(
          component,
          "generic records that hold each other in a circle are not stored: let "
              + record.getSimpleName()
              + " hold itself with its own type parameters, or a record without any");
    }
  }

  private boolean leadsBack(TypeElement generic) {
    if (generic.equals(record)) {
      return true;
    }
    if (seen.add(generic)) {
      for (RecordComponentElement component : generic.getRecordComponents()) {
        if (mentionsBack(component.asType())) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean mentionsBack(TypeMirror type) {
    if (!(type instanceof DeclaredType declared) || declared.getTypeArguments().isEmpty()) {
      return false;
    }
    return leadsBack((TypeElement) declared.asElement())
        || declared.getTypeArguments().stream().anyMatch(this::mentionsBack);
  }
}
