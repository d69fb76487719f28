package dev.stator.lineage;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

  /** By the file or class in which they stand. */
  private final Map<Object, Map<String, Atom.Code.Function>> named = new HashMap<>();

  Fixtures(Analysis analysis) {
    this.analysis = analysis;
  }

  /** Notes a function that has a decorator, if that makes it a fixture. */
  void consider(Frame frame, Atom.Code.Function function, Expr decorator) {
    Expr callee = decorator instanceof Expr.Call call ? call.callee() : decorator;
    if (!analysis
        .expressions()
        .evaluate(frame, callee)
        .any(
            atom ->
                atom instanceof Atom.External external && DECORATORS.contains(external.name()))) {
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
    Object place = function.owner() == null ? frame.file() : function.owner();
    named.computeIfAbsent(place, made -> new HashMap<>()).put(name, function);
  }

  /** What a parameter of a test or fixture is given; null if it is neither or there is none. */
  @Nullable Value of(Frame own, Stmt.@Nullable Function definition, String parameter) {
    if (definition == null
        || !(definition.name().startsWith("test") || definitions.contains(definition))) {
      return null;
    }
    if (parameter.equals("request")) {
      return Value.of(new Atom.Code.FixtureRequest(given(own, definition), own.file(), definition));
    }
    Value parametrized = parametrized(own, definition, parameter);
    return parametrized != null ? parametrized : named(own.file(), definition, parameter);
  }

  /** {@code request.getfixturevalue(name)}. */
  Value byName(Atom.Code.FixtureRequest request, Value name) {
    return name.flatMap(
        alternative -> {
          String literal = alternative.atom() instanceof Atom.Text text ? text.literal() : null;
          Value fixture = literal == null ? null : named(request.file(), request.asking(), literal);
          return fixture != null
              ? fixture
              : Value.unknown("a fixture that is not known", alternative.trace());
        });
  }

  /** What {@code params} of a fixture's decorator has. */
  private Value given(Frame own, Stmt.Function definition) {
    for (Expr decorator : definition.decorators()) {
      if (decorator instanceof Expr.Call call) {
        for (Expr.Argument argument : call.arguments()) {
          if ("params".equals(argument.keyword())) {
            Value list = analysis.expressions().evaluate(own, argument.value());
            return analysis.elements().elements(own, list, argument.value().at());
          }
        }
      }
    }
    return Value.unknown("what a test asks of a fixture", null);
  }

  /** What {@code @pytest.mark.parametrize(names, values)} gives; null where none names it. */
  private @Nullable Value parametrized(Frame own, Stmt.Function definition, String parameter) {
    for (Expr decorator : definition.decorators()) {
      if (decorator instanceof Expr.Call call
          && call.callee() instanceof Expr.Attribute callee
          && callee.name().equals("parametrize")
          && call.arguments().size() >= 2
          && call.arguments().stream().noneMatch(one -> "indirect".equals(one.keyword()))) {
        List<String> names = names(call.arguments().get(0).value());
        int place = names.indexOf(parameter);
        if (place >= 0) {
          Expr values = call.arguments().get(1).value();
          Value all =
              analysis
                  .elements()
                  .elements(own, analysis.expressions().evaluate(own, values), values.at());
          return all.flatMap(
              one ->
                  one.atom() instanceof Sequence row
                          && place < row.elements().size()
                          && (names.size() > 1 || row.elements().size() == 1)
                      ? row.elements().get(place)
                      : names.size() > 1
                          ? Value.unknown("a row of parametrize", one.trace())
                          : Value.of(one.atom(), one.trace()));
        }
      }
    }
    return null;
  }

  private static List<String> names(Expr written) {
    if (written instanceof Expr.Text text) {
      return List.of(text.value().strip().split("\\s*,\\s*"));
    }
    return written instanceof Expr.Sequence sequence
        ? sequence.elements().stream()
            .map(element -> element instanceof Expr.Text text ? text.value() : "")
            .toList()
        : List.of();
  }

  private @Nullable Value named(SourceFile file, Stmt.Function definition, String parameter) {
    Atom.Code.Function fixture = ofClass(parameter, definition);
    fixture = fixture == null ? in(file, parameter, definition) : fixture;
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
    Atom self =
        fixture.owner() == null
            ? null
            : new Atom.Code.Made(
                analysis
                    .construction()
                    .objects(Frame.within(fixture.scope()), fixture.owner())
                    .get(0));
    Value given =
        analysis
            .calls()
            .function(
                Frame.within(fixture.scope()),
                fixture,
                self == null
                    ? Arguments.NONE
                    : new Arguments(List.of(Value.of(self)), Map.of(), null, null),
                self,
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

  /** The fixture of this name in the class of the function that asks, or in what it extends. */
  private Atom.Code.@Nullable Function ofClass(String name, Stmt.Function asking) {
    for (Atom.Code.Function function :
        analysis.definitions().functions().getOrDefault(asking, Set.of())) {
      if (function.owner() != null) {
        for (PythonClass type : function.owner().resolutionOrder()) {
          Atom.Code.Function fixture = named.getOrDefault(type, Map.of()).get(name);
          if (fixture != null && !fixture.definition().equals(asking)) {
            return fixture;
          }
        }
      }
    }
    return null;
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
