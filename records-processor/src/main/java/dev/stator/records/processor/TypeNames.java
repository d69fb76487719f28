package dev.stator.records.processor;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;

/** Names of types for generated code: without annotations, which are no business of it. */
final class TypeNames {
  private TypeNames() {}

  static TypeName of(TypeMirror type) {
    return bare(TypeName.get(type));
  }

  private static TypeName bare(TypeName name) {
    if (name instanceof ParameterizedTypeName parameterized) {
      TypeName[] arguments =
          parameterized.typeArguments().stream().map(TypeNames::bare).toArray(TypeName[]::new);
      return ParameterizedTypeName.get((ClassName) bare(parameterized.rawType()), arguments);
    } else if (name instanceof ArrayTypeName array) {
      return ArrayTypeName.of(bare(array.componentType()));
    } else if (name instanceof TypeVariableName variable) {
      return TypeVariableName.get(variable.name());
    }
    return name.withoutAnnotations();
  }

  /** The name without packages, for messages. */
  static String simple(TypeMirror type) {
    return of(type).toString().replaceAll("\\b[a-z]\\w*\\.", "");
  }

  /** The field of a codec that holds the codec of one of its type parameters. */
  static String codecField(TypeMirror variable) {
    return codecField((TypeParameterElement) ((TypeVariable) variable).asElement());
  }

  /** The same; {@code T} and {@code t} are told apart by their places. */
  static String codecField(TypeParameterElement parameter) {
    String field = lowerCase(parameter) + "Values";
    List<? extends TypeParameterElement> all =
        ((TypeElement) parameter.getGenericElement()).getTypeParameters();
    int place = all.indexOf(parameter);
    boolean taken =
        all.subList(0, place).stream()
            .anyMatch(earlier -> lowerCase(earlier).equals(lowerCase(parameter)));
    return taken ? field + place : field;
  }

  private static String lowerCase(TypeParameterElement parameter) {
    return parameter.getSimpleName().toString().toLowerCase(Locale.ROOT);
  }

  static boolean mentionsVariable(TypeMirror type) {
    if (type instanceof DeclaredType declared) {
      return declared.getTypeArguments().stream().anyMatch(TypeNames::mentionsVariable);
    } else if (type instanceof ArrayType array) {
      return mentionsVariable(array.getComponentType());
    }
    return type.getKind() == TypeKind.TYPEVAR;
  }
}
