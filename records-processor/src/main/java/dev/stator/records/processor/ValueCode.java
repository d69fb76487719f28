package dev.stator.records.processor;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import dev.stator.item.AttributeType;
import dev.stator.item.json.ItemReader;
import dev.stator.item.json.JsonWriter;
import dev.stator.records.ValueCodec;
import dev.stator.records.internal.Fault;
import dev.stator.records.internal.Members;
import dev.stator.records.internal.Scalars;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Modifier;

/**
 * The expressions that write a value to {@code out} and read it from {@code in}, and the methods of
 * the codec that they call: two for each kind of collection, each a plain loop over its members.
 */
final class ValueCode {
  private static final CodeBlock MEMBER = CodeBlock.of("member");

  private final Map<ValueType, String> names = new HashMap<>();
  private final List<MethodSpec> methods = new ArrayList<>();

  List<MethodSpec> methods() {
    return methods;
  }

  /** The expression that writes a value that is not null. */
  CodeBlock write(ValueType type, CodeBlock value) {
    if (type instanceof ValueType.Scalar scalar) {
      return CodeBlock.of("out.attributeValue($L)", scalar.write(value));
    } else if (type instanceof ValueType.Coded coded) {
      return CodeBlock.of("$L.writeValue($L, out)", coded.codec(), value);
    } else if (type instanceof ValueType.Custom custom) {
      return CodeBlock.of("out.attributeValue($L.toAttributeValue($L))", custom.converter(), value);
    } else if (type instanceof ValueType.Plain) {
      return CodeBlock.of("out.attributeValue($L)", value);
    } else if (type instanceof ValueType.PlainItem) {
      return CodeBlock.of("$T.write($L, out)", Scalars.class, value);
    }
    return CodeBlock.of("write$L($L, out)", collection(type), value);
  }

  /** The expression that reads a value that is not NULL. */
  CodeBlock read(ValueType type) {
    if (type instanceof ValueType.Scalar scalar) {
      return scalar.read();
    } else if (type instanceof ValueType.Coded coded) {
      return CodeBlock.of("$L.readValue(in)", coded.codec());
    } else if (type instanceof ValueType.Custom custom) {
      return CodeBlock.of("$L.fromAttributeValue(in.value())", custom.converter());
    } else if (type instanceof ValueType.Plain) {
      return CodeBlock.of("in.value()");
    } else if (type instanceof ValueType.PlainItem) {
      return CodeBlock.of("$T.item(in)", Scalars.class);
    }
    return CodeBlock.of("read$L(in)", collection(type));
  }

  /** The expression of a codec for a type argument, which is no collection. */
  CodeBlock codec(ValueType type) {
    if (type instanceof ValueType.Coded coded && !coded.isInstance()) {
      return coded.codec();
    }
    // An INSTANCE is looked up when it is wanted: records may hold each other.
    return CodeBlock.of(
        "$T.<$T>of((value, out) -> $L, in -> $L)",
        ValueCodec.class,
        type.java(),
        write(type, CodeBlock.of("value")),
        read(type));
  }

  private String collection(ValueType type) {
    String name = names.get(type);
    if (name == null) {
      name = type.getClass().getSimpleName().replace("Of", "") + names.size();
      names.put(type, name);
      addMethods(type, name);
    }
    return name;
  }

  private void addMethods(ValueType type, String name) {
    CodeBlock.Builder write = CodeBlock.builder();
    CodeBlock.Builder read = CodeBlock.builder();
    if (type instanceof ValueType.ListOf list) {
      writeList(list, write);
      readList(list, read);
    } else if (type instanceof ValueType.SetOf set) {
      writeSet(set, write);
      readSet(set, read);
    } else if (type instanceof ValueType.MapOf map) {
      writeMap(map, write);
      readMap(map, read);
    }
    methods.add(
        MethodSpec.methodBuilder("write" + name)
            .addModifiers(Modifier.PRIVATE)
            .addParameter(type.java(), "members")
            .addParameter(JsonWriter.class, "out")
            .addCode(write.build())
            .build());
    methods.add(
        MethodSpec.methodBuilder("read" + name)
            .addModifiers(Modifier.PRIVATE)
            .returns(type.java())
            .addParameter(ItemReader.class, "in")
            .addCode(read.build())
            .build());
  }

