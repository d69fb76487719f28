package dev.stator.records.processor;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.WildcardTypeName;
import dev.stator.item.AttributeType;
import dev.stator.item.Key;
import dev.stator.item.KeySchema;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.records.IndexSchema;
import dev.stator.records.ItemCodec;
import dev.stator.records.RecordCodec;
import dev.stator.records.processor.KeyModel.Index;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** What the codecs of records and of sealed interfaces have in common. */
final class CodecSource {
  static final Modifier[] CONSTANT = {Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL};

  private CodecSource() {}

  /** A codec's class, yet without members. */
  static TypeSpec.Builder start(
      ClassName codec, TypeElement element, TypeName type, boolean hasKey) {
    TypeSpec.Builder source =
        TypeSpec.classBuilder(codec)
            .addOriginatingElement(element)
            .addAnnotation(
                AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", CodecGenerator.class.getName())
                    .build())
            .addAnnotation(NullUnmarked.class)
            .addAnnotation(
                AnnotationSpec.builder(SuppressWarnings.class)
                    .addMember("value", "{\"cast\", \"deprecation\", \"removal\"}")
                    .build())
            .addModifiers(Modifier.FINAL)
            .addSuperinterface(
                ParameterizedTypeName.get(
                    ClassName.get(hasKey ? ItemCodec.class : RecordCodec.class), type))
            .addMethod(
                override("type")
                    .returns(
                        ParameterizedTypeName.get(
                            ClassName.get(Class.class), WildcardTypeName.subtypeOf(Object.class)))
                    .addStatement("return $T.class", ClassName.get(element))
                    .build());
    if (CodecNames.isPublic(element)) {
      source.addModifiers(Modifier.PUBLIC);
    }
    return source;
  }

  /** {@code public static final OrderCodec INSTANCE}. */
  static FieldSpec instance(ClassName codec) {
    return FieldSpec.builder(codec, "INSTANCE", Modifier.PUBLIC, Modifier.STATIC, Modifier.FINAL)
        .addJavadoc("The codec: safe to share between threads.\n")
        .initializer("new $T()", codec)
        .build();
  }

  static MethodSpec.Builder override(String name) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC);
  }

  static MethodSpec.Builder reader(String name, TypeName type) {
    return override(name).returns(type).addParameter(ItemReader.class, "in");
  }

  static MethodSpec.Builder writer(String name, TypeName type) {
    return override(name).addParameter(type, "value").addParameter(JsonWriter.class, "out");
  }

  static void addKeys(TypeSpec.Builder source, KeyModel keys, List<Index> indexes) {
    ComponentModel partition = keys.partition();
    if (partition == null) {
      return;
    }
    TypeName list =
        ParameterizedTypeName.get(ClassName.get(List.class), ClassName.get(IndexSchema.class));
    List<CodeBlock> schemas = new ArrayList<>();
    for (Index index : indexes) {
      schemas.add(
          CodeBlock.of(
              "new $T($S, $L, $L)",
              IndexSchema.class,
              index.name(),
              schema(index.partition(), index.sort()),
              index.local()));
    }
    source.addField(
        FieldSpec.builder(KeySchema.class, "KEYS", CONSTANT)
            .initializer(schema(partition, keys.sort()))
            .build());
    source.addField(
        FieldSpec.builder(list, "INDEXES", CONSTANT)
            .initializer("$T.of($L)", List.class, CodeBlock.join(schemas, ", "))
            .build());
    source.addMethod(
        override("keySchema").returns(KeySchema.class).addStatement("return KEYS").build());
    source.addMethod(override("indexes").returns(list).addStatement("return INDEXES").build());
  }

  /**
   * {@code OrderCodec.key("ada", 17)}: a key of values that have the components' types.
   *
   * <p>Its parameters have the components' names, whatever those are, so the body is a method of
   * its own, whose parameters end in an underscore: a parameter {@code KEYS} would hide the field.
   */
  static void addKeyFactory(TypeSpec.Builder source, List<ComponentModel> keys, CodeBlock body) {
    MethodSpec.Builder factory =
        MethodSpec.methodBuilder("key")
            .addJavadoc("The key of the item that has these values.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC)
            .returns(Key.class);
    MethodSpec.Builder maker =
        MethodSpec.methodBuilder("keyOf")
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
            .returns(Key.class);
    List<CodeBlock> arguments = new ArrayList<>();
    for (ComponentModel key : keys) {
      factory.addParameter(key.type(), key.name());
      maker.addParameter(key.type(), key.name() + "_");
      arguments.add(CodeBlock.of("$N", key.name()));
    }
    source.addMethod(
        factory.addStatement("return keyOf($L)", CodeBlock.join(arguments, ", ")).build());
    source.addMethod(maker.addCode(body).build());
  }

  static MethodSpec attribute(String method, String attribute) {
    return override(method).returns(String.class).addStatement("return $S", attribute).build();
  }

  private static CodeBlock schema(ComponentModel partition, @Nullable ComponentModel sort) {
    CodeBlock.Builder schema =
        CodeBlock.builder()
            .add("$T.of($S, $L", KeySchema.class, partition.attribute(), wire(partition));
    if (sort != null) {
      schema.add(", $S, $L", sort.attribute(), wire(sort));
    }
    return schema.add(")").build();
  }

  private static CodeBlock wire(ComponentModel key) {
    return CodeBlock.of("$T.$L", AttributeType.class, KeyModel.wire(key).name());
  }
}
