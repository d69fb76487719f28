package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import dev.stator.records.DynamoItem;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Which types have a codec, and what it is called. */
final class CodecNames {
  private CodecNames() {}

  /** {@code OrderCodec} for {@code Order}, {@code Shop_OrderCodec} for {@code Shop.Order}. */
  static ClassName of(TypeElement element) {
    ClassName name = ClassName.get(element);
    return ClassName.get(name.packageName(), String.join("_", name.simpleNames()) + "Codec");
  }

  /** Whether a codec is written for the type: it is annotated, or its sealed interface is. */
  static boolean has(TypeElement element, Types types) {
    return Compilation.has(element, DynamoItem.class)
        || (element.getKind() == ElementKind.RECORD && !annotatedParents(element, types).isEmpty());
  }

  /** The annotated sealed interfaces that a record belongs to. */
  static List<TypeElement> annotatedParents(TypeElement element, Types types) {
    List<TypeElement> parents = new ArrayList<>();
    collect(element, types, parents);
    return parents;
  }

  private static void collect(TypeElement element, Types types, List<TypeElement> parents) {
    for (TypeMirror parent : element.getInterfaces()) {
      if (types.asElement(parent) instanceof TypeElement type
          && type.getModifiers().contains(Modifier.SEALED)) {
        if (Compilation.has(type, DynamoItem.class) && !parents.contains(type)) {
          parents.add(type);
        }
        collect(type, types, parents);
      }
    }
  }

  /** Whether the type and all that encloses it is public, so that its codec can be. */
  static boolean isPublic(TypeElement element) {
    for (Element e = element; e instanceof TypeElement; e = e.getEnclosingElement()) {
      boolean inInterface =
          e.getEnclosingElement() != null && e.getEnclosingElement().getKind().isInterface();
      if (!e.getModifiers().contains(Modifier.PUBLIC) && !inInterface) {
        return false;
      }
    }
    return true;
  }
}
