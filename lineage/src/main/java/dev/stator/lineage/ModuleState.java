package dev.stator.lineage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A module as it runs: its variables in this pass and what they were at the end of the pass before.
 * What functions write by {@code global}, or others by {@code module.name = …}, is kept aside and
 * joined to what is read.
 */
final class ModuleState {
  private final SourceFile file;
  private final Scope scope;
  private Map<String, Value> before = Map.of();
  private Map<String, Value> writtenBefore = Map.of();
  private Map<String, Value> written = new HashMap<>();
  private boolean started;
  private boolean finished;

  ModuleState(SourceFile file) {
    this.file = file;
    this.scope = new Scope(null, this, CallPoint.MODULE, 0);
  }

  SourceFile file() {
    return file;
  }

  Scope scope() {
    return scope;
  }

  /** Whether this call is the first to ask in this pass, and so the one to run the module. */
  boolean start() {
    boolean first = !started;
    started = true;
    return first;
  }

  void finish() {
    finished = true;
  }

  @Nullable Value find(String name) {
    Value value = scope.variables().get(name);
    if (value == null || !finished) {
      Value earlier = before.get(name);
      value = value == null ? earlier : value;
    }
    Value aside = writtenBefore.containsKey(name) ? writtenBefore.get(name) : written.get(name);
    if (aside != null) {
      value = value == null ? aside : value.join(aside);
    }
    return value;
  }

  void write(String name, Value value) {
    written.merge(name, value, Value::join);
  }

  Map<String, Value> variables() {
    return finished || before.isEmpty() ? scope.variables() : before;
  }

  /**
   * Ends a pass. Says whether anything that another pass would read differs from what this one
   * read.
   */
  boolean turn() {
    boolean changed =
        Instance.differ(before, scope.variables()) || Instance.differ(writtenBefore, written);
    before = scope.variables();
    writtenBefore = written;
    written = new HashMap<>();
    scope.variables(new HashMap<>());
    started = false;
    finished = false;
    return changed;
  }
}
