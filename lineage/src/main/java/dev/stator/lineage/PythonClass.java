package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A class of the project: made once for its definition and scope, its attributes anew in each pass.
 */
final class PythonClass {
  private final Stmt.ClassDef definition;
  private final Scope scope;
  private final List<PythonClass> bases = new ArrayList<>();
  private final Set<String> externalBases = new LinkedHashSet<>();
  private final Set<String> decorators = new LinkedHashSet<>();
  private final Set<PythonClass> subclasses = new LinkedHashSet<>();
  private final Map<String, Expr> annotations = new LinkedHashMap<>();
  private Map<String, Value> attributes = new HashMap<>();
  private Map<String, Value> written = new HashMap<>();
  private Map<String, Value> writtenBefore = Map.of();
  private @Nullable List<PythonClass> order;

  PythonClass(Stmt.ClassDef definition, Scope scope) {
    this.definition = definition;
    this.scope = scope;
  }

  Stmt.ClassDef definition() {
    return definition;
  }

  Scope scope() {
    return scope;
  }

  String name() {
    return definition.name();
  }

  void begin() {
    bases.clear();
    externalBases.clear();
    decorators.clear();
    annotations.clear();
    order = null;
  }

  void base(PythonClass base) {
    if (base != this && !base.resolutionOrder().contains(this)) {
      bases.add(base);
      base.subclasses.add(this);
      order = null;
    }
  }

  void externalBase(String name) {
    externalBases.add(name);
  }

  void decorator(String name) {
    decorators.add(name);
  }

  void annotate(String field, Expr annotation) {
    annotations.put(field, annotation);
  }

  Map<String, Expr> annotations() {
    return annotations;
  }

  void attributes(Map<String, Value> current) {
    attributes = current;
  }

  Map<String, Value> attributes() {
    return attributes;
  }

  Set<PythonClass> subclasses() {
    return subclasses;
  }

  /**
   * This class and its bases, each before its own bases: depth first, the last mention of a class
   * counts.
   */
  List<PythonClass> resolutionOrder() {
    List<PythonClass> known = order;
    if (known == null) {
      LinkedHashSet<PythonClass> reversed = new LinkedHashSet<>();
      for (int i = bases.size() - 1; i >= 0; i--) {
        List<PythonClass> above = bases.get(i).resolutionOrder();
        for (int j = above.size() - 1; j >= 0; j--) {
          reversed.add(above.get(j));
        }
      }
      reversed.add(this);
      known = new ArrayList<>(reversed);
      java.util.Collections.reverse(known);
      order = known;
    }
    return known;
  }

  /**
   * Keeps what code assigns to an attribute of the class, wherever it does so: joined over a pass,
   * and read by the next as the pass before left it.
   */
  void write(String name, Value value) {
    written.merge(name, value, Value::join);
  }

  /** Ends a pass. Says whether another would read other attributes than this one read. */
  boolean turn() {
    boolean changed = Instance.differ(writtenBefore, written);
    writtenBefore = written;
    written = new HashMap<>();
    return changed;
  }

  /** The attribute as this class itself has it. */
  private @Nullable Value own(String name) {
    Value value = attributes.get(name);
    Value aside = writtenBefore.containsKey(name) ? writtenBefore.get(name) : written.get(name);
    return value == null || aside == null ? (value == null ? aside : value) : value.join(aside);
  }

  @Nullable Value find(String name) {
    for (PythonClass type : resolutionOrder()) {
      Value value = type.own(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** The attribute as a class after {@code above} in this one's order has it. */
  @Nullable Value findAbove(PythonClass above, String name) {
    boolean past = false;
    for (PythonClass type : resolutionOrder()) {
      Value value = past ? type.own(name) : null;
      if (value != null) {
        return value;
      }
      past |= type == above;
    }
    return null;
  }

  /** Whether it or a base has an external base whose last name is one of these. */
  boolean extendsExternal(Set<String> lastNames) {
    for (PythonClass type : resolutionOrder()) {
      for (String name : type.externalBases) {
        if (lastNames.contains(name.substring(name.lastIndexOf('.') + 1))) {
          return true;
        }
      }
    }
    return false;
  }

  boolean hasExternalBase() {
    return resolutionOrder().stream()
        .anyMatch(
            type ->
                type.externalBases.stream()
                    .anyMatch(name -> !name.equals("builtins.object") && !name.startsWith("abc.")));
  }

  boolean decoratedWith(String lastName) {
    for (PythonClass type : resolutionOrder()) {
      for (String name : type.decorators) {
        if (name.substring(name.lastIndexOf('.') + 1).equals(lastName)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether calls fill its annotated fields by position and name, as a dataclass's. */
  boolean hasGeneratedConstructor() {
    return decoratedWith("dataclass")
        || decoratedWith("define")
        || decoratedWith("attrs")
        || extendsExternal(Set.of("NamedTuple", "BaseModel", "BaseSettings", "TypedDict"));
  }

  boolean isSettings() {
    return extendsExternal(Set.of("BaseSettings"));
  }

  boolean isEnumeration() {
    return extendsExternal(Set.of("Enum", "StrEnum", "IntEnum"));
  }

  /** The annotated fields of the class and its bases, the bases' first. */
  Map<String, Expr> fields() {
    Map<String, Expr> all = new LinkedHashMap<>();
    List<PythonClass> above = resolutionOrder();
    for (int i = above.size() - 1; i >= 0; i--) {
      all.putAll(above.get(i).annotations);
    }
    return all;
  }

  @Override
  public String toString() {
    return definition.qualifiedName();
  }
}
