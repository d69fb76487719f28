package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.stator.item.AttributeType;
import dev.stator.item.json.AttributeNames;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.records.ValueCodec;
import dev.stator.records.internal.Fault;
import dev.stator.records.internal.Keys;
import dev.stator.records.processor.ComponentModel.KeyRole;
import dev.stator.records.processor.ComponentModel.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeParameterElement;

/**
 * Writes the codec of a record.
 *
 * <p>Reading is one loop over the attributes, in whatever order they come: the index of the name
 * among the prepared ones chooses the local variable that the value goes to, and a bit of {@code
 * seen} says that it was there. The record is made at the end. Locals end in an underscore, which
 * keeps them from the names of parameters.
 */
final class RecordCodecSource {
  private static final int BITS = 64;

  private final RecordModel model;
  private final ValueCode code = new ValueCode();
  private final int first;

  RecordCodecSource(RecordModel model) {
    this.model = model;
    first = model.discriminator() == null ? 0 : 1;
  }

  TypeSpec source() {
    KeyModel keys = model.keys();
    ComponentModel partition = keys.partition();
    TypeSpec.Builder source =
        CodecSource.start(model.codec(), model.element(), model.type(), partition != null);
    addCreation(source);
    addNames(source);
    CodecSource.addKeys(source, keys, keys.indexes());
    model.constants().statics().forEach(source::addField);
    addWriting(source);
    addReading(source);
    if (partition != null) {
      addKey(source, partition);
    }
    ComponentModel version = keys.version();
    if (version != null) {
      addVersion(source, version);
    }
    ComponentModel timeToLive = keys.timeToLive();
    if (timeToLive != null) {
      source.addMethod(CodecSource.attribute("timeToLiveAttribute", timeToLive.attribute()));
    }
    code.methods().forEach(source::addMethod);
    return source.build();
  }

