package dev.stator.records.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import dev.stator.item.AttributeType;
import dev.stator.records.AttributeConverter;
import dev.stator.records.Converted;
import dev.stator.records.NumberConverter;
import dev.stator.records.StringConverter;
import dev.stator.records.internal.Numbers;
import dev.stator.records.internal.Scalars;
import java.util.List;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Types that are stored by a converter: said at the type where it stands, or at its class. */
final class Converters {
  private final Compilation compilation;
  private final Constants constants;

  Converters(Compilation compilation, Constants constants) {
    this.compilation = compilation;
    this.constants = constants;
  }

  /** How the type is stored by its converter, or null if it has none. */
  @Nullable ValueType of(Element component, TypeMirror type) {
    TypeMirror with = with(type);
    if (with == null && type instanceof DeclaredType declared) {
      with = with(declared.asElement());
    }
    if (with == null) {
      return null;
    } else if (with.getKind() == TypeKind.ERROR) {
      throw new NotYet();
    }
    return converted(component, type, (DeclaredType) with);
  }

  private ValueType converted(Element component, TypeMirror type, DeclaredType with) {
    TypeElement converter = (TypeElement) with.asElement();
    checkConstructor(component, converter);
    TypeName java = TypeNames.of(type).box();
    TypeName converterName = TypeNames.of(compilation.types().erasure(with));
    CodeBlock field =
        CodeBlock.of(
            "$N",
            constants.shared("CONVERTER", converterName, CodeBlock.of("new $T()", converterName)));
    if (converts(component, type, with, StringConverter.class)) {
      return new ValueType.Scalar(
          java,
          AttributeType.S,
          CodeBlock.of("$L.toText(", field),
          CodeBlock.of(")"),
          CodeBlock.of("$L.fromText($T.string(in))", field, Scalars.class),
          true,
          true);
    } else if (converts(component, type, with, NumberConverter.class)) {
      return new ValueType.Scalar(
          java,
          AttributeType.N,
          CodeBlock.of("$L.toNumber(", field),
          CodeBlock.of(")"),
          CodeBlock.of("$L.fromNumber($T.dynamoNumber(in))", field, Numbers.class),
          true,
          true);
    } else if (converts(component, type, with, AttributeConverter.class)) {
      return new ValueType.Custom(java, field);
    }
    throw new Mistake(
        component,
        converter.getSimpleName()
            + " is no converter: let it implement StringConverter<"
            + TypeNames.simple(type)
            + ">, NumberConverter or AttributeConverter");
  }

  private static @Nullable TypeMirror with(AnnotatedConstruct annotated) {
    for (AnnotationMirror annotation : annotated.getAnnotationMirrors()) {
      if (!annotation.getAnnotationType().toString().equals(Converted.class.getName())) {
        continue;
      }
      for (AnnotationValue value : annotation.getElementValues().values()) {
        if (value.getValue() instanceof TypeMirror type) {
          return type;
        }
      }
    }
    return null;
  }

  /** Whether the converter is one of this kind; a mistake if it is so for another type. */
  private boolean converts(
      Element component, TypeMirror type, TypeMirror converter, Class<?> kind) {
    for (TypeMirror parent : compilation.types().directSupertypes(converter)) {
      if (parent instanceof DeclaredType declared
          && ((TypeElement) declared.asElement())
              .getQualifiedName()
              .contentEquals(kind.getName())) {
        List<? extends TypeMirror> arguments = declared.getTypeArguments();
        TypeName wanted = TypeNames.of(type).box();
        if (arguments.size() == 1 && !TypeNames.of(arguments.get(0)).equals(wanted)) {
          throw new Mistake(
              component,
              TypeNames.simple(converter)
                  + " converts "
                  + TypeNames.simple(arguments.get(0))
                  + ", and this is "
                  + TypeNames.simple(type)
                  + ": give a converter of the type itself");
        }
        return true;
      }
      if (converts(component, type, parent, kind)) {
        return true;
      }
    }
    return false;
  }

  private static void checkConstructor(Element component, TypeElement converter) {
    boolean inner =
        converter.getEnclosingElement() instanceof TypeElement
            && !converter.getModifiers().contains(Modifier.STATIC);
    if (converter.getKind() != ElementKind.CLASS
        || inner
        || converter.getModifiers().contains(Modifier.ABSTRACT)
        || converter.getModifiers().contains(Modifier.PRIVATE)) {
      throw new Mistake(
          component,
          converter.getSimpleName()
              + " cannot be created by the codec: let it be a class, neither abstract nor private"
              + " nor an inner one");
    }
    for (ExecutableElement constructor :
        ElementFilter.constructorsIn(converter.getEnclosedElements())) {
      if (constructor.getParameters().isEmpty()
          && !constructor.getModifiers().contains(Modifier.PRIVATE)) {
        return;
      }
    }
    throw new Mistake(
        component,
        converter.getSimpleName()
            + " cannot be created by the codec: give it a constructor without parameters");
  }
}
