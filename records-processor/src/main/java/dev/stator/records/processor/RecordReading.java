package dev.stator.records.processor;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.stator.item.AttributeType;
import dev.stator.item.json.ItemReader;
import dev.stator.records.internal.Fault;
import dev.stator.records.processor.ComponentModel.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * Writes the part of a record's codec that reads: one loop over the attributes, in whatever order
 * they come. The index of the name among the prepared ones chooses the local variable that the
 * value goes to, and a bit of {@code seen} says that it was there. The record is made at the end.
 */
final class RecordReading {
  private static final int BITS = 64;

  private final RecordModel model;
  private final ValueCode code;
  private final int first;

  /**
   * @param first the index of the first component's name among the prepared ones
   */
  RecordReading(RecordModel model, ValueCode code, int first) {
    this.model = model;
    this.code = code;
    this.first = first;
  }

  void addTo(TypeSpec.Builder source) {
    source.addMethod(
        CodecSource.reader("read", model.type())
            .beginControlFlow("try")
            .addStatement("in.beginItem()")
            .addStatement("return readAttributes(in)")
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
}