  /** An INSTANCE; or, of a record with type parameters, a factory that takes their codecs. */
  private void addCreation(TypeSpec.Builder source) {
    List<? extends TypeParameterElement> parameters = model.element().getTypeParameters();
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE);
    if (parameters.isEmpty()) {
      source.addField(CodecSource.instance(model.codec()));
    } else {
      addFactory(source, constructor, parameters);
    }
    model.constants().fields().forEach(source::addField);
    source.addMethod(constructor.addCode(model.constants().assignments()).build());
  }

  private void addFactory(
      TypeSpec.Builder source,
      MethodSpec.Builder constructor,
      List<? extends TypeParameterElement> parameters) {
    List<TypeVariableName> variables = new ArrayList<>();
    List<String> fields = new ArrayList<>();
    MethodSpec.Builder factory =
        MethodSpec.methodBuilder("of")
            .addJavadoc("The codec of a record whose type parameters have these codecs.\n")
            .addModifiers(Modifier.PUBLIC, Modifier.STATIC);
    for (TypeParameterElement parameter : parameters) {
      TypeVariableName variable = TypeVariableName.get(parameter);
      String field = TypeNames.codecField(variable.name());
      TypeName codec =
          ParameterizedTypeName.get(
              ClassName.get(ValueCodec.class), TypeVariableName.get(variable.name()));
      variables.add(variable);
      fields.add(field);
      source.addTypeVariable(variable);
      source.addField(FieldSpec.builder(codec, field, Modifier.PRIVATE, Modifier.FINAL).build());
      factory.addTypeVariable(variable).addParameter(codec, field);
      constructor.addParameter(codec, field).addStatement("this.$N = $N", field, field);
    }
    TypeName self = ParameterizedTypeName.get(model.codec(), variables.toArray(TypeName[]::new));
    factory.returns(self).addStatement("return new $T($L)", self, String.join(", ", fields));
    source.addMethod(factory.build());
  }

  private void addNames(TypeSpec.Builder source) {
    List<CodeBlock> names = new ArrayList<>();
    RecordModel.Tag tag = model.discriminator();
    if (tag != null) {
      names.add(CodeBlock.of("$S", tag.attribute()));
    }
    for (ComponentModel component : model.components()) {
      names.add(CodeBlock.of("$S", component.attribute()));
    }
    source.addField(
        FieldSpec.builder(AttributeNames.class, "NAMES", CodecSource.CONSTANT)
            .initializer("$T.of($L)", AttributeNames.class, CodeBlock.join(names, ", "))
            .build());
    for (int i = 0; i < model.components().size(); i++) {
      if (!wantsEscape(model.components().get(i).attribute())) {
        source.addField(
            FieldSpec.builder(byte[].class, "NAME_" + (first + i), CodecSource.CONSTANT)
                .initializer("NAMES.utf8($L)", first + i)
                .build());
      }
    }
    source.addMethod(
        CodecSource.override("attributeNames")
            .returns(ParameterizedTypeName.get(List.class, String.class))
            .addStatement("return NAMES.asList()")
            .build());
  }

  private static boolean wantsEscape(String name) {
    return name.chars().anyMatch(c -> c < ' ' || c == '"' || c == '\\');
  }

  private void addWriting(TypeSpec.Builder source) {
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

  private void addReading(TypeSpec.Builder source) {
    source.addMethod(
        CodecSource.reader("read", model.type())
            .beginControlFlow("try")
            .addStatement("in.beginItem()")
            .addStatement("return readAttributes(in)")
            .nextControlFlow("catch ($T e)", RuntimeException.class)
            .addStatement("throw $T.reading($S, in, e)", Fault.class, recordName())
            .endControlFlow()
            .build());
    source.addMethod(
        CodecSource.reader("readValue", model.type())
            .addStatement("$T.expect(in, $T.M)", Fault.class, AttributeType.class)
            .addStatement("in.beginMap()")
            .addStatement("return readAttributes(in)")
            .build());
    source.addMethod(
        MethodSpec.methodBuilder("readAttributes")
            .addModifiers(Modifier.PRIVATE)
            .returns(model.type())
            .addParameter(ItemReader.class, "in")
            .addCode(readAttributes())
            .build());
  }

  private CodeBlock readAttributes() {
    List<ComponentModel> components = model.components();
    CodeBlock.Builder body = CodeBlock.builder();
    for (ComponentModel component : components) {
      body.addStatement(
          "$T $N = $L", component.type(), component.name() + "_", whenAbsent(component));
    }
    long[] required = requiredBits();
    for (int word = 0; word < required.length; word++) {
      if (required[word] != 0) {
        body.addStatement("long seen$L = 0", word);
      }
    }
    body.beginControlFlow("while (in.nextAttribute())");
    body.beginControlFlow("switch (in.nameIndex(NAMES))");
    RecordModel.Tag tag = model.discriminator();
    if (tag != null) {
      body.addStatement("case 0 -> $T.checkDiscriminator(in, $S)", Fault.class, tag.value());
    }
    for (int i = 0; i < components.size(); i++) {
      readComponent(components.get(i), i, body);
    }
    body.addStatement("default -> in.skip()");
    body.endControlFlow();
    body.endControlFlow();
    for (int word = 0; word < required.length; word++) {
      if (required[word] != 0) {
        String bits = "0x" + Long.toHexString(required[word]) + "L";
        body.beginControlFlow("if (seen$L != $L)", word, bits);
        body.addStatement(
            "throw $T.absent(NAMES, $L, ~seen$L & $L)",
            Fault.class,
            first + word * BITS,
            word,
            bits);
        body.endControlFlow();
      }
    }
    List<CodeBlock> arguments = new ArrayList<>();
    components.forEach(component -> arguments.add(CodeBlock.of("$N", component.name() + "_")));
    body.addStatement("return new $T($L)", model.type(), CodeBlock.join(arguments, ",$W"));
    return body.build();
  }

  private long[] requiredBits() {
    long[] bits = new long[(model.components().size() + BITS - 1) / BITS];
    for (int i = 0; i < model.components().size(); i++) {
      if (model.components().get(i).isRequired()) {
        bits[i / BITS] |= 1L << (i % BITS);
      }
    }
    return bits;
  }

  private static CodeBlock whenAbsent(ComponentModel component) {
    return switch (component.presence()) {
      case PRIMITIVE -> CodeBlock.of(component.type().equals(TypeName.BOOLEAN) ? "false" : "0");
      case REQUIRED, NULLABLE -> CodeBlock.of("null");
      case OPTIONAL -> CodeBlock.of("$T.empty()", Optional.class);
      case EMPTY_SET -> CodeBlock.of("$T.of()", Set.class);
    };
  }

  private void readComponent(ComponentModel component, int index, CodeBlock.Builder body) {
    String local = component.name() + "_";
    CodeBlock read = code.read(component.value());
    body.beginControlFlow("case $L ->", first + index);
    if (component.isRequired()) {
      body.addStatement("$N = $L", local, read);
      body.addStatement("seen$L |= 0x$LL", index / BITS, Long.toHexString(1L << (index % BITS)));
    } else {
      boolean plain = component.value() instanceof ValueType.Plain;
      if (!plain) {
        body.beginControlFlow("if (!$T.passNull(in))", Fault.class);
      }
      if (component.presence() == Presence.OPTIONAL) {
        body.addStatement("$N = $T.of($L)", local, Optional.class, read);
      } else {
        body.addStatement("$N = $L", local, read);
      }
      if (!plain) {
        body.endControlFlow();
      }
    }
    body.endControlFlow();
  }

  private void addKey(TypeSpec.Builder source, ComponentModel partition) {
    CodeBlock.Builder attributes = CodeBlock.builder();
    writeComponent(partition, model.components().indexOf(partition), attributes);
    ComponentModel sort = model.keys().sort();
    if (sort != null) {
      writeComponent(sort, model.components().indexOf(sort), attributes);
    }
    source.addMethod(guardedWriter("writeKey", attributes.build()));
  }

  private void addVersion(TypeSpec.Builder source, ComponentModel version) {
    source.addMethod(CodecSource.attribute("versionAttribute", version.attribute()));
    MethodSpec.Builder get =
        CodecSource.override("version").returns(long.class).addParameter(model.type(), "value");
    if (version.type().isPrimitive()) {
      get.addStatement("return value.$N()", version.name());
    } else {
      get.addStatement("$T version = value.$N()", version.type(), version.name());
      get.addStatement("return version == null ? 0 : version");
    }
    source.addMethod(get.build());
    boolean wide = KeyReader.boxed(version.type()).equals(TypeName.get(Long.class));
    List<CodeBlock> arguments = new ArrayList<>();
    for (ComponentModel component : model.components()) {
      if (component.equals(version)) {
        arguments.add(
            wide ? CodeBlock.of("version") : CodeBlock.of("$T.toIntExact(version)", Math.class));
      } else {
        arguments.add(CodeBlock.of("value.$N()", component.name()));
      }
    }
    source.addMethod(
        CodecSource.override("withVersion")
            .returns(model.type())
            .addParameter(model.type(), "value")
            .addParameter(long.class, "version")
            .addStatement("return new $T($L)", model.type(), CodeBlock.join(arguments, ",$W"))
            .build());
  }
}
