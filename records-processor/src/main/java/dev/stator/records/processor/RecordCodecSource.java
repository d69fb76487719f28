package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import dev.stator.item.json.AttributeNames;
import dev.stator.records.ValueCodec;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeParameterElement;

/**
 * Writes the codec of a record: what makes it and what it says of the record; how it writes is
 * {@link RecordWriting}'s, how it reads {@link RecordReading}'s. Locals end in an underscore, which
 * keeps them from the names of parameters.
 */
final class RecordCodecSource {
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
    RecordWriting writing = new RecordWriting(model, code, first);
    writing.addTo(source);
    new RecordReading(model, code, first).addTo(source);
    if (partition != null) {
      writing.addKeyTo(source, partition);
    }
    ComponentModel version = keys.version();
    if (version != null) {
      addVersion(source, version);
    }
    ComponentModel timeToLive = keys.timeToLive();
    if (timeToLive != null) {
      source.addMethod(CodecSource.attribute("timeToLiveAttribute", timeToLive.attribute()));
    }
    if (model.element().getTypeParameters().isEmpty()) {
      new AttributesSource(model, code).addTo(source);
    }
    code.methods().forEach(source::addMethod);
    model.constants().methods().forEach(source::addMethod);
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
      String field = TypeNames.codecField(parameter);
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
      if (!RecordWriting.wantsEscape(model.components().get(i).attribute())) {
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
