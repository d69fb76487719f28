package dev.stator.lineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fixtures of pytest: a parameter of a test, or of another fixture, is what the fixture of its name
 * gives. It is looked for as pytest does: in the test's own module (where it may be imported), then
 * in {@code conftest.py} of its folder and of each folder above.
 */
final class Fixtures {
  private static final Set<String> DECORATORS =
      Set.of("pytest.fixture", "pytest.yield_fixture", "pytest_asyncio.fixture");

  private final Analysis analysis;
  private final Set<Stmt.Function> definitions = new HashSet<>();
  private final Map<SourceFile, Map<String, Atom.Code.Function>> named = new HashMap<>();

  Fixtures(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Notes a function that has a decorator, if that makes it a fixture. */
  void consider(Frame frame, Atom.Code.Function function, Expr decorator) {
    Expr callee = decorator instanceof Expr.Call call ? call.callee() : decorator;
    if (function.owner() != null
        || !analysis
            .expressions()
            .evaluate(frame, callee)
            .any(
                atom ->
                    atom instanceof Atom.External external
                        && DECORATORS.contains(external.name()))) {
      return;
    }
    definitions.add(function.definition());
    String name = function.definition().name();
    if (decorator instanceof Expr.Call call) {
      for (Expr.Argument argument : call.arguments()) {
        if ("name".equals(argument.keyword()) && argument.value() instanceof Expr.Text other) {
          name = other.value();
        }
      }
    }
    named.computeIfAbsent(frame.file(), file -> new HashMap<>()).put(name, function);
  }

  /** What a parameter of a test or fixture is given; null if it is neither or there is none. */
  @Nullable Value of(SourceFile file, Stmt.@Nullable Function definition, String parameter) {
    if (definition == null
        || !(definition.name().startsWith("test") || definitions.contains(definition))) {
      return null;
    }
    Atom.Code.Function fixture = in(file, parameter, definition);
    String folder = file.folder();
    while (fixture == null) {
      SourceFile above = analysis.project().conftest(file, folder);
      if (above != null) {
        analysis.runModule(above);
        fixture = in(above, parameter, definition);
      }
      if (folder.isEmpty()) {
        break;
      }
      folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
    }
    if (fixture == null) {
      return null;
    }
    Value given =
        analysis
            .calls()
            .function(
                Frame.within(fixture.scope()),
                fixture,
                Arguments.NONE,
                null,
                fixture.definition().at());
    Value yielded =
        given.flatMap(
            alternative ->
                alternative.atom() instanceof Atom.Code.Generator generator
                    ? generator.yields()
                    : Value.of(alternative.atom(), alternative.trace()));
    return yielded.isNothing()
        ? null
        : yielded.via(fixture.scope().file(), fixture.definition().at(), "fixture " + parameter);
  }

  private Atom.Code.@Nullable Function in(SourceFile file, String name, Stmt.Function asking) {
    Atom.Code.Function own = named.getOrDefault(file, Map.of()).get(name);
    if (own != null && !own.definition().equals(asking)) {
      return own;
    }
    Value imported = analysis.module(file).find(name);
    return imported != null
            && imported.only() instanceof Atom.Code.Function function
            && definitions.contains(function.definition())
            && !function.definition().equals(asking)
        ? function
        : null;
  }
}
