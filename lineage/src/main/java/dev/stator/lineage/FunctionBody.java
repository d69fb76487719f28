package dev.stator.lineage;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one function (or module) in the order of its source, each with the branches and
 * loops around it, and what its variables are assigned. Functions defined inside are left out: they
 * run when they are called.
 */
final class FunctionBody {
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, List<Expr>> assigned = new HashMap<>();
  private final Set<String> texts = new HashSet<>();

  /** A body that a call stands in: one of several of its statement, by number. */
  private record Step(Stmt statement, int body, boolean leaves) {}

  /** Variables that each turn of a loop sets anew; those that {@code while} only counts, apart. */
  private record Turn(Set<String> variables, Set<String> counters) {
    static Turn over(Set<String> variables) {
      return new Turn(variables, Set.of());
    }
  }

  /** Calls without arguments that take something out of what they are called on. */
  private static final Set<String> TAKING =
      Set.of("pop", "popleft", "popitem", "get", "get_nowait");

  /** The element that {@code map} hands to a function that is given by its name. */
  private static final String ELEMENT = "an element";

  /**
   * A call.
   *
   * @param at the offset of the called name's own token
   */
  record Call(Expr.Call expr, int at, String name, List<Step> path, List<Turn> turns) {}

  FunctionBody(List<Stmt> statements) {
    read(statements, List.of(), List.of());
  }

  List<Call> calls() {
    return calls;
  }

  @Nullable Call at(int offset) {
    for (Call call : calls) {
      if (call.at() == offset) {
        return call;
      }
    }
    return null;
  }

  /** Whether a text stands somewhere in the body, as the key of a response does. */
  boolean says(String text) {
    return texts.contains(text);
  }

  private void read(List<Stmt> statements, List<Step> path, List<Turn> turns) {
    for (Stmt statement : statements) {
      List<Expr> targets = SyntaxParts.targets(statement);
      List<Expr> values = SyntaxParts.values(statement);
      for (Expr value : values) {
        read(value, path, turns);
        targets.forEach(target -> assign(target, value));
      }
      targets.forEach(target -> read(target, path, turns));
      if (statement instanceof Stmt.Function || statement instanceof Stmt.ClassDef) {
        continue;
      }
      List<Turn> inner = turns;
      if (statement instanceof Stmt.For loop) {
        inner = plus(turns, Turn.over(names(loop.target())));
      } else if (statement instanceof Stmt.While loop && !isEndless(loop)) {
        inner = plus(turns, turn(loop));
      }
      List<List<Stmt>> bodies = SyntaxParts.bodies(statement);
      for (int i = 0; i < bodies.size(); i++) {
        Step step = new Step(statement, i, leaves(bodies.get(i)));
        read(bodies.get(i), plus(path, step), inner);
      }
    }
  }

  /** {@code while True} asks for more pages, tries again or waits: what ends it is in its body. */
  private static boolean isEndless(Stmt.While loop) {
    return loop.test() instanceof Expr.Constant constant
        && constant.kind() != Expr.Constant.Kind.NONE
        && constant.kind() != Expr.Constant.Kind.FALSE;
  }

  /** What the body of a loop sets anew. */
  private static Turn turn(Stmt.While loop) {
    Set<String> variables = new HashSet<>();
    Set<String> counters = new HashSet<>();
    set(loop.body(), variables, counters);
    SyntaxParts.walk(
        loop.test(),
        part -> {
          if (part instanceof Expr.Walrus walrus) {
            variables.add(walrus.name());
          }
        });
    return new Turn(variables, counters);
  }

  private static void set(List<Stmt> body, Set<String> variables, Set<String> counters) {
    for (Stmt statement : body) {
      for (Expr target : SyntaxParts.targets(statement)) {
        if (!(statement instanceof Stmt.For)) {
          (statement instanceof Stmt.Augment ? counters : variables).addAll(plainNames(target));
        }
      }
      if (!(statement instanceof Stmt.Function || statement instanceof Stmt.ClassDef)) {
        SyntaxParts.bodies(statement).forEach(inner -> set(inner, variables, counters));
      }
    }
  }

