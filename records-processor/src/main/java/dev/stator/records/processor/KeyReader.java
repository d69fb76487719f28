package dev.stator.records.processor;

import com.palantir.javapoet.TypeName;
import dev.stator.item.AttributeType;
import dev.stator.records.IndexPartitionKey;
import dev.stator.records.IndexSortKey;
import dev.stator.records.PartitionKey;
import dev.stator.records.SortKey;
import dev.stator.records.TimeToLive;
import dev.stator.records.Version;
import dev.stator.records.processor.ComponentModel.KeyRole;
import dev.stator.records.processor.ComponentModel.Presence;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/** Reads what a record's components say about keys, indexes, version and time to live. */
final class KeyReader {
  private static final int MAX_KEY_NAME_BYTES = 255;
  private static final int MAX_LOCAL_INDEXES = 5;

  private final Compilation compilation;
  private final TypeElement record;
  private final List<ComponentModel> components;

  KeyReader(Compilation compilation, TypeElement record, List<ComponentModel> components) {
    this.compilation = compilation;
    this.record = record;
    this.components = components;
  }

  static boolean isTableKey(Element component) {
    return Compilation.has(component, PartitionKey.class)
        || Compilation.has(component, SortKey.class);
  }

  /** The key that the component is part of; a sort key's value must be the shorter one. */
  static KeyRole role(Element component) {
    if (Compilation.has(component, SortKey.class)
        || Compilation.has(component, IndexSortKey.class)) {
      return KeyRole.SORT;
    }
    return Compilation.has(component, PartitionKey.class)
            || Compilation.has(component, IndexPartitionKey.class)
        ? KeyRole.PARTITION
        : KeyRole.NONE;
  }

  static TypeName boxed(TypeName type) {
    return type.isPrimitive() ? type.box() : type;
  }

  KeyModel read() {
    ComponentModel partition = only(PartitionKey.class);
    ComponentModel sort = only(SortKey.class);
    if (sort != null && partition == null) {
      throw new Mistake(
          sort.element(), "a sort key wants a partition key: write @PartitionKey too");
    } else if (sort != null && sort.equals(partition)) {
      throw new Mistake(sort.element(), "a component is partition key or sort key, not both");
    }
    for (ComponentModel component : components) {
      if (component.role() != KeyRole.NONE) {
        checkKey(component);
      }
    }
    ComponentModel version = only(Version.class);
    if (version != null) {
      checkVersion(version, partition);
    }
    ComponentModel timeToLive = only(TimeToLive.class);
    if (timeToLive != null) {
      checkTimeToLive(timeToLive, partition);
    }
    return new KeyModel(partition, sort, indexes(partition, sort), version, timeToLive);
  }

  private List<KeyModel.Index> indexes(
      @Nullable ComponentModel tablePartition, @Nullable ComponentModel tableSort) {
    Map<String, ComponentModel> partitions = new LinkedHashMap<>();
    Map<String, ComponentModel> sorts = new LinkedHashMap<>();
    Set<String> names = new LinkedHashSet<>();
    for (ComponentModel component : components) {
      IndexPartitionKey partition = component.element().getAnnotation(IndexPartitionKey.class);
      if (partition != null) {
        collect(component, partition.value(), "partition key", partitions, names);
      }
      IndexSortKey sort = component.element().getAnnotation(IndexSortKey.class);
      if (sort != null) {
        collect(component, sort.value(), "sort key", sorts, names);
      }
    }
    List<KeyModel.Index> indexes = new ArrayList<>();
    int local = 0;
    for (String name : names) {
      ComponentModel partition = partitions.get(name);
      ComponentModel sort = sorts.get(name);
      ComponentModel first = partition == null ? sort : partition;
      if (tablePartition == null) {
        throw new Mistake(
            first == null ? record : first.element(),
            "an index wants a table: write @PartitionKey at the component that is the table's");
      }
      if (partition == null && sort != null && tableSort == null) {
        throw new Mistake(
            sort.element(),
            "index \""
                + name
                + "\" is a local one, and those are of tables with a sort key: write @SortKey at a"
                + " component, or @IndexPartitionKey(\""
                + name
                + "\") at one to make the index global");
      }
      if (partition == null && ++local > MAX_LOCAL_INDEXES) {
        throw new Mistake(
            record,
            "a table has at most 5 local secondary indexes: give \""
                + name
                + "\" an @IndexPartitionKey to make it a global one");
      }
      indexes.add(
          new KeyModel.Index(
              name, partition == null ? tablePartition : partition, sort, partition == null));
    }
    return indexes;
  }