  private void writeList(ValueType.ListOf list, CodeBlock.Builder code) {
    code.addStatement("out.beginList($T.L)", AttributeType.class);
    code.beginControlFlow("for ($T member : members)", list.member().java());
    writeMember(list.member(), list.nullable(), code);
    code.endControlFlow();
    code.addStatement("out.endList()");
  }

  private void readList(ValueType.ListOf list, CodeBlock.Builder code) {
    code.addStatement("$T.expect(in, $T.L)", Fault.class, AttributeType.class);
    TypeName array =
        ParameterizedTypeName.get(ClassName.get(ArrayList.class), list.member().java());
    code.addStatement("$T members = new $T()", array, array);
    code.addStatement("in.beginList()");
    code.beginControlFlow("while (in.nextElement())");
    code.addStatement("members.add($L)", readMember(list.member(), list.nullable()));
    code.endControlFlow();
    code.addStatement("return $T.unmodifiableList(members)", Collections.class);
  }

  private static void writeSet(ValueType.SetOf set, CodeBlock.Builder code) {
    ValueType.Scalar member = set.member();
    code.addStatement("$T.notEmpty(members)", Members.class);
    if (member.mayCollide()) {
      code.addStatement("$T<$T> seen = $T.seen()", Set.class, Object.class, Members.class);
    }
    String type = member.wire().name() + "S";
    code.addStatement("out.beginList($T.$L)", AttributeType.class, type);
    code.beginControlFlow("for ($T member : members)", member.java());
    CodeBlock value = member.write(CodeBlock.of("$T.member(member)", Fault.class));
    code.addStatement(
        "out.member($L)",
        member.mayCollide() ? CodeBlock.of("$T.distinct(seen, $L)", Members.class, value) : value);
    code.endControlFlow();
    code.addStatement("out.endList()");
  }

  private static void readSet(ValueType.SetOf set, CodeBlock.Builder code) {
    ValueType.Scalar member = set.member();
    String type = member.wire().name() + "S";
    TypeName hashed = ParameterizedTypeName.get(ClassName.get(LinkedHashSet.class), member.java());
    code.addStatement("$T.expect(in, $T.$L)", Fault.class, AttributeType.class, type);
    code.addStatement("$T members = new $T()", hashed, hashed);
    code.addStatement("in.beginList()");
    code.beginControlFlow("while (in.nextElement())");
    code.addStatement("$T.add(in, members, $L)", Members.class, member.read());
    code.endControlFlow();
    code.addStatement("return $T.unmodifiableSet(members)", Collections.class);
  }

  private void writeMap(ValueType.MapOf map, CodeBlock.Builder code) {
    TypeName entry =
        ParameterizedTypeName.get(
            ClassName.get(Map.Entry.class), TypeName.get(String.class), map.member().java());
    code.addStatement("out.beginMap()");
    code.beginControlFlow("for ($T entry : members.entrySet())", entry);
    code.addStatement("out.name(entry.getKey())");
    code.addStatement("$T member = entry.getValue()", map.member().java());
    writeMember(map.member(), map.nullable(), code);
    code.endControlFlow();
    code.addStatement("out.endMap()");
  }

  private void readMap(ValueType.MapOf map, CodeBlock.Builder code) {
    TypeName linked =
        ParameterizedTypeName.get(
            ClassName.get(LinkedHashMap.class), TypeName.get(String.class), map.member().java());
    code.addStatement("$T.expect(in, $T.M)", Fault.class, AttributeType.class);
    code.addStatement("$T members = new $T()", linked, linked);
    code.addStatement("in.beginMap()");
    code.beginControlFlow("while (in.nextAttribute())");
    code.addStatement("$T name = in.name()", String.class);
    code.addStatement("members.put(name, $L)", readMember(map.member(), map.nullable()));
    code.endControlFlow();
    code.addStatement("return $T.unmodifiableMap(members)", Collections.class);
  }

  private void writeMember(ValueType type, boolean nullable, CodeBlock.Builder code) {
    if (!nullable) {
      code.addStatement("$L", write(type, CodeBlock.of("$T.member(member)", Fault.class)));
      return;
    }
    code.beginControlFlow("if (member == null)");
    code.addStatement("out.nullAttributeValue()");
    code.nextControlFlow("else");
    code.addStatement("$L", write(type, MEMBER));
    code.endControlFlow();
  }

  private CodeBlock readMember(ValueType type, boolean nullable) {
    return nullable && !(type instanceof ValueType.Plain)
        ? CodeBlock.of("$T.passNull(in) ? null : $L", Fault.class, read(type))
        : read(type);
  }
}
