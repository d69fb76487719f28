package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Modifier;

/** The fields that a codec prepares once: converters, enums, codecs of generic records. */
final class Constants {
  private final Map<String, String> names = new HashMap<>();
  private final List<FieldSpec> statics = new ArrayList<>();
  private final List<FieldSpec> fields = new ArrayList<>();
  private final List<MethodSpec> methods = new ArrayList<>();
  private final CodeBlock.Builder assignments = CodeBlock.builder();

  /** The name of a static field with this value; the same field for the same value. */
  String shared(String prefix, TypeName type, CodeBlock value) {
    return names.computeIfAbsent(
        "static " + value,
        key -> {
          String name = prefix + "_" + names.size();
          statics.add(
              FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                  .initializer(value)
                  .build());
          return name;
        });
  }

  /** The same for a value that the codec's own type parameters are in. */
  String own(String prefix, TypeName type, CodeBlock value) {
    return names.computeIfAbsent(
        "own " + value,
        key -> {
          String name = prefix + "_" + names.size();
          fields.add(FieldSpec.builder(type, name, Modifier.PRIVATE, Modifier.FINAL).build());
          assignments.addStatement("this.$N = $L", name, value);
          return name;
        });
  }

  /** The name of a static method that returns the INSTANCE of a codec. */
  String method(ClassName codec) {
    return names.computeIfAbsent(
        "method " + codec,
        key -> {
          String name = "codec_" + names.size();
          methods.add(
              MethodSpec.methodBuilder(name)
                  .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                  .returns(codec)
                  .addStatement("return $T.INSTANCE", codec)
                  .build());
          return name;
        });
  }

  List<MethodSpec> methods() {
    return methods;
  }

  List<FieldSpec> statics() {
    return statics;
  }

  List<FieldSpec> fields() {
    return fields;
  }

  /** Sets the fields that are no statics, for the constructor. */
  CodeBlock assignments() {
    return assignments.build();
  }
}
