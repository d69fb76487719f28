package dev.stator.lineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An object of a class of the project, told apart by where it is made and from which arguments.
 * Writes join; a pass reads the fields as the pass before left them, so that the order in which
 * methods are looked at does not matter.
 */
final class Instance {
  /**
   * What tells instances apart.
   *
   * @param moment the call and the turns of loops that it is made in, for a place that makes
   *     several with equal arguments; else empty
   */
  record Key(
      PythonClass type,
      @Nullable SourceFile file,
      int at,
      List<Value> arguments,
      List<Object> moment) {}

  private final PythonClass type;
  private final Key key;
  private Map<String, Value> fields = new HashMap<>();
  private Map<String, Value> before = Map.of();
  private final Set<String> constructed = new HashSet<>();
  private final Map<String, Value> set = new HashMap<>();
  private boolean several;
  private int version;
  private boolean made;

  Instance(Key key) {
    this.type = key.type();
    this.key = key;
  }

  PythonClass type() {
    return type;
  }

  Key key() {
    return key;
  }

  /** Whether this call is the first in this pass, and so the one to run the constructor. */
  boolean make() {
    boolean first = !made;
    made = true;
    return first;
  }

  boolean isMade() {
    return made;
  }

  @Nullable Value read(String name) {
    Value value = before.get(name);
    return value != null ? value : fields.get(name);
  }

  /** The fields that were written in this pass or the one before. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(fields.keySet());
    return names;
  }

  void write(String name, Value value, boolean inConstructor) {
    if (inConstructor) {
      constructed.add(name);
    } else {
      Value all = set.merge(name, value, Value::join);
      several |= all.filter(Instance::tells).alternatives().size() > 1;
    }
    Value old = fields.get(name);
    Value now = old == null ? value : old.join(value);
    if (!Objects.equals(old, now)) {
      version++;
      fields.put(name, now);
    }
  }

  private static boolean tells(Atom atom) {
    return atom instanceof Atom.Text || atom instanceof Aws;
  }

  /** Whether a field was set to several names or tables, so that it may well be several objects. */
  boolean mayBeSeveral() {
    return several;
  }

  /**
   * Whether the constructor always writes the field, so that a class attribute of the same name is
   * hidden.
   */
  boolean constructs(String name) {
    return constructed.contains(name);
  }

  /** Grows with each change of a field. */
  int version() {
    return version;
  }

  boolean turn() {
    boolean changed = differ(before, fields);
    before = fields;
    fields = new HashMap<>();
    made = false;
    return changed;
  }

  /** Whether another pass could read something else that matters. */
  static boolean differ(Map<String, Value> before, Map<String, Value> after) {
    for (Map.Entry<String, Value> entry : after.entrySet()) {
      if (entry.getValue().tellsMoreThan(before.get(entry.getKey()))) {
        return true;
      }
    }
    for (Map.Entry<String, Value> entry : before.entrySet()) {
      if (entry.getValue().tellsMoreThan(after.get(entry.getKey()))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return type.name() + " object";
  }
}
