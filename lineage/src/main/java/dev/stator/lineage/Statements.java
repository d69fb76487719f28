package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements abstractly: both ways of a branch, twice through a loop, every handler of a try,
 * and joins what comes out. Each method says whether the flow comes out at the end.
 */
final class Statements {
  private static final Set<String> IMPORT_FAILURES =
      Set.of("ImportError", "ModuleNotFoundError", "Exception");

  /** Statements that the turns of a loop over known elements may come to. */
  private static final int LONGEST_LOOP = 256;

  /** The same for a loop that only computes and assigns. */
  private static final int LONGEST_STRAIGHT_LOOP = 2048;

  private final Analysis analysis;

  Statements(Analysis analysis) {
    this.analysis = analysis;
  }

  private Expressions expressions() {
    return analysis.expressions();
  }

  boolean run(Frame frame, List<Stmt> body) {
    for (Stmt statement : body) {
      if (!run(frame, statement)) {
        return false;
      }
    }
    return true;
  }

  private boolean run(Frame frame, Stmt statement) {
    if (!analysis.budget().spend()) {
      return true;
    }
    if (statement instanceof Stmt.Evaluate evaluate) {
      expressions().evaluate(frame, evaluate.value());
    } else if (statement instanceof Stmt.Assign assign) {
      analysis.assignments().run(frame, assign);
    } else if (statement instanceof Stmt.Augment augment) {
      Value sum =
          analysis
              .operators()
              .binary(
                  frame,
                  augment.operator().replace("=", ""),
                  expressions().evaluate(frame, augment.target()),
                  expressions().evaluate(frame, augment.value()),
                  augment.at());
      analysis.assignments().assignTo(frame, augment.target(), sum, augment.at());
    } else if (statement instanceof Stmt.Return result) {
      if (result.value() != null) {
        frame.returns(expressions().evaluate(frame, result.value()));
      } else {
        frame.returns(Value.of(Atom.Plain.NONE));
      }
      return false;
    } else if (statement instanceof Stmt.Raise raise) {
      raise.parts().forEach(part -> expressions().evaluate(frame, part));
      return false;
    } else if (statement instanceof Stmt.Jump jump) {
      Frame.Loop loop = frame.loops().peek();
      if (loop != null && jump.leaves()) {
        loop.left = Frame.join(loop.left, frame.copy());
      } else if (loop != null) {
        loop.next = Frame.join(loop.next, frame.copy());
      }
      return false;
    } else if (statement instanceof Stmt.If branch) {
      return ifStatement(frame, branch);
    } else if (statement instanceof Stmt.For loop) {
      Value iterable = expressions().evaluate(frame, loop.iterable());
      List<Value> turns = Elements.turns(iterable);
      if (turns != null
          && turns.size() * Stmt.count(loop.body())
              <= (isStraight(loop.body()) ? LONGEST_STRAIGHT_LOOP : LONGEST_LOOP)) {
        return unrolled(frame, loop, turns);
      }
      Value element = analysis.elements().elements(frame, iterable, loop.iterable().at());
      return loop(
          frame,
          loop.body(),
          loop.otherwise(),
          false,
          () -> analysis.assignments().assignTo(frame, loop.target(), element, loop.target().at()));
    } else if (statement instanceof Stmt.While loop) {
      boolean endless =
          loop.test() instanceof Expr.Constant always
              && (always.kind() == Expr.Constant.Kind.TRUE || always.text().equals("1"));
      return loop(
          frame,
          loop.body(),
          loop.otherwise(),
          endless,
          () -> expressions().evaluate(frame, loop.test()));
    } else if (statement instanceof Stmt.Try attempt) {
      return tryStatement(frame, attempt);
    } else if (statement instanceof Stmt.With with) {
      Map<Value, Integer> contexts = new LinkedHashMap<>();
      Value prefix = frame.variables().get(EnvironmentVariables.PREFIXED);
      for (Stmt.With.Item item : with.items()) {
        Value context = expressions().evaluate(frame, item.context());
        contexts.put(context, item.context().at());
        EnvironmentVariables.enter(frame, context);
        Value entered = analysis.calls().enter(frame, context, item.context().at());
        if (item.target() != null) {
          analysis.assignments().assignTo(frame, item.target(), entered, item.target().at());
        }
      }
      boolean through = run(frame, with.body());
      EnvironmentVariables.leave(frame, prefix);
      contexts.forEach((context, at) -> analysis.calls().leave(frame, context, at));
      return through;
    } else if (statement instanceof Stmt.Match match) {
      return matchStatement(frame, match);
    } else if (statement instanceof Stmt.Function function) {
      analysis.definitions().function(frame, function);
    } else if (statement instanceof Stmt.ClassDef type) {
      analysis.definitions().type(frame, type);
    } else if (statement instanceof Stmt.Import imports) {
      analysis.imports().run(frame, imports);
    } else if (statement instanceof Stmt.ImportFrom imports) {
      analysis.imports().run(frame, imports);
    } else if (statement instanceof Stmt.Scope names) {
      names.names().forEach(name -> declare(frame, names.global(), name));
    } else if (statement instanceof Stmt.Delete delete) {
      for (Expr target : delete.targets()) {
        if (target instanceof Expr.Name name) {
          frame.variables().remove(name.id());
          frame.forgetFields(name.id());
        } else if (target instanceof Expr.Subscript entry) {
          analysis.mutations().delete(frame, entry);
        } else {
          expressions().evaluate(frame, target);
        }
      }
    }
    return true;
  }

