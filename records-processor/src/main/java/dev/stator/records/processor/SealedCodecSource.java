package dev.stator.records.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.FieldSpec;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.stator.item.AttributeType;
import dev.stator.records.internal.Fault;
import dev.stator.records.internal.Tags;
import dev.stator.records.processor.KeyModel.Index;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the codec of a sealed interface: it looks ahead for the discriminator, and leaves the rest
 * to the codecs of the records.
 */
final class SealedCodecSource {
  private final SealedModel model;

  SealedCodecSource(SealedModel model) {
    this.model = model;
  }

  TypeSpec source() {
    KeyModel keys = model.records().get(0).keys();
    boolean hasKey = keys.partition() != null;
    TypeSpec.Builder source =
        CodecSource.start(model.codec(), model.element(), model.type(), hasKey)
            .addField(CodecSource.instance(model.codec()))
            .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build());
    model.records().forEach(record -> source.addOriginatingElement(record.element()));
    addTags(source);
    addNames(source);
    CodecSource.addKeys(source, keys, indexes());
    source.addMethod(CodecSource.writer("write", model.type()).addCode(each("write")).build());
    source.addMethod(
        CodecSource.writer("writeValue", model.type()).addCode(each("writeValue")).build());
    addReading(source);
    if (hasKey) {
      source.addMethod(
          CodecSource.writer("writeKey", model.type()).addCode(each("writeKey")).build());
      addKeyFactory(source);
    }
    ComponentModel version = keys.version();
    if (version != null) {
      addVersion(source, version);
    }
    for (RecordModel record : model.records()) {
      ComponentModel timeToLive = record.keys().timeToLive();
      if (timeToLive != null) {
        source.addMethod(CodecSource.attribute("timeToLiveAttribute", timeToLive.attribute()));
        break;
      }
    }
    return source.build();
  }

  private void addTags(TypeSpec.Builder source) {
    List<CodeBlock> values = new ArrayList<>();
    for (RecordModel record : model.records()) {
      values.add(CodeBlock.of("$S", Objects.requireNonNull(record.discriminator()).value()));
    }
    source.addField(
        FieldSpec.builder(Tags.class, "TAGS", CodecSource.CONSTANT)
            .initializer(
                "$T.of($S, $L)", Tags.class, model.attribute(), CodeBlock.join(values, ", "))
            .build());
  }

  private void addNames(TypeSpec.Builder source) {
    Set<String> names = new LinkedHashSet<>();
    names.add(model.attribute());
    for (RecordModel record : model.records()) {
      record.components().forEach(component -> names.add(component.attribute()));
    }
    List<CodeBlock> texts = new ArrayList<>();
    names.forEach(name -> texts.add(CodeBlock.of("$S", name)));
    source.addField(
        FieldSpec.builder(
                ParameterizedTypeName.get(List.class, String.class), "NAMES", CodecSource.CONSTANT)
            .initializer("$T.of($L)", List.class, CodeBlock.join(texts, ", "))
            .build());
    source.addMethod(
        CodecSource.override("attributeNames")
            .returns(ParameterizedTypeName.get(List.class, String.class))
            .addStatement("return NAMES")
            .build());
  }

  private List<Index> indexes() {
    Map<String, Index> byName = new LinkedHashMap<>();
    for (RecordModel record : model.records()) {
      record.keys().indexes().forEach(index -> byName.putIfAbsent(index.name(), index));
    }
    return List.copyOf(byName.values());
  }

  /** Calls the same method of the codec whose record the value is. */
  private CodeBlock each(String method) {
    CodeBlock.Builder body = CodeBlock.builder();
    for (int i = 0; i < model.records().size(); i++) {
      RecordModel record = model.records().get(i);
      String test = "if (value instanceof $T record)";
      if (i == 0) {
        body.beginControlFlow(test, record.type());
      } else {
        body.nextControlFlow("else " + test, record.type());
      }
      body.addStatement("$T.INSTANCE.$L(record, out)", record.codec(), method);
    }
    body.nextControlFlow("else");
    body.addStatement("throw new $T($S)", NullPointerException.class, "the record is null");
    return body.endControlFlow().build();
  }

  private void addReading(TypeSpec.Builder source) {
    source.addMethod(
        CodecSource.reader("read", model.type())
            .beginControlFlow("try")
            .addCode(chosen("read"))
            .nextControlFlow("catch ($T e)", RuntimeException.class)
            .addStatement(
                "throw $T.reading($S, in, e)",
                Fault.class,
                model.element().getSimpleName().toString())
            .endControlFlow()
            .build());
    source.addMethod(
        CodecSource.reader("readValue", model.type())
            .addStatement("$T.expect(in, $T.M)", Fault.class, AttributeType.class)
            .addCode(chosen("readValue"))
            .build());
  }

  private CodeBlock chosen(String method) {
    CodeBlock.Builder body = CodeBlock.builder().add("return switch (TAGS.peek(in)) {\n$>");
    int last = model.records().size() - 1;
    for (int i = 0; i <= last; i++) {
      body.add(
          "$L -> $T.INSTANCE.$L(in);\n",
          i == last ? "default" : "case " + i,
          model.records().get(i).codec(),
          method);
    }
    return body.add("$<};\n").build();
  }

  /** The records' own, where their keys have the same types in Java too. */
  private void addKeyFactory(TypeSpec.Builder source) {
    RecordModel some = model.records().get(0);
    if (model.records().stream().map(SealedCodecSource::keyTypes).distinct().count() > 1) {
      return;
    }
    List<ComponentModel> keys = some.keys().ofTable();
    CodecSource.addKeyFactory(
        source,
        keys,
        CodeBlock.builder()
            .addStatement(
                "return $T.key($L)",
                some.codec(),
                keys.stream()
                    .map(key -> CodeBlock.of("$N", key.name() + "_"))
                    .collect(CodeBlock.joining(", ")))
            .build());
  }

  private static List<TypeName> keyTypes(RecordModel record) {
    return record.keys().ofTable().stream().map(ComponentModel::type).toList();
  }

  private void addVersion(TypeSpec.Builder source, ComponentModel version) {
    source.addMethod(CodecSource.attribute("versionAttribute", version.attribute()));
    CodeBlock.Builder get = CodeBlock.builder();
    CodeBlock.Builder with = CodeBlock.builder();
    for (RecordModel record : model.records()) {
      get.beginControlFlow("if (value instanceof $T record)", record.type());
      get.addStatement("return $T.INSTANCE.version(record)", record.codec());
      get.endControlFlow();
      with.beginControlFlow("if (value instanceof $T record)", record.type());
      with.addStatement("return $T.INSTANCE.withVersion(record, version)", record.codec());
      with.endControlFlow();
    }
    get.addStatement("throw new $T($S)", NullPointerException.class, "the record is null");
    with.addStatement("throw new $T($S)", NullPointerException.class, "the record is null");
    source.addMethod(
        CodecSource.override("version")
            .returns(long.class)
            .addParameter(model.type(), "value")
            .addCode(get.build())
            .build());
    source.addMethod(
        CodecSource.override("withVersion")
            .returns(model.type())
            .addParameter(model.type(), "value")
            .addParameter(long.class, "version")
            .addCode(with.build())
            .build());
  }
}
