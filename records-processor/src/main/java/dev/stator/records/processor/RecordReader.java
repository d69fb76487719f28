package dev.stator.records.processor;

import com.palantir.javapoet.TypeName;
import dev.stator.records.AttributeName;
import dev.stator.records.Discriminator;
import dev.stator.records.DiscriminatorValue;
import dev.stator.records.TimeToLive;
import dev.stator.records.processor.ComponentModel.Presence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a record's element into its model, and reports what is wrong with it. */
final class RecordReader {
  private static final int MAX_NAME_BYTES = 65_535;

  private final Compilation compilation;
  private final Map<TypeElement, @Nullable RecordModel> models = new HashMap<>();

  RecordReader(Compilation compilation) {
    this.compilation = compilation;
  }

  /** The model, or null if there are mistakes in it, which are reported. */
  @Nullable RecordModel read(TypeElement record) {
    if (models.containsKey(record)) {
      return models.get(record);
    }
    int before = compilation.mistakes();
    RecordModel model = null;
    try {
      model = model(record);
    } catch (Mistake mistake) {
      compilation.report(mistake);
    }
    if (compilation.mistakes() > before) {
      model = null;
    }
    models.put(record, model);
    return model;
  }

  private @Nullable RecordModel model(TypeElement record) {
    checkReachable(record);
    RecordModel.Tag tag = tag(record);
    Constants constants = new Constants();
    ValueTypes types = new ValueTypes(compilation, record, constants);
    List<ComponentModel> components = new ArrayList<>();
    Map<String, String> byAttribute = new HashMap<>();
    if (tag != null) {
      byAttribute.put(tag.attribute(), "the discriminator");
    }
    for (RecordComponentElement element : record.getRecordComponents()) {
      try {
        ComponentModel component = component(element, types);
        String other = byAttribute.put(component.attribute(), "component " + component.name());
        if (other != null) {
          throw new Mistake(
              element,
              "the attribute \""
                  + component.attribute()
                  + "\" is "
                  + other
                  + " already: give one of them another @"
                  + (other.startsWith("the") ? "Discriminator or @" : "")
                  + "AttributeName");
        }
        components.add(component);
      } catch (Mistake mistake) {
        compilation.report(mistake);
      }
    }
    if (components.size() < record.getRecordComponents().size()) {
      return null;
    }
    KeyModel keys = new KeyReader(compilation, record, components).read();
    return new RecordModel(
        record,
        CodecNames.of(record),
        TypeNames.of(record.asType()),
        tag,
        components,
        keys,
        constants);
  }

  static void checkReachable(TypeElement type) {
    for (Element e = type; e != null; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        throw new Mistake(
            type, "the codec cannot reach " + e.getSimpleName() + ": do not make it private");
      }
    }
    if (type.getNestingKind().equals(NestingKind.LOCAL)) {
      throw new Mistake(type, "the codec cannot reach a local type: move it into a class or file");
    }
  }

  private RecordModel.@Nullable Tag tag(TypeElement record) {
    List<TypeElement> parents = CodecNames.annotatedParents(record, compilation.types());
    DiscriminatorValue value = record.getAnnotation(DiscriminatorValue.class);
    if (parents.isEmpty()) {
      if (value != null) {
        throw new Mistake(
            record,
            "@DiscriminatorValue says nothing here: the record is of no sealed interface with"
                + " @DynamoItem");
      }
      return null;
    }
    String attribute = attributeOf(parents.get(0));
    for (TypeElement parent : parents) {
      if (!attributeOf(parent).equals(attribute)) {
        throw new Mistake(
            record,
            "the record is of "
                + parents.get(0).getSimpleName()
                + ", told apart by \""
                + attribute
                + "\", and of "
                + parent.getSimpleName()
                + ", told apart by \""
                + attributeOf(parent)
                + "\": give both the same @Discriminator");
      }
    }
    if (value != null && value.value().isEmpty()) {
      throw new Mistake(record, "the value of a discriminator is not empty");
    }
    return new RecordModel.Tag(
        attribute, value == null ? record.getSimpleName().toString() : value.value());
  }

  static String attributeOf(TypeElement sealed) {
    Discriminator discriminator = sealed.getAnnotation(Discriminator.class);
    return discriminator == null ? Discriminator.DEFAULT : discriminator.value();
  }

  private ComponentModel component(RecordComponentElement element, ValueTypes types) {
    TypeMirror type = element.asType();
    boolean optional = ValueTypes.isOptional(type);
    TypeMirror valueType = optional ? ValueTypes.optionalOf(element, type) : type;
    boolean timeToLive = Compilation.has(element, TimeToLive.class);
    ValueType value =
        timeToLive && TypeNames.of(valueType).equals(TypeName.get(Instant.class))
            ? ScalarTypes.epochSecond()
            : types.of(element, valueType);
    if (optional && value instanceof ValueType.SetOf) {
      throw new Mistake(
          element, "an empty set is absent already: write " + TypeNames.simple(valueType));
    }
    Presence presence;
    if (optional) {
      presence = Presence.OPTIONAL;
    } else if (type.getKind().isPrimitive()) {
      presence = Presence.PRIMITIVE;
    } else if (value instanceof ValueType.SetOf) {
      presence = Presence.EMPTY_SET;
    } else if (KeyReader.isTableKey(element) || !Nullness.isNullable(element, type)) {
      presence = Presence.REQUIRED;
    } else {
      presence = Presence.NULLABLE;
    }
    return new ComponentModel(
        element,
        attributeName(element),
        TypeNames.of(type),
        value,
        presence,
        KeyReader.role(element));
  }

  private static String attributeName(RecordComponentElement element) {
    AttributeName given = element.getAnnotation(AttributeName.class);
    String name = given == null ? element.getSimpleName().toString() : given.value();
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > MAX_NAME_BYTES) {
      throw new Mistake(
          element, "an attribute's name has 1 to 65535 bytes, and this one has " + bytes.length);
    } else if (!new String(bytes, StandardCharsets.UTF_8).equals(name)) {
      throw new Mistake(
          element, "the attribute's name has half of a surrogate pair: it is no text");
    }
    return name;
  }
}
