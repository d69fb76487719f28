package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.stator.item.expression.Attribute;
import dev.stator.records.internal.RecordAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the class inside a codec that has a record's attributes for expressions, {@code
 * OrderCodec.Attributes.PLACED_AT}. How a value is written is the codec's own business, so the
 * codec has a private method for each of them. The constants are upper case throughout, so that
 * none is called like the codec, by whose name the methods are reached.
 */
final class AttributesSource {
  private static final String NAME = "Attributes";

  private final RecordModel model;
  private final ValueCode code;

  AttributesSource(RecordModel model, ValueCode code) {
    this.model = model;
    this.code = code;
  }

  void addTo(TypeSpec.Builder codec) {
    TypeSpec.Builder attributes =
        TypeSpec.classBuilder(NAME)
            .addJavadoc("The record's attributes, for expressions.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    Map<ComponentModel, String> constants = constants();
    for (ComponentModel component : model.components()) {
      TypeName type =
          ParameterizedTypeName.get(ClassName.get(Attribute.class), component.value().java());
      String method = component.name() + "_";
      codec.addMethod(
          MethodSpec.methodBuilder(method)
              .addModifiers(Modifier.PRIVATE)
              .returns(type)
              .addStatement(
                  "return $T.of($S, (value, out) -> $L)",
                  RecordAttributes.class,
                  component.attribute(),
                  code.write(component.value(), CodeBlock.of("value")))
              .build());
      attributes.addField(
          FieldSpec.builder(
                  type, constants.get(component), Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc("{@code $L}.\n", component.name())
              .initializer("$T.INSTANCE.$N()", model.codec(), method)
              .build());
    }
    codec.addType(attributes.build());
  }

  /** A constant for each component; where several want the same, the later ones are numbered. */
  private Map<ComponentModel, String> constants() {
    Map<ComponentModel, String> constants = new HashMap<>();
    Set<String> taken = new HashSet<>();
    for (ComponentModel component : model.components()) {
      String constant = constant(component.name());
      if (taken.add(constant)) {
        constants.put(component, constant);
      }
    }
    for (ComponentModel component : model.components()) {
      if (!constants.containsKey(component)) {
        String constant = constant(component.name());
        int number = 2;
        while (!taken.add(constant + "_" + number)) {
          number++;
        }
        constants.put(component, constant + "_" + number);
      }
    }
    return constants;
  }

  /** {@code PLACED_AT} for {@code placedAt}. */
  private static String constant(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }
}