  private static void declare(Frame frame, boolean global, String name) {
    if (global) {
      frame.globals().add(name);
      Value value = frame.scope().module().find(name);
      if (value != null) {
        frame.variables().put(name, value);
      }
    } else {
      frame.nonlocals().add(name);
    }
  }

  /**
   * Both ways of a branch, so that code which some constant switches off is seen too. In a turn of
   * a loop that is run by itself only the way that it takes: the others are other turns'.
   */
  private boolean ifStatement(Frame frame, Stmt.If branch) {
    Value test = expressions().evaluate(frame, branch.test());
    Boolean truth = analysis.truth().of(test);
    Frame.Loop loop = frame.loops().peek();
    if (truth != null && loop != null && loop.byTurns) {
      return run(frame, truth ? branch.body() : branch.otherwise());
    }
    Map<String, Value> before = frame.copy();
    analysis.truth().refine(frame, branch.test(), true);
    Map<String, Value> told = frame.copy();
    Map<String, Value> then = run(frame, branch.body(), truth == null || truth);
    frame.resume(new HashMap<>(before));
    analysis.truth().refine(frame, branch.test(), false);
    Map<String, Value> toldOtherwise = frame.copy();
    Map<String, Value> otherwise = run(frame, branch.otherwise(), truth == null || !truth);
    Map<String, Value> after =
        truth == null
            ? Frame.join(then, otherwise, before, List.of(told, toldOtherwise))
            : truth ? then : otherwise;
    if (after == null) {
      return false;
    }
    frame.resume(after);
    return true;
  }

  /**
   * Runs a branch and gives its variables at the end, null if the flow does not come out. One that
   * is not taken is run for what stands in it, and gives nothing back.
   */
  private @Nullable Map<String, Value> run(Frame frame, List<Stmt> body, boolean taken) {
    Frame.Results before = frame.results();
    Frame.Loop loop = frame.loops().peek();
    Map<String, Value> left = loop == null ? null : loop.left;
    boolean through = run(frame, body);
    if (!taken) {
      frame.forgetSince(before);
      if (loop != null) {
        loop.left = left;
      }
    }
    return through ? frame.variables() : null;
  }

  private static boolean isStraight(List<Stmt> body) {
    for (Stmt statement : body) {
      boolean straight =
          statement instanceof Stmt.Assign
              || statement instanceof Stmt.Augment
              || statement instanceof Stmt.Evaluate
              || statement instanceof Stmt.Raise
              || (statement instanceof Stmt.If branch
                  && isStraight(branch.body())
                  && isStraight(branch.otherwise()));
      if (!straight) {
        return false;
      }
    }
    return true;
  }

  /** A loop over known elements, turn by turn. */
  private boolean unrolled(Frame frame, Stmt.For loop, List<Value> turns) {
    Frame.Loop exits = new Frame.Loop(true);
    frame.loops().push(exits);
    Map<String, Value> out = frame.copy();
    for (Value element : turns) {
      if (out == null) {
        break;
      }
      exits.next = null;
      frame.resume(new HashMap<>(out));
      analysis.assignments().assignTo(frame, loop.target(), element, loop.target().at());
      Map<String, Value> end = run(frame, loop.body()) ? frame.variables() : null;
      exits.turn++;
      out = Frame.join(end, exits.next);
    }
    frame.loops().pop();
    return leave(frame, out, exits.left, loop.otherwise());
  }

  private boolean loop(
      Frame frame, List<Stmt> body, List<Stmt> otherwise, boolean endless, Runnable head) {
    Frame.Loop exits = new Frame.Loop(false);
    frame.loops().push(exits);
    Map<String, Value> out = frame.copy();
    for (int round = 0; round < 2; round++) {
      frame.resume(new HashMap<>(out));
      head.run();
      Map<String, Value> end = run(frame, body) ? frame.variables() : null;
      Map<String, Value> joined = Frame.join(Frame.join(out, end), exits.next);
      boolean settled = joined == null || joined.equals(out);
      out = joined == null ? out : joined;
      if (settled) {
        break;
      }
    }
    frame.loops().pop();
    return leave(frame, endless && exits.left != null ? null : out, exits.left, otherwise);
  }

