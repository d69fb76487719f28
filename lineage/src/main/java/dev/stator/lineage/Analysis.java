package dev.stator.lineage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The abstract run of a project, and the state that its parts share.
 *
 * <h2>How it works</h2>
 *
 * Code is run on {@link Value}s, sets of what an expression may be, with the flow: assignments
 * replace, branches join. A call is followed into its function with the values of this very call,
 * so that a factory called with two names makes two tables and neither is taken for the other; a
 * function already run with equal arguments answers from memory ({@link Calls}).
 *
 * <p>Modules run when they are imported, as in Python. Then whatever was not reached is entered as
 * code outside would enter it, first what no code mentions by name (handlers, tests, the library's
 * surface), then the rest: a function that some analysed code calls is thereby seen with the
 * arguments that it gets, and not with unknown ones.
 *
 * <p>Fields of objects and variables written by {@code global} do not follow the flow across
 * functions. They are joined over a pass, and the next pass reads the sum of the one before, until
 * nothing changes; the sites that count are those of the last pass. Every part is bounded (passes,
 * depth, contexts, statements an entry, alternatives a value), and a bound that is met gives an
 * unknown, never a guess.
 */
final class Analysis {
  private static final int PASSES = 4;
  private static final int OBJECTS = 16;

  private final Project project;
  private final List<SourceFile> relevant;
  private final Sites sites = new Sites();
  private final Requests requests;
  private final Budget budget = new Budget();
  private final Expressions expressions = new Expressions(this);
  private final Truth truth = new Truth(this);
  private final Statements statements = new Statements(this);
  private final Attributes attributes = new Attributes(this);
  private final Calls calls = new Calls(this);
  private final Definitions definitions = new Definitions(this);
  private final Imports imports = new Imports(this);
  private final Hints hints = new Hints(this);
  private final StandardLibrary library = new StandardLibrary(this);
  private final Containers containers = new Containers(this);
  private final Boto boto = new Boto(this);
  private final Shapes shapes = new Shapes(this);
  private final Fixtures fixtures = new Fixtures(this);
  private final Map<SourceFile, ModuleState> modules = new LinkedHashMap<>();
  private final Map<Instance.Key, Instance> instances = new LinkedHashMap<>();
  private final Map<PythonClass, List<Instance>> byType = new HashMap<>();
  private final Set<LineageReport.Skipped> faults = new LinkedHashSet<>();
  private Set<String> mentioned = Set.of();

  Analysis(Project project, List<SourceFile> relevant, LineageOptions options) {
    this.project = project;
    this.relevant = relevant;
    this.requests = new Requests(sites, options);
  }

  Project project() {
    return project;
  }

  Sites sites() {
    return sites;
  }

  Requests requests() {
    return requests;
  }

  Budget budget() {
    return budget;
  }

  Expressions expressions() {
    return expressions;
  }

  Truth truth() {
    return truth;
  }

  Statements statements() {
    return statements;
  }

  Attributes attributes() {
    return attributes;
  }

  Calls calls() {
    return calls;
  }

  Definitions definitions() {
    return definitions;
  }

  Imports imports() {
    return imports;
  }

  Hints hints() {
    return hints;
  }

  StandardLibrary library() {
    return library;
  }

  Containers containers() {
    return containers;
  }

  Boto boto() {
    return boto;
  }

  Fixtures fixtures() {
    return fixtures;
  }

  Shapes shapes() {
    return shapes;
  }

  void run() {
    Mentions words = new Mentions();
    for (SourceFile file : relevant) {
      words.read(file.statements());
    }
    mentioned = words.names();
    for (int pass = 0; pass < PASSES; pass++) {
      sites.clear();
      calls.turn();
      definitions.turn();
      pass();
      boolean changed = definitions.isUnsettled();
      for (ModuleState module : modules.values()) {
        changed |= module.turn();
      }
      for (Instance instance : instances.values()) {
        changed |= instance.turn();
      }
      if (!changed) {
        return;
      }
    }
  }

  /**
   * One entry into the code. A fault of ours in it costs that entry, is reported, and does not stop
   * the run.
   */
  private void guarded(SourceFile file, Runnable entry) {
    budget.refill();
    try {
      entry.run();
    } catch (RuntimeException | StackOverflowError fault) {
      calls.abandon();
      faults.add(
          new LineageReport.Skipped(
              file.name(),
              "analysed in part, please report it: " + fault.getClass().getSimpleName()));
    }
  }

  /** Where the analysis failed. */
  Set<LineageReport.Skipped> faults() {
    return faults;
  }

  private void pass() {
    for (SourceFile file : relevant) {
      guarded(file, () -> runModule(file));
    }
    enter(false);
    enter(true);
    for (Map.Entry<Expr.Lambda, Set<Scope>> lambda :
        new ArrayList<>(definitions.lambdas().entrySet())) {
      for (Scope scope : lambda.getValue()) {
        if (!calls.isReached(lambda.getKey())) {
          Frame frame = Frame.within(scope);
          Value more = Value.unknown("given by code outside the analysed code", null);
          Arguments arguments = new Arguments(List.of(), Map.of(), more, null);
          guarded(
              scope.file(),
              () ->
                  calls.call(
                      frame,
                      Value.of(new Atom.Code.Lambda(lambda.getKey(), scope)),
                      arguments,
                      lambda.getKey().at()));
        }
      }
    }
  }

