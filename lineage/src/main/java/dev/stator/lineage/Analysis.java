package dev.stator.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

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

  private final Project project;
  private final List<SourceFile> relevant;
  private final Sites sites = new Sites();
  private final Requests requests;
  private final Budget budget = new Budget();
  private final Expressions expressions = new Expressions(this);
  private final Operators operators = new Operators(this);
  private final Truth truth = new Truth(this);
  private final Statements statements = new Statements(this);
  private final Assignments assignments = new Assignments(this);
  private final Attributes attributes = new Attributes(this);
  private final Elements elements = new Elements(this);
  private final Calls calls = new Calls(this);
  private final Construction construction = new Construction(this);
  private final Definitions definitions = new Definitions(this);
  private final Imports imports = new Imports(this);
  private final Hints hints = new Hints(this);
  private final Ambient ambient = new Ambient(this);
  private final CommandLines commandLines = new CommandLines(this);
  private final StandardLibrary library = new StandardLibrary(this);
  private final Containers containers = new Containers(this);
  private final Comprehensions comprehensions = new Comprehensions(this);
  private final Mutations mutations = new Mutations(this);
  private final NamedTuples namedTuples = new NamedTuples(this);
  private final Boto boto = new Boto(this);
  private final Shapes shapes = new Shapes(this);
  private final Fixtures fixtures = new Fixtures(this);
  private final Map<SourceFile, ModuleState> modules = new LinkedHashMap<>();
  private final Set<LineageReport.Skipped> faults = new LinkedHashSet<>();
  private Set<String> mentionedOutsideTests = Set.of();
  private Set<String> mentionedAnywhere = Set.of();

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

  Operators operators() {
    return operators;
  }

  Truth truth() {
    return truth;
  }

  Assignments assignments() {
    return assignments;
  }

  Statements statements() {
    return statements;
  }

  Attributes attributes() {
    return attributes;
  }

  Elements elements() {
    return elements;
  }

  Calls calls() {
    return calls;
  }

  Construction construction() {
    return construction;
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

  Ambient ambient() {
    return ambient;
  }

  CommandLines commandLines() {
    return commandLines;
  }

  StandardLibrary library() {
    return library;
  }

  Containers containers() {
    return containers;
  }

  NamedTuples namedTuples() {
    return namedTuples;
  }

  Comprehensions comprehensions() {
    return comprehensions;
  }

  Mutations mutations() {
    return mutations;
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
    mentionedOutsideTests = mentioned(file -> !file.isTest());
    mentionedAnywhere = mentioned(file -> true);
    for (int pass = 0; pass < PASSES; pass++) {
      sites.clear();
      calls.turn();
      definitions.turn();
      pass();
      boolean changed = definitions.settle();
      for (ModuleState module : modules.values()) {
        changed |= module.turn();
      }
      changed |= construction.turn();
      changed |= commandLines.turn();
      changed |= ambient.turn();
      if (!changed) {
        return;
      }
    }
  }

  private Set<String> mentioned(Predicate<SourceFile> which) {
    Mentions words = new Mentions();
    for (SourceFile file : relevant) {
      if (which.test(file)) {
        words.read(file.statements());
      }
    }
    return words.names();
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

  /**
   * First the code itself, entered as if there were no tests, then these: what only tests call is
   * also run as its users would.
   */
  private void pass() {
    for (boolean tests : new boolean[] {false, true}) {
      for (SourceFile file : relevant) {
        if (file.isTest() == tests) {
          guarded(file, () -> runModule(file));
        }
      }
      enter(tests, false);
      enter(tests, true);
      enterLambdas(tests);
    }
  }

  private void enterLambdas(boolean tests) {
    for (Map.Entry<Expr.Lambda, Set<Scope>> lambda :
        new ArrayList<>(definitions.lambdas().entrySet())) {
      for (Scope scope : new ArrayList<>(lambda.getValue())) { // Which its own run may add to.
        if (!calls.isReached(lambda.getKey()) && (tests || !scope.file().isTest())) {
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
  private void enter(boolean tests, boolean all) {
    Set<String> mentioned = tests ? mentionedAnywhere : mentionedOutsideTests;
    for (int round = 0; round < 8; round++) {
      List<Atom.Code.Function> open = new ArrayList<>();
      definitions
          .functions()
          .forEach(
              (definition, functions) -> {
                boolean waits =
                    mentioned.contains(definition.name()) || definition.name().equals("__init__");
                if (!calls.isReached(definition) && (all || !waits)) {
                  functions.stream()
                      .filter(function -> tests || !function.scope().file().isTest())
                      .forEach(open::add);
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
        enter(tests, false);
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
      construction.objects(frame, owner);
      return;
    }
    Atom.Code.Function actual =
        decorated != null && decorated.only() instanceof Atom.Code.Function kept ? kept : function;
    if (actual.kind() == Atom.Code.Function.Kind.STATIC) {
      calls.enter(frame, function, null);
    } else if (actual.kind() == Atom.Code.Function.Kind.CLASS) {
      for (PythonClass type : construction.leaves(frame, owner)) {
        calls.enter(frame, function, new Atom.Code.Type(type));
      }
    } else {
      for (Instance instance : construction.objects(frame, owner)) {
        if (!actual.definition().equals(definition)) {
          calls.enter(frame, actual, new Atom.Code.Made(instance));
        }
        if (actual.definition().equals(definition) || !calls.isReached(definition)) {
          calls.enter(frame, function, new Atom.Code.Made(instance));
        }
      }
    }
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