  /** The variables that an assignment replaces, not those that it changes. */
  private static Set<String> plainNames(Expr target) {
    return target instanceof Expr.Attribute || target instanceof Expr.Subscript
        ? Set.of()
        : target instanceof Expr.Sequence sequence
            ? sequence.elements().stream()
                .flatMap(element -> plainNames(element).stream())
                .collect(Collectors.toSet())
            : names(target);
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  private static boolean leaves(List<Stmt> body) {
    return !body.isEmpty()
        && (body.get(body.size() - 1) instanceof Stmt.Return
            || body.get(body.size() - 1) instanceof Stmt.Raise
            || body.get(body.size() - 1) instanceof Stmt.Jump);
  }

  private void read(Expr expr, List<Step> path, List<Turn> turns) {
    if (expr instanceof Expr.Text text) {
      texts.add(text.value());
    } else if (expr instanceof Expr.Walrus walrus) {
      assigned.computeIfAbsent(walrus.name(), name -> new ArrayList<>()).add(walrus.value());
    }
    if (expr instanceof Expr.Comprehension comprehension) {
      Set<String> variables = new HashSet<>();
      for (Expr.Comprehension.Clause clause : comprehension.clauses()) {
        read(clause.iterable(), path, turns);
        variables.addAll(names(clause.target()));
      }
      List<Turn> inner = plus(turns, Turn.over(variables));
      for (Expr.Comprehension.Clause clause : comprehension.clauses()) {
        clause.conditions().forEach(condition -> read(condition, path, inner));
      }
      read(comprehension.element(), path, inner);
      if (comprehension.value() != null) {
        read(comprehension.value(), path, inner);
      }
      return;
    }
    List<Expr> parts = SyntaxParts.parts(expr);
    for (int i = 0; i < parts.size(); i++) {
      Expr part = parts.get(i);
      if (i != 1 || !maps(expr)) {
        read(part, path, turns);
      } else if (part instanceof Expr.Lambda lambda) {
        Set<String> parameters = new HashSet<>();
        lambda.parameters().all().forEach(parameter -> parameters.add(parameter.name()));
        read(lambda.body(), path, plus(turns, Turn.over(parameters)));
      } else {
        read(handed(part), path, plus(turns, Turn.over(Set.of(ELEMENT))));
      }
    }
    if (expr instanceof Expr.Call call) {
      call.arguments().stream()
          .map(Expr.Argument::keyword)
          .filter(java.util.Objects::nonNull)
          .forEach(texts::add);
      if (call.callee() instanceof Expr.Attribute attribute) {
        calls.add(new Call(call, attribute.nameAt(), attribute.name(), path, turns));
      } else if (call.callee() instanceof Expr.Name name) {
        calls.add(new Call(call, name.at(), name.id(), path, turns));
      }
    }
  }

  /** Whether a call hands elements to the function that is its first argument. */
  private static boolean maps(Expr expr) {
    if (!(expr instanceof Expr.Call call)
        || call.arguments().size() < 2
        || call.arguments().get(0).form() != Expr.Argument.Form.POSITIONAL) {
      return false;
    }
    Expr function = call.arguments().get(0).value();
    boolean named =
        call.callee() instanceof Expr.Attribute method
            ? method.name().equals("map")
            : call.callee() instanceof Expr.Name name && name.id().equals("map");
    return named
        && (function instanceof Expr.Lambda
            || function instanceof Expr.Name
            || function instanceof Expr.Attribute);
  }

  /** A function as it is called with an element. */
  private static Expr handed(Expr function) {
    return new Expr.Call(
        function,
        List.of(
            new Expr.Argument(
                Expr.Argument.Form.POSITIONAL, null, new Expr.Name(ELEMENT, function.at()))),
        function.at());
  }

  /** What a variable, or something inside it, is assigned. */
  private void assign(Expr target, Expr value) {
    Expr at = target;
    while (at instanceof Expr.Subscript || at instanceof Expr.Attribute) {
      at = at instanceof Expr.Subscript subscript ? subscript.target() : target(at);
    }
    for (String name : names(at)) {
      assigned.computeIfAbsent(name, made -> new ArrayList<>()).add(value);
    }
  }

  private static Expr target(Expr attribute) {
    return ((Expr.Attribute) attribute).target();
  }

  private static Set<String> names(Expr target) {
    Set<String> names = new LinkedHashSet<>();
    SyntaxParts.walk(
        target,
        part -> {
          if (part instanceof Expr.Name name) {
            names.add(name.id());
          }
        });
    return names;
  }

  List<Expr> assigned(String name) {
    return assigned.getOrDefault(name, List.of());
  }

  /** An expression, all in it, and all that its variables are assigned. */
  Set<Expr> behind(Expr expr) {
    Set<Expr> seen = new LinkedHashSet<>();
    behind(expr, seen, new HashSet<>());
    return seen;
  }

  private void behind(Expr expr, Set<Expr> seen, Set<String> followed) {
    SyntaxParts.walk(
        expr,
        part -> {
          seen.add(part);
          if (part instanceof Expr.Name name && followed.add(name.id())) {
            assigned(name.id()).forEach(value -> behind(value, seen, followed));
          }
        });
  }

  /**
   * Whether what a call is given changes with the turns of a loop around it: not so for a call that
   * is only tried again, nor for one that needs what it gave the turn before.
   */
  boolean variesByTurn(Call call) {
    Set<String> changing = new HashSet<>();
    Set<String> counters = new HashSet<>();
    for (Turn turn : call.turns()) {
      changing.addAll(turn.variables());
      counters.addAll(turn.counters());
    }
    if (call.turns().isEmpty()) {
      return false;
    }
    Set<Expr> written = new LinkedHashSet<>();
    Set<Expr> given = new LinkedHashSet<>();
    for (Expr.Argument argument : call.expr().arguments()) {
      SyntaxParts.walk(argument.value(), written::add);
      given.addAll(behind(argument.value()));
    }
    return !given.contains(call.expr())
        && (written.stream().anyMatch(FunctionBody::takes)
            || given.stream().anyMatch(part -> changes(part, changing, counters)));
  }

  private static boolean changes(Expr part, Set<String> changing, Set<String> counters) {
    return part instanceof Expr.Subscript place
        ? !Collections.disjoint(names(place.index()), counters)
        : part instanceof Expr.Name name && changing.contains(name.id());
  }

  /** Whether an expression takes the next of something: {@code ids.pop()}, {@code next(ids)}. */
  private static boolean takes(Expr expr) {
    return expr instanceof Expr.Call call
        && (call.callee() instanceof Expr.Attribute method
            ? TAKING.contains(method.name()) && call.arguments().isEmpty()
            : call.callee() instanceof Expr.Name name
                && name.id().equals("next")
                && !call.arguments().isEmpty());
  }

  /** Whether the second call can come after the first in one run of the body. */
  static boolean follows(Call second, Call first) {
    for (int i = 0; i < first.path().size(); i++) {
      Step one = first.path().get(i);
      Step other = i < second.path().size() ? second.path().get(i) : null;
      if (other == null || one.statement() != other.statement()) {
        return !one.leaves();
      }
      if (one.body() != other.body()) {
        return !one.leaves() && !excluded(one, other);
      }
    }
    return true;
  }

  /** Bodies of a choice exclude each other; so do a try and its handlers. */
  private static boolean excluded(Step one, Step other) {
    if (one.statement() instanceof Stmt.Try attempt) {
      int handlers = attempt.handlers().size();
      return other.body() > 0 && other.body() <= handlers;
    }
    return one.statement() instanceof Stmt.If || one.statement() instanceof Stmt.Match;
  }
}
