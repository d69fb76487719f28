package dev.stator.lineage;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which code runs while a request waits: what is called, directly or through others, from the
 * handler of a deployed function that an API calls, from a function that is decorated as a route of
 * a web framework, or, where no infrastructure says what calls it, from a function that takes
 * {@code (event, context)}.
 */
final class RequestPath {
  private static final Set<String> ROUTES =
      Set.of(
          "route",
          "get",
          "post",
          "put",
          "patch",
          "delete",
          "websocket",
          "api_route",
          "view_config");
  private static final Set<String> CONTEXTS =
      Set.of("context", "_context", "ctx", "_", "lambda_context");

  private final Set<Calls.Place> places = new HashSet<>();

  RequestPath(Analysis analysis, Deployments deployments) {
    analysis
        .definitions()
        .functions()
        .forEach(
            (definition, functions) -> {
              if (isRoute(definition) || serves(definition, deployments.handledBy(definition))) {
                SourceFile file = functions.iterator().next().scope().file();
                places.addAll(analysis.calls().reachable(new Calls.Place(file, definition.at())));
              }
            });
  }

  boolean holds(Calls.Place place) {
    return places.contains(place);
  }

  private static boolean serves(Stmt.Function definition, List<Infrastructure.Function> deployed) {
    boolean told = deployed.stream().anyMatch(function -> !function.triggers().isEmpty());
    return told
        ? deployed.stream().anyMatch(Infrastructure.Function::servesRequests)
        : takesEvent(definition);
  }

  private static boolean takesEvent(Stmt.Function function) {
    List<Expr.Parameters.Parameter> all = function.parameters().all();
    return all.size() == 2
        && all.get(0).name().equals("event")
        && CONTEXTS.contains(all.get(1).name());
  }

  private static boolean isRoute(Stmt.Function function) {
    return function.decorators().stream()
        .anyMatch(
            decorator ->
                decorator instanceof Expr.Call call
                    && call.callee() instanceof Expr.Attribute method
                    && ROUTES.contains(method.name()));
  }
}
