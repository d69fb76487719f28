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
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the class inside a codec that has a record's attributes for expressions, {@code
 * OrderCodec.Attributes.PLACED_AT}. How a value is written is the codec's own business, so the
 * codec has a private method for each of them.
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
    Set<String> taken = new HashSet<>();
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
      String constant = constant(component.name());
      if (!taken.add(constant)) {
        constant = component.name();
        taken.add(constant);
      }
      attributes.addField(
          FieldSpec.builder(type, constant, Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
              .addJavadoc("{@code $L}.\n", component.name())
              .initializer("INSTANCE.$N()", method)
              .build());
    }
    codec.addType(attributes.build());
  }

  /** {@code PLACED_AT} for {@code placedAt}. */
  private static String constant(String component) {
    return component.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }
}
