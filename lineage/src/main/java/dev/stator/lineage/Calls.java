package dev.stator.lineage;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls into the analysed code. A function is run once for each set of arguments in a pass; asked
 * again for the same ones, it answers from memory, and within its own run (recursion) it answers
 * nothing yet. Past a number of sets of arguments, the fewer the longer the function is, the texts
 * among them are forgotten, past twice as many all but the object that a method is called on, past
 * four times it is not run again; past {@link #DEPTH} calls nothing is followed any more.
 */
final class Calls {
  private static final int DEPTH = 40;
  private static final int MOST_CONTEXTS = 1024;
  private static final int LEAST_CONTEXTS = 16;

  /** Statements that may be run for all sets of arguments of one function together. */
  private static final int WORK = 8192;

  /** What a run of a function depends on. */
  private record Context(
      Object definition,
      @Nullable Scope closure,
      Map<String, Value> parameters,
      @Nullable Place site) {}

  private record Result(Value returned) {}

  /** A function by its file and the offset of its {@code def}; a module by the offset 0. */
  record Place(SourceFile file, int at) {}

  private final Analysis analysis;
  private final Binding binding;
  private final Map<Context, Scope> scopes = new HashMap<>();
  private final Map<Context, Result> results = new HashMap<>();
  private final Map<Object, Integer> contexts = new HashMap<>();
  private final Map<Stmt.Function, Integer> sizes = new HashMap<>();
  private final Set<Object> reached = new HashSet<>();
  private final Map<Place, Set<Place>> edges = new HashMap<>();
  private final Map<Place, Place> callSites = new HashMap<>();
  private final Set<Place> calledFromSeveral = new HashSet<>();
  private int depth;

  Calls(Analysis analysis) {
    this.analysis = analysis;
    this.binding = new Binding(analysis);
  }

  void turn() {
    results.clear();
    edges.clear();
    contexts.clear();
    reached.clear();
  }

  private static int contexts(Stmt.Function definition) {
    int statements = Stmt.count(definition.body());
    return Math.max(LEAST_CONTEXTS, Math.min(MOST_CONTEXTS, WORK / Math.max(1, statements)));
  }

  /** Leaves all calls that are under way. */
  void abandon() {
    depth = 0;
  }

  boolean isReached(Object definition) {
    return reached.contains(definition);
  }

  /** Who calls whom. */
  Map<Place, Set<Place>> edges() {
    return edges;
  }

  /** Whether a function is called at more than one place. */
  boolean isCalledFromSeveral(Place function) {
    return calledFromSeveral.contains(function);
  }

  /** What a function calls, directly or through others, and itself. */
  Set<Place> reachable(Place start) {
    Set<Place> reached = new LinkedHashSet<>();
    Deque<Place> open = new ArrayDeque<>();
    reached.add(start);
    open.add(start);
    while (!open.isEmpty()) {
      for (Place next : edges.getOrDefault(open.remove(), Set.of())) {
        if (reached.add(next)) {
          open.add(next);
        }
      }
    }
    return reached;
  }

  Value call(Frame frame, Value callee, Arguments arguments, int at) {
    return callee.flatMap(alternative -> call(frame, alternative, arguments, at));
  }

  private Value call(Frame frame, Value.Alternative callee, Arguments arguments, int at) {
    Atom atom = callee.atom();
    if (atom instanceof Atom.Code.Function function) {
      return function(frame, function, arguments, null, at);
    } else if (atom instanceof Atom.Code.Bound bound) {
      return method(frame, bound, arguments, at);
    } else if (atom instanceof Atom.Code.Type type) {
      return analysis.construction().instantiate(frame, type.type(), arguments, at);
    } else if (atom instanceof Atom.Code.Lambda lambda) {
      return lambda(frame, lambda, arguments, at);
    } else if (atom instanceof Atom.Code.Partial partial) {
      return call(frame, partial.callee(), partial.arguments().then(arguments), at);
    } else if (atom instanceof Atom.Code.Made object) {
      Value method = object.instance().type().find("__call__");
      return method == null
          ? Value.unknown("the result of calling " + object.instance(), callee.trace())
          : call(
              frame,
              analysis.attributes().get(frame, Value.of(atom, callee.trace()), "__call__", at),
              arguments,
              at);
    } else if (atom instanceof Atom.Code.Keep) {
      Value first = arguments.get(0, "");
      return first == null ? Value.of(atom) : first;
    } else if (atom instanceof Atom.Code.ValueMethod method) {
      return analysis.containers().call(frame, method, arguments, at);
    } else if (atom instanceof Aws aws) {
      return analysis.boto().call(frame, aws, arguments, callee.trace(), at);
    } else if (atom instanceof Atom.External external) {
      return analysis.library().call(frame, external, arguments, callee.trace(), at);
    }
    passedAlong(frame, arguments, at);
    if (atom instanceof Atom.Unknown unknown) {
      return Value.of(unknown, callee.trace());
    }
    return Value.unknown("the result of a call that is not followed", callee.trace());
  }

  /**
   * What happens to functions and methods given to code that is not seen: they will be called, with
   * who knows what.
   */
  void passedAlong(Frame frame, Arguments arguments, int at) {
    for (Value argument : arguments.all()) {
      for (Value.Alternative alternative : argument.alternatives()) {
        if (alternative.atom() instanceof Aws.Method method) {
          analysis.boto().passed(frame, method, arguments, alternative.trace());
        } else if (alternative.atom() instanceof Atom.Code.Lambda lambda
            && !isReached(lambda.definition())) {
          lambda(frame, lambda, unknownArguments(), at);
        } else if (alternative.atom() instanceof Atom.Code.Partial partial
            && partial.callee().any(Aws.Method.class::isInstance)) {
          call(frame, partial.callee(), partial.arguments(), at);
        }
      }
    }
  }

  private static Arguments unknownArguments() {
    return new Arguments(
        List.of(), Map.of(), Value.unknown("given by code outside the analysed code", null), null);
  }

  private Value method(Frame frame, Atom.Code.Bound bound, Arguments arguments, int at) {
    Instance instance = bound.self() instanceof Atom.Code.Made object ? object.instance() : null;
    flush(frame);
    int before = instance == null ? 0 : instance.version();
    Value result =
        function(
            frame,
            bound.function(),
            arguments.prepend(Value.of(bound.self(), null)),
            bound.self(),
            at);
    if (instance != null && instance.version() != before) {
      frame.variables().keySet().removeIf(key -> key.indexOf('.') > 0);
    }
    return result;
  }

  /** Shows what a constructor wrote so far to the methods that it calls. */
  private static void flush(Frame frame) {
    if (!frame.pending().isEmpty() && frame.self() instanceof Atom.Code.Made self) {
      for (Map.Entry<String, Value> field : frame.pending().entrySet()) {
        Value now = frame.variables().get(frame.selfName() + "." + field.getKey());
        self.instance().write(field.getKey(), now == null ? field.getValue() : now, true);
      }
    }
  }

  Value function(
      Frame caller, Atom.Code.Function function, Arguments arguments, @Nullable Atom self, int at) {
    Stmt.Function definition = function.definition();
    Place called = new Place(function.scope().file(), definition.at());
    edges
        .computeIfAbsent(
            new Place(caller.file(), caller.scope().artifactAt()), made -> new LinkedHashSet<>())
        .add(called);
    Place site = new Place(caller.file(), at);
    Place first = callSites.putIfAbsent(called, site);
    if (first != null && !first.equals(site)) {
      calledFromSeveral.add(called);
    }
    String passed = "passed to " + definition.name();
    Map<String, Value> parameters = binding.bind(function, arguments, caller.file(), at, passed);
    boolean makes = analysis.construction().isFactory(called);
    return run(function, parameters, self, makes ? site : null);
  }

  /** Runs a function as code outside would: with what its parameters say of themselves. */
  Value enter(Frame frame, Atom.Code.Function function, @Nullable Atom self) {
    Arguments arguments =
        self == null
            ? Arguments.NONE
            : new Arguments(List.of(Value.of(self)), Map.of(), null, null);
    return run(function, binding.bind(function, arguments, null, 0, ""), self, null);
  }

  /**
   * @param site the call, where each makes an object of its own; null where it does not matter
   */
  private Value run(
      Atom.Code.Function function,
      Map<String, Value> parameters,
      @Nullable Atom self,
      @Nullable Place site) {
    Stmt.Function definition = function.definition();
    Context context = new Context(definition, function.scope(), parameters, site);
    Result known = results.get(context);
    if (known != null) {
      return known.returned();
    }
    int count = contexts.merge(definition, 1, Integer::sum);
    int most = sizes.computeIfAbsent(definition, Calls::contexts);
    if (count > most) {
      if (count > 4 * most) {
        return Value.unknown("a call with one more set of arguments than are followed", null);
      }
      boolean all = count > 2 * most;
      Map<String, Value> coarse = new LinkedHashMap<>();
      parameters.forEach(
          (name, value) -> coarse.put(name, forget(name, definition, value, self, all)));
      Context wide = new Context(definition, function.scope(), coarse, null);
      if (!wide.equals(context)) {
        return run(function, coarse, self, null);
      }
    }
    if (depth >= DEPTH || analysis.budget().isSpent()) {
      return Value.unknown("more calls deep than are followed", null);
    }
    reached.add(definition);
    results.put(context, new Result(Value.NOTHING));
    Scope scope =
        scopes.computeIfAbsent(
            context,
            made ->
                new Scope(
                    function.scope(),
                    function.scope().module(),
                    definition.qualifiedName(),
                    definition.at()));
    String first =
        self == null || definition.parameters().all().isEmpty()
            ? ""
            : definition.parameters().all().get(0).name();
    boolean constructor =
        self instanceof Atom.Code.Made
            && (definition.name().equals("__init__") || definition.name().equals("__post_init__"));
    Frame frame = new Frame(scope, null, function.owner(), self, first, constructor);
    parameters.forEach(frame::put);
    depth++;
    boolean through = analysis.statements().run(frame, definition.body());
    depth--;
    if (through) {
      frame.returns(Value.of(Atom.Plain.NONE));
    }
    flush(frame);
    Value returned =
        definition.generator()
            ? Value.of(new Atom.Code.Generator(frame.yielded()))
            : frame.returned();
    if (definition.returns() != null && !definition.generator()) {
      returned = analysis.hints().refine(frame, returned, definition.returns(), definition.at());
    }
    returned = returned.via(scope.file(), definition.at(), "returned by " + definition.name());
    results.put(context, new Result(returned));
    return returned;
  }

  private static Value forget(
      String name, Stmt.Function definition, Value value, @Nullable Atom self, boolean all) {
    boolean forgets =
        all
            ? self == null || !self.equals(value.only())
            : value.any(
                atom ->
                    atom instanceof Atom.Text
                        || atom instanceof Dict
                        || atom instanceof Atom.Plain
                        || atom instanceof Sequence);
    return forgets
        ? Value.unknown(
            "parameter " + name + " of " + definition.name() + " has more values than are followed",
            null)
        : value;
  }

  private Value lambda(Frame caller, Atom.Code.Lambda lambda, Arguments arguments, int at) {
    reached.add(lambda.definition());
    Scope closure = lambda.scope();
    Frame own = Frame.within(closure);
    Map<String, Value> parameters =
        binding.bind(
            own,
            null,
            lambda.definition().parameters(),
            "lambda",
            arguments,
            caller.file(),
            at,
            "passed to lambda");
    Context context = new Context(lambda.definition(), closure, parameters, null);
    Result known = results.get(context);
    if (known != null) {
      return known.returned();
    }
    if (depth >= DEPTH || contexts.merge(lambda.definition(), 1, Integer::sum) > MOST_CONTEXTS) {
      return Value.unknown("more calls than are followed", null);
    }
    results.put(context, new Result(Value.NOTHING));
    Scope scope =
        scopes.computeIfAbsent(
            context,
            made -> new Scope(closure, closure.module(), closure.artifact(), closure.artifactAt()));
    Frame frame = new Frame(scope, null, null, null, "", false);
    parameters.forEach(frame::put);
    depth++;
    Value returned = analysis.expressions().evaluate(frame, lambda.definition().body());
    depth--;
    results.put(context, new Result(returned));
    return returned;
  }

  /** What {@code with value as x} gives to x. */
  Value enter(Frame frame, Value context, int at) {
    return context.flatMap(
        alternative -> {
          if (alternative.atom() instanceof Atom.Code.Generator generator) {
            return generator.yields();
          }
          if (alternative.atom() instanceof Atom.Code.Made object) {
            for (String name : List.of("__enter__", "__aenter__")) {
              if (object.instance().type().find(name) != null) {
                return call(
                    frame,
                    analysis
                        .attributes()
                        .get(frame, Value.of(object, alternative.trace()), name, at),
                    Arguments.NONE,
                    at);
              }
            }
          }
          return Value.of(alternative.atom(), alternative.trace());
        });
  }

  /** What happens to a context at the end of {@code with}. */
  void leave(Frame frame, Value context, int at) {
    for (Value.Alternative alternative : context.alternatives()) {
      if (alternative.atom() instanceof Atom.Code.Made object) {
        for (String name : List.of("__exit__", "__aexit__")) {
          if (object.instance().type().find(name) != null) {
            Value unknown = Value.unknown("the exception, if any", null);
            call(
                frame,
                analysis.attributes().get(frame, Value.of(object, alternative.trace()), name, at),
                new Arguments(List.of(unknown, unknown, unknown), Map.of(), null, null),
                at);
          }
        }
      }
    }
  }
}
