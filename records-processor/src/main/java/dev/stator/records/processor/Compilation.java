package dev.stator.records.processor;

import java.lang.annotation.Annotation;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.Messager;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.VariableElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;

/** The compiler's side of things, and the mistakes reported to it: each once. */
final class Compilation {
  private final ProcessingEnvironment environment;
  private final Set<String> reported = new TreeSet<>();
  private int mistakes;

  Compilation(ProcessingEnvironment environment) {
    this.environment = environment;
  }

  Elements elements() {
    return environment.getElementUtils();
  }

  Types types() {
    return environment.getTypeUtils();
  }

  /** How many mistakes were found so far, those included that were reported before. */
  int mistakes() {
    return mistakes;
  }

  void report(Mistake mistake) {
    report(mistake.element(), mistake.message());
  }

  void report(Element element, String message) {
    mistakes++;
    print(Diagnostic.Kind.ERROR, element, message);
  }

  /** Warns, unless {@code @SuppressWarnings("stator")} stands at the element or around it. */
  void warn(Element element, String message) {
    for (Element e = element; e != null; e = e.getEnclosingElement()) {
      SuppressWarnings suppressed = e.getAnnotation(SuppressWarnings.class);
      if (suppressed != null && Set.of(suppressed.value()).contains("stator")) {
        return;
      }
    }
    print(Diagnostic.Kind.WARNING, element, message);
  }

  private void print(Diagnostic.Kind kind, Element element, String message) {
    Messager messager = environment.getMessager();
    String where = element.getEnclosingElement() + "/" + element;
    if (reported.add(where + ": " + message)) {
      messager.printMessage(kind, message, positioned(element));
    }
  }

  /** Compilers know the place of a component's field, and not that of the component. */
  private static Element positioned(Element element) {
    Element record = element.getEnclosingElement();
    if (element.getKind() == ElementKind.RECORD_COMPONENT && record != null) {
      for (VariableElement field : ElementFilter.fieldsIn(record.getEnclosedElements())) {
        if (field.getSimpleName().equals(element.getSimpleName())) {
          return field;
        }
      }
    }
    return element;
  }

  static boolean has(Element element, Class<? extends Annotation> annotation) {
    return element.getAnnotation(annotation) != null;
  }
}
