package dev.stator.records.processor;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** Reads a sealed interface's element into its model, and reports what is wrong with it. */
final class SealedReader {
  private final Compilation compilation;
  private final RecordReader records;

  SealedReader(Compilation compilation, RecordReader records) {
    this.compilation = compilation;
    this.records = records;
  }

  /** The records of a sealed interface, also those of sealed interfaces that it permits. */
  Set<TypeElement> recordsOf(TypeElement sealed) {
    Set<TypeElement> found = new LinkedHashSet<>();
    collect(sealed, sealed, found);
    return found;
  }

  /** The model, or null if there are mistakes in it, which are reported. */
  @Nullable SealedModel read(TypeElement sealed) {
    int before = compilation.mistakes();
    SealedModel model = null;
    try {
      model = model(sealed);
    } catch (Mistake mistake) {
      compilation.report(mistake);
    }
    return compilation.mistakes() > before ? null : model;
  }

  private @Nullable SealedModel model(TypeElement sealed) {
    RecordReader.checkReachable(sealed);
    if (!sealed.getTypeParameters().isEmpty()) {
      throw new Mistake(
          sealed,
          "a sealed interface with type parameters is not stored: write one without, or store its"
              + " records");
    }
    String attribute = RecordReader.attributeOf(sealed);
    if (attribute.isEmpty()) {
      throw new Mistake(sealed, "the name of the discriminator's attribute is empty");
    }
    List<RecordModel> models = new ArrayList<>();
    Map<String, TypeElement> byValue = new HashMap<>();
    boolean complete = true;
    for (TypeElement element : recordsOf(sealed)) {
      if (!element.getTypeParameters().isEmpty()) {
        throw new Mistake(
            element, "a record of a sealed interface with @DynamoItem has no type parameters");
      }
      RecordModel model = records.read(element);
      if (model == null) {
        complete = false;
        continue;
      }
      RecordModel.Tag tag = Objects.requireNonNull(model.discriminator());
      TypeElement other = byValue.put(tag.value(), element);
      if (other != null) {
        throw new Mistake(
            element,
            "the discriminator \""
                + tag.value()
                + "\" is that of "
                + other
                + " already: give one of them another @DiscriminatorValue");
      }
      models.add(model);
    }
    if (!complete) {
      return null;
    }
    if (models.isEmpty()) {
      throw new Mistake(sealed, "the sealed interface has no records");
    }
    checkAlike(models);
    return new SealedModel(
        sealed, CodecNames.of(sealed), TypeNames.of(sealed.asType()), attribute, models);
  }

  private static void collect(TypeElement root, TypeElement sealed, Set<TypeElement> found) {
    for (TypeMirror permitted : sealed.getPermittedSubclasses()) {
      if (permitted.getKind() == TypeKind.ERROR) {
        throw new NotYet();
      }
      TypeElement element = (TypeElement) ((DeclaredType) permitted).asElement();
      if (element.getKind() == ElementKind.RECORD) {
        found.add(element);
      } else if (element.getKind() == ElementKind.INTERFACE
          && element.getModifiers().contains(Modifier.SEALED)) {
        collect(root, element, found);
      } else {
        throw new Mistake(
            element,
            element.getSimpleName()
                + " is permitted by "
                + root.getSimpleName()
                + ", which is stored: make it a record, or a sealed interface of records");
      }
    }
  }

  /** They share a table: so they share its key, its indexes, its version and time to live. */
  private static void checkAlike(List<RecordModel> models) {
    RecordModel first = models.get(0);
    Map<String, KeyModel.Index> indexes = new HashMap<>();
    String timeToLive = null;
    for (RecordModel model : models) {
      KeyModel keys = model.keys();
      if (!keys.signature().equals(first.keys().signature())) {
        throw differ(model, first, "key (" + keys.signature().trim() + ")");
      } else if (!KeyModel.signature(keys.version())
          .equals(KeyModel.signature(first.keys().version()))) {
        throw differ(model, first, "@Version");
      }
      for (KeyModel.Index index : keys.indexes()) {
        KeyModel.Index other = indexes.putIfAbsent(index.name(), index);
        if (other != null && !other.signature().equals(index.signature())) {
          throw differ(model, first, "key of index \"" + index.name() + "\"");
        }
      }
      if (keys.timeToLive() != null) {
        String attribute = keys.timeToLive().attribute();
        if (timeToLive != null && !timeToLive.equals(attribute)) {
          throw differ(model, first, "@TimeToLive attribute");
        }
        timeToLive = attribute;
      }
    }
  }

  private static Mistake differ(RecordModel model, RecordModel first, String what) {
    return new Mistake(
        model.element(),
        "the "
            + what
            + " is another one than that of "
            + first.element().getSimpleName()
            + ": records of one sealed interface share a table, so make it the same");
  }
}
