package dev.stator.records.processor;

import java.util.List;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;

/**
 * Whether null is a value of a type, by JSpecify: in {@code @NullMarked} code it is unless the type
 * is {@code @Nullable}; elsewhere it may be unless the type is {@code @NonNull}. Annotations count
 * by their simple name, whoever's they are.
 */
final class Nullness {
  private Nullness() {}

  /** Whether a component of this type may be null. */
  static boolean isNullable(Element component, TypeMirror type) {
    if (has(type, "Nullable") || has(component, "Nullable")) {
      return true;
    }
    return !has(type, "NonNull") && !has(component, "NonNull") && !isNullMarked(component);
  }

  /** Whether a member of a collection in this component may be null. */
  static boolean isMemberNullable(Element component, TypeMirror type) {
    return has(type, "Nullable") || (!has(type, "NonNull") && !isNullMarked(component));
  }

  /** Whether it says {@code @Nullable} itself. */
  static boolean saysNullable(Element component, TypeMirror type) {
    return has(type, "Nullable") || has(component, "Nullable");
  }

  private static boolean isNullMarked(Element element) {
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      if (has(e, "NullUnmarked")) {
        return false;
      } else if (has(e, "NullMarked")) {
        return true;
      } else if (e.getKind() == ElementKind.MODULE) {
        return false;
      }
    }
    return false;
  }

  private static boolean has(AnnotatedConstruct construct, String simpleName) {
    List<? extends AnnotationMirror> annotations = construct.getAnnotationMirrors();
    for (AnnotationMirror annotation : annotations) {
      if (annotation.getAnnotationType().asElement().getSimpleName().contentEquals(simpleName)) {
        return true;
      }
    }
    return false;
  }
}
