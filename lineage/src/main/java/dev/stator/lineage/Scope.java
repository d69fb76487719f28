package dev.stator.lineage;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where names are looked up: a module, or one context of a function (its definition with one set of
 * arguments). A scope is made once for its context and lives for the whole run, so that functions
 * that close over it keep their identity from pass to pass.
 */
final class Scope {
  private final @Nullable Scope parent;
  private final ModuleState module;
  private final String artifact;
  private final int artifactAt;
  private Map<String, Value> variables = new HashMap<>();

  Scope(@Nullable Scope parent, ModuleState module, String artifact, int artifactAt) {
    this.parent = parent;
    this.module = module;
    this.artifact = artifact;
    this.artifactAt = artifactAt;
  }

  @Nullable Scope parent() {
    return parent;
  }

  ModuleState module() {
    return module;
  }

  SourceFile file() {
    return module.file();
  }

  String artifact() {
    return artifact;
  }

  int artifactAt() {
    return artifactAt;
  }

  /** The variables as they are now; the frame that runs the scope replaces them as it goes. */
  Map<String, Value> variables() {
    return variables;
  }

  void variables(Map<String, Value> current) {
    variables = current;
  }

  /** The value of a name as code inside this scope sees it, or null when no scope has it. */
  @Nullable Value find(String name) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      if (scope.parent == null) {
        return scope.module.find(name);
      }
      Value value = scope.variables.get(name);
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
