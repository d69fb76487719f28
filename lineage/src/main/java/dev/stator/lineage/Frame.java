package dev.stator.lineage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run of one body: a module's, a class's or a function's with one set of arguments. Its
 * variables follow the flow; a key with a dot ({@code self.table}) is a field as this body last
 * wrote it.
 */
final class Frame {
  private final Scope scope;
  private final @Nullable PythonClass classBody;
  private final @Nullable PythonClass owner;
  private final @Nullable Atom self;
  private final String selfName;
  private final boolean constructor;
  private final boolean own;
  private final Set<String> globals = new HashSet<>();
  private final Set<String> nonlocals = new HashSet<>();
  private final Map<String, Value> pending = new LinkedHashMap<>();
  private final Deque<Loop> loops = new ArrayDeque<>();
  private Map<String, Value> variables = new HashMap<>();
  private Value returned = Value.NOTHING;
  private Value yielded = Value.NOTHING;

  /** A loop under way. */
  static final class Loop {
    /** Whether each turn is run by itself, with what it is given. */
    final boolean byTurns;

    /** What leaves it early. */
    @Nullable Map<String, Value> left;

    /** What goes on to the next turn early. */
    @Nullable Map<String, Value> next;

    /** Which turn is run, from 0, where turns are told apart. */
    int turn;

    Loop(boolean byTurns) {
      this.byTurns = byTurns;
    }
  }

  Frame(
      Scope scope,
      @Nullable PythonClass classBody,
      @Nullable PythonClass owner,
      @Nullable Atom self,
      String selfName,
      boolean constructor) {
    this(scope, classBody, owner, self, selfName, constructor, classBody == null);
  }

  private Frame(
      Scope scope,
      @Nullable PythonClass classBody,
      @Nullable PythonClass owner,
      @Nullable Atom self,
      String selfName,
      boolean constructor,
      boolean own) {
    this.own = own;
    this.scope = scope;
    this.classBody = classBody;
    this.owner = owner;
    this.self = self;
    this.selfName = selfName;
    this.constructor = constructor;
    publish();
  }

  /**
   * A frame that looks at a scope from inside without being the run of it: for defaults of
   * parameters, and for calls from nowhere.
   */
  static Frame within(Scope scope) {
    return new Frame(scope, null, null, null, "", false, false);
  }

  /** The same inside the body of a class, whose names come first. */
  static Frame within(Scope scope, PythonClass type) {
    Frame frame = within(scope);
    frame.variables = type.attributes();
    return frame;
  }

  private void publish() {
    if (own) {
      scope.variables(variables);
    }
  }

  Scope scope() {
    return scope;
  }

  SourceFile file() {
    return scope.file();
  }

  boolean isClassBody() {
    return classBody != null;
  }

  @Nullable PythonClass owner() {
    return owner;
  }

  @Nullable Atom self() {
    return self;
  }

  String selfName() {
    return selfName;
  }

  boolean isConstructor() {
    return constructor;
  }

  /** Fields that a constructor wrote and that no one else has seen yet. */
  Map<String, Value> pending() {
    return pending;
  }

  Set<String> globals() {
    return globals;
  }

  Set<String> nonlocals() {
    return nonlocals;
  }

  Deque<Loop> loops() {
    return loops;
  }

  /** Where in its run it is: the scope, and the turn of each loop. */
  List<Object> moment() {
    List<Object> moment = new ArrayList<>();
    moment.add(scope);
    loops.forEach(loop -> moment.add(loop.turn));
    return moment;
  }

  CallPoint point(int at) {
    return classBody == null
        ? new CallPoint(scope.file(), at, scope.artifact(), scope.artifactAt(), !loops.isEmpty())
        : new CallPoint(
            scope.file(),
            at,
            classBody.definition().qualifiedName(),
            classBody.definition().at(),
            !loops.isEmpty());
  }

  Map<String, Value> variables() {
    return variables;
  }

  Map<String, Value> copy() {
    return new HashMap<>(variables);
  }

  /** Makes these the variables from here on. */
  void resume(Map<String, Value> other) {
    variables = other;
    publish();
  }

  @Nullable Value find(String name) {
    Value value = variables.get(name);
    if (value != null) {
      return value;
    }
    if (scope.parent() == null) {
      return scope.module().find(name);
    }
    return own ? parentFind(name) : scope.find(name);
  }

  private @Nullable Value parentFind(String name) {
    Scope parent = scope.parent();
    return parent == null ? null : parent.find(name);
  }

  void put(String name, Value value) {
    variables.put(name, value);
    forgetFields(name);
  }

  /** Forgets what this body wrote into the fields of what the name held. */
  void forgetFields(String name) {
    String prefix = name + ".";
    if (variables.keySet().stream().anyMatch(key -> key.startsWith(prefix))) {
      variables.keySet().removeIf(key -> key.startsWith(prefix));
    }
  }

  void returns(Value value) {
    returned = returned.join(value);
  }

  Value returned() {
    return returned;
  }

  void yields(Value value) {
    yielded = yielded.join(value);
  }

  Value yielded() {
    return yielded;
  }

  /** What it gives back so far. */
  Results results() {
    return new Results(returned, yielded);
  }

  /** Forgets what was given back since, by code that this run does not come to. */
  void forgetSince(Results before) {
    returned = before.returned();
    yielded = before.yielded();
  }

  /** What a body gives back: by return, and by yield. */
  record Results(Value returned, Value yielded) {}

  /**
   * What two branches leave, joined, where a test has told each more of some variables: what
   * neither has assigned is after them what it was before, if both come out.
   *
   * @param before the variables before the test
   * @param told what the branches began with
   */
  static @Nullable Map<String, Value> join(
      @Nullable Map<String, Value> left,
      @Nullable Map<String, Value> right,
      Map<String, Value> before,
      List<Map<String, Value>> told) {
    Map<String, Value> joined = join(left, right);
    if (joined == null || left == null || right == null) {
      return joined;
    }
    Map<String, Value> after = new HashMap<>(joined);
    for (Map.Entry<String, Value> entry : joined.entrySet()) {
      String name = entry.getKey();
      boolean kept =
          isSame(left.get(name), told.get(0).get(name))
              && isSame(right.get(name), told.get(1).get(name));
      if (kept && before.containsKey(name)) {
        after.put(name, before.get(name));
      } else if (kept) {
        after.remove(name);
      }
    }
    return after;
  }

  // What was not assigned is the same object still.
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(@Nullable Value one, @Nullable Value other) {
    return one == other;
  }

  /** What two branches leave, joined; null is a branch that does not come out. */
  static @Nullable Map<String, Value> join(
      @Nullable Map<String, Value> left, @Nullable Map<String, Value> right) {
    if (left == null || left == right) {
      return right;
    }
    if (right == null) {
      return left;
    }
    Map<String, Value> joined = new HashMap<>(left);
    for (Map.Entry<String, Value> entry : right.entrySet()) {
      boolean field = entry.getKey().indexOf('.') >= 0;
      if (field && !left.containsKey(entry.getKey())) {
        continue;
      }
      joined.merge(entry.getKey(), entry.getValue(), Value::join);
    }
    joined.keySet().removeIf(key -> key.indexOf('.') >= 0 && !right.containsKey(key));
    return joined;
  }
}
