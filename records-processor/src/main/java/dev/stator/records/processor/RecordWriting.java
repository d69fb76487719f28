package dev.stator.records.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.stator.item.AttributeType;
import dev.stator.item.json.JsonWriter;
import dev.stator.item.json.Utf8Buffer;
import dev.stator.records.internal.Fault;
import dev.stator.records.internal.Keys;
import dev.stator.records.processor.ComponentModel.KeyRole;
import dev.stator.records.processor.ComponentModel.Presence;
import javax.lang.model.element.Modifier;
import org.jspecify.annotations.Nullable;

/** Writes the part of a record's codec that writes: the attributes, or only the key. */
final class RecordWriting {
  private final RecordModel model;
  private final ValueCode code;
  private final int first;

  /**
   * @param first the index of the first component's name among the prepared ones
   */
  RecordWriting(RecordModel model, ValueCode code, int first) {
    this.model = model;
    this.code = code;
    this.first = first;
  }

  static boolean wantsEscape(String name) {
    return name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\');
  }

  void addTo(TypeSpec.Builder source) {
    source.addMethod(
        guardedWriter(
            "write", CodeBlock.builder().addStatement("writeAttributes(value, out)").build()));
    source.addMethod(
        CodecSource.writer("writeValue", model.type())
            .addStatement("out.beginMap()")
            .addStatement("writeAttributes(value, out)")
            .addStatement("out.endMap()")
            .build());
    CodeBlock.Builder body = CodeBlock.builder();
    RecordModel.Tag tag = model.discriminator();
    if (tag != null) {
      body.addStatement("out.name($S).attributeValue($S)", tag.attribute(), tag.value());
    }
    for (int i = 0; i < model.components().size(); i++) {
      writeComponent(model.components().get(i), i, body);
    }
    source.addMethod(
        MethodSpec.methodBuilder("writeAttributes")
            .addModifiers(Modifier.PRIVATE)
            .addParameter(model.type(), "value")
            .addParameter(JsonWriter.class, "out")
            .addCode(body.build())
            .build());
  }

  /** A method that writes an item, and says what and where when it fails. */
  private MethodSpec guardedWriter(String method, CodeBlock attributes) {
    return CodecSource.writer(method, model.type())
        .addStatement("int start = out.buffer().length()")
        .beginControlFlow("try")
        .addStatement("out.beginObject()")
        .addCode(attributes)
        .addStatement("out.endObject()")
        .nextControlFlow("catch ($T e)", RuntimeException.class)
        .addStatement("throw $T.writing($S, out, start, e)", Fault.class, recordName())
        .endControlFlow()
        .build();
  }

  private String recordName() {
    return model.element().getSimpleName().toString();
  }

  private void writeComponent(ComponentModel component, int index, CodeBlock.Builder body) {
    String name = component.name();
    String local = name + "_";
    CodeBlock accessor = CodeBlock.of("value.$N()", name);
    ValueType type = keyed(component);
    switch (component.presence()) {
      case PRIMITIVE -> writeAttribute(component, index, code.write(type, accessor), body);
      case REQUIRED -> {
        CodeBlock required = CodeBlock.of("$T.required($L, $S)", Fault.class, accessor, name);
        writeAttribute(component, index, code.write(type, required), body);
      }
      case NULLABLE, EMPTY_SET, OPTIONAL -> {
        body.addStatement("$T $N = $L", component.type(), local, accessor);
        switch (component.presence()) {
          case OPTIONAL -> body.beginControlFlow("if ($N != null && $N.isPresent())", local, local);
          case EMPTY_SET -> body.beginControlFlow("if ($N != null && !$N.isEmpty())", local, local);
          default -> body.beginControlFlow("if ($N != null)", local);
        }
        CodeBlock present =
            CodeBlock.of(component.presence() == Presence.OPTIONAL ? "$N.get()" : "$N", local);
        writeAttribute(component, index, code.write(type, present), body);
        body.endControlFlow();
      }
    }
  }

  private void writeAttribute(
      ComponentModel component, int index, CodeBlock write, CodeBlock.Builder body) {
    if (wantsEscape(component.attribute())) {
      body.addStatement("out.name($S)", component.attribute());
    } else {
      body.addStatement("out.name(NAME_$L)", first + index);
    }
    body.addStatement("$L", write);
  }

  /** The component's type, its value checked for what keys are held to. */
  private static ValueType keyed(ComponentModel component) {
    if (component.role() == KeyRole.NONE
        || !(component.value() instanceof ValueType.Scalar scalar)
        || scalar.wire() == AttributeType.N) {
      return component.value();
    }
    String check = component.role() == KeyRole.SORT ? "sort" : "partition";
    return new ValueType.Scalar(
        scalar.java(),
        scalar.wire(),
        CodeBlock.of("$T.$L($L", Keys.class, check, scalar.before()),
        CodeBlock.of("$L)", scalar.after()),
        scalar.read(),
        scalar.mayCollide(),
        scalar.sorts());
  }

  void addKeyTo(TypeSpec.Builder source, ComponentModel partition) {
    CodeBlock.Builder attributes = CodeBlock.builder();
    writeComponent(partition, model.components().indexOf(partition), attributes);
    ComponentModel sort = model.keys().sort();
    if (sort != null) {
      writeComponent(sort, model.components().indexOf(sort), attributes);
    }
    source.addMethod(guardedWriter("writeKey", attributes.build()));
    if (model.element().getTypeParameters().isEmpty()) {
      CodecSource.addKeyFactory(source, model.keys().ofTable(), keyFactory(partition, sort));
    }
  }

  /** The body of the key factory. */
  private CodeBlock keyFactory(ComponentModel partition, @Nullable ComponentModel sort) {
    CodeBlock.Builder attributes = CodeBlock.builder();
    writeKeyAttribute(partition, attributes);
    if (sort != null) {
      writeKeyAttribute(sort, attributes);
    }
    return CodeBlock.builder()
        .addStatement(
            "$T out = new $T(new $T(128))", JsonWriter.class, JsonWriter.class, Utf8Buffer.class)
        .beginControlFlow("try")
        .addStatement("out.beginObject()")
        .add(attributes.build())
        .addStatement("out.endObject()")
        .nextControlFlow("catch ($T e)", RuntimeException.class)
        .addStatement("throw $T.writing($S, out, 0, e)", Fault.class, recordName())
        .endControlFlow()
        .addStatement("return $T.key(KEYS, out)", Keys.class)
        .build();
  }

  private void writeKeyAttribute(ComponentModel key, CodeBlock.Builder body) {
    String local = key.name() + "_";
    CodeBlock value =
        key.type().isPrimitive()
            ? CodeBlock.of("$N", local)
            : CodeBlock.of("$T.required($N, $S)", Fault.class, local, key.name());
    writeAttribute(key, model.components().indexOf(key), code.write(keyed(key), value), body);
  }
}
