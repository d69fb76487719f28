package dev.stator.lineage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions of the analysed code by their place, and who calls whom. */
final class Functions {
  private final Calls calls;
  private final Map<SourceFile, Map<Integer, Stmt.Function>> byFile = new HashMap<>();
  private final Map<Calls.Place, FunctionBody> bodies = new HashMap<>();
  private final Map<Calls.Place, List<Calls.Place>> callers = new HashMap<>();

  Functions(Calls calls) {
    this.calls = calls;
    calls
        .edges()
        .forEach(
            (from, to) ->
                to.forEach(
                    called ->
                        callers.computeIfAbsent(called, made -> new ArrayList<>()).add(from)));
  }

  /** The function at a place; null for a module. */
  Stmt.@Nullable Function definition(Calls.Place place) {
    return byFile.computeIfAbsent(place.file(), Functions::index).get(place.at());
  }

  private static Map<Integer, Stmt.Function> index(SourceFile file) {
    Map<Integer, Stmt.Function> functions = new LinkedHashMap<>();
    index(file.statements(), functions);
    return functions;
  }

  private static void index(List<Stmt> statements, Map<Integer, Stmt.Function> functions) {
    for (Stmt statement : statements) {
      if (statement instanceof Stmt.Function function) {
        functions.put(function.at(), function);
      }
      SyntaxParts.bodies(statement).forEach(body -> index(body, functions));
    }
  }

  FunctionBody body(Calls.Place place) {
    return bodies.computeIfAbsent(
        place,
        made -> {
          Stmt.Function function = definition(place);
          return new FunctionBody(function == null ? place.file().statements() : function.body());
        });
  }

  /** Who calls a function. */
  List<Calls.Place> callers(Calls.Place place) {
    return callers.getOrDefault(place, List.of());
  }

  /** Whom a function calls. */
  Set<Calls.Place> called(Calls.Place place) {
    return calls.edges().getOrDefault(place, Set.of());
  }

  /** What a function calls, directly or through others, and itself. */
  Set<Calls.Place> reachable(Calls.Place place) {
    return calls.reachable(place);
  }
}