  /**
   * Enters what nobody called: functions that no code mentions, or then all. Entering may define
   * more, hence the rounds.
   */
  private void enter(boolean all) {
    for (int round = 0; round < 8; round++) {
      List<Atom.Code.Function> open = new ArrayList<>();
      definitions
          .functions()
          .forEach(
              (definition, functions) -> {
                boolean waits =
                    mentioned.contains(definition.name()) || definition.name().equals("__init__");
                if (!calls.isReached(definition) && (all || !waits)) {
                  open.addAll(functions);
                }
              });
      if (open.isEmpty()) {
        return;
      }
      for (Atom.Code.Function function : open) {
        if (!calls.isReached(function.definition())) {
          guarded(function.scope().file(), () -> enter(function));
        }
      }
      if (all) {
        enter(false);
      }
    }
  }

  private void enter(Atom.Code.Function function) {
    Stmt.Function definition = function.definition();
    Scope scope = function.scope();
    Frame frame = Frame.within(scope);
    Value decorated = definitions.decorated(definition);
    PythonClass owner = function.owner();
    if (owner == null) {
      if (decorated != null
          && decorated.only() instanceof Atom.Code.Function wrapper
          && !wrapper.definition().equals(definition)) {
        calls.enter(frame, wrapper, null);
      }
      if (!calls.isReached(definition)) {
        calls.enter(frame, function, null);
      }
      return;
    }
    if (definition.name().equals("__init__")) {
      objects(frame, owner);
      return;
    }
    Atom.Code.Function actual =
        decorated != null && decorated.only() instanceof Atom.Code.Function kept ? kept : function;
    if (actual.kind() == Atom.Code.Function.Kind.STATIC) {
      calls.enter(frame, function, null);
    } else if (actual.kind() == Atom.Code.Function.Kind.CLASS) {
      for (PythonClass type : leaves(owner)) {
        calls.enter(frame, function, new Atom.Code.Type(type));
      }
    } else {
      for (Instance instance : objects(frame, owner)) {
        if (!actual.definition().equals(definition)) {
          calls.enter(frame, actual, new Atom.Code.Made(instance));
        }
        if (actual.definition().equals(definition) || !calls.isReached(definition)) {
          calls.enter(frame, function, new Atom.Code.Made(instance));
        }
      }
    }
  }

  private List<PythonClass> leaves(PythonClass type) {
    List<PythonClass> found = new ArrayList<>();
    collect(type, found, new LinkedHashSet<>());
    return found;
  }

  private static void collect(
      PythonClass type, Collection<PythonClass> found, Set<PythonClass> seen) {
    if (!seen.add(type) || found.size() >= OBJECTS) {
      return;
    }
    if (type.subclasses().isEmpty()) {
      found.add(type);
    } else {
      type.subclasses().forEach(below -> collect(below, found, seen));
    }
  }

  /**
   * The objects of a class or of what extends it; where the analysed code makes none, one as code
   * outside would make it.
   */
  private List<Instance> objects(Frame frame, PythonClass type) {
    List<Instance> found = new ArrayList<>();
    Set<PythonClass> seen = new LinkedHashSet<>();
    made(type, found, seen);
    if (found.isEmpty()) {
      for (PythonClass leaf : leaves(type)) {
        found.add(calls.outside(frame, leaf));
      }
    }
    return found.size() > OBJECTS ? found.subList(0, OBJECTS) : found;
  }

  private void made(PythonClass type, List<Instance> found, Set<PythonClass> seen) {
    if (seen.add(type)) {
      for (Instance instance : byType.getOrDefault(type, List.of())) {
        if (instance.key().file() != null) {
          found.add(instance);
        }
      }
      type.subclasses().forEach(below -> made(below, found, seen));
    }
  }

  /** What a hint of a class of the project stands for. */
  Value objectsOf(Frame frame, PythonClass type) {
    Value all = Value.NOTHING;
    for (Instance instance : objects(frame, type)) {
      all = all.join(Value.of(new Atom.Code.Made(instance)));
    }
    return all;
  }

  Instance instance(Instance.Key key) {
    Instance known = instances.get(key);
    if (known != null) {
      return known;
    }
    List<Instance> same = byType.computeIfAbsent(key.type(), type -> new ArrayList<>());
    if (same.size() >= 4 * OBJECTS) {
      return same.get(same.size() - 1);
    }
    Instance made = new Instance(key);
    instances.put(key, made);
    same.add(made);
    return made;
  }

  ModuleState module(SourceFile file) {
    return modules.computeIfAbsent(file, ModuleState::new);
  }

  /** The module of a file, run if this pass has not yet run it. */
  ModuleState runModule(SourceFile file) {
    ModuleState module = module(file);
    if (module.start()) {
      project.parse(file);
      Frame frame = new Frame(module.scope(), null, null, null, "", false);
      frame.put("__name__", Value.unknown("the name of the module", null));
      frame.put("__file__", Value.unknown("the path of the module", null));
      statements.run(frame, file.statements());
      module.finish();
    }
    return module;
  }
}
