package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.stator.item.AttributeType;
import dev.stator.item.AttributeValue;
import dev.stator.item.Item;
import dev.stator.records.internal.EnumTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads the type of a component: how it is stored, or what to write instead. */
final class ValueTypes {
  /** What variables of the code that reads and writes values are called. */
  private static final Set<String> LOCALS =
      Set.of("in", "out", "value", "members", "member", "entry", "name", "seen");

  private final Compilation compilation;
  private final TypeElement record;
  private final Constants constants;
  private final Converters converters;

  ValueTypes(Compilation compilation, TypeElement record, Constants constants) {
    this.compilation = compilation;
    this.record = record;
    this.constants = constants;
    converters = new Converters(compilation, constants);
  }

  /** How a type is stored that stands in {@code component}. */
  ValueType of(Element component, TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      throw new NotYet();
    }
    TypeName java = TypeNames.of(type);
    ValueType converted = converters.of(component, type);
    if (converted != null) {
      return converted;
    }
    ValueType.Scalar scalar = ScalarTypes.of(java);
    if (scalar != null) {
      return scalar;
    }
    switch (type.getKind()) {
      case TYPEVAR -> {
        return new ValueType.Coded(java, CodeBlock.of("this.$N", TypeNames.codecField(type)));
      }
      case ARRAY -> throw new Mistake(component, java + " is not stored: write a List");
      case DECLARED -> {
        return declared(component, (DeclaredType) type, java);
      }
      default -> throw unknown(component, java);
    }
  }

  private ValueType declared(Element component, DeclaredType type, TypeName java) {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    if (name.equals(List.class.getName())) {
      TypeMirror member = argument(component, type, 0);
      return new ValueType.ListOf(
          java, member(component, member), Nullness.isMemberNullable(component, member));
    } else if (name.equals(Set.class.getName())) {
      return set(component, argument(component, type, 0), java);
    } else if (name.equals(Map.class.getName())) {
      return map(component, type, java);
    } else if (name.equals(AttributeValue.class.getName())) {
      return new ValueType.Plain(java);
    } else if (name.equals(Item.class.getName())) {
      return new ValueType.PlainItem(java);
    } else if (element.getKind() == ElementKind.ENUM) {
      return enumeration(java);
    } else if (CodecNames.has(element, compilation.types())) {
      return nested(component, type, element, java);
    }
    throw unknown(component, java, element);
  }

  private ValueType member(Element component, TypeMirror type) {
    if (isOptional(type)) {
      throw new Mistake(
          component,
          "a member of a collection is not Optional: leave it out, or write "
              + "@Nullable at its type to have NULL stored");
    }
    return of(component, type);
  }

  private ValueType set(Element component, TypeMirror type, TypeName java) {
    ValueType member = member(component, type);
    if (!(member instanceof ValueType.Scalar scalar) || scalar.wire() == AttributeType.BOOL) {
      throw new Mistake(
          component,
          "DynamoDB has sets of strings, numbers and binaries, and none of "
              + TypeNames.of(type)
              + ": write List<"
              + TypeNames.simple(type)
              + ">");
    } else if (type.getKind() == TypeKind.ARRAY) {
      throw new Mistake(component, "a set does not tell arrays apart: write Set<Binary>");
    }
    return new ValueType.SetOf(java, scalar);
  }

  private ValueType map(Element component, DeclaredType type, TypeName java) {
    TypeName key = TypeNames.of(argument(component, type, 0));
    TypeMirror member = argument(component, type, 1);
    if (!key.equals(TypeName.get(String.class))) {
      throw new Mistake(
          component,
          "a map has strings for its keys, not "
              + key
              + ": write Map<String, "
              + TypeNames.simple(member)
              + ">");
    }
    return new ValueType.MapOf(
        java, member(component, member), Nullness.isMemberNullable(component, member));
  }

  private ValueType enumeration(TypeName java) {
    // By its whole name: an enum called NAMES would be taken for a field of the codec.
    String field =
        constants.shared(
            "ENUM",
            ParameterizedTypeName.get(ClassName.get(EnumTexts.class), java),
            CodeBlock.of("$T.of($L.values())", EnumTexts.class, java));
    return new ValueType.Scalar(
        java,
        AttributeType.S,
        CodeBlock.of(""),
        CodeBlock.of(".name()"),
        CodeBlock.of("$N.read(in)", field),
        false,
        true);
  }

  private ValueType nested(
      Element component, DeclaredType type, TypeElement element, TypeName java) {
    ClassName codec = CodecNames.of(element);
    if (element.getTypeParameters().isEmpty()) {
      return new ValueType.Coded(java, instance(codec));
    }
    if (compilation.types().isSameType(type, record.asType())) {
      return new ValueType.Coded(java, CodeBlock.of("this"));
    }
    Circles.check(component, record, element);
    ValueCode code = new ValueCode();
    List<CodeBlock> arguments = new ArrayList<>();
    List<TypeName> names = new ArrayList<>();
    boolean own = false;
    for (int i = 0; i < element.getTypeParameters().size(); i++) {
      TypeMirror argument = argument(component, type, i);
      ValueType value = member(component, argument);
      if (value instanceof ValueType.ListOf
          || value instanceof ValueType.SetOf
          || value instanceof ValueType.MapOf) {
        throw new Mistake(
            component,
            "a type argument of a record is not a collection: put the collection into a record");
      }
      own |= TypeNames.mentionsVariable(argument);
      names.add(value.java());
      arguments.add(code.codec(value));
    }
    CodeBlock value = CodeBlock.of("$T.of($L)", codec, CodeBlock.join(arguments, ", "));
    TypeName codecType = ParameterizedTypeName.get(codec, names.toArray(TypeName[]::new));
    return new ValueType.Coded(
        java,
        own
            ? CodeBlock.of("this.$N", constants.own("codec", codecType, value))
            : CodeBlock.of("$N", constants.shared("CODEC", codecType, value)));
  }

  /** A codec's INSTANCE; through a method where a local variable would hide the package. */
  private CodeBlock instance(ClassName codec) {
    String top = codec.packageName().split("\\.", 2)[0];
    return LOCALS.contains(top)
        ? CodeBlock.of("$N()", constants.method(codec))
        : CodeBlock.of("$T.INSTANCE", codec);
  }

  private static TypeMirror argument(Element component, DeclaredType type, int index) {
    if (type.getTypeArguments().size() <= index) {
      throw new Mistake(
          component,
          "what "
              + type.asElement().getSimpleName()
              + " holds is not said: give it type arguments");
    }
    TypeMirror argument = type.getTypeArguments().get(index);
    if (argument.getKind() == TypeKind.WILDCARD) {
      throw new Mistake(
          component, argument + " does not say what to read: write the type without a wildcard");
    } else if (argument.getKind() == TypeKind.ERROR) {
      throw new NotYet();
    }
    return argument;
  }

  static boolean isOptional(TypeMirror type) {
    return type instanceof DeclaredType declared
        && declared.asElement() instanceof TypeElement element
        && element.getQualifiedName().contentEquals("java.util.Optional");
  }

  /** What an Optional holds. */
  static TypeMirror optionalOf(Element component, TypeMirror type) {
    return argument(component, (DeclaredType) type, 0);
  }

  private static Mistake unknown(Element component, TypeName java, @Nullable TypeElement element) {
    String hint = Hints.of(java.toString(), element);
    return new Mistake(component, java + " is not stored: " + hint);
  }

  private static Mistake unknown(Element component, TypeName java) {
    return unknown(component, java, null);
  }
}
