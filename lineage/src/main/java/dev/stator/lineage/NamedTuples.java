package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tuples whose places have names, and copies of objects with some fields replaced. */
final class NamedTuples {
  private static final String BASE = "typing.NamedTuple";

  private record Place(SourceFile file, int at) {}

  private final Analysis analysis;
  private final Map<Place, PythonClass> types = new HashMap<>();

  NamedTuples(Analysis analysis) {
    this.analysis = analysis;
  }

  /** The class that {@code collections.namedtuple(name, fields, defaults=…)} makes, or null. */
  @Nullable Value type(Frame frame, Arguments arguments, @Nullable Trace trace, int at) {
    Value name = arguments.get(0, "typename");
    Value fields = arguments.get(1, "field_names");
    List<String> names = fields == null ? null : names(fields);
    if (name == null || name.literal() == null || names == null) {
      return null;
    }
    PythonClass type =
        types.computeIfAbsent(
            new Place(frame.file(), at),
            made ->
                new PythonClass(
                    new Stmt.ClassDef(
                        String.valueOf(name.literal()),
                        String.valueOf(name.literal()),
                        List.of(),
                        List.of(),
                        List.of(),
                        at),
                    frame.scope()));
    type.begin();
    type.externalBase(BASE);
    names.forEach(field -> type.annotate(field, new Expr.Name("object", at)));
    Value defaults = arguments.keyword("defaults");
    List<Value> given = defaults == null ? List.of() : Elements.known(defaults);
    Map<String, Value> attributes = new HashMap<>();
    for (int i = 0; given != null && i < given.size() && i < names.size(); i++) {
      attributes.put(names.get(names.size() - given.size() + i), given.get(i));
    }
    type.attributes(attributes);
    return Value.of(new Atom.Code.Type(type), trace);
  }

  private static @Nullable List<String> names(Value fields) {
    String written = fields.literal();
    if (written != null) {
      return List.of(written.strip().split("[\\s,]+"));
    }
    List<Value> known = Elements.known(fields);
    List<String> names = new ArrayList<>();
    for (Value field : known == null ? List.<Value>of() : known) {
      if (field.literal() == null) {
        return null;
      }
      names.add(String.valueOf(field.literal()));
    }
    return known == null ? null : names;
  }

  static boolean isTuple(PythonClass type) {
    return type.extendsExternal(Set.of("NamedTuple"));
  }

  /** The field at a place of such a tuple; null where it is none or not known. */
  @Nullable Value at(Frame frame, Atom.Code.Made object, Value key, int at) {
    Integer place = Numbers.index(key);
    List<String> names = new ArrayList<>(object.instance().type().fields().keySet());
    if (place == null || !isTuple(object.instance().type())) {
      return null;
    }
    int index = place < 0 ? place + names.size() : place;
    return index < 0 || index >= names.size()
        ? null
        : analysis.attributes().get(frame, Value.of(object), names.get(index), at);
  }

  /** An object like another but for some fields. */
  Value replaced(Frame frame, Atom.Code.Made object, Arguments arguments, int at) {
    PythonClass type = object.instance().type();
    Map<String, Value> fields = new LinkedHashMap<>();
    for (String name : type.fields().keySet()) {
      fields.put(name, analysis.attributes().get(frame, Value.of(object), name, at));
    }
    fields.putAll(arguments.keywords());
    return analysis
        .construction()
        .instantiate(frame, type, new Arguments(List.of(), fields, null, null), at);
  }
}