  /**
   * Goes on after a loop.
   *
   * @param out what comes out at its end, which {@code otherwise} is for; null for nothing
   * @param left what {@code break} leaves it with; null for nothing
   */
  private boolean leave(
      Frame frame,
      @Nullable Map<String, Value> out,
      @Nullable Map<String, Value> left,
      List<Stmt> otherwise) {
    if (out == null && left == null) {
      return false;
    }
    Map<String, Value> after = null;
    if (out != null) {
      frame.resume(new HashMap<>(out));
      after = run(frame, otherwise) ? frame.variables() : null;
    }
    after = Frame.join(after, left);
    if (after == null) {
      return false;
    }
    frame.resume(new HashMap<>(after));
    return true;
  }

  private boolean tryStatement(Frame frame, Stmt.Try attempt) {
    Map<String, Value> before = frame.copy();
    boolean through = run(frame, attempt.body());
    Map<String, Value> done = frame.copy();
    Map<String, Value> middle = Frame.join(before, done);
    boolean importsFound = importsFound(frame, attempt.body());
    Map<String, Value> out = null;
    if (through) {
      out = run(frame, attempt.otherwise()) ? frame.copy() : null;
    }
    for (Stmt.Try.Handler handler : attempt.handlers()) {
      frame.resume(new HashMap<>(middle == null ? before : middle));
      handler.caught().forEach(caught -> expressions().evaluate(frame, caught));
      if (handler.name() != null) {
        frame.put(handler.name(), Value.of(new Atom.Unknown("an exception", true)));
      }
      boolean out2 = run(frame, handler.body());
      if (out2 && !(importsFound && catchesImportFailure(handler))) {
        out = Frame.join(out, frame.copy());
      }
    }
    boolean alive = out != null;
    frame.resume(alive ? new HashMap<>(out) : new HashMap<>(middle == null ? before : middle));
    return run(frame, attempt.last()) && alive;
  }

  /**
   * Whether the body does nothing but import what the project has, so that no handler of a failed
   * import ever runs.
   */
  private static boolean importsFound(Frame frame, List<Stmt> body) {
    List<String> names = new ArrayList<>();
    for (Stmt statement : body) {
      if (!(statement instanceof Stmt.ImportFrom from)) {
        return false;
      }
      from.names()
          .forEach(clause -> names.add(clause.alias() == null ? clause.name() : clause.alias()));
    }
    return !names.isEmpty()
        && names.stream()
            .allMatch(
                name -> {
                  Value value = frame.variables().get(name);
                  return value != null
                      && !value.any(
                          atom -> atom instanceof Atom.External || atom instanceof Atom.Unknown);
                });
  }

  private static boolean catchesImportFailure(Stmt.Try.Handler handler) {
    return handler.caught().isEmpty()
        || handler.caught().stream()
            .anyMatch(
                caught -> caught instanceof Expr.Name name && IMPORT_FAILURES.contains(name.id()));
  }

  /**
   * The cases in their order. One that cannot be come to, since the subject is known, is run for
   * what stands in it, and leaves nothing.
   */
  private boolean matchStatement(Frame frame, Stmt.Match match) {
    Value subject = expressions().evaluate(frame, match.subject());
    Map<String, Value> before = frame.copy();
    Map<String, Value> out = null;
    boolean open = true;
    for (Stmt.Match.Case branch : match.cases()) {
      frame.resume(new HashMap<>(before));
      Boolean holds = holds(frame, match, subject, branch.pattern());
      boolean taken = open && (holds == null || holds);
      Map<String, Value> told = frame.copy();
      Map<String, Value> end = run(frame, branch.body(), taken);
      if (taken && end != null) {
        Map<String, Value> left = Frame.join(end, end, before, List.of(told, told));
        out = Frame.join(out, left);
      }
      open &= holds == null || !holds;
    }
    out = open ? Frame.join(out, before) : out;
    frame.resume(out == null ? before : new HashMap<>(out));
    return out != null;
  }

  /** Whether a pattern holds, null where that is not known; gives it its names. */
  private @Nullable Boolean holds(
      Frame frame, Stmt.Match match, Value subject, Stmt.Match.Pattern pattern) {
    Value values = Value.NOTHING;
    for (Expr value : pattern.values()) {
      values = values.join(expressions().evaluate(frame, value));
    }
    boolean literals =
        !values.isNothing()
            && !values.any(atom -> !(atom instanceof Atom.Text text) || text.literal() == null);
    if (literals) {
      analysis.truth().equal(frame, match.subject(), values, true);
    }
    Value matched =
        literals && match.subject() instanceof Expr.Name
            ? expressions().evaluate(frame, match.subject())
            : subject;
    pattern.whole().forEach(name -> frame.put(name, matched));
    for (String name : pattern.parts()) {
      frame.put(name, Value.unknown("a part of what is matched", subject.trace()));
    }
    if (pattern.guard() != null) {
      Boolean guarded = analysis.truth().of(expressions().evaluate(frame, pattern.guard()));
      analysis.truth().refine(frame, pattern.guard(), true);
      return Boolean.FALSE.equals(guarded) ? Boolean.FALSE : null;
    }
    return pattern.anything() ? Boolean.TRUE : literals ? Operators.isAmong(subject, values) : null;
  }
}