  private static void collect(
      ComponentModel component,
      String[] indexes,
      String what,
      Map<String, ComponentModel> keys,
      Set<String> names) {
    for (String index : indexes) {
      if (!index.matches("[a-zA-Z0-9_.-]{3,255}")) {
        throw new Mistake(
            component.element(),
            "\"" + index + "\" is no name of an index: those are 3 to 255 of a-z A-Z 0-9 _ . -");
      }
      ComponentModel other = keys.put(index, component);
      if (other != null) {
        throw new Mistake(
            component.element(),
            "index \"" + index + "\" has its " + what + " already: component " + other.name());
      }
      names.add(index);
    }
  }

  private void checkKey(ComponentModel component) {
    boolean ofTable = isTableKey(component.element());
    if (!(component.value() instanceof ValueType.Scalar scalar)
        || scalar.wire() == AttributeType.BOOL) {
      throw new Mistake(
          component.element(),
          "a key is a string, a number or binary, and not "
              + component.type()
              + ": write a type that is stored as one, or @Converted with a StringConverter or"
              + " NumberConverter");
    } else if (ofTable
        && (component.presence() == Presence.OPTIONAL
            || Nullness.saysNullable(component.element(), component.element().asType()))) {
      throw new Mistake(
          component.element(),
          "a key of the table is never absent: write it without Optional or @Nullable");
    } else if (component.attribute().getBytes(StandardCharsets.UTF_8).length > MAX_KEY_NAME_BYTES) {
      throw new Mistake(component.element(), "the name of a key attribute has at most 255 bytes");
    } else if (component.role() == KeyRole.SORT && !scalar.sorts()) {
      String hint =
          scalar.java().equals(TypeName.get(Instant.class))
              ? "write @Converted(with = SortableInstant.class)"
              : "write @Converted with a converter whose text sorts, or a type in UTC";
      compilation.warn(
          component.element(),
          "the text of "
              + component.type()
              + " does not sort as its values do, and this is a sort key: "
              + hint
              + ", or @SuppressWarnings(\"stator\") if the order does not matter");
    }
  }

  private static void checkVersion(ComponentModel version, @Nullable ComponentModel partition) {
    TypeName type = boxed(version.type());
    if (!type.equals(TypeName.get(Long.class)) && !type.equals(TypeName.get(Integer.class))) {
      throw new Mistake(
          version.element(), "a version is a long, int, Long or Integer, not " + version.type());
    } else if (version.role() != KeyRole.NONE) {
      throw new Mistake(
          version.element(), "a version changes with each write, and a key never does");
    } else if (partition == null) {
      throw new Mistake(
          version.element(), "a version is of an item, and this record has no @PartitionKey");
    }
  }

  private static void checkTimeToLive(
      ComponentModel timeToLive, @Nullable ComponentModel partition) {
    boolean seconds =
        timeToLive.value() instanceof ValueType.Scalar scalar
            && (scalar.java().equals(TypeName.get(Long.class))
                || scalar.java().equals(TypeName.get(Instant.class)));
    if (!seconds) {
      throw new Mistake(
          timeToLive.element(),
          "a time to live is an Instant, or a long of seconds since 1970, not "
              + timeToLive.type());
    } else if (partition == null) {
      throw new Mistake(
          timeToLive.element(),
          "a time to live is of an item, and this record has no @PartitionKey");
    }
  }

  private @Nullable ComponentModel only(Class<? extends Annotation> annotation) {
    ComponentModel found = null;
    for (ComponentModel component : components) {
      if (Compilation.has(component.element(), annotation)) {
        if (found != null) {
          throw new Mistake(
              component.element(),
              "component "
                  + found.name()
                  + " is the @"
                  + annotation.getSimpleName()
                  + " already, and there is one at most");
        }
        found = component;
      }
    }
    return found;
  }
}
